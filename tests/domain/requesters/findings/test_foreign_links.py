"""Links to somewhere else than the sender's own or its platform's domain."""

import pytest

from custom_components.ring_guard.domain.model import FindingKind, Severity
from tests.domain.requesters.findings import mail, noticed

KIND = FindingKind.FOREIGN_LINKS
RING = "Ring Community Request. Agency: Springfield Police Department. Investigation code: AB-1. "


@pytest.mark.parametrize(
    "link",
    [
        "https://ring-secure.example/verify",
        "https://ring.com@evil.example/",
        "http://203.0.113.9/ring",
        "https://ring.com.evil.example/",
        "HTTPS://EVIL.EXAMPLE/ring.com",
        "bit.ly/3x",
    ],
)
def test_platforms_mail_that_leads_elsewhere_is_suspicious(link):
    assert noticed(RING + link)[KIND].severity is Severity.SUSPICIOUS


def test_links_of_a_page_count_wherever_their_words_point():
    page = f"<p>{RING}</p><a href='https://evil.example/x'>https://ring.com/requests</a>"
    assert noticed(page, "text/html")[KIND].evidence == "evil.example"


def test_link_in_the_page_beside_a_plain_text_counts():
    body = (
        "From: Ring <no-reply@ring.com>\r\nSubject: Community Request\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain\r\n\r\n{RING}\r\n"
        "--b\r\nContent-Type: text/html\r\n\r\n<a href=https://evil.example/>Share</a>\r\n--b--\r\n"
    )
    assert noticed(body.encode(), "message/rfc822")[KIND].evidence == "evil.example"


def test_sender_who_calls_himself_ring_is_held_to_its_domain():
    body = mail("Your video was requested: https://ring-help.example", sender="Ring <a@ring-help.example>")
    assert noticed(body, "message/rfc822")[KIND].severity is Severity.SUSPICIOUS


def test_agency_that_links_elsewhere_is_a_lesser_concern():
    assert noticed(mail("Upload: https://dropfiles.example/x"), "message/rfc822")[KIND].severity is Severity.CONCERN


@pytest.mark.parametrize(
    "body",
    [
        "About us: https://www.springfield.gov/police",
        "Upload: https://springfield.evidence.com/r/1",
        "Follow us: https://www.facebook.com/springfieldpd",
        "See https://share.springfield.gov.",
    ],
)
def test_own_pages_and_known_places_are_none(body):
    assert KIND not in noticed(mail(body), "message/rfc822")


@pytest.mark.parametrize("link", ["https://ring.com/a", "https://neighbors.ring.com/n/1", "https://x.evidence.com/r"])
def test_platforms_own_links_are_none(link):
    assert KIND not in noticed(RING + link)
