"""Can this mail be a request for footage? Asked of a family's inbox, where nothing of other mails may be kept.

When in doubt it can: what cannot be read, what brings a document and hardly a word, whatever an official or an asking
platform sends. It must not say what a mail is, only what it is certainly not; whoever it sends away is never heard.
"""

from dataclasses import dataclass
from email.message import Message as Mail
import re
import unicodedata

from .mail import content_of, forwarded_in, header_text, kind_of, parse_mail, parts_of
from .page import show_page

_WORDS_LIMIT = 65_536
"""Letters of a mail's words that are looked at."""

_HARDLY_A_WORD = 120
"""Letters below which a mail says nothing by itself."""

_DEPTH = 3

# Each stands behind a space, so that it is a word's beginning; with a space behind, it is the whole word.
_FOOTAGE = (
    "footage", "cctv", "surveillance", "doorbell", "video from your", "videos from your", "your camera", "your ring",
    "security camera", "ring camera", "home camera", "dashcam", "community request", "search party", "neighbors app",
    "recordings from", "video evidence", "camera registry", "uberwachung", "videoaufnahme", "videoaufzeichnung",
    "kameraaufnahme", "kameraaufzeichnung", "aufzeichnungen ihrer", "ihre kamera", "deine kamera", "turklingel",
    "klingelkamera", "videovigilancia", "grabacion", "su camara", "tu camara", "timbre con", "videosurveillance",
    "enregistrements video", "images video", "votre camera", "ta camera", "sonnette", "telecamera", "videosorveglianza",
    "kamerabeeld", "nagrani", "monitoring",
)  # fmt: skip
"""Words for what is asked: one suffices."""

_LEGAL = (
    "subpoena", "search warrant", "warrant ", "warrants ", "court order", "preservation letter", "preservation request",
    "preserve evidence", "preserve all", "litigation hold", "duces tecum", "emergency disclosure", "exigent",
    "beweissicherung", "durchsuchungsbeschluss", "herausgabe", "vorladung", "gerichtsbeschluss", "orden judicial",
    "citacion judicial", "requerimiento judicial", "mandat ", "requisition judiciaire", "commission rogatoire",
    "ordonnance ",
)  # fmt: skip
"""Words of legal demands: one suffices."""

_ASKERS = (
    "police", "sheriff", "constable", "trooper", "detective", "officer", "law enforcement", "homeland security", "fbi ",
    "dhs ", "hsi ", "atf ", "dea ", "ice ", "cbp ", "border patrol", "immigration and customs", "u s marshal", "district attorney",
    "prosecutor", "public safety", "task force", "special agent", "investigator", "fire department", "animal control",
    "insurance claim", "claims adjuster", "law firm", "attorney", "solicitor", "polizei", "kriminal", "staatsanwalt",
    "ordnungsamt", "bundespolizei", "zoll ", "ermittl", "rechtsanwalt", "kanzlei", "policia", "guardia civil", "fiscalia",
    "abogad", "patrol", "patrulla", "marshal", "warden", "ranger", "adjuster", "investiga", "investigator", "guards ",
    "reporter", "newsroom", "journalist", "periodista", "migra ", "asegurador", "perito", "sue you", "sanctions", "legal action",
    "demand letter", "represent ", "on behalf of", "gendarmerie", "procureur", "enqueteur", "avocat", "polizia", "carabinieri", "politie", "policja", "rcmp ",
)  # fmt: skip
"""Words for who asks; what they ask need not be said in words that are known here."""

_PICTURES = (
    "camera", "cam ", "cams ", "clip ", "clips ", "video", "recording", "recorded", "kamera", "aufnahme", "aufzeichnung", "camara",
    "enregistrement", "filmed", "gefilmt", "filme", "tape ", "tapes ",
)  # fmt: skip
"""Words for pictures: in what is written to a household alone, they may be a neighbour's or anybody's request."""

_NUMBER = re.compile(
    r" (?:case|report|incident|complaint|file|claim|reference|informe|caso|expediente|siniestro|aktenzeichen|vorgang|dossier"
    r"|affaire|plainte|sinistre)(?: (?:no|nr|nummer|number|num|numero|id|code))? [\w.]*\d"
)
"""The number of somebody's case."""

