"""Which signatures prove a mail's sender, and which do not: real keys, real mails, a real name server."""

from datetime import timedelta

import pytest

from custom_components.ring_guard.domain.model import MailProblem, SignatureResult, SourceKind

from .conftest import Office, arrival
from .mails import NOW, Key, ed25519_key, key_name, mail, rsa_key, signed

pytestmark = pytest.mark.loopback

CITY = "springfield.gov"


async def result(office: Office, raw: bytes, **changes) -> SignatureResult:
    """Return what became of a mail's first signature."""
    return (await office.examine(raw, **changes)).signatures[0].result


@pytest.mark.parametrize("key", [rsa_key(), rsa_key(1024), ed25519_key()], ids=["rsa-2048", "rsa-1024", "ed25519"])
@pytest.mark.parametrize("way", [(b"relaxed", b"relaxed"), (b"relaxed", b"simple"), (b"simple", b"simple")])
async def test_whole_signature_of_the_senders_domain_is_valid(office: Office, key: Key, way: tuple) -> None:
    office.publish(CITY, key.record)
    found = (await office.examine(signed(mail(), CITY, key=key, canonicalize=way))).signatures[0]
    assert (found.result, found.domain, found.registered) == (SignatureResult.VALID, CITY, CITY)
    assert found.signed >= {"from", "to", "subject", "date"}
    assert found.signed_at == NOW


async def test_subdomain_signs_for_its_registered_domain(office: Office) -> None:
    office.publish("mail.springfield.gov")
    assert (
        await result(office, signed(mail("<chief@pd.springfield.gov>"), "mail.springfield.gov"))
        is SignatureResult.VALID
    )


async def test_strict_alignment_wants_the_very_same_host(office: Office) -> None:
    office.publish("mail.springfield.gov", dmarc=None)
    office.server.texts["_dmarc.springfield.gov"] = ["v=DMARC1; p=none; adkim=s"]
    assert await result(office, signed(mail(), "mail.springfield.gov")) is SignatureResult.UNRELATED


@pytest.mark.parametrize(
    ("domain", "sender"),
    [
        ("sendgrid.example", "<records@springfield.gov>"),
        ("gov", "<records@springfield.gov>"),
        ("other.github.io", "<me@mine.github.io>"),
    ],
)
async def test_signature_of_another_domain_says_nothing_and_is_not_looked_up(
    office: Office, domain: str, sender: str
) -> None:
    office.publish(domain)
    evidence = await office.examine(signed(mail(sender), domain))
    assert evidence.signatures[0].result in {SignatureResult.UNRELATED, SignatureResult.UNUSABLE}
    assert key_name(domain) not in office.server.asked


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"video of a theft", b"video of a house"), (b"Request for footage", b"Warrant"), (b"records@", b"mayor@")],
)
async def test_what_was_changed_on_the_way_breaks_the_signature(office: Office, old: bytes, new: bytes) -> None:
    office.publish(CITY)
    assert await result(office, signed(mail(), CITY).replace(old, new)) is SignatureResult.BROKEN


async def test_lines_that_a_list_adds_break_the_signature(office: Office) -> None:
    office.publish(CITY)
    assert await result(office, signed(mail(), CITY) + b"-- \r\nSent through a list\r\n") is SignatureResult.BROKEN


async def test_part_of_the_body_is_no_proof_of_the_whole(office: Office) -> None:
    office.publish(CITY)
    raw = signed(mail(), CITY, length=True)
    assert await result(office, raw) is SignatureResult.PARTIAL
    assert await result(office, raw + b"Hand over everything.\r\n") is SignatureResult.PARTIAL


async def test_unsigned_subject_is_no_proof(office: Office) -> None:
    office.publish(CITY)
    raw = signed(mail(), CITY, include_headers=[b"from", b"date", b"to"])
    assert await result(office, raw) is SignatureResult.PARTIAL


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (rsa_key(2048).record.replace("p=", "t=y; p="), SignatureResult.TESTING),
        ("v=DKIM1; k=rsa; p=", SignatureResult.NO_KEY),
        (rsa_key(1024).record, SignatureResult.BROKEN),
        (rsa_key().record.replace("v=DKIM1", "v=DKIM2"), SignatureResult.UNUSABLE),
        (rsa_key().record.replace("k=rsa", "k=rsa; s=other"), SignatureResult.UNUSABLE),
        (rsa_key().record.replace("k=rsa", "k=rsa; h=sha1"), SignatureResult.UNUSABLE),
        (ed25519_key().record, SignatureResult.UNUSABLE),
        ("v=DKIM1; k=rsa; p=" + "A" * 400, SignatureResult.UNUSABLE),
        ("nothing of the kind", SignatureResult.UNUSABLE),
        ("p=" + "A" * 6_000, SignatureResult.UNUSABLE),
    ],
    ids=[
        "under test",
        "withdrawn",
        "short",
        "of another version",
        "for another service",
        "for SHA-1 only",
        "of another kind",
        "no key",
        "no record",
        "far too long",
    ],
)
async def test_key_record_decides_what_it_may_prove(office: Office, record: str, expected: SignatureResult) -> None:
    office.publish(CITY, record)
    assert await result(office, signed(mail(), CITY)) is expected


