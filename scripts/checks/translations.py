"""All languages say the same things: the same keys, the same placeholders, no text missing."""

from collections.abc import Iterator
from pathlib import Path
import re

from .package import LANGUAGES, leaves, translations

PLACEHOLDER = re.compile(r"\{(\w*)\}")


def check_translations(root: Path) -> Iterator[str]:
    """Yield what is wrong with a language, measured against English."""
    english = dict(leaves(translations(root, LANGUAGES[0])))
    if not english:
        yield "translations/en.json: no texts"
    for path, text in english.items():
        yield from _check_text("en", path, text)
    for language in LANGUAGES[1:]:
        texts = dict(leaves(translations(root, language)))
        for path in sorted(english.keys() - texts.keys()):
            yield f"translations/{language}.json: {'.'.join(path)} is missing"
        for path in sorted(texts.keys() - english.keys()):
            yield f"translations/{language}.json: {'.'.join(path)} is not in English"
        for path in sorted(texts.keys() & english.keys()):
            yield from _check_text(language, path, texts[path])
            if set(PLACEHOLDER.findall(texts[path])) != set(PLACEHOLDER.findall(english[path])):
                yield f"translations/{language}.json: {'.'.join(path)} has other placeholders than English"


def _check_text(language: str, path: tuple[str, ...], text: str) -> Iterator[str]:
    """Yield what is wrong with one text by itself."""
    where = f"translations/{language}.json: {'.'.join(path)}"
    if not text or text != text.strip():
        yield f"{where} is empty or has space around it"
    if "[%key:" in text:
        yield f"{where} refers to another key, which Home Assistant resolves in its own integrations alone"
