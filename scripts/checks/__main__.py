"""Run all checks, print what is wrong, and fail if anything is."""

from collections.abc import Callable, Iterator
from pathlib import Path
import sys

from .actions import check_actions
from .keys import check_keys
from .manifest import check_manifest
from .shapes import check_shapes
from .sizes import check_sizes
from .translations import check_translations
from .tree import check_tree

ROOT = Path(__file__).parents[2]

CHECKS: tuple[Callable[[Path], Iterator[str]], ...] = (
    check_manifest,
    check_translations,
    check_shapes,
    check_keys,
    check_actions,
    check_sizes,
    check_tree,
)
"""Every check, in the order in which they are run. Each takes the root of the tree."""


def main() -> int:
    """Run the checks; returns the exit code."""
    problems = [problem for check in CHECKS for problem in check(ROOT)]
    for problem in problems:
        print(problem)
    print(f"{len(CHECKS)} checks of the tree, {len(problems)} problems")
    return min(1, len(problems))


if __name__ == "__main__":
    sys.exit(main())
