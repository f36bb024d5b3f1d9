"""The samples that a newcomer sends are each read as the system that they imitate."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
import re

import pytest

from custom_components.ring_guard.domain.formats import ReadingContext, read
from custom_components.ring_guard.domain.model import Demand, FindingKind, IncidentType, Level, System
from custom_components.ring_guard.domain.requesters import Registry, identify

from .messages import RECEIVED, arrival

SAMPLES = Path(__file__).parents[3] / "samples"
HOUSEHOLD = ReadingContext(time_zone="UTC", cameras={"cam_front": "Front door", "cam_drive": "Driveway"})
START = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)
END = START + timedelta(minutes=2)


def sample(name):
    """Read a sample with its blanks filled in."""
    head, _, body = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    media_type = re.findall(r"^Content-Type: (.+)$", head, re.MULTILINE)[0]
    blanks = {
        "id": "26-000123",
        "start": f"{START:%Y-%m-%d %H:%M}",
        "end": f"{END:%Y-%m-%d %H:%M}",
        "start_iso": START.isoformat(),
        "end_iso": END.isoformat(),
        "deadline_iso": (START + timedelta(days=2)).isoformat(),
        "mail_date": f"{RECEIVED:%a, %d %b %Y %H:%M:%S} +0000",
    }
    for name_of_blank, value in blanks.items():
        body = body.replace("{" + name_of_blank + "}", value)
    return identify(read(arrival(body, media_type), HOUSEHOLD, "request-1"), Registry.builtin())


@pytest.mark.parametrize(
    ("name", "system", "levels"),
    [
        ("ring-community-request", System.RING_COMMUNITY_REQUEST, {Level.MUNICIPAL}),
        ("axon-community-request", System.AXON_COMMUNITY_REQUEST, {Level.COUNTY}),
        ("request-for-assistance", System.RING_REQUEST_FOR_ASSISTANCE, {Level.MUNICIPAL}),
        ("ring-with-flock", System.RING_FLOCK, {Level.MUNICIPAL}),
        ("lost-dog", System.RING_SEARCH_PARTY, {Level.NEIGHBOUR}),
        ("structured", System.STRUCTURED, {Level.CAMPUS}),
        ("police-front-door", System.PLAIN, {Level.MUNICIPAL}),
        ("federal-agents", System.PLAIN, {Level.FEDERAL}),
        ("lookalike-agency", System.PLAIN, {Level.FEDERAL}),
        ("warrant-claimed", System.PLAIN, {Level.FEDERAL}),
    ],
)
def test_sample_is_recognised_with_who_it_says_is_asking(name, system, levels):
    request = sample(name)
    assert request.system is system
    assert request.requester.claimed_levels == levels


def test_words_of_the_subject_are_not_taken_for_the_body_that_asks():
    assert sample("axon-community-request").requester.claimed_name == "Shelby County Sheriff's Office"


def test_every_sample_has_a_test_here():
    tested = next(
        mark for mark in test_sample_is_recognised_with_who_it_says_is_asking.pytestmark if mark.name == "parametrize"
    )
    assert {path.stem for path in SAMPLES.glob("*.txt")} == {row[0] for row in tested.args[1]}


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_window_of_every_sample_is_read(path):
    window = sample(path.stem).window
    assert window is not None
    assert (window.start, window.end) == (START, END)


@pytest.mark.parametrize(
    "name",
    [
        "ring-community-request",
        "axon-community-request",
        "request-for-assistance",
        "ring-with-flock",
        "structured",
        "police-front-door",
        "warrant-claimed",
    ],
)
def test_reference_of_sample_is_read(name):
    assert (sample(name).reference or "").endswith("26-000123")


def test_details_of_samples_are_read():
    assert sample("police-front-door").cameras == {"cam_front"}
    assert sample("lost-dog").incident_types == {IncidentType.LOST_PET}
    assert sample("ring-community-request").incident_types == {IncidentType.PACKAGE_THEFT}
    area = sample("ring-community-request").area
    assert area is not None
    assert area.square_miles == 0.25
    assert sample("structured").contact.officer == "Sergeant Example"
    assert {Demand.COURT_ORDER, Demand.ADMINISTRATIVE, Demand.PRESERVATION} == sample("warrant-claimed").demands
    assert Demand.EMERGENCY_CLAIM in sample("lookalike-agency").demands


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("request-for-assistance", FindingKind.RETIRED_SYSTEM),
        ("ring-with-flock", FindingKind.NEVER_EXISTED_SYSTEM),
        ("lookalike-agency", FindingKind.LOOKALIKE_NAME),
    ],
)
def test_samples_that_cannot_be_true_are_suspicious(name, kind):
    request = sample(name)
    assert request.suspicious
    assert kind in {found.kind for found in request.findings}


@pytest.mark.parametrize(
    "name", ["ring-community-request", "axon-community-request", "structured", "police-front-door", "lost-dog"]
)
def test_honest_samples_are_not_suspicious(name):
    assert not sample(name).suspicious
