"""What is noticed about a request, and what is not."""

from pathlib import Path

import pytest

from custom_components.ring_guard.domain.model import FindingKind, Severity
from custom_components.ring_guard.domain.requesters import Registry, findings, identify
from custom_components.ring_guard.domain.requesters.findings import FINDINGS
from tests.domain.formats.messages import read_text

QUIET = "Springfield Police Department, case 26-1234, asks for video of a theft."


def found(text):
    """Return a message's findings by kind."""
    return {each.kind: each for each in identify(read_text(text), Registry.builtin()).findings}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Springfield PD, with federal partners, asks", FindingKind.FEDERAL_INTEREST),
        ("Springfield PD has an I-205 for somebody", FindingKind.FEDERAL_INTEREST),
        ("Greene County Sheriff's Office, 287(g) unit", FindingKind.FEDERAL_INTEREST),
        ("Springfield PD looks for this man. Reason: ICE+ERO", FindingKind.FEDERAL_INTEREST),
        ("Springfield PD asks. Copy to ERO.", FindingKind.IMMIGRATION_INTEREST),
        ("We look for undocumented people", FindingKind.IMMIGRATION_INTEREST),
        ("footage of the protest on Main Street", FindingKind.PROTEST),
        ("failure to comply will have consequences", FindingKind.PRESSURE),
        ("you must comply, do not tell anybody", FindingKind.PRESSURE),
        ("Springfield PD asks for video", FindingKind.NO_REFERENCE),
        ("we need 11/20/2026 1:00 AM - 2:00 PM", FindingKind.LONG_WINDOW),
        ("within a mile of Main Street", FindingKind.LARGE_AREA),
        ("area: 2 square miles", FindingKind.LARGE_AREA),
        ("Springfield PD, Safe Trails Task Force", FindingKind.TASK_FORCE),
        ("hello\u200b there", FindingKind.HIDDEN_CHARACTERS),
    ],
)
def test_finding_is_reported_with_its_evidence(text, kind):
    assert kind in found(text)
    assert kind is FindingKind.NO_REFERENCE or found(text)[kind].evidence


@pytest.mark.parametrize(
    "text",
    [
        QUIET,
        QUIET + " We need 11/20/2026 1:00 AM - 1:00 PM within 0.5 square miles.",
        QUIET + " The parcel came with the US Postal Service. Sharing is voluntary.",
        "Hi, I live next door, did you see my bike? The US Open was on.",
    ],
)
def test_honest_request_has_no_finding(text):
    assert not found(text)


def test_invisible_characters_between_words_weigh_less_than_inside_a_word():
    assert found("hello \u200c there")[FindingKind.HIDDEN_CHARACTERS].severity is Severity.NOTICE
    assert found("hel\u200blo")[FindingKind.HIDDEN_CHARACTERS].severity is Severity.SUSPICIOUS
    assert found("abc \u202e cba")[FindingKind.HIDDEN_CHARACTERS].severity is Severity.SUSPICIOUS


def test_every_finding_is_in_the_list():
    modules = {path.stem for path in Path(findings.__file__).parent.glob("*.py")} - {"__init__", "look"}
    assert sorted(find.__module__.rpartition(".")[2] for find in FINDINGS) == sorted(modules)
