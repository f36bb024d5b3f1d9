"""Texts stand where Home Assistant looks for them, and hold nothing that its own validation of integrations refuses.

What it allows stands in `script/hassfest/translations.py` of home-assistant/core. The part of it that concerns us is
checked here as well, since that program is no package that could be installed.
"""

from collections.abc import Iterator, Set as AbstractSet
from pathlib import Path
import re
from string import Formatter

from .package import LANGUAGES, leaves, translations

type Keys = tuple[str, ...]

_KEY = "[a-z0-9]+(?:[-_][a-z0-9]+)*"
_FLOW = (
    "step.*.title|description|submit",
    "step.*.data|data_description|menu_options|menu_option_descriptions.*",
    "step.*.sections.*.name|description",
    "step.*.sections.*.data|data_description.*",
    "error|abort|progress|create_entry.*",
)
_PLACES = (
    "title",
    *(f"config|options.{place}" for place in _FLOW),
    *(f"config_subentries.*.{place}" for place in _FLOW),
    "config_subentries.*.entry_type",
    "config_subentries.*.initiate_flow.*",
    "issues.*.title|description",
    *(f"issues.*.fix_flow.{place}" for place in _FLOW),
    "selector.*.options|choices|unit_of_measurement.*",
    "selector.*.fields.*.name|description",
    "entity.*.*.name|unit_of_measurement",
    "entity.*.*.state.*",
    "entity.*.*.state_attributes.*.name",
    "entity.*.*.state_attributes.*.state.*",
    "services.*.name|description",
    "services.*.fields.*.name|description|example",
    "services.*.sections.*.name|description",
    "exceptions.*.message",
    "device.*.name",
    "system_health.info.*",
)
"""Where a text may stand: `*` is any key, `|` parts the keys of which one stands there."""


def _pattern(place: str) -> str:
    """Return the regular expression for a place."""
    return r"\.".join(_KEY if part == "*" else f"(?:{part})" for part in place.split("."))


_PLACE = re.compile("|".join(map(_pattern, _PLACES)))
_FIXED = re.compile(_pattern("entity.*.*.state|state_attributes|unit_of_measurement") + r"\b.*")
"""Texts that nothing is filled into."""
_MARKUP = re.compile(r"<[a-z].*?>", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:[a-z0-9]+://|www\.)[a-z0-9-]+\.[a-z]", re.IGNORECASE)
_QUOTED = re.compile(r"'\{\w+\}'")


def check_shapes(root: Path) -> Iterator[str]:
    """Yield the texts that stand where none may, lack another beside them, or hold what none may."""
    for language in LANGUAGES:
        texts = dict(leaves(translations(root, language)))
        problems = [
            *((keys, "stands where Home Assistant looks for no text") for keys in texts if not _is_place(keys)),
            *((keys, "is missing") for keys in sorted(_needed(texts.keys()) - texts.keys())),
            *((keys, problem) for keys, text in texts.items() for problem in _problems(keys, text)),
        ]
        yield from (f"translations/{language}.json: {'.'.join(keys)} {problem}" for keys, problem in problems)


def _is_place(keys: Keys) -> bool:
    """Tell whether a text may stand there."""
    return _PLACE.fullmatch(".".join(keys)) is not None


def _needed(present: AbstractSet[Keys]) -> set[Keys]:
    """Return the texts that have to be there, seeing those that are."""
    needed: set[Keys] = set()
    for keys in present:
        if keys[-2:-1] == ("data_description",):
            needed.add((*keys[:-2], "data", keys[-1]))
        if keys[0] in {"selector", "services"} and keys[-1] == "name" and keys[-3:-2] != ("sections",):
            needed.add((*keys[:-1], "description"))
        if keys[0] == "issues":
            needed.add((*keys[:2], "title"))
        if keys[0] == "config_subentries":
            needed |= {(*keys[:2], "entry_type"), (*keys[:2], "initiate_flow", "user")}
    return needed


def _problems(keys: Keys, text: str) -> Iterator[str]:
    """Yield what a text holds that it may not."""
    if _MARKUP.search(text):
        yield "holds markup"
    if _ADDRESS.search(text):
        yield "holds an address, which belongs into a placeholder"
    if _QUOTED.search(text):
        yield "holds a placeholder in single quotes, which is shown as it is"
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        yield "holds a brace that nothing closes or opens"
        return
    if not all(name.isidentifier() for name in names):
        yield "holds a placeholder without a proper name"
    if names and _FIXED.fullmatch(".".join(keys)):
        yield "holds a placeholder where nothing is filled in"
