"""Telling formats apart by several marks at once: the exact wording of most systems is not known, and changes."""

from ..model import Finding, FindingKind, Severity
from .message_text import Message

RING_PACKAGES = frozenset({"com.ringapp", "com.ring.neighborhoods"})
_RING = (
    "ring.com",
    "ring neighbors",
    "neighbors app",
    "neighbors by ring",
    "neighbors feed",
    "ring app",
    "\nring <",
    "your ring",
    "ring password",
    "ring account",
    "ring user",
    "ring device",
    "ring camera",
    "ring doorbell",
    "ring community",
    "via ring",
    "through ring",
    "ring owner",
    "ring team",
    "from ring",
    "ring and flock",
    "ring with flock",
    "flock and ring",
    "ring fire watch",
    "ring search party",
)


def has(message: Message, *phrases: str) -> bool:
    """Tell whether a message has any of these phrases, given in lower case."""
    folded = message.folded
    return any(phrase in folded for phrase in phrases)


def of_ring(message: Message) -> bool:
    """Tell whether a message gives itself out as Ring's; that is easily said by anyone."""
    return message.package in RING_PACKAGES or has(message, *_RING)


def retired(evidence: str) -> Finding:
    """Say that a message follows a programme that has ended: it is old or false."""
    return Finding(kind=FindingKind.RETIRED_SYSTEM, severity=Severity.SUSPICIOUS, evidence=evidence)


def never_existed(evidence: str) -> Finding:
    """Say that a message follows a programme that never ran."""
    return Finding(kind=FindingKind.NEVER_EXISTED_SYSTEM, severity=Severity.SUSPICIOUS, evidence=evidence)
