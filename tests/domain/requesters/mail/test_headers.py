"""Headers are split strictly, whatever bytes come."""

from datetime import UTC, datetime

from hypothesis import given, settings, strategies as st

from custom_components.ring_guard.domain.model import (
    Assurance,
    MailProblem,
    SignatureResult,
    System,
    from_plain,
    to_plain,
)
from custom_components.ring_guard.domain.requesters import Registry
from custom_components.ring_guard.domain.requesters.mail import MailContext, judge, open_mail, read_evidence
from custom_components.ring_guard.domain.requesters.mail.headers import read_headers

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CONTEXT = MailContext(authserv_id="mx.example", addresses=frozenset({"home@example.net"}))

lines = st.sampled_from(
    [
        b"From: A <a@fbi.gov>",
        b"From: b@c.example, d@e.example",
        b"Subject: x",
        b"DKIM-Signature: v=1; a=rsa-sha256; d=fbi.gov; s=s; h=from:subject; t=1; bh=AAAA; b=AAAA",
        b"DKIM-Signature: v=1; d=",
        b"Authentication-Results: mx.example; dmarc=pass header.from=fbi.gov",
        b"Date: Sat, 99 Nov 2026 12:00:00 +9999",
        b"Received: x; Sat, 21 Nov 2026 11:00:00 +0000",
        b" folded",
        b"no header",
        b"Reply-To: <x",
        b"\xff\xfe: \x00",
        b"",
    ]
)
mails = st.lists(lines | st.binary(max_size=40), max_size=12).flatmap(
    lambda found: st.sampled_from([b"\r\n", b"\n", b"\r"]).map(lambda end: end.join(found))
)


def registered(host: str) -> str:
    return ".".join(host.split(".")[-2:])


def test_folded_lines_are_one_value_and_names_are_compared_in_small_letters() -> None:
    headers = read_headers(b"SUBJECT: one\r\n two\r\nX-Y: z\r\n\r\nFrom: not@header.example")
    assert headers.all("subject") == ["one two"]
    assert headers.first("from") == ""
    assert not headers.malformed


def test_mail_that_begins_with_its_body_has_no_headers() -> None:
    assert read_headers(b"\r\nFrom: a@b.example\r\n\r\n").fields == ()


@given(mails)
@settings(max_examples=150, deadline=None)
def test_no_mail_raises_and_without_a_valid_signature_none_of_them_proves_anything(raw: bytes) -> None:
    opened = open_mail(raw, NOON, MailContext(addresses=CONTEXT.addresses), registered)
    found = read_evidence(
        opened, dict.fromkeys(opened.names, ("v=DKIM1; p=" + "A" * 48,)), lambda *_: SignatureResult.BROKEN
    )
    standing = judge(found, frozenset(), System.PLAIN, Registry.builtin())
    assert standing.assurance <= Assurance.UNVERIFIED
    assert from_plain(type(found), to_plain(found)) == found


@given(mails)
@settings(max_examples=150, deadline=None)
def test_mail_with_a_problem_proves_nothing_even_if_every_check_says_yes(raw: bytes) -> None:
    opened = open_mail(raw, NOON, CONTEXT, registered)
    found = read_evidence(
        opened, dict.fromkeys(opened.names, ("v=DKIM1; p=" + "A" * 48,)), lambda *_: SignatureResult.VALID
    )
    standing = judge(found, frozenset(), System.PLAIN, Registry.builtin())
    if found.problems or found.sender is None:
        assert standing.assurance <= Assurance.UNVERIFIED
    if len(opened.headers.all("from")) > 1:
        assert MailProblem.SEVERAL_SENDERS in found.problems
