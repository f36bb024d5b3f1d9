"""Keeps the household's lists: loads the last good copies, looks for newer ones in turn, and makes the registry of them.

Starting needs no list and waits for no network. What cannot be had leaves what is there in use; that is told once it
matters. A change takes effect at once: whoever asks for `registry` gets the newest.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
import logging
from pathlib import Path
import random

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later, async_track_time_interval
from homeassistant.util import dt as dt_util

from .. import issues
from ..domain.requesters import Registry, with_lists
from ..domain.requesters.lists import ListFormat
from ..household.settings import ListSettings
from .fetch import Fetched, Fetcher, Limits
from .files import read_file
from .kept import Kept, load, load_all, still_newest, take_over
from .problems import ListFailure, ListProblem
from .shelf import Copy, Shelf

_LOGGER = logging.getLogger(__name__)

LOOK_EVERY = timedelta(hours=1)
WEB_EVERY = timedelta(days=7)
FILE_EVERY = timedelta(days=1)
AGAIN_AFTER = timedelta(hours=6)
"""How long a list that could not be had rests."""

STALE_AFTER = timedelta(days=30)
PATIENCE = 3
"""Failures in a row before a list that was never had is told."""

FIRST_LOOK = (60, 600)
"""Seconds after the start within which the first look falls, so that not all hubs ask at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListState:
    """How a list fares: `rows` and `checked_at` (UTC) of the version in use, None if there is none yet."""

    title: str
    format: ListFormat
    rows: int | None = None
    checked_at: datetime | None = None
    problem: ListProblem | None = None


