"""Hypothesis strategies over the whole model and the policy: whatever can be built can be drawn.

Values are drawn from small pools, so that conditions and requests meet; times also from the calendar's edges.
"""

from datetime import UTC, datetime, time, timedelta

from hypothesis import strategies as st

from custom_components.ring_guard.domain.model import (
    Area,
    Assurance,
    AssuredParty,
    CallBack,
    Contact,
    Demand,
    Effect,
    Finding,
    FindingKind,
    FootageRequest,
    IncidentType,
    Level,
    MailAddress,
    MailEvidence,
    Mode,
    Requester,
    Severity,
    SourceKind,
    System,
    Terms,
    Window,
)
from custom_components.ring_guard.domain.policy import (
    ATTRIBUTES,
    Among,
    AssuranceAtLeast,
    Attribute,
    Condition,
    FootageOlderThan,
    Policy,
    Rule,
    TimeOfDay,
    WindowLongerThan,
    validate,
)

CAMERAS = frozenset({"back", "front", "garden"})
AGENCIES = frozenset({"fbi", "ice", "rcmp", "springfield_pd"})
LISTS = frozenset({"agreements", "friends", "gov"})
DOMAINS = frozenset({"springfield.gov", "example.org"})
TIME_ZONES = ("UTC", "Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe", "Pacific/Apia")
NOON = datetime(2026, 11, 14, 12, tzinfo=UTC)

