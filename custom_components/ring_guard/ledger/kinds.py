"""Every kind of entry that Ring Guard writes, in one list: whoever reads the ledger has a sentence for each of them.

Words only. A kind is never renamed: it stands in the headers of entries that exist, and their hashes rest on it.
"""

from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry records; also translation keys."""

    APPROVAL_GIVEN = "approval_given"
    APPROVALS_VOIDED = "approvals_voided"
    ARRIVAL = "arrival"
    ARRIVALS_BEYOND_BUDGET = "arrivals_beyond_budget"
    ATTEMPT_REFUSED = "attempt_refused"
    CALL_BACK_RECORDED = "call_back_recorded"
    CLIP_FETCHED = "clip_fetched"
    CLIP_MADE = "clip_made"
    ERASURE = "erasure"
    ERASURE_ASKED = "erasure_asked"
    FOOTAGE_BROUGHT = "footage_brought"
    FOOTAGE_HELD = "footage_held"
    HOLD_ENDED = "hold_ended"
    HOLD_ENDED_BY_PERSON = "hold_ended_by_person"
    HOLD_FETCHED = "hold_fetched"
    LEDGER_REPLACED = "ledger_replaced"
    LINK_FETCHED = "link_fetched"
    MANIFEST_FETCHED = "manifest_fetched"
    MASKS_CHANGED = "masks_changed"
    MODE_CHANGED = "mode_changed"
    PASS_PHRASE_WRONG = "pass_phrase_wrong"  # noqa: S105  # a kind of entry, no secret
    PICTURE_FETCHED = "picture_fetched"
    POLICY_CHANGED = "policy_changed"
    RELEASE_OFFERED = "release_offered"
    RELEASE_TAKEN_BACK = "release_taken_back"
    REQUEST_AMENDED = "request_amended"
    REQUEST_DECIDED = "request_decided"
    REQUEST_DECLINED = "request_declined"
    REQUEST_IDENTIFIED = "request_identified"
    REQUEST_REDECIDED = "request_redecided"
    REQUEST_REOPENED = "request_reopened"
    REQUEST_REPEATED = "request_repeated"
    REQUEST_WITHDRAWN = "request_withdrawn"
    SIGNING_KEY_MADE = "signing_key_made"
    STATE_CHANGED = "state_changed"
