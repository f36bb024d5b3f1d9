"""The life of a request: `table` draws it and lists its invariants, the rest are its steps.

Pure: every function takes the life and the time, and returns the next life or raises `Refused`.
"""

from .answers import approve, chosen_offer, decline, reopen, withdraw
from .call_back import called_back, record_call_back
from .checks import settled
from .growth import FIRST_STATE, amend, begin, first_offer, repeat
from .hold import HeldFile, Hold
from .holding import end_hold, held_of, hold, keeps_hold, nothing_to_hold, takes_more, wants_hold
from .life import Approval, Choice, Clip, LeftOut, Life, Offer, Refusal, Refused
from .link import Fetch, Release, Way
from .progress import cool_down, expire, fail, finish, prepare
from .redecision import drop_approvals, identify_anew, redecide
from .release import (
    LONGEST_LINK_LIFE,
    MOST_FETCHES,
    count_fetch,
    count_wrong_phrase,
    let_out,
    live_link,
    offer_release,
    run_out,
    take_back,
)
from .table import OPEN, TRANSITIONS, UNDER_WAY, State

__all__ = [
    "FIRST_STATE",
    "LONGEST_LINK_LIFE",
    "MOST_FETCHES",
    "OPEN",
    "TRANSITIONS",
    "UNDER_WAY",
    "Approval",
    "Choice",
    "Clip",
    "Fetch",
    "HeldFile",
    "Hold",
    "LeftOut",
    "Life",
    "Offer",
    "Refusal",
    "Refused",
    "Release",
    "State",
    "Way",
    "amend",
    "approve",
    "begin",
    "called_back",
    "chosen_offer",
    "cool_down",
    "count_fetch",
    "count_wrong_phrase",
    "decline",
    "drop_approvals",
    "end_hold",
    "expire",
    "fail",
    "finish",
    "first_offer",
    "held_of",
    "hold",
    "identify_anew",
    "keeps_hold",
    "let_out",
    "live_link",
    "nothing_to_hold",
    "offer_release",
    "prepare",
    "record_call_back",
    "redecide",
    "reopen",
    "repeat",
    "run_out",
    "settled",
    "take_back",
    "takes_more",
    "wants_hold",
    "withdraw",
]