async def test_record_may_leave_out_all_but_the_key(office: Office) -> None:
    office.publish(CITY, rsa_key().record.rpartition("; ")[2])
    assert await result(office, signed(mail(), CITY)) is SignatureResult.VALID


async def test_short_keys_and_sha1_are_too_weak(office: Office) -> None:
    short = rsa_key(768) if _can_make_short_keys() else None
    if short is not None:
        office.publish(CITY, short.record)
        assert await result(office, signed(mail(), CITY, key=short)) is SignatureResult.WEAK
    old = Key(rsa_key().private, rsa_key().record, b"rsa-sha1")
    office.publish(CITY, old.record)
    assert await result(office, signed(mail(), CITY, key=old)) is SignatureResult.WEAK


def _can_make_short_keys() -> bool:
    """Tell whether this machine's cryptography still makes keys that short."""
    try:
        rsa_key(768)
    except ValueError:
        return False
    return True


async def test_signature_counts_until_it_expires_and_not_before_it_was_made(office: Office) -> None:
    office.publish(CITY)
    raw = signed(mail(), CITY)
    late = raw.replace(b"q=dns/txt", b"q=dns/txt; x=%d" % (NOW + timedelta(days=1)).timestamp())
    assert await result(office, late, received_at=NOW + timedelta(days=2)) is SignatureResult.EXPIRED
    assert await result(office, raw, received_at=NOW - timedelta(days=1)) is SignatureResult.UNUSABLE


async def test_missing_key_is_something_else_than_a_server_that_does_not_answer(office: Office) -> None:
    raw = signed(mail(), CITY)
    assert await result(office, raw) is SignatureResult.NO_KEY
    office.server.failing.add(key_name("other.gov"))
    raw = signed(mail("<a@other.gov>"), "other.gov")
    assert await result(office, raw) is SignatureResult.UNREACHABLE


async def test_two_keys_under_one_name_prove_nothing(office: Office) -> None:
    office.server.texts[key_name(CITY)] = [rsa_key().record, ed25519_key().record]
    assert await result(office, signed(mail(), CITY)) is SignatureResult.UNUSABLE


async def test_only_the_first_signatures_are_looked_at(office: Office) -> None:
    office.publish(CITY)
    raw = mail()
    for _ in range(14):
        raw = signed(raw, CITY)
    assert len((await office.examine(raw)).signatures) == 10


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda raw: b"Subject: Warrant\r\n" + raw, MailProblem.DOUBLED_HEADER),
        (lambda raw: b"From: FBI <agent@fbi.gov>\r\n" + raw, MailProblem.SEVERAL_SENDERS),
        (lambda raw: raw.replace(b"From: ", b"From: FBI <agent@fbi.gov>, "), MailProblem.SEVERAL_SENDERS),
        (lambda raw: raw.replace(b"Subject: ", b"X: y\rFrom: FBI <agent@fbi.gov>\r\nSubject: "), MailProblem.MALFORMED),
        (lambda raw: raw.replace(b"Subject: ", b"no colon here\r\nSubject: "), MailProblem.MALFORMED),
        (lambda raw: raw.replace(b"Subject: ", b"From : FBI <agent@fbi.gov>\r\nSubject: "), MailProblem.MALFORMED),
        (lambda raw: b"X: " + b"y" * 70_000 + b"\r\n" + raw, MailProblem.TOO_LARGE),
        (lambda raw: raw.replace(b"From: ", b"X-From: "), MailProblem.NO_SENDER),
        (lambda raw: raw.replace(b"<records@springfield.gov>", b"records"), MailProblem.NO_SENDER),
    ],
)
async def test_what_two_readers_could_read_differently_is_a_problem(office: Office, change, problem) -> None:
    office.publish(CITY)
    assert problem in (await office.examine(change(signed(mail(), CITY)))).problems


async def test_nothing_but_mails_of_mailboxes_is_examined(office: Office) -> None:
    office.publish(CITY)
    raw = signed(mail(), CITY)
    others = [arrival(raw, number=number, kind=kind) for number, kind in enumerate(SourceKind) if kind != "mailbox"]
    assert await office.examiner.examine(others) == {}
    assert office.server.asked == []


async def test_mail_that_was_too_large_to_keep_is_unexamined(office: Office) -> None:
    came = arrival(b"")
    assert (await office.examiner.examine([came]))[came.id].problems == {MailProblem.UNEXAMINED}


async def test_runs_of_blanks_cost_no_more_than_other_text(office: Office) -> None:
    """They count as one blank; a search of dkimpy's own takes the square of their number, minutes for this mail."""
    office.publish(CITY)
    raw = signed(mail(text="a b\nend of it\n"), CITY, canonicalize=(b"relaxed", b"relaxed"))
    spread = raw.replace(b"a b", b"a" + b"\t " * 100_000 + b"b  ")
    assert await result(office, spread) is SignatureResult.VALID


async def test_nothing_that_a_stranger_wrote_is_logged(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.publish(CITY, "v=DKIM1; k=rsa; p=" + "QUFB" * 30)
    assert await result(office, signed(mail(subject="Loud"), CITY)) is SignatureResult.UNUSABLE
    assert "springfield" not in caplog.text
