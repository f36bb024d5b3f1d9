"""The life of a request: `table` draws it and lists its invariants, the rest are its steps.

Pure: every function takes the life and the time, and returns the next life or raises `Refused`.
"""

from .answers import approve, chosen_offer, decline, reopen, withdraw
from .growth import FIRST_STATE, amend, begin, first_offer, repeat
from .life import Approval, Choice, Clip, Life, Offer, Refusal, Refused
from .progress import cool_down, expire, fail, finish, prepare
from .redecision import drop_approvals, redecide
from .table import OPEN, TRANSITIONS, UNDER_WAY, State

__all__ = [
    "FIRST_STATE",
    "OPEN",
    "TRANSITIONS",
    "UNDER_WAY",
    "Approval",
    "Choice",
    "Clip",
    "Life",
    "Offer",
    "Refusal",
    "Refused",
    "State",
    "amend",
    "approve",
    "begin",
    "chosen_offer",
    "cool_down",
    "decline",
    "drop_approvals",
    "expire",
    "fail",
    "finish",
    "first_offer",
    "prepare",
    "redecide",
    "reopen",
    "repeat",
    "withdraw",
]
