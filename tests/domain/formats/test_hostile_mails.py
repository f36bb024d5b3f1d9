"""A mail that is built to break its reader ends as a request or as one that a person looks at, in bounded time."""

from email.message import EmailMessage
import time

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.domain.formats.mail import MOST_FORWARDED
from custom_components.ring_guard.domain.model import FindingKind, FootageRequest

from .hostile_mails import HOSTILE, SEALED
from .test_hostile import settle

MAIL = "message/rfc822"


def has_words(request: FootageRequest) -> bool:
    """Tell whether a person who looks at a request sees any words of the mail."""
    return bool(request.text.removeprefix("From:").strip())


def said_to_be_unreadable(request: FootageRequest) -> bool:
    """Tell whether a person is told to look at the mail itself."""
    return FindingKind.UNREADABLE in {found.kind for found in request.findings}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_mail_is_read_in_bounded_time(name: str) -> None:
    before = time.process_time()
    settle(HOSTILE[name], MAIL)
    assert time.process_time() - before < 10


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_mail_without_a_word_says_so(name: str) -> None:
    assert has_words(settle(HOSTILE[name], MAIL)) or said_to_be_unreadable(settle(HOSTILE[name], MAIL))


@pytest.mark.parametrize("name", sorted(SEALED))
def test_mail_that_nobody_here_can_read_is_for_a_person_to_look_at(name: str) -> None:
    assert said_to_be_unreadable(settle(SEALED[name], MAIL))


@pytest.mark.parametrize(
    "name",
    ["text from the first byte", "unknown charset in a subject", "boundary that never comes", "base64 without its end"],
)
def test_words_that_can_be_saved_are_saved(name: str) -> None:
    request = settle(HOSTILE[name], MAIL)
    assert "footage" in request.text + request.title


HEADS = st.lists(
    st.sampled_from(
        [
            b"Subject: ",
            b"From: ",
            b"Content-Type: ",
            b"Content-Transfer-Encoding: base64",
            b"Content-Transfer-Encoding: quoted-printable",
            b"multipart/mixed; boundary=a",
            b"multipart/alternative; boundary=a",
            b"message/rfc822",
            b"text/html; charset=",
            b"text/plain; charset*0*=utf-8''",
            b"=?utf-8?b?",
            b"=?x?q?",
            b"?=",
            b"\r\n",
            b"\r\n\r\n",
            b"\r\n--a\r\n",
            b"\r\n--a--\r\n",
            b"<div>",
            b"\0",
            b"\xff",
            b"=ZZ",
            b"footage",
        ]
    ),
    max_size=40,
).map(b"".join)


@settings(max_examples=300)
@given(st.one_of(HEADS, st.binary(max_size=600)))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    request = settle(raw, MAIL)
    assert has_words(request) or said_to_be_unreadable(request), "nothing that was sent goes by unseen"
    assert settle(raw, MAIL) == request, "the same bytes are the same request"


def forwarded(depth: int) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = f"Person {depth} <p{depth}@x.example>", f"Subject {depth}"
    made.set_content(f"Words of {depth}.")
    if depth:
        made.add_attachment(forwarded(depth - 1))
    return made


def test_mail_that_was_forwarded_as_a_whole_is_read_behind_its_cover() -> None:
    request = settle(forwarded(1).as_bytes(), MAIL)
    assert request.title == "Subject 1"
    assert "Words of 1." in request.text
    assert "Words of 0." in request.text.partition("Subject: Subject 0")[2]
    assert request.text.startswith("From: Person 1")
    assert "From: Person 0" in request.text


def test_mails_inside_mails_are_read_to_a_depth() -> None:
    text = settle(forwarded(6).as_bytes(), MAIL).text
    assert f"Words of {6 - MOST_FORWARDED}." in text
    assert f"Words of {6 - MOST_FORWARDED - 1}." not in text
