"""What can be wrong with a list. Each is a repair issue's translation key; the last good copy stays in use."""

from enum import StrEnum


class ListProblem(StrEnum):
    """Why the newest state of a list could not be taken over."""

    UNREACHABLE = "list_unreachable"
    REFUSED = "list_refused"
    TOO_LARGE = "list_too_large"
    UNREADABLE = "list_unreadable"
    SHRUNK = "list_shrunk"
    FILE_UNUSABLE = "list_file_unusable"
    STALE = "list_stale"


class ListFailure(Exception):
    """A list could not be had, and why; the text is for the log and holds nothing of the list's own."""

    def __init__(self, problem: ListProblem, why: str) -> None:
        """Name the problem."""
        super().__init__(why)
        self.problem = problem
