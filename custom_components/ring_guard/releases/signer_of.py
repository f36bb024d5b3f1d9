"""Fetches the household's key at the start; that one was made stands in the ledger, so that a swapped key is noticed."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ..ledger import Ledger, LedgerUnavailable, NewEntry, Write
from .signing import Signer, load_or_make


async def signer_of(ledger: Ledger, folder: Path, now: Callable[[], datetime]) -> Signer:
    """Return the household's signer; `folder` is the ledger's own.

    Raises:
        LedgerUnavailable: if the key cannot be read or made, or its making cannot be recorded.
    """
    try:
        signer, made = await asyncio.to_thread(load_or_make, folder)
    except OSError as err:
        raise LedgerUnavailable(f"the key for manifests cannot be used: {err}") from err
    if made:
        entry = NewEntry(kind="signing_key_made", at=now(), payload={"fingerprint": signer.fingerprint})
        await ledger.write(Write(entries=(entry,)))
    return signer
