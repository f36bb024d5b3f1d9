"""Every reason that a decision of the policy can give, as translation keys, and how each is got rid of.

The domain speaks in keys and placeholders; the sentences stand in the translations.
"""

from enum import StrEnum

from ..model import Reason


class ReasonKey(StrEnum):
    """A reason of a decision, or (`milder_...`) what would have to be different for a milder one.

    Placeholders: `rule` is a rule's name, `attribute` the condition that is not settled, `seconds` a length.
    """

    RULE_MATCHED = "rule_matched"
    RULE_MAY_MATCH = "rule_may_match"
    RULE_MAY_GRANT = "rule_may_grant"
    RULE_LIMITS = "rule_limits"
    RULE_MAY_LIMIT = "rule_may_limit"
    DEFAULT = "default"
    FLOOR_UNPROVEN = "floor_unproven"
    FLOOR_SUSPICIOUS = "floor_suspicious"
    FLOOR_EMERGENCY_CLAIM = "floor_emergency_claim"
    FLOOR_COURT_ORDER = "floor_court_order"
    FLOOR_NO_WINDOW = "floor_no_window"
    FLOOR_LONG_WINDOW = "floor_long_window"
    FLOOR_NO_CAMERA_LEFT = "floor_no_camera_left"
    MODE_ASK = "mode_ask"
    MODE_LOCKDOWN = "mode_lockdown"
    MILDER_RULE_NOT_MATCHED = "milder_rule_not_matched"
    MILDER_RULE_RULED_OUT = "milder_rule_ruled_out"
    MILDER_RULE_SPEAKS = "milder_rule_speaks"
    MILDER_GRANT_SETTLED = "milder_grant_settled"
    MILDER_NO_GRANT = "milder_no_grant"
    MILDER_PROOF = "milder_proof"
    MILDER_NOT_SUSPICIOUS = "milder_not_suspicious"
    MILDER_NO_EMERGENCY = "milder_no_emergency"
    MILDER_NEVER = "milder_never"
    MILDER_WINDOW_STATED = "milder_window_stated"
    MILDER_WINDOW_SHORTER = "milder_window_shorter"
    MILDER_CAMERA_ALLOWED = "milder_camera_allowed"
    MILDER_MODE_LEFT = "milder_mode_left"


REASON_KEYS: tuple[str, ...] = tuple(ReasonKey)
"""All keys that decisions can hold: each needs a translation."""

_WAY_OUT = {
    ReasonKey.RULE_MATCHED: ReasonKey.MILDER_RULE_NOT_MATCHED,
    ReasonKey.RULE_MAY_MATCH: ReasonKey.MILDER_RULE_RULED_OUT,
    ReasonKey.RULE_MAY_GRANT: ReasonKey.MILDER_GRANT_SETTLED,
    ReasonKey.DEFAULT: ReasonKey.MILDER_RULE_SPEAKS,
    ReasonKey.FLOOR_UNPROVEN: ReasonKey.MILDER_PROOF,
    ReasonKey.FLOOR_SUSPICIOUS: ReasonKey.MILDER_NOT_SUSPICIOUS,
    ReasonKey.FLOOR_EMERGENCY_CLAIM: ReasonKey.MILDER_NO_EMERGENCY,
    ReasonKey.FLOOR_COURT_ORDER: ReasonKey.MILDER_NEVER,
    ReasonKey.FLOOR_NO_WINDOW: ReasonKey.MILDER_WINDOW_STATED,
    ReasonKey.FLOOR_LONG_WINDOW: ReasonKey.MILDER_WINDOW_SHORTER,
    ReasonKey.FLOOR_NO_CAMERA_LEFT: ReasonKey.MILDER_CAMERA_ALLOWED,
    ReasonKey.MODE_ASK: ReasonKey.MILDER_MODE_LEFT,
    ReasonKey.MODE_LOCKDOWN: ReasonKey.MILDER_MODE_LEFT,
}


def way_out(reason: Reason) -> Reason | None:
    """Return what would have to be different for a reason to fall away, None if nothing has to."""
    key = _WAY_OUT.get(ReasonKey(reason.key))
    return None if key is None else Reason(key=key, placeholders=reason.placeholders)
