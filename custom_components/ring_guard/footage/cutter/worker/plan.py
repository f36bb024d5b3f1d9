"""Decides from surveys of all files what of a clip can be copied, so that one track can hold it all."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from .entry import Failed
from .parameters import Odd
from .picture import CLOCK, Body, Form
from .survey import LEAST, Survey, survey
from .times import MICROSECOND, SECOND


@dataclass(slots=True)
class Plan:
    """What is copied: a survey for each file (by its place in the job) of which pictures are, and what they need."""

    surveys: dict[int, Survey]
    form: Form
    body: Body

    def next_after(self, place: int, end: int) -> int:
        """Return when the first planned picture of any later file is shown; `end` if there is none."""
        return min((min(found.times()) for later, found in self.surveys.items() if later > place), default=end)


def planned(job: dict[str, Any]) -> Plan | None:
    """Look through the files of a job; None if nothing can be copied."""
    start, end = (job[edge] * MICROSECOND for edge in ("start", "end"))
    surveys: dict[int, Survey] = {}
    for place, segment in enumerate(job["segments"]):
        begins = segment["start"] * MICROSECOND
        try:
            found = survey(segment["path"], begins, start, end, job["limits"]["pixels"])
        except Odd, Failed, OSError, ValueError:
            continue  # it is decoded as far as it goes
        if found.form.within(job["most_lines"]) != found.form:
            continue
        if times := found.times():
            surveys[place] = found
            start = max(times) + LEAST
    main = max(surveys.values(), key=lambda found: found.copied, default=None)
    if main is None or not main.copied:
        return None
    alike = {place: found for place, found in surveys.items() if _alike(found, main)}
    kept = list(alike.values())
    if not _steady(kept):
        max((one for one in kept if one.copied), key=lambda one: one.units[0].time).copy_less()
    if not any(one.copied for one in kept):
        return None
    late = -min(offset for one in kept for offset in one.offsets())
    shift = late * CLOCK // SECOND + 2 if late else 0
    return Plan(alike, main.form, Body(sets=main.sets, reorder=max(one.reorder for one in kept), shift=shift))


def _steady(found: list[Survey]) -> bool:
    """Tell whether the picture that is shown earliest against the order of decoding lies well before the clip's end.

    FFmpeg's reader guesses how long to hold pictures back from all but the last two changes of that distance.
    """
    offsets = [offset for offset, _ in groupby(offset for one in found for offset in one.offsets())]
    return min(offsets[:-2], default=0) <= min(offsets) or min(offsets) == 0


def _alike(found: Survey, main: Survey) -> bool:
    """Tell whether pictures of one file can stand beside those of another."""
    same_sets = found.sets.sequences == main.sets.sequences and found.sets.pictures == main.sets.pictures
    return same_sets and found.form.pixels == main.form.pixels and found.form.matrix == main.form.matrix