# Times near each other make windows that conditions can tell apart; the edges are there for what may overflow.
usual_times = st.integers(-3000, 500).map(lambda minutes: NOON + timedelta(minutes=minutes))
clock_changes = st.integers(-600, 600).map(
    lambda minutes: datetime(2026, 10, 25, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
edge_times = st.one_of(
    st.integers(0, 3000).map(lambda minutes: datetime.min.replace(tzinfo=UTC) + timedelta(minutes=minutes)),
    st.integers(0, 3000).map(lambda minutes: datetime.max.replace(tzinfo=UTC) - timedelta(minutes=minutes)),
)
times = usual_times | clock_changes | edge_times
lengths = st.sampled_from([timedelta(seconds=seconds) for seconds in (1, 30, 60, 3600, 86_400, 7 * 86_400)])
texts = st.text(max_size=20)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Draw a window, most of them short."""
    start = draw(times)
    end = draw(st.one_of(lengths.map(lambda length: _apart(start, length)), times))
    if start == end:
        return Window(start=NOON, end=NOON + timedelta(minutes=1))
    return Window(start=min(start, end), end=max(start, end))


def _apart(moment: datetime, length: timedelta) -> datetime:
    """Return a moment that lies `length` after another, or before it at the end of the calendar."""
    try:
        return moment + length
    except OverflowError:
        return moment - length


def subsets[T](values: frozenset[T], min_size: int = 0) -> st.SearchStrategy[frozenset[T]]:
    """Draw some of the values."""
    return st.frozensets(st.sampled_from(sorted(values)), min_size=min_size)  # type: ignore[type-var]  # all can be sorted


levels = subsets(frozenset(Level))
few_levels = st.frozensets(st.sampled_from(Level), min_size=1, max_size=2)
assurances = st.sampled_from(Assurance)
modes = st.sampled_from(Mode)
findings = st.builds(Finding, kind=st.sampled_from(FindingKind), severity=st.sampled_from(Severity), evidence=texts)
call_backs = st.builds(
    CallBack,
    number=texts,
    name=texts,
    party=st.sampled_from(AssuredParty),
    level=st.none() | st.sampled_from(Level),
    by=texts,
    at=usual_times,
)
senders = st.sampled_from(sorted(DOMAINS)).map(
    lambda domain: MailAddress(name="", address=f"someone@mail.{domain}", host=f"mail.{domain}", registered=domain)
)
mails = st.builds(MailEvidence, sender=st.none() | senders)
requesters = st.builds(
    Requester,
    claimed_name=st.none() | texts,
    claimed_agencies=subsets(AGENCIES),
    claimed_levels=levels | few_levels | st.just(frozenset()),
    possible_levels=levels | few_levels,
    proven_agency=st.none() | st.sampled_from(sorted(AGENCIES)),
    assurance=assurances,
    assured=st.none() | st.sampled_from(AssuredParty),
    proven_domain=st.none() | st.sampled_from(sorted(DOMAINS)),
    call_back=st.none() | st.none() | call_backs,
    claimed_lists=subsets(LISTS),
    proven_lists=subsets(LISTS),
    possible_lists=st.none() | subsets(LISTS),
)
requests = st.builds(
    FootageRequest,
    id=st.just("request"),
    arrival_id=st.just("arrival"),
    source_kind=st.sampled_from(SourceKind),
    source_id=st.just("source"),
    origin=texts,
    received_at=usual_times | times,
    system=st.sampled_from(System),
    title=texts,
    text=texts,
    requester=requesters,
    contact=st.builds(Contact),
    reference=st.none() | texts,
    incident_types=subsets(frozenset(IncidentType)) | st.frozensets(st.sampled_from(IncidentType), max_size=2),
    window=st.none() | windows(),
    area=st.none() | st.builds(Area),
    cameras=st.none() | subsets(CAMERAS | {"removed"}),
    demands=st.just(frozenset({Demand.VOLUNTARY})) | subsets(frozenset(Demand), 1),
    reply_by=st.none() | usual_times,
    findings=st.lists(findings, max_size=2).map(tuple),
    mail=st.none() | mails,
)
terms = st.just(Terms()) | st.builds(
    Terms,
    longest_clip=st.none() | lengths,
    longest_total=st.none() | lengths,
    sound=st.booleans(),
    cameras=st.none() | subsets(CAMERAS | {"removed"}),
    masks=subsets(frozenset({"door", "street"})),
    most_lines=st.none() | st.sampled_from([360, 720, 1080]),
    approvals=st.integers(1, 3),
    cool_down=st.just(timedelta()) | lengths,
    link_life=st.none() | lengths,
    downloads=st.none() | st.integers(1, 3),
)

POOLS: dict[Attribute, frozenset[str]] = {
    Attribute.AGENCY: AGENCIES,
    Attribute.CAMERA: CAMERAS,
    Attribute.DOMAIN: DOMAINS,
    Attribute.LIST: LISTS,
}


@st.composite
def memberships(draw: st.DrawFn) -> Among:
    """Draw a membership condition with values that requests can have."""
    attribute = draw(st.sampled_from(Attribute))
    pool = frozenset(str(value) for value in POOLS.get(attribute) or ATTRIBUTES[attribute].vocabulary or ())
    values = draw(subsets(pool) | st.frozensets(st.sampled_from(sorted(pool)), min_size=1, max_size=2))
    return Among(attribute=attribute, values=values, negated=draw(st.booleans()))


conditions: st.SearchStrategy[Condition] = st.one_of(
    memberships(),
    memberships(),
    st.builds(AssuranceAtLeast, at_least=assurances, negated=st.booleans()),
    st.builds(WindowLongerThan, length=lengths, negated=st.booleans()),
    st.builds(FootageOlderThan, age=lengths, negated=st.booleans()),
    st.builds(
        TimeOfDay,
        start=st.integers(0, 23).map(time),
        end=st.integers(0, 23).map(time),
        negated=st.booleans(),
    ),
)


def rules(effects: st.SearchStrategy[Effect | None] | None = None) -> st.SearchStrategy[Rule]:
    """Draw a rule, also one that nobody could save; its id is its own or one of a few."""
    return st.builds(
        Rule,
        id=st.integers(0, 999).map(lambda number: f"rule-{number:03}"),
        name=texts,
        effect=st.none() | st.sampled_from(Effect) if effects is None else effects,
        conditions=st.lists(conditions, max_size=3).map(tuple),
        terms=terms,
    )


sound_rules = rules().filter(lambda rule: validate(rule) is None)
policies = st.builds(
    Policy,
    rules=st.lists(rules(), max_size=6, unique_by=lambda rule: rule.id).map(tuple),
    default=st.sampled_from([Effect.CONFIRM, Effect.DECLINE]),
    terms=terms,
    cameras=st.just(CAMERAS) | subsets(CAMERAS),
    time_zone=st.sampled_from(TIME_ZONES),
)


@st.composite
def granting_cases(draw: st.DrawFn) -> tuple[FootageRequest, Policy]:
    """Draw a request that is proven, short and harmless, and a policy with a rule that grants it.

    Almost nothing that is drawn freely is ever granted, and a claim about grants needs some.
    """
    level = draw(st.sampled_from(Level))
    requester = Requester(
        claimed_levels=draw(few_levels | st.just(frozenset())),
        possible_levels=frozenset({level}),
        assurance=draw(st.sampled_from(Assurance).filter(lambda one: one >= Assurance.PLATFORM_VOUCHED)),
        assured=draw(st.sampled_from(AssuredParty)),
    )
    request = FootageRequest(
        id="request",
        arrival_id="arrival",
        source_kind=draw(st.sampled_from(SourceKind)),
        source_id="source",
        origin="",
        received_at=NOON,
        system=draw(st.sampled_from(System)),
        requester=requester,
        incident_types=frozenset({draw(st.sampled_from(IncidentType))}),
        window=Window(start=NOON - timedelta(hours=1), end=NOON - timedelta(minutes=59, seconds=30)),
    )
    grant = Rule(
        id="grant",
        name="grant",
        effect=Effect.GRANT,
        conditions=(Among(attribute=Attribute.LEVEL, values=frozenset({level})),),
    )
    default = draw(st.sampled_from([Effect.CONFIRM, Effect.DECLINE]))
    return request, Policy(rules=(grant,), default=default, cameras=CAMERAS)


cases = st.tuples(requests, policies) | granting_cases()
"""A request and a policy; about every second time one that is granted."""
