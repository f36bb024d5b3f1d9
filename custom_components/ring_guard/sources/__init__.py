"""Ways in, one module each: they hand arrivals to the guard and know nothing of what becomes of them.

A new source is one module with a `start` function, and one line in `SOURCES`.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from homeassistant.core import CALLBACK_TYPE, HomeAssistant

from ..domain.model import SourceKind
from ..household.settings import SourceSettings
from . import mailbox, phone, webhook

if TYPE_CHECKING:
    from .door import Door

type Start = Callable[[HomeAssistant, SourceSettings, Door], CALLBACK_TYPE]

SOURCES: Mapping[SourceKind, Start] = {
    SourceKind.MAILBOX: mailbox.start,
    SourceKind.WEBHOOK: webhook.start,
    SourceKind.PHONE: phone.start,
}
