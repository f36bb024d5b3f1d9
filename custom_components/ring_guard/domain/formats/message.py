"""Turn the bytes of an arrival into a `Message`: the words in it, whatever they were wrapped in.

Never raises and never drops: what cannot be read becomes an empty or partial message with a finding.
It must not judge what the words mean; that is the formats' task.
"""

from collections.abc import Callable
import json

from ..model import Arrival, Finding, FindingKind, Severity
from .extract.links import targets
from .mail import read_mail
from .message_text import DECODE_LIMIT, Message, clean, cut, decode, plain_message, unreadable
from .page import show_page

NOTIFICATION_TYPE = "application/vnd.ring-guard.notification+json"
"""A phone notification: a JSON object with package, title, text, big_text and post_time, all optional."""

type _Reader = Callable[[Arrival, str], Message]


def read_message(arrival: Arrival) -> Message:
    """Read an arrival's bytes by its media type; an unknown type is read as text if it is text at all."""
    if not arrival.body and arrival.size > 0:
        finding = Finding(kind=FindingKind.TOO_LARGE, severity=Severity.CONCERN, evidence=f"{arrival.size} bytes")
        return Message(received_at=arrival.received_at, findings=(finding,))
    kind, charset = _media_type(arrival.media_type)
    return _READERS.get(kind, _read_text)(arrival, charset)


def _media_type(text: str) -> tuple[str, str]:
    """Split a media type into its bare name and its charset, empty if it names none."""
    kind, _, parameters = text[:200].partition(";")
    charset = ""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'")
    return kind.strip().lower(), charset


def _read_text(arrival: Arrival, charset: str) -> Message:
    """Read plain text."""
    text, findings = decode(arrival.body, charset)
    return plain_message(arrival, text, findings)


def _read_page(arrival: Arrival, charset: str) -> Message:
    """Read an HTML page as the text that it shows."""
    source, findings = decode(arrival.body, charset)
    shown = show_page(source)
    return Message(
        received_at=arrival.received_at,
        subject=cut(shown.title),
        text=shown.text,
        targets=targets(source),
        findings=findings + shown.findings,
    )


def _read_json(arrival: Arrival, charset: str) -> Message:
    """Read a JSON object into fields; other or broken JSON stays the text that it is."""
    text, findings = decode(arrival.body, charset)
    loaded = load_json(text)
    if not isinstance(loaded, dict):
        return plain_message(arrival, text, findings or (unreadable(text),))
    return Message(received_at=arrival.received_at, fields=loaded, findings=findings)


def _read_notification(arrival: Arrival, charset: str) -> Message:
    """Read a phone notification: the long text where there is one, else the short one."""
    message = _read_json(arrival, charset)
    fields = message.fields
    if fields is None:
        return message
    return Message(
        received_at=arrival.received_at,
        subject=cut(_word(fields.get("title"))),
        text=clean(_word(fields.get("big_text")) or _word(fields.get("text"))),
        package=cut(_word(fields.get("package"))),
        findings=message.findings,
    )


def load_json(text: str) -> object:
    """Load JSON; None for what is no JSON, nests too deeply or holds a number beyond reason."""
    try:
        return json.loads(text[:DECODE_LIMIT])
    except ValueError, RecursionError:
        return None


def _word(value: object) -> str:
    """Return a JSON value if it is text."""
    return value if isinstance(value, str) else ""


_READERS: dict[str, _Reader] = {
    "text/plain": _read_text,
    "text/html": _read_page,
    "message/rfc822": lambda arrival, _charset: read_mail(arrival),
    "application/json": _read_json,
    NOTIFICATION_TYPE: _read_notification,
}
