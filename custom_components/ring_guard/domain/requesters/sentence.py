"""Who asks, how sure that is and why, in one sentence: its key and what stands in its gaps.

Reads what was found out before and adds nothing to it. `name` is a stranger's text; `body` holds levels' values.
"""

from ..model import Assurance, AssuredParty, FootageRequest, Reason

SENTENCE_KEYS = (
    "unproven",
    "unproven_nameless",
    "contradicted",
    "contradicts_itself",
    "sent_again",
    "signed",
    "signed_other",
    "signed_listed",
    "signed_unlisted",
    "signed_anybody",
    "platform",
    "platform_nameless",
    "called_back_agency",
    "called_back_person",
)
"""Every key of such a sentence. Placeholders: `name`, `domain`, `body`, `platform`, `number`."""

_BY_REASON = {
    "mail_old": "sent_again",
    "mail_for_somebody_else": "sent_again",
    "mail_signed_by_anybody": "signed_anybody",
    "mail_signed_by_unknown": "signed_unlisted",
    "mail_signed_by_listed": "signed_listed",
    "mail_claim_contradicts": "signed_other",
    "mail_signed_by_body": "signed",
}
"""The reason that a sentence is about; the first one that a requester has counts."""


def who_asks(request: FootageRequest) -> Reason:
    """Return the sentence about the one who asks."""
    requester = request.requester
    if requester.call_back is not None:
        found = requester.call_back
        key = "called_back_person" if found.party is AssuredParty.PERSON else "called_back_agency"
        return _sentence(key, name=found.name, number=found.number)
    if requester.assured is AssuredParty.PLATFORM:
        return _of_platform(request)
    name = _name(request)
    domain = requester.proven_domain or _said_domain(request)
    if requester.assurance is Assurance.CONTRADICTED:
        return _sentence("contradicted", name=name, domain=domain) if domain else _sentence("contradicts_itself")
    told = {reason.key: dict(reason.placeholders) for reason in requester.reasons}
    key = next((sentence for reason, sentence in _BY_REASON.items() if reason in told), "")
    if not key:
        return _sentence("unproven", name=name) if name else _sentence("unproven_nameless")
    body = told.get("mail_signed_by_body", {}).get("level", "")
    return _sentence(key, name=name, domain=domain, body=body)


def _of_platform(request: FootageRequest) -> Reason:
    """Say that a platform sent the message, and that it proves nobody else."""
    told = next((reason for reason in request.requester.reasons if reason.key == "mail_signed_by_platform"), None)
    gaps = dict(told.placeholders) if told else {}
    name = request.requester.claimed_name
    if name:
        return _sentence("platform", name=name, **gaps)
    return _sentence("platform_nameless", **gaps)


def _name(request: FootageRequest) -> str:
    """Return who the message says it is from, the sender's address where it names nobody."""
    sender = request.mail.sender if request.mail else None
    return request.requester.claimed_name or (sender.name or sender.address if sender else "")


def _said_domain(request: FootageRequest) -> str:
    """Return the domain that a mail says it comes from."""
    sender = request.mail.sender if request.mail else None
    return sender.registered or sender.host if sender else ""


def _sentence(key: str, **gaps: str) -> Reason:
    """Make a sentence."""
    return Reason(key=key, placeholders=tuple(gaps.items()))
