"""What the household has to mend so that it can still be asked, and covered: looked at whenever settings or requests change.

It decides nothing; each thing that is wrong becomes a repair issue, and none once it is mended.
"""

from collections.abc import Callable, Sequence

from homeassistant.core import HomeAssistant, callback

from . import issues
from .domain.lifecycle import Life
from .domain.masks import missing
from .household.settings import Settings


class Soundness:
    """Looks after one household."""

    def __init__(
        self, hass: HomeAssistant, settings: Callable[[], Settings], waiting: Callable[[], Sequence[Life]]
    ) -> None:
        """Use settings and waiting requests as they are at each look."""
        self._hass = hass
        self._settings = settings
        self._waiting = waiting
        self._too_few = False

    @callback
    def look(self) -> None:
        """Look at everything."""
        self._approvers()
        settings = self._settings()
        rules = [rule.name for rule in settings.policy.rules if missing(settings.masks, rule.terms)]
        issues.masks_gone(self._hass, rules)

    @callback
    def look_at(self, life: Life) -> None:
        """Look at what one request may have changed."""
        if self._too_few or life.offer.terms.approvals > len(self._settings().approvers):
            self._approvers()

    @callback
    def on_silence(self, camera_id: str, silent: bool) -> None:
        """Say that a camera's buffer records nothing, or that it does again."""
        camera = self._settings().cameras.get(camera_id)
        issues.buffer_silent(self._hass, camera_id, camera.name if camera else camera_id, silent)

    def _approvers(self) -> None:
        """Say so if more approvals are needed than there are approvers."""
        settings = self._settings()
        needed = [life.offer.terms.approvals for life in self._waiting()]
        needed.append(settings.policy.terms.approvals)
        self._too_few = max(needed) > len(settings.approvers)
        issues.too_few_approvers(self._hass, max(needed), len(settings.approvers))
