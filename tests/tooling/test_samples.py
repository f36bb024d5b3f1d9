"""The samples are read as what their titles call them, lie where the demo cameras have recorded, and are signed properly."""

from datetime import UTC, datetime, timedelta
import hashlib
import time
from zoneinfo import ZoneInfo

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from custom_components.ring_guard.domain.formats import ReadingContext, read
from custom_components.ring_guard.domain.model import Arrival, FootageRequest, SourceKind, System
from scripts.demo.samples import Sample, all_samples
from scripts.demo.send_sample import main, signed

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 21, 0, 5, 30, tzinfo=ZONE)
"""Just after midnight: the window that a sample asks for began on the day before."""

SYSTEMS = {
    "axon-community-request": System.AXON_COMMUNITY_REQUEST,
    "federal-agents": System.PLAIN,
    "lookalike-agency": System.PLAIN,
    "lost-dog": System.RING_SEARCH_PARTY,
    "police-front-door": System.PLAIN,
    "request-for-assistance": System.RING_REQUEST_FOR_ASSISTANCE,
    "ring-community-request": System.RING_COMMUNITY_REQUEST,
    "ring-with-flock": System.RING_FLOCK,
    "structured": System.STRUCTURED,
    "warrant-claimed": System.PLAIN,
}


def as_read(sample: Sample) -> FootageRequest:
    body = sample.filled(NOW)
    arrival = Arrival(
        id="arrival",
        source_kind=SourceKind.WEBHOOK,
        source_id="source",
        origin="source",
        received_at=NOW.astimezone(UTC),
        media_type=sample.media_type,
        body=body,
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
    )
    cameras = {"front": "Front door", "drive": "Driveway"}
    return read(arrival, ReadingContext(time_zone=ZONE.key, cameras=cameras), "request")


def test_every_system_that_is_expected_has_its_sample() -> None:
    assert {sample.name for sample in all_samples()} == SYSTEMS.keys()


@pytest.mark.parametrize("sample", all_samples(), ids=lambda sample: sample.name)
def test_a_sample_is_recognised_and_asks_for_two_recorded_minutes(sample: Sample) -> None:
    request = as_read(sample)
    assert request.system is SYSTEMS[sample.name]
    assert request.window is not None
    assert request.window.length == timedelta(minutes=2)
    assert timedelta(0) < NOW - request.window.end < timedelta(minutes=10)


@pytest.mark.parametrize("sample", all_samples(), ids=lambda sample: sample.name)
def test_a_sample_leaves_no_placeholder(sample: Sample) -> None:
    text = sample.filled(NOW).decode()
    assert "{start}" not in text
    assert "{id}" not in text
    assert "_iso}" not in text
    assert "{mail_date}" not in text


def test_two_sendings_of_a_sample_are_two_requests() -> None:
    sample = next(sample for sample in all_samples() if sample.name == "structured")
    assert as_read(sample).reference != as_read(sample).reference


def test_the_signature_is_one_that_a_receiver_of_standard_webhooks_accepts() -> None:
    secret = "whsec_" + "c2VjcmV0LW9mLWEtdGVzdC1ob3VzZWhvbGQ="
    body = b'{"agency": "Springfield Police Department"}'
    headers = signed(secret, body, now=int(time.time()))
    assert Webhook(secret).verify(body, headers) == {"agency": "Springfield Police Department"}
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body + b" ", headers)


def test_the_list_names_every_sample_with_its_title(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    printed = capsys.readouterr().out
    for sample in all_samples():
        assert sample.name in printed
        assert sample.title in printed


def test_an_unknown_sample_is_refused_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-sample"]) == 2
    assert "scripts/send-sample NAME" in capsys.readouterr().err
