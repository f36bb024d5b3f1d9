"""The manifest's keys stand as Home Assistant wants them, and it asks for nothing that a hub without a compiler lacks."""

from collections.abc import Iterator
from pathlib import Path
import re

from .package import PACKAGE, read_json

WANTED = {
    "domain",
    "name",
    "codeowners",
    "config_flow",
    "documentation",
    "integration_type",
    "iot_class",
    "issue_tracker",
    "version",
}
PURE = frozenset({"aioimaplib", "dkimpy", "dnspython", "publicsuffixlist"})
"""Requirements that are pure Python. A new one is added here once somebody looked at its wheels."""
SHARED = frozenset({"aioimaplib", "dnspython"})
"""Those that Home Assistant's own integrations pin, at another version in each release: a pin of ours would fight theirs."""


def check_manifest(root: Path) -> Iterator[str]:
    """Yield what is wrong with manifest.json and hacs.json."""
    manifest = read_json(root / PACKAGE / "manifest.json")
    rest = [key for key in manifest if key not in ("domain", "name")]
    if list(manifest) != ["domain", "name", *sorted(rest)]:
        yield "manifest.json: keys must stand in the order domain, name, then alphabetical"
    for key in sorted(WANTED - set(manifest)):
        yield f"manifest.json: {key} is missing"
    for key in ("after_dependencies", "dependencies"):
        if manifest.get(key, []) != sorted(manifest.get(key, [])):
            yield f"manifest.json: {key} must be in alphabetical order"
    for requirement in manifest.get("requirements", []):
        if not _may_be_required(requirement):
            yield f"manifest.json: {requirement} is not a pinned requirement that is known to be pure Python"
    if read_json(root / "hacs.json").get("name") != manifest.get("name"):
        yield "hacs.json: the name differs from the manifest's"


def _may_be_required(requirement: str) -> bool:
    """Tell whether a requirement installs everywhere, in a version that was tested and that nobody else fights over."""
    name, *rest = re.split("(==|>=)", requirement)
    return name in PURE and rest[:1] == [">=" if name in SHARED else "=="] and rest[1:] != [""]
