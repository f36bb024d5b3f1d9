"""A household's key signs what leaves, and anyone can check it with one small program; nothing altered passes."""

from collections.abc import Callable
from hashlib import sha256
import json
from pathlib import Path
import stat
import subprocess
import sys
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.ledger import Ledger
from custom_components.ring_guard.releases.signer_of import signer_of
from custom_components.ring_guard.releases.signing import KEY_FILE, Signer, canonical, load_or_make
from tests.domain.examples import NOON

VERIFIER = Path(__file__).parents[2] / "scripts" / "verify-release"
CLIP = bytes(range(256)) * 8


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    return load_or_make(tmp_path)[0]


@pytest.fixture
def release(tmp_path: Path, signer: Signer) -> tuple[Path, Path]:
    """Return a clip with its signed manifest."""
    clip, manifest = tmp_path / "r-1.mp4", tmp_path / "r-1.json"
    clip.write_bytes(CLIP)
    content = {
        "version": 1,
        "request": {"id": "r", "reference": "CASE-1"},
        "requester": {"claimed": {"name": "Police \x1b[31m \ud800"}, "proven": {"assurance": "unverified"}},
        "clip": {"first_frame": {"utc": "a", "local": "b"}, "end": {"utc": "c", "local": "d"}, "seconds": 4.5},
        "gaps": [{"start": {"utc": "e"}, "end": {"utc": "f"}}],
        "file": {"name": "r-1.mp4", "sha256": sha256(CLIP).hexdigest(), "size": len(CLIP)},
        "removed": ["sound"],
        "masks": 2,
        "notes": [],
        "ledger": {"count": 3, "hash": "ab"},
    }
    manifest.write_text(json.dumps(signer.sign(content)), encoding="utf-8")
    return clip, manifest


def verify(clip: Path, manifest: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the verifier as a recipient does: alone, without the package and its folder."""
    command = [sys.executable, "-I", str(VERIFIER), str(clip), str(manifest), *more]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd="/", check=False, timeout=60)


def test_what_the_household_signed_is_confirmed(release: tuple[Path, Path], signer: Signer) -> None:
    done = verify(*release, "--fingerprint", signer.fingerprint.upper())
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Whole: clip, manifest and signature agree." in done.stdout
    assert "CASE-1" in done.stdout
    assert "Gap: e to f" in done.stdout
    assert "Covered places: 2" in done.stdout
    assert "\x1b" not in done.stdout
    assert "not compared" not in done.stdout
    assert "not compared" in verify(*release).stdout


def test_another_households_key_is_found(release: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other, _ = load_or_make(tmp_path / "other")
    manifest = release[1]
    assert verify(*release, "--fingerprint", other.fingerprint).returncode == 1
    manifest.write_text(json.dumps(other.sign(json.loads(manifest.read_text())["manifest"])))
    assert verify(*release, "--fingerprint", load_or_make(tmp_path)[0].fingerprint).returncode == 1


def _change_clip(clip: Path, manifest: Path) -> None:
    clip.write_bytes(CLIP[:-1] + b"!")


def _cut_clip(clip: Path, manifest: Path) -> None:
    clip.write_bytes(CLIP[:-1])


def _edit(change: Callable[[dict[str, Any]], None]) -> Callable[[Path, Path], None]:
    def edit(clip: Path, manifest: Path) -> None:
        envelope = json.loads(manifest.read_text())
        change(envelope)
        manifest.write_text(json.dumps(envelope))

    return edit


def _twin(clip: Path, manifest: Path) -> None:
    manifest.write_text(manifest.read_text().replace('"version": 1', '"version": 2, "version": 1'))


def _nest(clip: Path, manifest: Path) -> None:
    manifest.write_text("[" * 200_000)


def _nan(clip: Path, manifest: Path) -> None:
    manifest.write_text(manifest.read_text().replace("4.5", "NaN"))


@pytest.mark.parametrize(
    "tamper",
    [
        _change_clip,
        _cut_clip,
        _edit(lambda envelope: envelope["manifest"].update(removed=[])),
        _edit(lambda envelope: envelope["manifest"]["file"].update(sha256="0" * 64)),
        _edit(lambda envelope: envelope["manifest"].update(extra=1)),
        _edit(lambda envelope: envelope["signature"].update(value="AAAA")),
        _edit(lambda envelope: envelope["signature"].update(value=None)),
        _edit(lambda envelope: envelope["signature"].update(algorithm="none")),
        _edit(lambda envelope: envelope["signature"].update(public_key="A" * 43 + "=")),
        _edit(lambda envelope: envelope.pop("signature")),
        _edit(lambda envelope: envelope.update(extra=1)),
        _twin,
        _nest,
        _nan,
    ],
)
def test_nothing_altered_passes(release: tuple[Path, Path], tamper: Callable[[Path, Path], None]) -> None:
    tamper(*release)
    done = verify(*release)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout.startswith("FAILED")
    assert "Traceback" not in done.stderr


def test_what_is_not_there_cannot_be_judged(release: tuple[Path, Path], tmp_path: Path) -> None:
    clip, manifest = release
    assert verify(tmp_path / "none.mp4", manifest).returncode == 2
    assert verify(clip, tmp_path / "none.json").returncode == 2


def test_the_key_is_private_and_stays_the_same(tmp_path: Path) -> None:
    first, made = load_or_make(tmp_path)
    again, made_again = load_or_make(tmp_path)
    assert (made, made_again) == (True, False)
    assert first.public_key == again.public_key
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_broken_key_is_kept_aside_and_never_overwritten(tmp_path: Path, content: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(content)
    _, made = load_or_make(tmp_path)
    assert made
    assert (tmp_path / f"{KEY_FILE}.broken-1").read_bytes() == content


async def test_that_a_key_was_made_stands_in_the_ledger_once(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path)
    signer = await signer_of(ledger, tmp_path, lambda: NOON)
    await signer_of(ledger, tmp_path, lambda: NOON)
    entries = [entry for entry in await ledger.entries() if entry.kind == "signing_key_made"]
    assert [entry.payload for entry in entries] == [{"fingerprint": signer.fingerprint}]
    await ledger.close()


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50)
@given(st.dictionaries(st.text(), plain, max_size=4))
def test_what_is_written_and_read_again_has_the_same_spelling(manifest: dict[str, Any]) -> None:
    assert canonical(json.loads(json.dumps(manifest, indent=2))) == canonical(manifest)
