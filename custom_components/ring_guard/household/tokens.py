"""Binds a notification's button to one request, one answer and one offer.

The token binds and is no secret: notification data can reach the event bus and the recorder. What counts is the
user in the event's context together with the offer that the button was made for.
"""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
import hmac
import re

from ..domain.lifecycle import Life

PREFIX = "RING_GUARD"

_ACTION = re.compile(r"RING_GUARD_(APPROVE|DECLINE|WITHDRAW|REVOKE)_([0-9A-Za-z]{1,64})_([0-9a-f]{16})_([0-9a-f]{32})")


class Verb(StrEnum):
    """What a button answers."""

    APPROVE = "APPROVE"
    DECLINE = "DECLINE"
    WITHDRAW = "WITHDRAW"
    REVOKE = "REVOKE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button that was pressed, with a token that is ours unless it is `forged`: then nothing else in it is true."""

    verb: Verb
    request_id: str
    offer_mark: str
    forged: bool = False


def action_id(key: str, verb: Verb, life: Life) -> str:
    """Return the id of a button for the offer as it stands."""
    mark = life.offer.mark
    return f"{PREFIX}_{verb}_{life.id}_{mark}_{_token(key, verb, life.id, mark)}"


def read_action(key: str, action: object) -> Press | None:
    """Return what a pressed button says, None if it does not even look like one of ours."""
    found = _ACTION.fullmatch(action) if isinstance(action, str) else None
    if not found:
        return None
    verb, request_id, mark, token = Verb(found[1]), found[2], found[3], found[4]
    ours = hmac.compare_digest(token, _token(key, verb, request_id, mark))
    return Press(verb=verb, request_id=request_id, offer_mark=mark, forged=not ours)


def _token(key: str, verb: Verb, request_id: str, mark: str) -> str:
    """Return the token for one answer to one offer; `key` is the household's own, in hexadecimal."""
    said = f"{verb}\n{request_id}\n{mark}".encode()
    return hmac.new(bytes.fromhex(key), said, sha256).hexdigest()[:32]
