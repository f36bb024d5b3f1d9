"""Every kind of entry that the package writes stands in the one list, and can be read in every language."""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re

import pytest

from custom_components import ring_guard
from custom_components.ring_guard.ledger import EntryKind

PACKAGE = Path(ring_guard.__file__).parent
STEPS = {"step", "_step", "_loosen", "_join", "_apply", "_write"}
"""Functions that are handed a kind by position."""

HANDED_ON = {"kind", "ERASURE"}
"""Names under which a kind is handed to an entry that is told of elsewhere."""

ATTEMPTS = {"require_approver", "refuse_forged", "_require_may_draw", "_approver"}
WORD = re.compile(r"[a-z]+(_[a-z]+)*")


def modules() -> Iterator[ast.Module]:
    for path in PACKAGE.rglob("*.py"):
        yield ast.parse(path.read_text(encoding="utf-8"), str(path))


def calls(module: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield str(getattr(node.func, "attr", None) or getattr(node.func, "id", "")), node


def words(nodes: list[ast.expr]) -> set[str]:
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and WORD.fullmatch(node.value)
    }


def of_views(module: ast.Module, pattern: ast.JoinedStr) -> set[str]:
    """Return what a view's own word and an ending are put together to."""
    ending = "".join(str(part.value) for part in pattern.values if isinstance(part, ast.Constant))
    own = {
        str(node.value.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == "kind" for target in node.targets)
        and isinstance(node.value, ast.Constant)
    }
    return {word + ending for word in own}


def written() -> set[str]:
    """Return the kinds that the package's own code names where it writes."""
    found: set[str] = {"erasure"}
    for module in modules():
        for name, call in calls(module):
            if name in STEPS:
                found |= words(call.args)
            if name != "NewEntry":
                continue
            (kind,) = [keyword.value for keyword in call.keywords if keyword.arg == "kind"]
            match kind:
                case ast.Constant(value=str(value)):
                    found.add(value)
                case ast.JoinedStr():
                    found |= of_views(module, kind)
                case _:
                    assert ast.unparse(kind) in HANDED_ON, f"nobody can tell which kinds {ast.unparse(kind)} stands for"
    return found


def attempted() -> set[str]:
    """Return the words for what people try that may be refused: answers are named as the entries of those that count."""
    found: set[str] = set()
    for module in modules():
        for name, call in calls(module):
            if name in ATTEMPTS:
                found |= words(call.args)
                for pattern in [part for part in call.args if isinstance(part, ast.JoinedStr)]:
                    found |= of_views(module, pattern)
            if name in {"_step", "_loosen"}:
                found |= words(call.args)
    return found


def said(language: str, selector: str) -> dict[str, str]:
    texts = json.loads((PACKAGE / "translations" / f"{language}.json").read_text(encoding="utf-8"))
    options: dict[str, str] = texts["selector"][selector]["options"]
    return options


def test_the_list_of_kinds_holds_what_is_written_and_nothing_else() -> None:
    assert written() == {kind.value for kind in EntryKind}


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_every_kind_has_a_sentence_in_every_language(language: str) -> None:
    more = {"unknown", "state_changed_problem", "state_changed_left_out", "attempt_refused_often"}
    assert said(language, "entry").keys() - more == {kind.value for kind in EntryKind}


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_everything_that_can_be_refused_has_words_in_every_language(language: str) -> None:
    assert said(language, "attempt").keys() == attempted()
