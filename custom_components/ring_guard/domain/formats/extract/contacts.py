"""The person and the addresses that a request names for itself. They are claims like everything else in it."""

from collections.abc import Iterator
import re

from ...model import Contact

RANKS = (
    "Special Agent in Charge",
    "Supervisory Special Agent",
    "Special Agent",
    "Deportation Officer",
    "Detective Sergeant",
    "Detective Constable",
    "Chief Deputy",
    "Detective",
    "Det.",
    "Det",
    "Officer",
    "Ofc.",
    "Sergeant",
    "Sgt.",
    "Sgt",
    "Lieutenant",
    "Lt.",
    "Captain",
    "Capt.",
    "Chief",
    "Deputy",
    "Dep.",
    "Sheriff",
    "Trooper",
    "Investigator",
    "Inspector",
    "Insp.",
    "Agent",
    "Corporal",
    "Cpl.",
    "Constable",
    "Cst.",
    "Marshal",
    "Agent",
    "Attorney",
    "Kriminalhauptkommissar",
    "Kriminalkommissar",
    "Kommissarin",
    "Kommissar",
    "Lieutenant",
)
_LOCAL_PART = re.compile(r"[\w.+'-]{0,63}[A-Za-z0-9_]", re.ASCII)
"""Read backwards from the "@", so that it is matched at one place alone."""
_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,24}(?![\w-])", re.ASCII)
_MOST_SIGNS = 100
_PHONE = re.compile(
    r"(?=[+(\d])(?<![\w.-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,5}\)[ .-]?|\d{2,5}[ .-])\d{3,4}[ .-]?\d{3,4}(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?![\w-])"
)
_PHONE_HINT = re.compile(r"[ .)-]\d{3,4}[ .-]?\d{3}")
"""A part of every such number; to look for it first is quicker."""
_FARTHEST = 16
"""Characters: no number begins farther before its hint."""
_FEWEST_DIGITS = 9
_RANK = "|".join(re.escape(rank) for rank in sorted(set(RANKS), key=len, reverse=True))
_OFFICER = re.compile(
    rf"(?=[A-Z])\b(?:{_RANK})[ \t]{{1,2}}(?:[A-Z][\w'’-]{{0,24}}\.?|[A-Z]\.)(?:[ \t](?:[A-Z][\w'’-]{{1,24}}|[A-Z]\.)){{0,3}}"
)
_RANK_BEGINS = re.compile("|".join(sorted({rank.split()[0].rstrip(".") for rank in RANKS})))
_NOT_NAMES = frozenset({"Department", "Office", "Association", "Unit", "Division", "Of", "Services"})


def emails(text: str) -> Iterator[str]:
    """Yield the mail addresses in a text, in lower case and in order; only the first hundred "@" are looked at."""
    sign = text.find("@")
    for _ in range(_MOST_SIGNS):
        if sign < 0:
            break
        local, host = _LOCAL_PART.match(text[max(0, sign - 64) : sign][::-1]), _HOST.match(text, sign + 1)
        if local and host:
            yield f"{local[0][::-1]}@{host[0]}".lower()
        sign = text.find("@", sign + 1)


def contact(text: str, labelled: str = "") -> Contact:
    """Return the officer, mail address and phone number that a text names first; `labelled` is looked at before it."""
    both = f"{labelled}\n{text}"
    return Contact(officer=_officer(labelled, text), email=next(emails(both), None), phone=_phone(both))


def _phone(text: str) -> str | None:
    """Return the first phone number; what has fewer digits is rather a case number."""
    hint = _PHONE_HINT.search(text)
    for match in _PHONE.finditer(text, max(0, hint.start() - _FARTHEST)) if hint else ():
        if match[0].startswith("+") or sum(sign.isdigit() for sign in match[0]) >= _FEWEST_DIGITS:
            return match[0].strip()
    return None


def _officer(labelled: str, text: str) -> str | None:
    """Return a rank with a name; a labelled contact without one is taken as it is, up to its first comma."""
    for part in (labelled, text):
        for match in _ranked(part):
            words = match[0].split()
            if not _NOT_NAMES.intersection(words):
                return match[0].rstrip(".")
    plain = re.split(r"[,;(<|]| at |\d", labelled[:120], maxsplit=1)[0].strip(" -")
    return plain[:80] if plain and "@" not in plain else None


def _ranked(text: str) -> Iterator[re.Match[str]]:
    """Yield every rank with a name."""
    end = 0
    for begin in _RANK_BEGINS.finditer(text):
        match = _OFFICER.match(text, begin.start()) if begin.start() >= end else None
        if match is not None:
            end = match.end()
            yield match
