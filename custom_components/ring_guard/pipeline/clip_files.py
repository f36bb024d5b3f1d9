"""The private folder of the clips: who may enter it, and which files in it have to go.

A file that cannot be deleted now is deleted at the next start: whatever belongs to no clip that is ready or released is a stray.
"""

import asyncio
from collections.abc import Iterable, Sequence
import logging
from pathlib import Path

from ..domain.lifecycle import State
from ..ledger import Errand, Ledger
from .errands import Runner
from .preparation import discard_strays

_LOGGER = logging.getLogger(__name__)

PAGE = 1000


def make_private(folder: Path) -> None:
    """Make a folder that only this user can enter.

    Raises:
        OSError: if the disk does not let us.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def delete_clips(folder: Path, names: Iterable[str]) -> None:
    """Delete clips and their manifests by name; a disk that refuses is said in the log."""
    for name in names:
        for path in (folder / name, (folder / name).with_suffix(".json")):
            try:
                path.unlink(missing_ok=True)
            except OSError as err:
                _LOGGER.error("A clip that was stopped could not be deleted; it is tried at the next start: %s", err)


def discarder(folder: Path) -> Runner:
    """Return what deletes the clips of requests that were stopped."""

    async def discard(errands: Sequence[Errand]) -> None:
        for errand in errands:
            await asyncio.to_thread(delete_clips, folder, tuple(errand.payload["files"]))

    return discard


async def delete_strays(ledger: Ledger, folder: Path) -> None:
    """Delete what a crash left of cuts that never were finished, and what could not be deleted before.

    Raises:
        LedgerUnavailable: if the ledger cannot be read; nothing is deleted then.
    """
    kept: set[str] = set()
    for state in (State.READY, State.RELEASED):
        page = await ledger.requests(PAGE, state=state.value)
        while page:
            kept |= {row.id for row in page}
            page = await ledger.requests(PAGE, before=page[-1], state=state.value)
    try:
        await asyncio.to_thread(discard_strays, folder, kept)
    except OSError as err:
        _LOGGER.error("Files that belong to no clip could not be deleted: %s", err)
