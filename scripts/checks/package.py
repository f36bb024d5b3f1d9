"""Where the integration's files lie, and how the checks read them."""

import ast
from collections.abc import Iterator, Mapping
import json
from pathlib import Path
from typing import Any

PACKAGE = Path("custom_components/ring_guard")
LANGUAGES = ("en", "de", "es", "fr")


def read_json(path: Path) -> Any:
    """Read a JSON file; an absent one counts as empty."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def translations(root: Path, language: str) -> Any:
    """Return the texts of one language."""
    return read_json(root / PACKAGE / "translations" / f"{language}.json")


def leaves(tree: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text of a nested object with the keys that lead to it."""
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), str(value)


def modules(root: Path) -> Iterator[tuple[Path, ast.Module]]:
    """Yield every module of the integration, parsed."""
    for path in sorted((root / PACKAGE).rglob("*.py")):
        yield path.relative_to(root), ast.parse(path.read_text(encoding="utf-8"))
