"""What has to be known of a language to read requests in it. Values only; each field is a list parted by semicolons.

All words are in lower case with straight apostrophes. Fields that end in `_patterns` hold regular expressions, each of
which takes time that grows with the text alone. The texts of findings and demands are compared without accents, so
either spelling will do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..model import IncidentType


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The words of one language.

    What a text gives away
    - `federal`, `immigration`, `protest`, `care`, `pressure`, `haste`: phrases of the finding. Of the first three and the last,
      `not_...` are phrases that contain such words and mean something else
    - `payments`: phrases that ask for money; `secrets`: what only a swindler asks for; `asking`: the words by which
      somebody asks for it; `never`: the words that turn a sentence about it into a warning
    - `peoples` with `persons` describe somebody by origin, `noun_first` where the noun comes first, and `by_origin` holds
      words that do both at once; `looks` tell more of a person than that
    - `task_forces`: words for bodies of several agencies
    - `footers`: words of sentences that stand under any mail; `quotes`: ends of lines that introduce a quotation;
      `originals`: lines above an older message; `forwards`: lines above a message that is passed on
    Legal weight: `harmless` (phrases that claim nothing), `court`, `administrative`, `either`, `emergency`,
      `preservation`, `voluntary`
    `incidents`: the words of each kind of incident
    Systems: `community_request`, `search_party`
    Fields: `agency_labels`, `contact_labels`, `reference_labels`, `start_labels`, `end_labels`, `area_labels`;
      `reference_patterns` come before a case's number, `code_patterns` before a platform's own; each begins with a whole word
    Times: `months` in order; `joins_patterns` between start and end; `day_clock_patterns` between a day and its time;
      `deadline_patterns` before a deadline; `articles`
    Areas: `numbers`, `lengths` in miles and `squares` in square miles, each written "name=number"; `radius_patterns` come
      before the radius of a circle
    How a name stands: `partner_patterns` with `partner_glue` say that it is another's, `first_patterns` with
      `first_glue` that it is the writer's own unless one of `breaks` stands between, `asking_patterns` follow the name of the one who asks, `asks_us_patterns` follow that of
      somebody who asked the writer in turn, `own_labels` are
      fields for it, `self_patterns` before it leave no doubt, `impostor_patterns` say that somebody only pretended to be
      it, `place_patterns` after it make it a place, `not_names` hold it and mean other things
    Names: `bodies` by level and `agencies` by registry key, as in the registry's tables
    """

    federal: str = ""
    not_federal: str = ""
    immigration: str = ""
    not_immigration: str = ""
    protest: str = ""
    not_protest: str = ""
    care: str = ""
    pressure: str = ""
    not_pressure: str = ""
    haste: str = ""
    not_haste: str = ""
    payments: str = ""
    secrets: str = ""
    asking: str = ""
    never: str = ""
    peoples: str = ""
    persons: str = ""
    noun_first: bool = False
    by_origin: str = ""
    looks: str = ""
    footers: str = ""
    quotes: str = ""
    originals: str = ""
    forwards: str = ""
    harmless: str = ""
    court: str = ""
    administrative: str = ""
    either: str = ""
    emergency: str = ""
    preservation: str = ""
    voluntary: str = ""
    incidents: Mapping[IncidentType, str] = field(default_factory=dict)
    community_request: str = ""
    search_party: str = ""
    agency_labels: str = ""
    contact_labels: str = ""
    reference_labels: str = ""
    start_labels: str = ""
    end_labels: str = ""
    area_labels: str = ""
    reference_patterns: str = ""
    code_patterns: str = ""
    months: str = ""
    joins_patterns: str = ""
    day_clock_patterns: str = ""
    deadline_patterns: str = ""
    articles: str = ""
    numbers: str = ""
    lengths: str = ""
    squares: str = ""
    radius_patterns: str = ""
    partner_patterns: str = ""
    partner_glue: str = ""
    first_patterns: str = ""
    first_glue: str = ""
    asking_patterns: str = ""
    own_labels: str = ""
    impostor_patterns: str = ""
    asks_us_patterns: str = ""
    breaks: str = ""
    self_patterns: str = ""
    place_patterns: str = ""
    not_names: str = ""
    task_forces: str = ""
    bodies: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)

    def descriptions(self) -> Iterator[str]:
        """Yield every phrase that describes somebody by origin."""
        yield from listed(self.by_origin)
        for people in listed(self.peoples):
            for person in listed(self.persons):
                yield f"{person} {people}" if self.noun_first else f"{people} {person}"


def listed(text: str) -> tuple[str, ...]:
    """Return the items of a list that is parted by semicolons."""
    return tuple(item.strip() for item in text.split(";") if item.strip())
