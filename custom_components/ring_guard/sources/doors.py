"""Keeps the household's sources running as they are set, and knows what is wrong with each."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigFlowContext
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .. import issues
from ..const import CONF_SUBENTRY
from ..domain.model import Arrival
from ..household.settings import SourceSettings
from ..ledger import Receipt
from . import SOURCES
from .door import Door, SourceProblem
from .post import Post


class Doors:
    """All sources of one household."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        receive: Callable[[Arrival], Awaitable[Receipt]],
        post: Post,
        on_change: Callable[[], None],
    ) -> None:
        """Hand arrivals to `receive` and mails to `post`; `on_change` hears when a source fails or recovers."""
        self._hass = hass
        self._entry = entry
        self._door = Door(receive=receive, trouble=self._trouble, post=post, ask_password=self._ask_password)
        self._on_change = on_change
        self._running: dict[str, tuple[SourceSettings, CALLBACK_TYPE]] = {}
        self._names: dict[str, str] = {}
        self.problems: dict[str, SourceProblem] = {}

    def apply(self, sources: Mapping[str, SourceSettings]) -> None:
        """Start, stop or restart the sources whose settings have changed."""
        wanted = {source.id: source for source in sources.values() if source.kind in SOURCES}
        for source_id, (known, stop) in list(self._running.items()):
            if wanted.get(source_id) != known:
                stop()
                self._trouble(source_id, None)
                del self._running[source_id]
        self._names = {source.id: source.name for source in sources.values()}
        for source_id, settings in wanted.items():
            if source_id not in self._running:
                stop = SOURCES[settings.kind](self._hass, settings, self._door)
                self._running[source_id] = (settings, stop)

    def close(self) -> None:
        """Stop all sources."""
        for _, stop in self._running.values():
            stop()
        self._running.clear()

    def name(self, source_id: str) -> str:
        """Return the household's own name for a source."""
        return self._names.get(source_id, source_id)

    @callback
    def _ask_password(self, source_id: str) -> None:
        """Let a person sign in to one source again; while another one's sign-in is open, its repair issue has to do."""
        self._entry.async_start_reauth(
            self._hass,
            ConfigFlowContext(title_placeholders={"name": self.name(source_id)}),
            {CONF_SUBENTRY: source_id},
        )

    @callback
    def _trouble(self, source_id: str, problem: SourceProblem | None) -> None:
        """Keep what is wrong with a source, and raise or clear its repair issue."""
        if problem is self.problems.get(source_id):
            return
        if problem is None:
            self.problems.pop(source_id, None)
        else:
            self.problems[source_id] = problem
        issues.source_problem(self._hass, source_id, self.name(source_id), problem)
        self._on_change()
