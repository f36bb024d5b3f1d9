"""Takes in a video file that an approver uploads as footage for one request, streamed into the private folder.

The body of the request is the file itself; the query says what it is called and when it begins (`name`, `start` in ISO
8601). Who may, and what becomes of it, stands in `actions/bringing.py`.
"""

from contextlib import suppress
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from aiohttp.web import Request, Response
from homeassistant.components.http import KEY_HASS, KEY_HASS_USER, HomeAssistantView
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util import dt as dt_util

from .actions.bringing import Brought, bring
from .const import DOMAIN
from .footage.download import DownloadLimits, sink
from .guard import Guard
from .household.wording import failure

URL = f"/api/{DOMAIN}/footage/{{request_id}}/{{camera}}"
PIECE = 1 << 16


@callback
def async_setup_uploads(hass: HomeAssistant) -> None:
    """Register the view."""
    hass.http.register_view(UploadView())


class UploadView(HomeAssistantView):
    """Where an approver's file goes."""

    url = URL
    name = f"api:{DOMAIN}:footage"

    async def post(self, request: Request, request_id: str, camera: str) -> Response:
        """Take a file in, and tell from when to when it is."""
        hass = request.app[KEY_HASS]
        entries = hass.config_entries.async_loaded_entries(DOMAIN)
        if not entries:
            return self.json_message("not_loaded", HTTPStatus.SERVICE_UNAVAILABLE, "not_loaded")
        guard: Guard = entries[0].runtime_data
        stated: datetime | None = None
        with suppress(ValueError):
            stated = dt_util.parse_datetime(request.query.get("start", ""), raise_on_error=True)
        brought = Brought(request_id=request_id, camera=camera, name=request.query.get("name", ""), start=stated)

        async def fill(path: Path) -> None:
            async with sink(path, DownloadLimits()) as filling:
                # A call that comes through the cloud has no way to be read in pieces but this one.
                while data := await request.content.read(PIECE):
                    await filling.write(data)

        try:
            told = await bring(guard, brought, request[KEY_HASS_USER].id, fill)
        except HomeAssistantError as err:
            wrong = isinstance(err, ServiceValidationError)
            status = HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.SERVICE_UNAVAILABLE
            denied = err.translation_key in ("refused_not_approver", "refused_no_person")
            status = HTTPStatus.FORBIDDEN if denied else status
            return self.json_message(await failure(hass, err), status, err.translation_key)
        return self.json(told)
