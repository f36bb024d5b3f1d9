"""The settings of a mailbox as typed values, read from its subentry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT, CONF_USERNAME, CONF_VERIFY_SSL

from ..const import (
    CONF_AFTERWARDS,
    CONF_AUTHSERV_ID,
    CONF_FOLDER,
    CONF_MAILBOX_USE,
    CONF_MOVE_TO,
    CONF_OWN_ADDRESSES,
    CONF_SECURITY,
    CONF_START_AT,
    CONF_START_UID,
    CONF_START_UIDVALIDITY,
)


class Security(StrEnum):
    """How a connection is encrypted: from its beginning, or once both sides have agreed to. There is no third way."""

    TLS = "tls"
    STARTTLS = "starttls"


class MailboxUse(StrEnum):
    """What a folder is for: requests alone, or everything that a family gets."""

    REQUESTS = "requests"
    FAMILY = "family"


class Afterwards(StrEnum):
    """What becomes of a mail on the server once it is taken in."""

    LEAVE = "leave"
    MARK_READ = "mark_read"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxSettings:
    """One folder of one account.

    Mails before `start_at` are none of ours; where the folder has still the `start_uidvalidity` it was set up with,
    exactly the mails up to `start_uid` are not. `authserv_id` is how the household's own receiving server names itself
    in its Authentication-Results, empty if that is not used; letter by letter, since other casings are a forger's.
    `own_addresses` are the household's addresses beside the user name, whose mails are forwarded here.
    """

    host: str
    port: int
    security: Security
    verify_ssl: bool
    username: str
    password: str = field(repr=False)
    folder: str
    use: MailboxUse
    afterwards: Afterwards
    move_to: str
    authserv_id: str
    own_addresses: frozenset[str]
    start_at: datetime
    start_uidvalidity: int | None
    start_uid: int | None


def read_mailbox(data: Mapping[str, Any]) -> MailboxSettings:
    """Read a mailbox from the data of its subentry."""
    return MailboxSettings(
        host=data[CONF_HOST],
        port=int(data[CONF_PORT]),
        security=Security(data[CONF_SECURITY]),
        verify_ssl=data[CONF_VERIFY_SSL],
        username=data[CONF_USERNAME],
        password=data[CONF_PASSWORD],
        folder=data[CONF_FOLDER],
        use=MailboxUse(data[CONF_MAILBOX_USE]),
        afterwards=Afterwards(data[CONF_AFTERWARDS]),
        move_to=data.get(CONF_MOVE_TO, ""),
        authserv_id=data.get(CONF_AUTHSERV_ID, ""),
        own_addresses=frozenset(data.get(CONF_OWN_ADDRESSES, ())),
        start_at=datetime.fromtimestamp(data[CONF_START_AT], UTC),
        start_uidvalidity=data.get(CONF_START_UIDVALIDITY),
        start_uid=data.get(CONF_START_UID),
    )
