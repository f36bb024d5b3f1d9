"""More time or a larger area than Ring ever let anybody ask for; systems that are no more, or never were."""

import pytest

from custom_components.ring_guard.domain.model import FindingKind, Severity
from tests.domain.requesters.findings import noticed


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("11/20/2026 1:00 AM - 1:00 PM", False),
        ("11/20/2026 1:00 AM - 1:01 PM", True),
        ("del 1 de noviembre de 2026 a las 00:00 hasta el 2 de noviembre de 2026 a las 12:00", True),
    ],
)
def test_window_over_twelve_hours_is_noticed(text, noted):
    assert (FindingKind.LONG_WINDOW in noticed(text)) is noted


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("within 0.5 square miles", False),
        ("an area of 0.6 square miles", True),
        ("within five miles of the plant", True),
        ("en un radio de tres kilómetros", True),
        ("en un radio de 200 metros", False),
        ("una zona de 2 kilómetros cuadrados", True),
    ],
)
def test_area_over_half_a_square_mile_is_noticed(text, noted):
    assert (FindingKind.LARGE_AREA in noticed(text)) is noted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Request for Assistance in the Neighbors app", FindingKind.RETIRED_SYSTEM),
        ("Springfield PD is requesting your help. The Ring team", FindingKind.RETIRED_SYSTEM),
        ("Ring Community Request through Flock Safety", FindingKind.NEVER_EXISTED_SYSTEM),
    ],
)
def test_system_that_is_no_more_or_never_was_is_suspicious(text, kind):
    assert noticed(text)[kind].severity is Severity.SUSPICIOUS


def test_plate_reader_of_flock_is_no_system():
    assert FindingKind.NEVER_EXISTED_SYSTEM not in noticed(
        "Springfield PD, case 26-1: a Flock plate reader saw the car"
    )
