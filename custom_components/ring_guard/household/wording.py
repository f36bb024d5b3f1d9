"""The household's language: sentences from the translation files, with hostile text as values only.

Texts of a request are placeholders' values and never templates; they are shortened and freed of characters
that hide or reorder text. Escaping for HTML or Markdown is done where the text is shown.
"""

from collections.abc import Mapping
from datetime import datetime
import string
import unicodedata

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.translation import async_get_cached_translations, async_get_translations

from ..const import DOMAIN
from ..domain.model import Reason

VALUE_LIMIT = 160
"""Characters of a stranger's text that one sentence repeats."""

WORD_KINDS = frozenset(
    {
        "assurance",
        "attribute",
        "body",
        "demand",
        "effect",
        "finding",
        "incident_type",
        "level",
        "mode",
        "source",
        "state",
        "system",
    }
)
"""Placeholders of these names hold words of ours, which are translated too."""


class Wording:
    """All sentences in one language."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Take Home Assistant's flat translation keys."""
        self._texts = texts

    @classmethod
    async def load(cls, hass: HomeAssistant, language: str | None = None) -> Wording:
        """Load the sentences of a language, the hub's own by default."""
        language = language or hass.config.language
        return cls(await async_get_translations(hass, language, "selector", [DOMAIN]))

    @classmethod
    @callback
    def cached(cls, hass: HomeAssistant) -> Wording:
        """Return the sentences of the hub's language, which somebody has to have loaded before."""
        return cls(async_get_cached_translations(hass, hass.config.language, "selector", DOMAIN))

    def word(self, kind: str, value: str) -> str:
        """Return our word for a value, the value itself if there is none."""
        return self._texts.get(f"component.{DOMAIN}.selector.{kind}.options.{value}", value)

    def sentence(self, kind: str, key: str, placeholders: Mapping[str, str]) -> str:
        """Return a sentence with its placeholders filled in."""
        values = {name: self._value(name, value) for name, value in placeholders.items()}
        return _Lenient().vformat(self.word(kind, key), (), values)

    def day(self, moment: datetime) -> str:
        """Write the day of a moment as the language does; by the clock of the moment's own time zone."""
        parts = {"year": f"{moment:%Y}", "month": f"{moment:%m}", "day": f"{moment:%d}"}
        return self.sentence("notification", "date", parts)

    def reason(self, reason: Reason) -> str:
        """Return the sentence of a reason."""
        return self.sentence("reason", reason.key, dict(reason.placeholders))

    def _value(self, name: str, value: str) -> str:
        """Return a placeholder's value as it may be shown: our word for it, or a stranger's text made tame."""
        if name in WORD_KINDS:
            return tame(", ".join(self.word(name, part.strip()) for part in value.split(",")))
        return tame(value)


async def failure(hass: HomeAssistant, error: HomeAssistantError) -> str:
    """Return one of our own errors as a sentence in the hub's language."""
    texts = await async_get_translations(hass, hass.config.language, "exceptions", [DOMAIN])
    sentence = texts.get(f"component.{DOMAIN}.exceptions.{error.translation_key}.message", "")
    values = {name: tame(str(value)) for name, value in (error.translation_placeholders or {}).items()}
    return _Lenient().vformat(sentence, (), values)


class _Lenient(string.Formatter):
    """Fills named placeholders only, and leaves out what nobody gave."""

    def get_value(self, key: int | str, args: object, kwargs: Mapping[str, object]) -> object:
        """Return a placeholder's value, nothing for an unknown one."""
        return kwargs.get(key, "") if isinstance(key, str) else ""


def tame(text: str, limit: int = VALUE_LIMIT) -> str:
    """Make a stranger's text fit to stand in a sentence: one line, no hidden characters, not too long."""
    shown = "".join(sign if unicodedata.category(sign)[0] not in "CZ" else " " for sign in text[: limit * 4])
    shown = " ".join(shown.split())
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"
