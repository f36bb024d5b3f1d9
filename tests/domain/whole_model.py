"""What hypothesis draws for tests that write values down: the whole model, with every text that a stranger can send.

`strategies` draws what the policy can tell apart; this adds hostile texts, bytes, explanations and whole lives.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from custom_components.ring_guard.domain.lifecycle import (
    Approval,
    Clip,
    Fetch,
    HeldFile,
    Hold,
    Life,
    Offer,
    Release,
    State,
    Way,
)
from custom_components.ring_guard.domain.model import (
    Answer,
    Area,
    Arrival,
    Authority,
    Contact,
    Decision,
    Effect,
    Finding,
    FindingKind,
    FootageRequest,
    Ground,
    Mode,
    Reason,
    Severity,
    SourceKind,
    Window,
)

from . import strategies as policy_strategies

CAMERAS = tuple(sorted(policy_strategies.CAMERAS))
USERS = ("user_one", "user_two", "user_three")
ZONES = (UTC, *(ZoneInfo(name) for name in policy_strategies.TIME_ZONES))


def _one_character(text: str) -> str:
    """Join half characters that stand side by side, as reading JSON does; halves that stand alone stay."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


hostile = st.one_of(
    st.sampled_from(["", "a", "\ud800", "a\udfff", "\x00", "\u202e", "{{ 1/0 }}", "https://example.com/x"]),
    st.text(st.characters(codec=None, exclude_categories=()), max_size=20).map(_one_character),
)
moments = st.datetimes(timezones=st.just(UTC), min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1))  # noqa: DTZ001 - hypothesis adds the zone
some = st.frozensets(st.sampled_from(CAMERAS))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Draw a window whose ends are written in any zones, over the hours that clocks have twice or never too."""
    start = draw(moments)
    end = start + draw(st.timedeltas(timedelta(microseconds=1), timedelta(days=3)))
    one, two = draw(st.sampled_from(ZONES)), draw(st.sampled_from(ZONES))
    return Window(start=start.astimezone(one), end=end.astimezone(two))


findings = st.builds(Finding, kind=st.sampled_from(FindingKind), severity=st.sampled_from(Severity), evidence=hostile)
areas = st.builds(Area, description=st.none() | hostile, square_miles=st.none() | st.floats())
contacts = st.builds(Contact, officer=st.none() | hostile, email=st.none() | hostile, phone=st.none() | hostile)
reasons = st.builds(Reason, key=hostile, placeholders=st.lists(st.tuples(hostile, hostile), max_size=2).map(tuple))
terms = policy_strategies.terms


@st.composite
def requests(draw: st.DrawFn) -> FootageRequest:
    """Draw any request, and write hostile words into it wherever a stranger can."""
    drawn = draw(policy_strategies.requests)
    return replace(
        drawn,
        title=draw(hostile),
        text=draw(hostile),
        requester=replace(drawn.requester, claimed_name=draw(st.none() | hostile), reasons=(draw(reasons),)),
        contact=draw(contacts),
        reference=draw(st.none() | hostile),
        window=draw(st.just(drawn.window) | windows()),
        area=draw(st.none() | areas),
        findings=tuple(draw(st.lists(findings, max_size=3))),
    )


grounds = st.builds(
    Ground,
    authority=st.sampled_from(Authority),
    reason=reasons,
    effect=st.none() | st.sampled_from(Effect),
    answer=st.sampled_from(Answer),
    rule_id=st.none() | hostile,
    name=hostile,
)
decisions = st.builds(
    Decision,
    request_id=st.just("request"),
    policy_digest=hostile,
    mode=st.sampled_from(Mode),
    effect=st.sampled_from(Effect),
    terms=terms,
    deciding=grounds,
    grounds=st.lists(grounds, max_size=2).map(tuple),
    milder=st.lists(reasons, max_size=1).map(tuple),
)
arrivals = st.builds(
    Arrival,
    id=hostile,
    source_kind=st.sampled_from(SourceKind),
    source_id=hostile,
    origin=hostile,
    received_at=policy_strategies.times,
    media_type=hostile,
    body=st.binary(max_size=100),
    size=st.integers(0, 1 << 40),
    sha256=hostile,
)
offers = st.builds(Offer, terms=terms, window=st.none() | windows(), cameras=st.none() | some, request_digest=hostile)
holds = st.builds(
    Hold,
    window=st.none() | windows(),
    cameras=some,
    files=st.lists(
        st.builds(
            HeldFile,
            camera_id=hostile,
            file_name=hostile,
            size=st.integers(0, 1 << 50),
            start=moments,
            duration=st.timedeltas(timedelta(), timedelta(days=1)),
        ),
        max_size=2,
    ).map(tuple),
    gaps=st.lists(windows(), max_size=2).map(tuple),
    problems=st.lists(hostile, max_size=2).map(tuple),
    ended=st.booleans(),
)
fetches = st.builds(Fetch, at=moments, address=hostile, session=hostile, until=moments)
releases = st.builds(
    Release,
    way=st.sampled_from(Way),
    by=st.sampled_from(USERS),
    at=moments,
    live_from=moments,
    lasts=st.timedeltas(timedelta(seconds=1), timedelta(days=30)),
    token=hostile,
    pass_phrase=st.none() | hostile,
    fetches_allowed=st.integers(1, 20),
    fetches=st.lists(fetches, max_size=2).map(tuple),
    wrong_phrases=st.integers(0, 5),
)
lives = st.builds(
    Life,
    id=hostile,
    version=st.integers(1, 1 << 40),
    state=st.sampled_from(State),
    request=requests(),
    decision=decisions,
    offer=offers,
    changed_at=moments,
    due=st.none() | moments,
    approvals=st.lists(
        st.builds(Approval, user_id=st.sampled_from(USERS), at=moments, offer_mark=hostile), max_size=2
    ).map(tuple),
    actor=st.none() | hostile,
    linked_to=st.none() | hostile,
    repeats=st.integers(0, 1 << 20),
    clips=st.lists(
        st.builds(
            Clip,
            camera_id=hostile,
            file_name=hostile,
            sha256=hostile,
            size=st.integers(0, 1 << 50),
            length=st.timedeltas(timedelta(), timedelta(days=1)),
        ),
        max_size=2,
    ).map(tuple),
    problem=st.none() | hostile,
    hold=st.none() | holds,
    release=st.none() | releases,
)
"""Any life that can be written down, whether or not it could come to pass."""
