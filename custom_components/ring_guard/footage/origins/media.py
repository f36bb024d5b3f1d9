"""Fetches an item of Home Assistant's media browser into a private file, as a person who plays it would get it.

An address within the hub is fetched from the hub itself with a signature that ends soon; a file of the hub is copied.
"""

import asyncio
from datetime import timedelta
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
import shutil

from homeassistant.components.http.auth import async_sign_path
from homeassistant.components.media_source import PlayMedia, Unresolvable, async_resolve_media
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..download import DownloadLimits, Refused, fetch
from ..errors import OriginUnavailable

SIGNED_FOR = timedelta(hours=1)
PLAYLISTS = ("mpegurl", "dash+xml")
NOTHING_THERE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


async def fetch_media(hass: HomeAssistant, media_id: str, path: Path) -> None:
    """Fetch the item `media_id` (`media-source://...`) into `path`.

    Raises:
        OriginUnavailable: if there is no such item, it is no file, or it cannot be fetched.
    """
    media = await _resolved(hass, media_id)
    if any(kind in media.mime_type.lower() for kind in PLAYLISTS):
        raise OriginUnavailable("origin_item_no_file")
    if media.path is not None:
        await asyncio.to_thread(_copy, media.path, path)
        return
    within = media.url.startswith("/")
    url = f"{own_address(hass)}{_signed(hass, media.url)}" if within else media.url
    session = async_get_clientsession(hass, verify_ssl=not within)
    try:
        await fetch(session, url, path, verify=not within)
    except Refused as err:
        raise OriginUnavailable("origin_item_missing" if err.status in NOTHING_THERE else "origin_refused") from None


async def _resolved(hass: HomeAssistant, media_id: str) -> PlayMedia:
    """Find out where an item is.

    Raises:
        OriginUnavailable: if there is no such item.
    """
    try:
        return await async_resolve_media(hass, media_id, None)
    except Unresolvable:
        raise OriginUnavailable("origin_item_missing") from None
    except HomeAssistantError:
        raise OriginUnavailable("origin_unreachable") from None
    except Exception:  # noqa: BLE001  # another integration's code: whatever it raises, the item is not there
        raise OriginUnavailable("origin_item_missing") from None


@callback
def own_address(hass: HomeAssistant) -> str:
    """Return the address under which the hub hears itself."""
    bound = [host for host in hass.http.server_host or () if not _any(host)]
    host = bound[0] if bound else "127.0.0.1"
    scheme = "https" if hass.http.ssl_certificate else "http"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{hass.http.server_port}"


def _any(host: str) -> bool:
    """Tell whether an address stands for all of the hub's."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


@callback
def _signed(hass: HomeAssistant, url: str) -> str:
    """Sign an address within the hub, unless it is signed already."""
    return url if "authSig=" in url else async_sign_path(hass, url, SIGNED_FOR, use_content_user=True)


def _copy(source: Path, target: Path) -> None:
    """Copy a file of the hub.

    Raises:
        OriginUnavailable: if it is gone, too large, or the disk is full.
    """
    try:
        if source.stat().st_size > DownloadLimits().size:
            raise OriginUnavailable("origin_too_large")
        target.touch(mode=0o600, exist_ok=False)
        shutil.copyfile(source, target)
    except FileNotFoundError:
        raise OriginUnavailable("origin_item_missing") from None
    except OSError as err:
        target.unlink(missing_ok=True)
        raise OriginUnavailable("origin_disk_full") from err
