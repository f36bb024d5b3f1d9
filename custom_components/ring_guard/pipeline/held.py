"""What of a hold serves a cut: the held recordings of one camera and window. Reads the life alone, no disk."""

from pathlib import Path

from ..domain.lifecycle import Life, keeps_hold
from ..domain.model import Window
from ..footage.origin import Footage, Note, Segment, uncovered


def held_file(folder: Path, life: Life, file_name: str) -> tuple[str, Path] | None:
    """Return the camera and the path of the held recording of a name, None if the ledger has none of it."""
    files = life.hold.files if life.hold and keeps_hold(life) else ()
    found = next((file for file in files if file.file_name == file_name), None)
    return (found.camera_id, folder / life.id / found.file_name) if found else None


def held_footage(folder: Path, life: Life, camera_id: str, window: Window) -> Footage | None:
    """Return what a request's hold below `folder` has of a camera and window, None if nothing."""
    if not keeps_hold(life) or life.hold is None:
        return None
    files = [
        file
        for file in life.hold.files
        if file.camera_id == camera_id and file.start < window.end and file.start + file.duration > window.start
    ]
    if not files:
        return None
    pieces = [
        Segment(path=folder / life.id / file.file_name, start=file.start, duration=file.duration) for file in files
    ]
    notes = frozenset(Note(note) for file in files for note in file.notes)
    pieces.sort(key=lambda piece: (piece.start, piece.path))
    covered = [Window(start=piece.start, end=piece.end) for piece in pieces]
    return Footage(segments=tuple(pieces), gaps=uncovered(window, covered), notes=notes)
