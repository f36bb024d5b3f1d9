"""What a ledger's entry says, as one sentence in a reader's language.

Names of people and cameras are those of now: the entry itself holds ids. It reads whatever stands in a payload, of older
versions as well, and fails for none of it; what it does not find is left open. Strangers' texts are values only.
"""

from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any

from ..domain.lifecycle import Refusal
from ..domain.model import Effect
from ..ledger import Entry, EntryKind
from .wording import Wording

OPEN = "…"
"""What stands where an entry does not say something, or not any more."""

NOT_KNOWN_WHO = frozenset({EntryKind.MASKS_CHANGED})
"""Kinds that without a user mean that nobody knows who it was; elsewhere no user means that no person did it."""

type Payload = Mapping[str, Any]


class EntryWords:
    """Says what entries say, to one reader."""

    def __init__(
        self,
        words: Wording,
        refusals: Mapping[str, str],
        *,
        people: Mapping[str, str | None],
        cameras: Mapping[str, str],
        door: Callable[[str], str],
    ) -> None:
        """Take names by id; `refusals` are the sentences that say why somebody may not, `door` names a source."""
        self._words = words
        self._refusals = refusals
        self._people = people
        self._cameras = cameras
        self._door = door

    def text(self, entry: Entry) -> str:
        """Return the sentence of an entry; of an erased one it says what kind of thing happened."""
        key = _key(entry)
        if key is None:
            return self._words.sentence("entry", "unknown", {"kind": entry.kind})
        wanted = {name for _, name, _, _ in Formatter().parse(self._words.word("entry", key)) if name}
        values = {name: self._value(name, entry) for name in wanted}
        return self._words.sentence("entry", key, values).replace(f"{OPEN}.", OPEN)

    def _value(self, name: str, entry: Entry) -> str:
        """Return what a sentence's placeholder stands for."""
        if name == "who":
            return self._who(entry)
        if name == "left_out":
            return self._left_out(entry)
        found = _FINDERS[name](entry.payload or {})
        if found is None or isinstance(found, Mapping):
            return OPEN
        say = self._SAY.get(name)
        return say(self, str(found)) if say else str(found)

    def _who(self, entry: Entry) -> str:
        """Return the name of the person who did it."""
        if entry.payload is None:
            return self._words.word("entry_who", "somebody")
        actor = entry.payload.get("actor")
        if actor is None:
            hidden = entry.kind in NOT_KNOWN_WHO or entry.payload.get("refusal") == Refusal.FORGED_PRESS
            return self._words.word("entry_who", "somebody" if hidden else "automation")
        return self._people.get(str(actor)) or self._words.word("entry_who", "gone")

    def _left_out(self, entry: Entry) -> str:
        """Say which cameras have no clip, and why."""
        found = (entry.payload or {}).get("left_out")
        if not isinstance(found, Mapping):
            return OPEN
        told = [
            {"camera": self._camera(str(camera)), "problem": self._words.word("problem", str(problem))}
            for camera, problem in found.items()
        ]
        return " ".join(self._words.sentence("notification", "left_out", each) for each in told)

    def _camera(self, camera_id: str) -> str:
        """Return the household's name for a camera."""
        return self._cameras.get(camera_id) or self._words.word("panel", "removed_camera")

    _SAY: Mapping[str, Callable[[EntryWords, str], str]] = {
        "attempt": lambda self, value: self._words.word("attempt", value),
        "before": lambda self, value: self._words.word("mode", value),
        "camera": _camera,
        "door": lambda self, value: self._door(value),
        "problem": lambda self, value: self._words.word("problem", value),
        "way": lambda self, value: self._words.word("way", value),
        "why": lambda self, value: self._refusals.get(f"refused_{value}", value),
    }
    """How what was found is said, where it is no text or number for itself."""


_WITH_MORE: Mapping[str, Mapping[str, str]] = {
    EntryKind.STATE_CHANGED: {"problem": "state_changed_problem", "left_out": "state_changed_left_out"},
    EntryKind.ATTEMPT_REFUSED: {"unwritten": "attempt_refused_often"},
}
"""The sentence of an entry that says more, by its kind and what it says."""


def _key(entry: Entry) -> str | None:
    """Return the sentence that an entry is told by, None for a kind of another version."""
    if entry.kind not in EntryKind:
        return None
    told = (key for name, key in _WITH_MORE.get(entry.kind, {}).items() if (entry.payload or {}).get(name))
    return next(told, entry.kind)


def _in(payload: Payload, *path: str) -> Any:
    """Return what stands in a payload at the end of a path, None if there is nothing."""
    found: Any = payload
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _effect(payload: Payload) -> str | None:
    """Return our word for what a decision says."""
    found = _in(payload, "decision", "effect")
    return next((effect.name.lower() for effect in Effect if effect.value == found), None)


def _beginning(digest: object) -> str | None:
    """Return as much of a fingerprint as people compare."""
    return str(digest)[:16] if digest else None


def _erased(payload: Payload) -> int | None:
    """Count what an erasure took away."""
    seqs = payload.get("seqs")
    return len(seqs) if isinstance(seqs, list) else None


_FINDERS: Mapping[str, Callable[[Payload], Any]] = {
    "address": lambda payload: _in(payload, "fetch", "address") or payload.get("address"),
    "attempt": lambda payload: payload.get("action"),
    "before": lambda payload: payload.get("from"),
    "camera": lambda payload: payload.get("camera"),
    "count": lambda payload: payload.get("count"),
    "digest": lambda payload: _beginning(payload.get("digest")),
    "door": lambda payload: payload.get("source_id"),
    "effect": _effect,
    "erased": _erased,
    "file": lambda payload: payload.get("file"),
    "files": lambda payload: payload.get("files"),
    "fingerprint": lambda payload: payload.get("fingerprint"),
    "mode": lambda payload: payload.get("to"),
    "problem": lambda payload: payload.get("problem"),
    "reason": lambda payload: payload.get("reason"),
    "source": lambda payload: payload.get("source_kind"),
    "state": lambda payload: payload.get("to"),
    "unwritten": lambda payload: payload.get("unwritten"),
    "way": lambda payload: _in(payload, "release", "way"),
    "why": lambda payload: payload.get("refusal"),
}
"""Where each placeholder of a sentence is found in a payload."""
