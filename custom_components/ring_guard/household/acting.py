"""Who is changing the household's settings, as far as Home Assistant lets it be known to whoever is told of the change.

It is read to be written down, and must decide nothing: who may change what is decided where it is asked for.
"""

from homeassistant.components.http import KEY_HASS_USER
from homeassistant.components.websocket_api.connection import current_connection
from homeassistant.core import callback
from homeassistant.helpers.http import current_request


@callback
def acting_user() -> str | None:
    """Return the id of the user whose call this runs in, None if it is nobody's.

    A listener for changed settings starts with a copy of the context of what changed them: a form comes over HTTP, most else
    over a connection that somebody has signed in to.
    """
    if (connection := current_connection.get()) is not None:
        return connection.user.id
    request = current_request.get()
    user = request.get(KEY_HASS_USER) if request is not None else None
    return user.id if user is not None else None
