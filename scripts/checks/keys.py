"""Code and texts agree: each key that the code names literally has a text, and each text is named somewhere.

A key that the code puts together while it runs cannot be seen here; the tests that show such texts look after it.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
import re
from typing import Any

from .package import PACKAGE, modules, translations

PANEL = Path("frontend/src")

FUNCTIONS = {
    "one_of": "selector",
    "some_of": "selector",
    "SelectSelectorConfig": "selector",
    "async_create_issue": "issues",
}
"""Which part of the texts the translation key of a call belongs to; errors are known by their name's ending."""


def check_keys(root: Path) -> Iterator[str]:
    """Yield keys without a text and texts without a key."""
    texts = translations(root, "en")
    known = {part: set(texts.get(part, {})) for part in ("exceptions", "issues", "selector")}
    words: set[str] = set()
    for path, module in modules(root):
        words.update(_words(module))
        for part, key, line in _named(module):
            if key not in known[part]:
                yield f"{path}:{line}: {part}.{key} has no text"
    words.update(_words_of_files(root))
    for part, key in _to_be_named(texts):
        if key not in words and not _put_together(key, words):
            yield f"translations/en.json: {part}.{key} is not named anywhere in the code"


def _named(module: ast.Module) -> Iterator[tuple[str, str, int]]:
    """Yield the part, key and line of every translation key that stands literally in a call."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        part = "exceptions" if name.endswith(("Error", "NotReady", "Failed")) else FUNCTIONS.get(name)
        values = [keyword.value for keyword in node.keywords if keyword.arg == "translation_key"]
        if name in ("one_of", "some_of"):
            values += node.args[1:2]
        for value in values:
            if part and isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield part, value.value, node.lineno


def _put_together(key: str, words: set[str]) -> bool:
    """Tell whether a key is a literal beginning such as "title_" with a literal word behind it."""
    parts = key.split("_")
    cuts = (("_".join(parts[:end]) + "_", "_".join(parts[end:])) for end in range(1, len(parts)))
    return any(beginning in words and rest in words for beginning, rest in cuts)


def _words(module: ast.Module) -> Iterator[str]:
    """Yield every literal text of a module, members of enumerations, and functions' names (steps are called by theirs)."""
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id.isupper():
            yield node.id.lower()
        elif isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef):
            yield node.name.removeprefix("async_step_")


def _words_of_files(root: Path) -> Iterator[str]:
    """Yield the keys of services.yaml, which names selectors and fields as well, and those that the panel names."""
    path = root / PACKAGE / "services.yaml"
    if path.exists():
        yield from path.read_text(encoding="utf-8").replace(":", " ").replace('"', " ").split()
    for source in sorted((root / PANEL).rglob("*.ts")):
        yield from re.findall(r'"(\w+)"', source.read_text(encoding="utf-8"))


def _to_be_named(texts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the keys of the English texts that code has to name."""
    for part in ("exceptions", "issues", "selector", "services"):
        for key in texts.get(part, {}):
            yield part, key
    for selector in texts.get("selector", {}).values():
        for key in selector.get("options", {}):
            yield "selector.*.options", key
    for platform, entities in texts.get("entity", {}).items():
        for key in entities:
            yield f"entity.{platform}", key
    for flow in (texts.get("config", {}), texts.get("options", {}), *texts.get("config_subentries", {}).values()):
        for part in ("step", "error", "abort"):
            for key in flow.get(part, {}):
                yield part, key
