"""Joins the fetcher with Home Assistant: its own session, and the very resolver that this session asks."""

from collections.abc import Sequence

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.aiohttp_client import HomeAssistantTCPConnector, async_get_clientsession

from .fetch import Fetcher


@callback
def hub_fetcher(hass: HomeAssistant) -> Fetcher:
    """Return what fetches lists with the hub's own session."""
    session = async_get_clientsession(hass)

    async def resolve(host: str) -> Sequence[str]:
        connector = session.connector
        assert isinstance(connector, HomeAssistantTCPConnector)
        return [found["host"] for found in await connector.async_resolve_host(host)]

    return Fetcher(session, resolve)
