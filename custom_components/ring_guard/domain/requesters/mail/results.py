"""Authentication-Results (RFC 8601): what the household's own mail server says, and who only pretends to be it.

A sender can write such a header too. It counts only under exactly the name that the household confirmed for its own
server, only if it stands on top of all others, and only if it follows the grammar to the letter. Never raises.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import re

from ...model import ServerVerdict
from ..domains import RegisteredDomain, host_name
from .headers import Headers

HEADER = "authentication-results"
LONGEST = 8_000
MOST_RESULTS = 30
MOST_FORGED = 5
SHOWN = 120

_TOKEN = re.compile(r"[^\s\x00-\x1f()<>@,;:\\\"/\[\]?=]+")
_PROPERTY = re.compile(r"[A-Za-z][\w-]*")
_VALUE = re.compile(r"[^\s()<>,;\\\"]+")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')

DOMAIN_OF = {
    "dkim": ("header.d", "header.i"),
    "dmarc": ("header.from",),
    "spf": ("smtp.mailfrom", "smtp.helo"),
}
"""The property that says of which domain a method speaks."""


@dataclass(frozen=True, slots=True)
class OwnResults:
    """What the own server found, and what pretends to be its findings."""

    verdicts: tuple[ServerVerdict, ...]
    forged: tuple[str, ...]


def read_results(headers: Headers, own: str, registered: RegisteredDomain) -> OwnResults:
    """Read the results of the household's own server, whose authserv-id is `own`; empty = it named none."""
    values = headers.all(HEADER) if own else []
    verdicts: tuple[ServerVerdict, ...] = ()
    forged = []
    for place, value in enumerate(values):
        if place == 0 and _claims(value) == own:
            verdicts = _verdicts(value, registered)
        elif _seems(value, own):
            forged.append(" ".join(value.split())[:SHOWN])
    return OwnResults(verdicts, tuple(forged[:MOST_FORGED]))


def _claims(value: str) -> str | None:
    """Return the authserv-id that a header stands under, None if it follows no grammar."""
    parsed = parse(value)
    return None if parsed is None else parsed[0]


def _seems(value: str, own: str) -> bool:
    """Tell whether a header would pass for the own server's to somebody less exact."""
    start = re.sub(r"\([^()]*\)", " ", value[:LONGEST]).strip(' \t"').casefold()
    return re.match(re.escape(own.casefold()) + r'(?![\w-]|\.\w)"?', start) is not None


def _verdicts(value: str, registered: RegisteredDomain) -> tuple[ServerVerdict, ...]:
    """Turn the results of a header into verdicts."""
    parsed = parse(value)
    found = []
    for method, result, properties in parsed[1] if parsed else ():
        said = next((properties[name] for name in DOMAIN_OF.get(method, ()) if name in properties), "")
        host = host_name(said.rpartition("@")[2])
        found.append(
            ServerVerdict(method=method, result=result, domain=host, registered=registered(host) if host else "")
        )
    return tuple(found)


type Result = tuple[str, str, dict[str, str]]
"""A method, its result, and its properties as "ptype.property"; all but the properties' values in lower case."""


def parse(value: str) -> tuple[str, tuple[Result, ...]] | None:
    """Return the authserv-id and the results of a header; None if it departs from the grammar anywhere."""
    if len(value) > LONGEST:
        return None
    try:
        return _Reader(value).header()
    except _Ungrammatical:
        return None


class _Ungrammatical(Exception):
    """The text is no such header."""


class _Reader:
    """Reads one header from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def header(self) -> tuple[str, tuple[Result, ...]]:
        """Read it all: authserv-id [version] then either ";none" or results."""
        self._skip()
        name = self._value(_TOKEN)
        self._skip()
        if self._peek().isdigit():
            version = self._take(_TOKEN)
            if version != "1":
                raise _Ungrammatical
        results = tuple(self._results())
        if not self._done():
            raise _Ungrammatical
        return name, results

    def _results(self) -> Iterator[Result]:
        """Read ";" and a result as often as they come."""
        count = 0
        self._skip()
        while self._peek() == ";":
            self._at += 1
            self._skip()
            if self._done():
                return
            method = self._take(_TOKEN).lower()
            self._skip()
            if method == "none" and not count and self._done():
                return
            count += 1
            if count > MOST_RESULTS:
                raise _Ungrammatical
            yield self._result(method)

    def _result(self, method: str) -> Result:
        """Read what stands behind a method."""
        if self._peek() == "/":
            self._at += 1
            self._skip()
            self._take(_TOKEN)
        self._equals()
        result = self._take(_TOKEN).lower()
        properties: dict[str, str] = {}
        self._skip()
        while not self._done() and self._peek() != ";":
            name = self._take(_PROPERTY).lower()
            self._skip()
            if self._peek() == ".":
                self._at += 1
                self._skip()
                name = f"{name}.{self._take(_TOKEN).lower()}"
            elif name not in {"reason", "action"}:
                raise _Ungrammatical
            self._equals()
            # The first of a name counts; a second is no grammar of anybody's.
            if name in properties:
                raise _Ungrammatical
            properties[name] = self._value(_VALUE)
            self._skip()
        return method, result, properties

    def _equals(self) -> None:
        """Read "=" with anything around it that means nothing."""
        self._skip()
        if self._peek() != "=":
            raise _Ungrammatical
        self._at += 1
        self._skip()

    def _value(self, plain: re.Pattern[str]) -> str:
        """Read a word or a quoted text."""
        if self._peek() != '"':
            return self._take(plain)
        return re.sub(r"\\(.)", r"\1", self._take(_QUOTED)[1:-1], flags=re.DOTALL)

    def _take(self, pattern: re.Pattern[str]) -> str:
        """Read what a pattern says."""
        found = pattern.match(self._text, self._at)
        if found is None:
            raise _Ungrammatical
        self._at = found.end()
        return found[0]

    def _skip(self) -> None:
        """Pass over spaces and comments, which may stand inside each other."""
        depth = 0
        while not self._done():
            sign = self._text[self._at]
            if sign == "(":
                depth += 1
            elif sign == ")" and depth:
                depth -= 1
            elif sign == "\\" and depth:
                self._at += 1
            elif not depth and sign not in " \t":
                return
            self._at += 1
        if depth:
            raise _Ungrammatical

    def _peek(self) -> str:
        """Return the next sign, empty at the end."""
        return self._text[self._at : self._at + 1]

    def _done(self) -> bool:
        """Tell whether everything was read."""
        return self._at >= len(self._text)
