"""What can go wrong with footage, each with a translation key. It must not carry paths or texts from files."""

from ..domain.model import Reason


class FootageError(Exception):
    """Footage could not be found, read or cut; `reason` says why, for people, as a translation key."""

    def __init__(self, key: str, **placeholders: str) -> None:
        super().__init__(key)
        self.reason = Reason(key=key, placeholders=tuple(sorted(placeholders.items())))


class NoFootage(FootageError):
    """The origin works, and has nothing of this window."""


class OriginUnavailable(FootageError):
    """The origin cannot be asked: folder missing, not readable, too large."""


class CutFailed(FootageError):
    """No clip could be made; nothing is left behind on the disk."""


class NotPlayable(FootageError):
    """Nothing could be made of a held recording that a browser plays; its reasons are texts of exceptions."""


class ClipRejected(FootageError):
    """A clip was made, was not what was agreed, and has been deleted; `faults` are the domain's reason keys."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("clip_rejected", faults=", ".join(faults))
        self.faults = faults
