"""One list as it is in use: what was read from its last good copy, and how it fares. Reading blocks on disk and processor."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
import logging

from ..domain.requesters.lists import AgencyList, ListUnreadable, read_list
from ..household.settings import ListSettings
from .problems import ListFailure, ListProblem
from .shelf import Copy, Shelf

_LOGGER = logging.getLogger(__name__)

FAR_FEWER = 2
"""A list with less than one in so many of its rows is taken for half a file until a person says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A list in use; `checked_at` is when it was last known to be the newest, `etag` and `modified` the server's marks."""

    agencies: AgencyList
    checked_at: datetime
    etag: str
    modified: str


def load_all(shelf: Shelf, lists: Mapping[str, ListSettings]) -> dict[str, Kept]:
    """Return what the shelf holds of the household's lists, and delete what it holds of others."""
    shelf.keep_only(lists)
    found = {list_id: load(shelf, settings) for list_id, settings in lists.items()}
    return {list_id: kept for list_id, kept in found.items() if kept is not None}


def load(shelf: Shelf, settings: ListSettings) -> Kept | None:
    """Return a list as its copy has it, None if there is none from this address in this format."""
    copy = shelf.read(settings.id)
    if copy is None or (copy.address, copy.format) != (settings.address, settings.format):
        return None
    try:
        return _kept(settings, copy)
    except ListUnreadable as err:
        _LOGGER.warning("The kept copy of a list cannot be read any more and is fetched anew: %s", err)
        return None


def take_over(shelf: Shelf, settings: ListSettings, copy: Copy, before: Kept | None, *, accept_smaller: bool) -> Kept:
    """Read a new version of a list and keep it.

    Raises:
        ListFailure: if it is no such list, or has far fewer rows than the one before; that one stays.
    """
    try:
        kept = _kept(settings, copy)
    except ListUnreadable as err:
        raise ListFailure(ListProblem.UNREADABLE, str(err)) from err
    if before and not accept_smaller and kept.agencies.rows * FAR_FEWER < before.agencies.rows:
        raise ListFailure(ListProblem.SHRUNK, f"{kept.agencies.rows} rows instead of {before.agencies.rows}")
    _write(shelf, settings.id, copy)
    return kept


def still_newest(shelf: Shelf, settings: ListSettings, before: Kept, now: datetime) -> Kept:
    """Write down that a list's copy is still the newest version."""
    copy = shelf.read(settings.id)
    if copy is not None:
        _write(shelf, settings.id, replace(copy, checked_at=now))
    return replace(before, checked_at=now)


def _kept(settings: ListSettings, copy: Copy) -> Kept:
    """Read a copy.

    Raises:
        ListUnreadable: if it is no list of its format.
    """
    agencies = read_list(settings.id, settings.title, settings.format, copy.data)
    return Kept(agencies=agencies, checked_at=copy.checked_at, etag=copy.etag, modified=copy.modified)


def _write(shelf: Shelf, list_id: str, copy: Copy) -> None:
    """Keep a copy; a disk that refuses costs no more than fetching it again after the next start."""
    try:
        shelf.write(list_id, copy)
    except OSError as err:
        _LOGGER.warning("A list could not be kept on the disk: %s", err)
