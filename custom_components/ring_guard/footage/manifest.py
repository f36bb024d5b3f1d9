"""The manifest of a clip: who asked, what it is, whence it came and what was removed, as JSON beside the file.

It names no file, folder or person of the household. Building it is pure; `write` is durable. Signing is not done here.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
import json
import os
from pathlib import Path
from typing import Any

from ..domain.clips import ClipOrder
from ..domain.model import ALL_LEVELS, FootageRequest, Requester, Terms, Window, digest, to_plain
from ..domain.policy import assurance_of, assured_of, possible_levels, proven_agency
from ..ledger import Head
from .cutter.result import FinishedClip

VERSION = 1
STAYS = ("picture", "burnt_in_clock")
"""What no cut takes out: whatever is seen in the picture, a clock that the camera writes into it included."""


def manifest(
    request: FootageRequest, order: ClipOrder, terms: Terms, clip: FinishedClip, head: Head, zone: tzinfo
) -> dict[str, Any]:
    """Describe a finished clip; `zone` is the household's, in which every time stands beside UTC."""
    return {
        "version": VERSION,
        "request": _request(request, zone),
        "requester": _requester(request.requester),
        "camera": order.camera_id,
        # The names of masks are the household's own words, and may name a neighbour.
        "terms": {**to_plain(terms), "masks": len(order.masks)},
        "terms_digest": digest(terms),
        "window": _span(order.window, zone),
        "clip": {
            "first_frame": _both(clip.first_frame, zone),
            "end": _both(clip.end, zone),
            "seconds": clip.duration.total_seconds(),
            "frames": clip.frames,
            "streams": list(clip.report.streams),
        },
        "gaps": [_span(gap, zone) for gap in clip.gaps],
        "notes": list(clip.notes),
        "file": {"name": clip.path.name, "sha256": clip.sha256, "size": clip.size},
        "sources": [
            {
                "sha256": source.sha256,
                "size": source.size,
                "start": _both(source.start, zone),
                "frames": source.frames,
            }
            for source in clip.sources
        ],
        "removed": list(clip.removed),
        "masks": len(order.masks),
        "stays": list(STAYS),
        "ledger": {"count": head.count, "hash": head.hash},
    }


def write(content: Mapping[str, Any], path: Path) -> None:
    """Write a manifest so that after a crash there is the whole of it or nothing. Blocks: not for the event loop.

    Raises:
        OSError: if it cannot be written; nothing is left behind.
    """
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    # ASCII only: a stranger's text can hold half characters, which UTF-8 has no bytes for.
    text = json.dumps(content, indent=2, sort_keys=True) + "\n"
    try:
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _request(request: FootageRequest, zone: tzinfo) -> dict[str, Any]:
    """Name the request, and what it asked for."""
    return {
        "id": request.id,
        "received_at": _both(request.received_at, zone),
        "system": request.system.value,
        "reference": request.reference,
        "demands": sorted(request.demands),
        "asked_window": _span(request.window, zone) if request.window else None,
    }


def _requester(requester: Requester) -> dict[str, Any]:
    """Say who they said they are, and apart from it what evidence is worth to the policy; no levels = any is possible.

    A call back counts; its number and name are the household's own notes and stay out.
    """
    levels, assured = possible_levels(requester), assured_of(requester)
    return {
        "claimed": {"name": requester.claimed_name, "levels": sorted(requester.claimed_levels)},
        "proven": {
            "assurance": assurance_of(requester).name.lower(),
            "of": assured.value if assured else None,
            "agency": proven_agency(requester),
            "levels": sorted(levels) if levels != ALL_LEVELS else None,
        },
    }


def _span(window: Window, zone: tzinfo) -> dict[str, Any]:
    """Write a window down."""
    return {"start": _both(window.start, zone), "end": _both(window.end, zone)}


def _both(time: datetime, zone: tzinfo) -> dict[str, str]:
    """Write a time down in UTC and in the household's zone."""
    return {"utc": time.astimezone(UTC).isoformat(), "local": time.astimezone(zone).isoformat()}
