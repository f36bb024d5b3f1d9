"""What every format takes out of free text, by the readers under `extract/`; formats add what is their own."""

from dataclasses import replace

from ..model import Contact, Finding, System
from ..passages import own_words, quoted
from .extract.agencies import agency
from .extract.areas import area
from .extract.cameras import named_cameras
from .extract.contacts import contact, emails
from .extract.demands import demands
from .extract.incidents import incident_types
from .extract.labels import first, labels, names_of
from .extract.links import links
from .extract.references import is_reference, reference
from .extract.settle import Household
from .extract.windows import read_times
from .message_text import Message, cut
from .reading import Reading, ReadingContext

AGENCIES = names_of(lambda language: language.agency_labels)
CONTACTS = names_of(lambda language: language.contact_labels)
REFERENCES = names_of(lambda language: language.reference_labels)
"""The names of the fields, as `labels` has them."""


def household(message: Message, context: ReadingContext) -> Household:
    """Return what settles the written times of a message."""
    return Household(context.time_zone, context.zone, message.received_at)


def read_free_text(
    message: Message, context: ReadingContext, system: System, findings: tuple[Finding, ...] = ()
) -> Reading:
    """Read all that a message's subject and text give away."""
    text = f"{message.subject}\n{message.text}"
    labelled = labels(message.text)
    times = read_times(text, labelled, household(message, context))
    return Reading(
        system=system,
        title=message.subject or _first_line(message.text),
        text=message.text,
        agency=cut(first(labelled, AGENCIES), 120) or agency(message.text, message.subject, message.folded),
        contact=_contact(message, first(labelled, CONTACTS)),
        reference=_reference(first(labelled, REFERENCES), text),
        incident_types=incident_types(message.folded),
        window=times.window,
        area=area(text, message.folded, labelled),
        cameras=named_cameras(text, context.cameras),
        demands=demands(message.folded),
        reply_by=times.reply_by,
        links=links(text, message.targets),
        findings=findings + times.findings,
    )


def _first_line(text: str) -> str:
    """Return the first line that is not a From line, as a title for what has none."""
    lines = (line.strip() for line in text[:1_000].split("\n"))
    return cut(next((line for line in lines if line and not line.startswith("From: ")), ""), 100)


def _contact(message: Message, labelled: str) -> Contact:
    """Return the contact that a message gives, its sender where it names no address."""
    body = own_words(message.text, quoted(message.text))
    if message.sender:
        body = body.partition("\n\n")[2]
    found = contact(body, labelled)
    sender = None if found.email else next(emails(message.sender), None)
    return replace(found, email=sender) if sender else found


def _reference(labelled: str, text: str) -> str | None:
    """Return a labelled reference, else one in the text."""
    found = reference(text)
    if found is None and is_reference(labelled) and any(letter.isdigit() for letter in labelled):
        return labelled
    return found
