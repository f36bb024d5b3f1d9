"""Functions and files of the integration stay small enough to be read in one go."""

import ast
from collections.abc import Iterator
from pathlib import Path

from .package import modules

LINES_OF_A_FUNCTION = 45
LINES_OF_A_FILE = 450


def check_sizes(root: Path) -> Iterator[str]:
    """Yield what has grown too long."""
    for path, module in modules(root):
        length = (root / path).read_text(encoding="utf-8").count("\n")
        if length > LINES_OF_A_FILE:
            yield f"{path}: {length} lines; at most {LINES_OF_A_FILE}"
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LINES_OF_A_FUNCTION:
                    yield f"{path}:{node.lineno}: {node.name} has {lines} lines; at most {LINES_OF_A_FUNCTION}"
