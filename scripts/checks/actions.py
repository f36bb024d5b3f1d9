"""Actions stand in three places: services.yaml, the texts and the icons. All three name the same actions and fields."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from .package import PACKAGE, read_json, translations


def check_actions(root: Path) -> Iterator[str]:
    """Yield where the three places differ."""
    path = root / PACKAGE / "services.yaml"
    declared = (yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None) or {}
    described = translations(root, "en").get("services", {})
    drawn = read_json(root / PACKAGE / "icons.json").get("services", {})
    for name in sorted(declared.keys() | described.keys() | drawn.keys()):
        for place, actions in (("services.yaml", declared), ("translations/en.json", described), ("icons.json", drawn)):
            if name not in actions:
                yield f"{place}: the action {name} is missing"
        yield from _check_fields(name, declared.get(name) or {}, described.get(name) or {})


def _check_fields(action: str, declared: Mapping[str, Any], described: Mapping[str, Any]) -> Iterator[str]:
    """Yield fields of one action that are declared but not described, or the other way round."""
    flat: set[str] = set()
    for name, field in (declared.get("fields") or {}).items():
        # A section of fields holds fields of its own.
        flat.update(field["fields"] if field and "fields" in field else {name})
    for name in sorted(flat ^ set(described.get("fields", {}))):
        yield f"services.yaml and translations/en.json differ in the field {action}.{name}"
    for name, field in described.get("fields", {}).items():
        if not {"name", "description"} <= field.keys():
            yield f"translations/en.json: the field {action}.{name} needs a name and a description"
