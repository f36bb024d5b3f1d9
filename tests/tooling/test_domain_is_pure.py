"""The heart imports nothing of Home Assistant and nothing that reaches outside."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOMAIN = ROOT / "custom_components" / "ring_guard" / "domain"
FORBIDDEN = {
    *("homeassistant", "aiohttp", "sqlalchemy", "av", "voluptuous", "probatio"),
    *("asyncio", "socket", "sqlite3", "subprocess", "threading", "urllib.request", "http.client"),
}
CLOCKS = {"now", "utcnow", "today", "time_ns", "monotonic", "perf_counter"}
MODULES = sorted(DOMAIN.rglob("*.py"))


def imported(tree: ast.Module) -> set[str]:
    """Return the modules that a module of the domain imports from outside the domain, with each of their parents."""
    names = set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module or "")
    return {".".join(name.split(".")[:end]) for name in names for end in range(1, name.count(".") + 2)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(DOMAIN)))
def test_a_module_of_the_domain_imports_nothing_from_outside(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert imported(tree) & FORBIDDEN == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(DOMAIN)))
def test_a_module_of_the_domain_stays_inside_the_domain(path: Path) -> None:
    depth = len(path.relative_to(DOMAIN).parts)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    levels = [node.level for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert max(levels, default=0) <= depth


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(DOMAIN)))
def test_a_module_of_the_domain_has_no_clock(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert calls & CLOCKS == set()
