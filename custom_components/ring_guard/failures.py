"""Failures of the guard as Home Assistant tells them to whoever called: translated, with what stands now.

Must not decide anything: what was refused is refused already.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN
from .domain.lifecycle import Life, Refusal, Refused
from .guard import Guard
from .household.answers import UnknownRequest
from .household.wording import Wording
from .ledger import LedgerError, NotErasable


@asynccontextmanager
async def telling_failures(hass: HomeAssistant, guard: Guard, request_id: str | None = None) -> AsyncIterator[None]:
    """Turn failures within the block into errors that are told in the user's language.

    Raises:
        ServiceValidationError: for what the caller may not do or asked wrongly.
        HomeAssistantError: if the ledger cannot be written or read, or something takes too long.
    """
    try:
        yield
    except Refused as err:
        raise await _refused(hass, guard, err, request_id) from err
    except UnknownRequest as err:
        raise wrong("unknown_request", request_id=request_id or "") from err
    except NotErasable as err:
        raise wrong("not_erasable") from err
    except LedgerError as err:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="ledger_unavailable") from err
    except TimeoutError as err:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="not_decided_yet") from err


def wrong(key: str, **placeholders: str) -> ServiceValidationError:
    """Return the error for a call that is refused or makes no sense."""
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders or None
    )


async def _refused(hass: HomeAssistant, guard: Guard, err: Refused, request_id: str | None) -> ServiceValidationError:
    """Say why a step was refused, where the request stands, and who brought it there."""
    life = await guard.lives.get(request_id) if request_id else None
    words = await Wording.load(hass)
    state = words.word("state", err.state.value) if err.state else ""
    who = await _who(hass, life)
    if err.refusal is Refusal.NOT_WAITING and who:
        return wrong("refused_not_waiting_by", state=state, who=who)
    return wrong(f"refused_{err.refusal}", state=state)


async def _who(hass: HomeAssistant, life: Life | None) -> str:
    """Return the name of the person who brought a request to where it stands, nothing if no person did."""
    user = await hass.auth.async_get_user(life.actor) if life and life.actor else None
    return (user.name or "") if user else ""
