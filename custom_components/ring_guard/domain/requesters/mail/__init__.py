"""What a mail proves, from its raw bytes and what others looked up for it. Pure: no DNS, no cryptography, no clock.

Reads a mail's headers strictly: where two readers could read them differently, nothing is proven.
"""

from .again import gives_up_at, look_again_at, open_questions
from .judge import REASON_KEYS as MAIL_REASON_KEYS, Standing, judge
from .known import platform_domains, platform_of
from .reading import Check, MailContext, OpenedMail, Texts, open_mail, read_evidence
from .replay import is_for_somebody_else, is_old, valid_signature
from .tags import Signature, read_tags

__all__ = [
    "MAIL_REASON_KEYS",
    "Check",
    "MailContext",
    "OpenedMail",
    "Signature",
    "Standing",
    "Texts",
    "gives_up_at",
    "is_for_somebody_else",
    "is_old",
    "judge",
    "look_again_at",
    "open_mail",
    "open_questions",
    "platform_domains",
    "platform_of",
    "read_evidence",
    "read_tags",
    "valid_signature",
]
