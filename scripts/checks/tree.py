"""Nothing in the tree ties it to one machine: no folders of somebody's computer, no hosts of package registries."""

from collections.abc import Iterator
from pathlib import Path
import re
import subprocess

# Each pattern is written so that it does not match itself.
FOLDERS = re.compile(r"(?<![\w.-])/(?:roo[t]|wor[k]|hom[e]/\w+|User[s]/\w+|op[t]/\w+|farm)/")
HOSTS = re.compile(r"(?:py[p]i|debia[n]|cr[a]tes|np[m]js|ub[u]ntu)\.(?:org|com|io)|python[h]osted|registry\.yar[n]pkg")


def check_tree(root: Path) -> Iterator[str]:
    """Yield every line of a text file under version control, or about to be, that names such a folder or host."""
    for name in _files(root):
        try:
            text = (root / name).read_text(encoding="utf-8")
        except OSError, UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if found := FOLDERS.search(line) or HOSTS.search(line):
                yield f"{name}:{number}: {found[0]} belongs to one machine or registry"


def _files(root: Path) -> list[str]:
    """Return the files that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.splitlines()
