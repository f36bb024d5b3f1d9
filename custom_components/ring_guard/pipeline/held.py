"""What of a hold serves a cut: the held recordings of one camera and window. Reads the life alone, no disk."""

from pathlib import Path

from ..domain.lifecycle import Life, keeps_hold
from ..domain.model import Window
from ..footage.origin import Footage, Segment, uncovered


def held_footage(folder: Path, life: Life, camera_id: str, window: Window) -> Footage | None:
    """Return what a request's hold below `folder` has of a camera and window, None if nothing."""
    if not keeps_hold(life) or life.hold is None:
        return None
    pieces = [
        Segment(path=folder / life.id / file.file_name, start=file.start, duration=file.duration)
        for file in life.hold.files
        if file.camera_id == camera_id and file.start < window.end and file.start + file.duration > window.start
    ]
    if not pieces:
        return None
    pieces.sort(key=lambda piece: (piece.start, piece.path))
    covered = [Window(start=piece.start, end=piece.end) for piece in pieces]
    return Footage(segments=tuple(pieces), gaps=uncovered(window, covered))
