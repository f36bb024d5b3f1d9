"""Terms: the limits that travel with a decision, and how two sets of them combine.

Terms form a meet-semilattice: `meet` is commutative, associative and idempotent, `Terms()` limits
nothing, and the result is never looser than either side.
"""

from dataclasses import dataclass
from datetime import timedelta

FEWEST_LINES = 64
"""A picture of fewer lines shows nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What may leave at most, and what has to happen before.

    `longest_clip` (of one camera), `longest_total` (of all cameras) and `link_life` None = unlimited; `cameras` None = any,
    empty = nothing may leave; `masks` are mask ids to draw over the picture; `most_lines` is the largest height of the
    picture, None = as the camera made it; `approvals` is the number of distinct approvers needed
    where a person is asked; `cool_down` lies between approval and cutting; `downloads` None = uncounted.
    """

    longest_clip: timedelta | None = None
    longest_total: timedelta | None = None
    sound: bool = True
    cameras: frozenset[str] | None = None
    masks: frozenset[str] = frozenset()
    most_lines: int | None = None
    approvals: int = 1
    cool_down: timedelta = timedelta()
    link_life: timedelta | None = None
    downloads: int | None = None

    def __post_init__(self) -> None:
        """Refuse limits that cannot be meant.

        Raises:
            ValueError: if a length is not positive, an approval or download count is below one, or the picture too small.
        """
        lengths = (self.longest_clip, self.longest_total, self.link_life)
        if any(length is not None and length <= timedelta() for length in lengths):
            raise ValueError("a limit of time must be positive")
        if self.cool_down < timedelta() or self.approvals < 1:
            raise ValueError("a cool-down is never negative and an approval needs a person")
        if self.downloads is not None and self.downloads < 1:
            raise ValueError("a count of downloads starts at one")
        if self.most_lines is not None and self.most_lines < FEWEST_LINES:
            raise ValueError("a picture needs some lines")

    def meet(self, other: Terms) -> Terms:
        """Combine with `other` to the stricter of both in every respect."""
        return Terms(
            longest_clip=_least(self.longest_clip, other.longest_clip),
            longest_total=_least(self.longest_total, other.longest_total),
            sound=self.sound and other.sound,
            cameras=_common(self.cameras, other.cameras),
            masks=self.masks | other.masks,
            most_lines=_least(self.most_lines, other.most_lines),
            approvals=max(self.approvals, other.approvals),
            cool_down=max(self.cool_down, other.cool_down),
            link_life=_least(self.link_life, other.link_life),
            downloads=_least(self.downloads, other.downloads),
        )

    def no_looser_than(self, other: Terms) -> bool:
        """Tell whether these terms allow nothing that `other` forbids."""
        return self.meet(other) == self


def _least[T: (timedelta, int)](one: T | None, two: T | None) -> T | None:
    """Return the smaller limit, None being no limit."""
    if one is None:
        return two
    return one if two is None else min(one, two)


def _common(one: frozenset[str] | None, two: frozenset[str] | None) -> frozenset[str] | None:
    """Return what both allow, None allowing everything."""
    if one is None:
        return two
    return one if two is None else one & two