class Subscriptions:
    """All lists of one household."""

    def __init__(
        self,
        hass: HomeAssistant,
        folder: Path,
        on_change: Callable[[], None],
        fetcher: Callable[[HomeAssistant], Fetcher],
    ) -> None:
        """Keep copies in a folder; `on_change` hears when a list is new or fares otherwise."""
        self._hass = hass
        self._shelf = Shelf(folder)
        self._on_change = on_change
        self._make_fetcher = fetcher
        self._lists: dict[str, ListSettings] = {}
        self._kept: dict[str, Kept] = {}
        self._problems: dict[str, ListProblem] = {}
        self._failures: dict[str, int] = {}
        self._tried: dict[str, datetime] = {}
        self._timers: list[CALLBACK_TYPE] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._lock = asyncio.Lock()
        self.registry = Registry.builtin()

    @property
    def states(self) -> dict[str, ListState]:
        """Return how each list fares, by its id."""
        return {list_id: self._state(settings) for list_id, settings in self._lists.items()}

    async def async_load(self, lists: Mapping[str, ListSettings]) -> None:
        """Take up the last good copies; a list without one is as if it were empty."""
        self._lists = dict(lists)
        self._kept = await self._hass.async_add_executor_job(load_all, self._shelf, self._lists)
        await self._rebuild()

    def start(self) -> None:
        """Look for newer versions from now on, first after a while of its own."""
        self._timers = [
            async_call_later(self._hass, random.uniform(*FIRST_LOOK), self._look),  # noqa: S311  # spreads load, hides nothing
            async_track_time_interval(self._hass, self._look, LOOK_EVERY),
        ]
        self._tell()

    async def async_stop(self) -> None:
        """Let go of what is under way."""
        for stop in self._timers:
            stop()
        self._timers.clear()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def async_apply(self, lists: Mapping[str, ListSettings]) -> None:
        """Take over changed settings: forget what is gone, and look at once for what is new."""
        if dict(lists) == self._lists:
            return
        async with self._lock:
            before, self._lists = self._lists, dict(lists)
            gone = [list_id for list_id in before if list_id not in lists]
            changed = [list_id for list_id in lists if before.get(list_id) != lists[list_id]]
            for list_id in (*gone, *changed):
                self._forget(list_id)
            await self._hass.async_add_executor_job(self._shelf.keep_only, tuple(lists))
            for list_id in changed:
                await self._load_one(self._lists[list_id])
            await self._rebuild()
        missing = [list_id for list_id in changed if list_id not in self._kept]
        if missing:
            self._in_background(self.async_update(missing))

    async def async_update(self, list_ids: Iterable[str] | None = None, *, accept_smaller: bool = False) -> None:
        """Look for newer versions of some lists, or of all, now; failures end up in `states`."""
        async with self._lock:
            for list_id in tuple(self._lists if list_ids is None else list_ids):
                if list_id in self._lists:
                    await self._update(self._lists[list_id], accept_smaller=accept_smaller)
            await self._rebuild()

    async def _look(self, now: datetime) -> None:
        """Look for newer versions of the lists whose turn it is."""
        due = [settings.id for settings in self._lists.values() if self._is_due(settings, now)]
        if due:
            await self.async_update(due)
        self._tell()

    def _is_due(self, settings: ListSettings, now: datetime) -> bool:
        """Tell whether it is time to look for a newer version of a list."""
        tried, kept = self._tried.get(settings.id), self._kept.get(settings.id)
        if tried is not None and now - tried < AGAIN_AFTER:
            return False
        return kept is None or now - kept.checked_at >= (FILE_EVERY if settings.is_file else WEB_EVERY)

    async def _update(self, settings: ListSettings, *, accept_smaller: bool) -> None:
        """Look for a newer version of one list and take it over."""
        now, before = dt_util.utcnow(), self._kept.get(settings.id)
        self._tried[settings.id] = now
        try:
            fetched = await self._fetch(settings, before)
            self._kept[settings.id] = await self._taken(settings, fetched, before, now, accept_smaller=accept_smaller)
        except ListFailure as err:
            self._problems[settings.id] = err.problem
            self._failures[settings.id] = self._failures.get(settings.id, 0) + 1
            _LOGGER.info("A list of the household could not be brought up to date: %s", err)
        else:
            self._problems.pop(settings.id, None)
            self._failures.pop(settings.id, None)

    async def _fetch(self, settings: ListSettings, before: Kept | None) -> Fetched | None:
        """Return a list's newest content, None if it is still the version in use."""
        if not settings.is_file:
            etag, modified = (before.etag, before.modified) if before else ("", "")
            return await self._make_fetcher(self._hass).fetch(settings.address, etag, modified)
        path = Path(settings.address)
        if not await self._hass.async_add_executor_job(self._hass.config.is_allowed_path, settings.address):
            raise ListFailure(ListProblem.FILE_UNUSABLE, "Home Assistant does not allow this folder")
        return Fetched(data=await self._hass.async_add_executor_job(read_file, path, Limits().size))

    async def _taken(
        self,
        settings: ListSettings,
        fetched: Fetched | None,
        before: Kept | None,
        now: datetime,
        *,
        accept_smaller: bool,
    ) -> Kept:
        """Return the version to use from now on, kept on the disk."""
        if fetched is None:
            if before is None:
                raise ListFailure(ListProblem.UNREACHABLE, "nothing has changed, although there was nothing yet")
            return await self._hass.async_add_executor_job(still_newest, self._shelf, settings, before, now)
        copy = Copy(
            address=settings.address,
            format=settings.format,
            data=fetched.data,
            checked_at=now,
            etag=fetched.etag,
            modified=fetched.modified,
        )

        def take() -> Kept:
            return take_over(self._shelf, settings, copy, before, accept_smaller=accept_smaller)

        return await self._hass.async_add_executor_job(take)

    async def _load_one(self, settings: ListSettings) -> None:
        """Take up one list's last good copy."""
        kept = await self._hass.async_add_executor_job(load, self._shelf, settings)
        if kept is not None:
            self._kept[settings.id] = kept

    async def _rebuild(self) -> None:
        """Make the registry of the lists in use."""
        lists = tuple(kept.agencies for kept in self._kept.values())
        if lists == self.registry.lists:
            self._tell()
            return
        self.registry = await self._hass.async_add_executor_job(with_lists, Registry.builtin(), lists)
        self._tell()

    def _forget(self, list_id: str) -> None:
        """Let go of everything that is known of a list."""
        for known in (self._kept, self._problems, self._failures, self._tried):
            known.pop(list_id, None)
        issues.list_problem(self._hass, list_id, "", None)

    def _state(self, settings: ListSettings) -> ListState:
        """Return how one list fares."""
        state = ListState(title=settings.title, format=settings.format, problem=self._problems.get(settings.id))
        kept = self._kept.get(settings.id)
        return state if kept is None else replace(state, rows=kept.agencies.rows, checked_at=kept.checked_at)

    @callback
    def _tell(self) -> None:
        """Raise or clear the repair issues, and say that something may be new."""
        now = dt_util.utcnow()
        for list_id, state in self.states.items():
            told = _worth_telling(state, self._failures.get(list_id, 0), now)
            issues.list_problem(self._hass, list_id, state.title, told)
        self._on_change()

    def _in_background(self, work: Awaitable[None]) -> None:
        """Do something nobody waits for."""
        task = self._hass.async_create_background_task(_awaited(work), "ring_guard lists")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _awaited(work: Awaitable[None]) -> None:
    """Wait for some work."""
    await work


def _worth_telling(state: ListState, failures: int, now: datetime) -> ListProblem | None:
    """Return what the household has to know: a server that does not answer for a while is nothing to mend."""
    if state.checked_at is not None and now - state.checked_at > STALE_AFTER:
        return ListProblem.STALE
    if state.problem is ListProblem.UNREACHABLE and (state.checked_at is not None or failures < PATIENCE):
        return None
    return state.problem
