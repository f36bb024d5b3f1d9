"""What evidence there is of who asks: what a mail proves of itself, and what somebody found out by calling back.

Values only: what follows from them for the one who asks is judged elsewhere. All of it is bounded, so that it can stand
in the ledger beside the request and a decision can be explained, and made again, from it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .vocabulary import AssuredParty, Level


class SignatureResult(StrEnum):
    """What became of one DKIM signature (RFC 6376); only `valid` proves anything."""

    VALID = "valid"
    PARTIAL = "partial"
    BROKEN = "broken"
    EXPIRED = "expired"
    NO_KEY = "no_key"
    TESTING = "testing"
    WEAK = "weak"
    UNREACHABLE = "unreachable"
    UNRELATED = "unrelated"
    UNUSABLE = "unusable"


class MailProblem(StrEnum):
    """What keeps a mail from proving anything, however well it is signed."""

    NO_SENDER = "no_sender"
    SEVERAL_SENDERS = "several_senders"
    MALFORMED = "malformed"
    DOUBLED_HEADER = "doubled_header"
    TOO_LARGE = "too_large"
    UNEXAMINED = "unexamined"


class DmarcPolicy(StrEnum):
    """What a domain asks to be done with mail that is not its own (RFC 7489)."""

    NONE = "none"
    QUARANTINE = "quarantine"
    REJECT = "reject"


class Recipient(StrEnum):
    """To whom a mail says that it goes; `unknown` where the household has not said which addresses are its own."""

    HOUSEHOLD = "household"
    NOBODY = "nobody"
    SOMEBODY_ELSE = "somebody_else"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAddress:
    """One address of a header: the name before it, the address as written, its host and that host's registered domain.

    `host` and `registered` are in lower case and in ASCII; `registered` is empty where nobody can register it.
    """

    name: str
    address: str
    host: str
    registered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSignature:
    """One DKIM signature: who signed (`d=`, `s=`), how, which headers it covers, and what became of it.

    `signed` holds header names in lower case, each of them covered in every place where it stands.
    """

    domain: str
    registered: str
    selector: str
    algorithm: str
    result: SignatureResult
    signed: frozenset[str] = frozenset()
    signed_at: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DmarcRecord:
    """What the sender's domain publishes; `strict` = a signature counts only for exactly the same host."""

    policy: DmarcPolicy
    strict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerVerdict:
    """One result of the household's own mail server (RFC 8601): what it checked, the outcome, and of which domain."""

    method: str
    result: str
    domain: str
    registered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailEvidence:
    """All that was found out about one mail.

    `sender` is the one address of its one From header, None if there is not exactly one. `dmarc` None = the domain
    publishes nothing, or `dmarc_known` is False and nobody could be asked. `server` is empty unless the household
    named its own server; `forged_results` holds results that claim to be that server's and are not.
    `dated_at` is what the mail says of itself, `delivered_at` when it reached the household's server.
    """

    sender: MailAddress | None = None
    reply_to: tuple[MailAddress, ...] = ()
    recipient: Recipient = Recipient.UNKNOWN
    addressed_to: str = ""
    signatures: tuple[MailSignature, ...] = ()
    dmarc: DmarcRecord | None = None
    dmarc_known: bool = False
    server: tuple[ServerVerdict, ...] = ()
    forged_results: tuple[str, ...] = ()
    dated_at: datetime | None = None
    delivered_at: datetime | None = None
    problems: frozenset[MailProblem] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """What an approver found out by calling: the number, who confirmed the request, and as what.

    `party` says whether the body or the very person confirmed it. `level` None = what kind of body it is stays as
    open as it was. `at` is aware, `by` the approver's user id. Every text in here is the approver's own.
    """

    number: str
    name: str
    party: AssuredParty
    level: Level | None
    by: str
    at: datetime
