"""Failures of the guard as Home Assistant tells them to whoever called: translated, with what stands now.

Must not decide anything: what was refused is refused already.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN
from .domain.lifecycle import Refused
from .household.answers import UnknownRequest
from .ledger import LedgerError, NotErasable


@contextmanager
def telling_failures(hass: HomeAssistant) -> Iterator[None]:
    """Turn failures within the block into errors that are told in the user's language.

    Raises:
        ServiceValidationError: for what the caller may not do or asked wrongly.
        HomeAssistantError: if the ledger cannot be written or read.
    """
    try:
        yield
    except Refused as err:
        raise wrong(f"refused_{err.refusal}", state=err.state.value if err.state else "") from err
    except UnknownRequest as err:
        raise wrong("unknown_request", request_id=str(err)) from err
    except NotErasable as err:
        raise wrong("not_erasable") from err
    except LedgerError as err:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="ledger_unavailable") from err


def wrong(key: str, **placeholders: str) -> ServiceValidationError:
    """Return the error for a call that is refused or makes no sense."""
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders or None
    )
