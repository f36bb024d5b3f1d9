"""Print what Ring Guard, the listed integrations and all base platforms of one Home Assistant require, dependencies included.

It reads the manifests in a folder that holds the package `homeassistant`; nothing is imported and nothing fetched.
"""

import json
from pathlib import Path
import sys

ROOT = Path(__file__).parents[2]
REQUIREMENTS = ROOT / "requirements"
MANIFEST = ROOT / "custom_components" / "ring_guard" / "manifest.json"


def listed(name: str) -> list[str]:
    """Return the entries of one list under requirements/, comments left out."""
    lines = (REQUIREMENTS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def required(components: Path, domains: list[str]) -> set[str]:
    """Return the requirements of integrations and of all they depend on, the way a hub gathers them at start."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(domains)
    while waiting:
        domain = waiting.pop()
        manifest = components / domain / "manifest.json"
        if domain in seen or not manifest.exists():
            continue
        seen.add(domain)
        content = json.loads(manifest.read_text(encoding="utf-8"))
        found.update(content.get("requirements", []))
        waiting += content.get("dependencies", []) + content.get("after_dependencies", [])
    return found


def base_platforms(components: Path) -> list[str]:
    """Return the integrations that only define a kind of entity: a hub loads them all."""
    manifests = (json.loads(path.read_text(encoding="utf-8")) for path in components.glob("*/manifest.json"))
    return [manifest["domain"] for manifest in manifests if manifest.get("integration_type") == "entity"]


def main() -> None:
    """Print one requirement a line, sorted, without those of voice.in."""
    voice = set(listed("voice.in"))
    components = Path(sys.argv[1]) / "homeassistant" / "components"
    own = json.loads(MANIFEST.read_text(encoding="utf-8"))["requirements"]
    for requirement in sorted({*own, *required(components, listed("integrations.txt") + base_platforms(components))}):
        if requirement not in voice:
            print(requirement)


if __name__ == "__main__":
    main()
