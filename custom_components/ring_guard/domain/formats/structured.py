"""The JSON object of the webhook: the fields of a request under plain names, all optional.

Keys: agency, officer, email, phone, reference, incident_type, start, end (ISO 8601), cameras (names), demand,
deadline (ISO 8601), area, subject, message, system. What they do not say is read from subject and message;
where both speak of times and differ, neither counts. Unknown keys and values of the wrong type are left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..model import Area, Contact, Demand, Finding, IncidentType, System, Window
from ..requesters.folding import fold
from .extract.areas import square_miles
from .extract.cameras import listed_cameras
from .extract.contacts import emails
from .extract.demands import demands
from .extract.incidents import incident_types
from .extract.settle import Household
from .extract.windows import conflict, read_instant
from .free_text import household, read_free_text
from .marks import never_existed, retired
from .message_text import Message, clean, cut
from .reading import Reading, ReadingContext

KEYS = frozenset(
    {
        "agency",
        "officer",
        "email",
        "phone",
        "reference",
        "incident_type",
        "start",
        "end",
        "cameras",
        "demand",
        "deadline",
        "area",
        "subject",
        "message",
        "system",
    }
)
_MOST_ITEMS = 100
_ANOMALIES: Mapping[System, Finding] = {
    System.RING_REQUEST_FOR_ASSISTANCE: retired("Request for Assistance, 2021-2024"),
    System.RING_NEIGHBORS_PORTAL: retired("Neighbors Portal, until June 2021"),
    System.RING_FLOCK: never_existed("Ring with Flock Safety"),
}


@dataclass(frozen=True, slots=True)
class _Fields:
    """Typed access to an object of unknown shape."""

    values: Mapping[str, object]

    def text(self, key: str, limit: int = 200) -> str:
        """Return a text or number as one line."""
        value = self.values.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = f"{value:.15g}" if isinstance(value, float) or abs(value) < 10**40 else ""
        return cut(value, limit) if isinstance(value, str) else ""

    def items(self, key: str) -> list[object]:
        """Return a list as it is, a single value as a list of one."""
        value = self.values.get(key)
        if value is None:
            return []
        return value[:_MOST_ITEMS] if isinstance(value, list) else [value]


def recognise(message: Message) -> bool:
    """Recognise a JSON object, whatever its keys."""
    return message.fields is not None


def read(message: Message, context: ReadingContext) -> Reading:
    """Read the fields, and the free text beside them."""
    fields = _Fields(message.fields or {})
    inner = replace(message, subject=fields.text("subject"), text=_body(fields), fields=None)
    rest = read_free_text(inner, context, _system(fields))
    window, findings = _window(fields, rest, household(message, context))
    return replace(
        rest,
        title=inner.subject or rest.title,
        agency=fields.text("agency", 120) or rest.agency,
        contact=_contact(fields, rest.contact),
        reference=fields.text("reference", 60) or rest.reference,
        incident_types=rest.incident_types | _incidents(fields),
        window=window,
        area=_area(fields) or rest.area,
        cameras=listed_cameras(fields.items("cameras"), context.cameras) if fields.items("cameras") else rest.cameras,
        demands=_demands(fields, rest.demands),
        reply_by=read_instant(fields.text("deadline", 40), household(message, context)) or rest.reply_by,
        findings=findings + ((_ANOMALIES[rest.system],) if rest.system in _ANOMALIES else ()),
    )


def _body(fields: _Fields) -> str:
    """Return the message; where there is none, the object's own texts, so that nothing said is lost."""
    value = fields.values.get("message")
    if isinstance(value, str) and value.strip():
        return clean(value)
    shown = [
        f"{cut(key, 40)}: {fields.text(key)}"
        for key in list(fields.values)[:_MOST_ITEMS]
        if key not in KEYS and fields.text(key)
    ]
    return clean("\n".join(shown))


def _system(fields: _Fields) -> System:
    """Return the system that the object names, else that it is structured."""
    named = fields.text("system").lower().replace(" ", "_").replace("-", "_")
    return System(named) if named in set(System) else System.STRUCTURED


def _window(fields: _Fields, rest: Reading, home: Household) -> tuple[Window | None, tuple[Finding, ...]]:
    """Return the window of start and end; times that cannot be read, or that the text contradicts, give none."""
    if not fields.items("start") and not fields.items("end"):
        return rest.window, rest.findings
    start, end = (read_instant(fields.text(key, 40), home) for key in ("start", "end"))
    if start is None or end is None or end <= start:
        return None, (*rest.findings, conflict(f"start {fields.text('start', 60)}, end {fields.text('end', 60)}"))
    window = Window(start=start, end=end)
    if rest.window not in (None, window):
        return None, (*rest.findings, conflict("fields and message differ"))
    return window, rest.findings


def _contact(fields: _Fields, rest: Contact) -> Contact:
    """Return the contact of the fields, completed from the text."""
    return Contact(
        officer=fields.text("officer", 80) or rest.officer,
        email=next(emails(fields.text("email")), rest.email),
        phone=fields.text("phone", 40) or rest.phone,
    )


def _texts(items: Iterable[object]) -> list[str]:
    """Return the texts among some items, in lower case."""
    return [item[:200].lower() for item in items if isinstance(item, str)]


def _incidents(fields: _Fields) -> frozenset[IncidentType]:
    """Return the kinds of incident that the field names, by value or by words."""
    found: set[IncidentType] = set()
    for text in _texts(fields.items("incident_type")):
        value = text.strip().replace(" ", "_").replace("-", "_")
        found |= {IncidentType(value)} if value in set(IncidentType) else incident_types(fold(text.replace("_", " ")))
    return frozenset(found)


def _demands(fields: _Fields, rest: frozenset[Demand]) -> frozenset[Demand]:
    """Return the demands of the field and of the text together; voluntary only if neither says more."""
    found: set[Demand] = set()
    for text in _texts(fields.items("demand")):
        value = text.strip().replace(" ", "_").replace("-", "_")
        found |= {Demand(value)} if value in set(Demand) else demands(fold(text.replace("_", " ")))
    if not found:
        return rest
    said = rest - {Demand.VOLUNTARY}
    return frozenset(found | said)


def _area(fields: _Fields) -> Area | None:
    """Return the area that the field describes."""
    text = fields.text("area")
    return Area(description=text, square_miles=square_miles(text)) if text else None