_SENDERS = re.compile(
    r"@(?:[\w.-]+\.)?(?:ring\.com|axon\.com|evidence\.com|fusus\.com|flocksafety\.com|nextdoor\.com|citizen\.com|genetec\.com"
    r"|canvassglobal\.com|[\w.-]*police[\w.-]*|[\w.-]*sheriff[\w.-]*|[\w.-]*polizei[\w.-]*|[\w.-]+\.gov|[\w.-]+\.mil"
    r"|[\w.-]+\.gov\.[a-z]{2}|[\w.-]+\.gouv\.fr|[\w.-]+\.gob\.[a-z]{2}|[\w.-]+\.us|bund\.de|[\w.-]*interpol[\w.-]*)(?![\w.-])"
)
"""Addresses of asking platforms and of officials; anybody can write one, and so is heard."""

_DOCUMENT = re.compile(
    r"application/(?!ics|pgp-signature|pkcs7-signature|x-pkcs7-signature)|image/|audio/|video/|message/"
)
_SEALED = frozenset(
    {
        "application/pkcs7-mime",
        "application/x-pkcs7-mime",
        "application/pgp-encrypted",
        "application/ms-tnef",
        "message/partial",
    }
)
"""What holds words that cannot be read here."""

_NO_LETTERS = re.compile(r"[^\w@.]+")


@dataclass(slots=True)
class _Words:
    """All that a mail says, and what it brings."""

    text: str = ""
    brings_document: bool = False
    unreadable: bool = False


def can_be_request(raw: bytes) -> bool:
    """Tell whether a mail, as raw bytes, can be a request; True in every doubt. Never raises."""
    mail = parse_mail(raw)
    if mail is None:
        return True
    try:
        words = _read(mail)
    except ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError:
        # The standard library's mail parser raises all of these on malformed headers and parts.
        return True
    said = _folded(words.text)
    if words.unreadable:
        return True
    if len(said) < _HARDLY_A_WORD and (words.brings_document or not said.strip()):
        return True
    if _says(said, _FOOTAGE) or _says(said, _LEGAL) or _SENDERS.search(said):
        return True
    about_pictures, by_askers = _says(said, _PICTURES), _says(said, _ASKERS)
    if _sent_to_many(mail):
        return about_pictures and by_askers
    return about_pictures or by_askers or _NUMBER.search(said) is not None


def _read(mail: Mail, depth: int = 0) -> _Words:
    """Gather a mail's words: who it is from, its subject, all its text, the names of what it brings."""
    names = ("From", "Reply-To", "Sender", "Subject") if depth == 0 else ("From", "Subject")
    found = _Words("\n".join(_header(mail, name) for name in names))
    for part in parts_of(mail):
        kind, inner, text = kind_of(part), forwarded_in(part), ""
        found.brings_document = found.brings_document or _DOCUMENT.match(kind) is not None
        found.unreadable = found.unreadable or kind in _SEALED
        if inner is not None and depth < _DEPTH:
            inside = _read(inner, depth + 1)
            text = inside.text
            found.brings_document = found.brings_document or inside.brings_document
            found.unreadable = found.unreadable or inside.unreadable
        elif kind.startswith("text/"):
            source, findings = content_of(part)
            text = show_page(source).text if kind == "text/html" else source
            found.unreadable = found.unreadable or bool(findings)
        found.text = "\n".join((found.text, str(part.get_filename("")), text))[:_WORDS_LIMIT]
    return found


def _header(mail: Mail, name: str) -> str:
    """Return all headers of a name: which one of several counts is for others to ask."""
    return " ".join(
        header_text(mail, name) if index == 0 else str(value) for index, value in enumerate(mail.get_all(name, []))
    )


def _folded(text: str) -> str:
    """Return words in lower case without accents and invisible characters, a single space before and behind each."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(sign for sign in plain if unicodedata.category(sign) not in {"Mn", "Cf"})
    return f" {_NO_LETTERS.sub(' ', kept)} "


def _says(said: str, stems: tuple[str, ...]) -> bool:
    """Tell whether any word begins with one of these."""
    return any(f" {stem}" in said for stem in stems)


def _sent_to_many(mail: Mail) -> bool:
    """Tell whether a mail gives itself out as sent to many."""
    if mail.get("List-Unsubscribe") is not None or mail.get("List-Id") is not None:
        return True
    return str(mail.get("Precedence", "")).strip().lower() in {"bulk", "list", "junk"}
