"""The number under which a requester keeps its case."""

import re

from ...phrases import alternatives, lowered

_CODES = alternatives(lambda language: language.code_patterns)
_WORDS = alternatives(lambda language: language.reference_patterns)
_LABEL = re.compile(
    rf"\b(?:(?P<code>{_CODES})|(?:{_WORDS})\b(?:[ ](?:report|file|reference|case|record)\b)?|(?<![^\n])id\b)"
    r"\.?[ \t]{0,2}(?:(?:number|no|num|nr|id|code|n°|nº|n\.º|número|numero)\b\.?)?[ \t]{0,2}(?:(?:is|es)\b)?[ \t]{0,2}[:#.]{0,2}"
    r"(?:[ \t]{0,3}|(?<=code)\n)[#(]?[ \t]?(?<![a-z])"
    r"(?P<value>[a-z]{1,5}[ ](?=[a-z./_-]{0,6}\d)[a-z0-9/._-]{2,30}|[a-z0-9][a-z0-9/._-]{2,39})"
)
_MOST = 20


def reference(text: str) -> str | None:
    """Return the reference that a text gives; a platform's own code comes before an agency's number."""
    found: str | None = None
    for count, match in enumerate(_LABEL.finditer(lowered(text))):
        value = text[slice(*match.span("value"))].rstrip("._-/")
        if len(value) < 3 or not any(letter.isdigit() for letter in value):
            continue
        if match["code"]:
            return value
        found = found or value
        if count >= _MOST:
            break
    return found


def is_reference(text: str) -> bool:
    """Tell whether a field's text can be a reference: short, and with a letter or digit in it."""
    return 0 < len(text) <= 60 and any(letter.isalnum() for letter in text)
