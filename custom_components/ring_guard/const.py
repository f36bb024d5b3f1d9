"""Names under which Ring Guard keeps its settings and is known to Home Assistant."""

from datetime import timedelta
from typing import Final

from homeassistant.const import Platform

DOMAIN: Final = "ring_guard"

PLATFORMS: Final = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.EVENT,
    Platform.SELECT,
    Platform.SENSOR,
]

PANEL_URL_PATH: Final = "ring-guard"
"""Where the household's page stands in Home Assistant's frontend."""

# Options of the config entry: the household.
CONF_APPROVERS: Final = "approvers"
CONF_NOTIFY: Final = "notify"
CONF_SHOW_DETAILS: Final = "show_details"
CONF_ANSWER_WITHIN: Final = "answer_within"
CONF_MODE: Final = "mode"
CONF_PRESET: Final = "preset"
CONF_DEFAULT_EFFECT: Final = "default_effect"
CONF_LONGEST_CLIP: Final = "longest_clip"
CONF_SOUND: Final = "sound"
CONF_COOL_DOWN: Final = "cool_down"
CONF_APPROVALS: Final = "approvals"
CONF_LONGEST_TOTAL: Final = "longest_total"
CONF_LINK_LIFE: Final = "link_life"
CONF_DOWNLOADS: Final = "downloads"
CONF_LINK_COOL_DOWN: Final = "link_cool_down"
CONF_HOLD_BUDGET: Final = "hold_budget"

# Kinds of subentries.
SUBENTRY_SOURCE: Final = "source"
SUBENTRY_CAMERA: Final = "camera"
SUBENTRY_RULE: Final = "rule"
SUBENTRY_LIST: Final = "agency_list"

# Data of a flow that concerns one subentry alone.
CONF_SUBENTRY: Final = "subentry_id"

# Data of a source subentry.
CONF_KIND: Final = "kind"
CONF_SECRET: Final = "secret"  # noqa: S105  # a key's name
CONF_LOCAL_ONLY: Final = "local_only"
CONF_ENTITY: Final = "entity_id"
CONF_PACKAGES: Final = "packages"

# Data of a mailbox, which is a source subentry too.
CONF_SECURITY: Final = "security"
CONF_MAILBOX_USE: Final = "use"
CONF_AFTERWARDS: Final = "afterwards"
CONF_MOVE_TO: Final = "move_to"
CONF_AUTHSERV_ID: Final = "authserv_id"
CONF_OWN_ADDRESSES: Final = "own_addresses"
CONF_START_AT: Final = "start_at"
CONF_START_UIDVALIDITY: Final = "start_uidvalidity"
CONF_START_UID: Final = "start_uid"

# Data of a camera subentry.
CONF_ORIGIN: Final = "origin"
CONF_FOLDER: Final = "folder"
CONF_MATCH: Final = "match"
CONF_TIME_ZONE: Final = "time_zone"
CONF_CAMERA_ENTITY: Final = "camera_entity"
CONF_CAMERA_DEVICE: Final = "camera_device"
CONF_BUFFER_LENGTH: Final = "buffer_minutes"
CONF_BUFFER_SIZE: Final = "buffer_megabytes"
CONF_BUFFER_AGREED: Final = "buffer_agreed"
CONF_VISIBLE_TO: Final = "visible_to"
CONF_MASKS: Final = "masks"
CONF_MASK_NAME: Final = "name"
CONF_MASK_CORNERS: Final = "corners"
CONF_MASK_IDS: Final = "mask_ids"
CONF_MASK_ALWAYS: Final = "always"

# Data of a list subentry: how it is written, and the https address or the file where it is.
CONF_FORMAT: Final = "format"
CONF_ADDRESS: Final = "address"

# Data of a rule subentry.
CONF_RULE: Final = "rule"

DEFAULT_PACKAGES: Final = ("com.ringapp", "com.ring.neighborhoods", "com.immediasemi.android.blink")
"""Android packages of Ring, Neighbors and Blink."""

DEFAULT_ANSWER_WITHIN: Final = timedelta(hours=24)
DEFAULT_LONGEST_CLIP: Final = timedelta(seconds=60)
DEFAULT_LINK_LIFE: Final = timedelta(days=3)
DEFAULT_DOWNLOADS: Final = 3
DEFAULT_LINK_COOL_DOWN: Final = timedelta(minutes=5)
DEFAULT_HOLD_BUDGET: Final = 2.0
"""Gigabytes of footage that may be held while people decide."""

BODY_LIMIT: Final = 64 * 1024
"""Bytes of one message that are kept; of a larger one only size and hash are."""

MAIL_LIMIT: Final = 256 * 1024
"""As `BODY_LIMIT`, for mails: pictures and letterheads make them larger than what programs send."""

SOURCE_BUDGET: Final = 120
"""Messages of one source that are kept in full per `SOURCE_BUDGET_WINDOW`; more are counted and hashed."""

SOURCE_BUDGET_WINDOW: Final = timedelta(hours=1)

MAIL_BUDGET_BYTES: Final = 8 * 1024 * 1024
"""Bytes of mails that one mailbox brings in each window; the rest waits on the server."""
