"""Private folders for footage that was fetched for one purpose and has to go again when it is served.

What a crash leaves behind is cleared at the next start.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
import shutil
import tempfile

from .errors import OriginUnavailable


@asynccontextmanager
async def scratch_folder(root: Path) -> AsyncIterator[Path]:
    """Give a new folder below `root` that only this user can enter; it is gone afterwards, whatever happens within.

    Raises:
        OriginUnavailable: if the disk does not let us make it.
    """
    try:
        folder = await asyncio.to_thread(_make, root)
    except OSError as err:
        raise OriginUnavailable("origin_disk_full") from err
    try:
        yield folder
    finally:
        # Shielded: a cancelled task may be cancelled again before the footage is gone.
        await asyncio.shield(asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True))


def clear(root: Path) -> None:
    """Delete whatever earlier runs left. Blocks on the disk."""
    shutil.rmtree(root, ignore_errors=True)


def _make(root: Path) -> Path:
    """Make the folder, and the one around it."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    root.chmod(0o700)
    return Path(tempfile.mkdtemp(dir=root))
