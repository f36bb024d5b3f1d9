"""What a server's answers say, whatever stands in them; and how the receiving server names itself."""

from datetime import UTC, date, datetime

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.sources.mailbox import responses
from custom_components.ring_guard.sources.mailbox.authserv import most_seen, topmost
from custom_components.ring_guard.sources.mailbox.responses import Fetched, Folder


def test_numbers_of_the_verdict_are_no_uids() -> None:
    assert responses.numbers([b"5 3 4", b"Search completed (0.001 + 7 secs)."]) == [3, 4, 5]
    assert responses.numbers([b"", b"done 1"]) == []
    assert responses.numbers([b"done 1"]) == []
    assert responses.numbers([]) == []


def test_words_of_a_fetch_may_stand_in_any_order_and_around_a_literal() -> None:
    lines: list[bytes | bytearray] = [
        b"1 FETCH (BODY[]<0> {5}",
        bytearray(b"UID 9"),
        b" UID 7 RFC822.SIZE 5)",
        b'2 FETCH (UID 8 INTERNALDATE " 1-Jan-2026 00:30:00 +0100" RFC822.SIZE 12)',
        b"3 FETCH (UID 9 FLAGS (\\Seen))",
        b'4 FETCH (UID 10 BODY[] "a\\"b")',
        b"5 FETCH (UID 11 BODY[] NIL)",
        b"6 FETCH (FLAGS ())",
        b"done (UID 12)",
    ]
    assert responses.fetched(lines) == {
        7: Fetched(uid=7, size=5, body=b"UID 9"),
        8: Fetched(uid=8, size=12, received_at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC)),
        10: Fetched(uid=10, body=b'a"b'),
    }


@pytest.mark.parametrize(
    "when", [b"31-Feb-2026 00:00:00 +0000", b"01-Foo-2026 00:00:00 +0000", b"01-Jan-0001 00:00:00 +2359"]
)
def test_date_that_cannot_be_is_not_said(when: bytes) -> None:
    found = responses.fetched([b'1 FETCH (UID 1 RFC822.SIZE 1 INTERNALDATE "%s")' % when, b"done"])
    assert found[1].received_at is None


def test_folders_have_names_for_people() -> None:
    lines: list[bytes | bytearray] = [
        b'(\\HasNoChildren) "/" "INBOX"',
        b'LIST (\\HasChildren \\Noselect) "/" Archive',
        b'(\\HasNoChildren) "." "Entw&APw-rfe"',
        b'() NIL "a \\"quoted\\" &- name"',
        b'() "/" {7}',
        bytearray(b"literal"),
        b"() nonsense",
        b"done",
    ]
    assert responses.folders(lines) == [
        Folder(path="INBOX", name="INBOX"),
        Folder(path="Entw&APw-rfe", name="Entwürfe"),
        Folder(path='a "quoted" &- name', name='a "quoted" & name'),
        Folder(path="literal", name="literal"),
    ]


@pytest.mark.parametrize("path", ["&AP-", "&!!-", "&AP", "&2AA-"])
def test_name_that_is_written_wrongly_stays_as_it_is(path: str) -> None:
    assert responses.from_modified_utf7(path) == path


def test_day_is_written_as_servers_read_it() -> None:
    assert responses.since(date(2026, 3, 7)) == "07-Mar-2026"


LINES = st.lists(
    st.one_of(
        st.binary(max_size=60),
        st.binary(max_size=20).map(bytearray),
        st.sampled_from(
            [b"1 FETCH (", b'INTERNALDATE "', b"UID 1", b"BODY[] {3}", b")", b'LIST () "/" ', b"[UIDNEXT 3]"]
        ),
    ),
    max_size=8,
)


@settings(max_examples=200)
@given(LINES)
def test_no_answer_breaks_its_reader(lines: list[bytes | bytearray]) -> None:
    found = responses.numbers(lines)
    assert found == sorted(set(found))
    assert all(uid == mail.uid for uid, mail in responses.fetched(lines).items())
    assert all(isinstance(folder.path, str) for folder in responses.folders(lines))
    assert responses.code(lines, b"UIDNEXT") in {None, 3}


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (b"mx.google.com; dkim=pass", "mx.google.com"),
        (b"\r\n\tMX.Google.com 1;\r\n\tdkim=pass", "MX.Google.com"),
        (b"(comment) mx.example ; none", "mx.example"),
        (b"mx.example", "mx.example"),
        (b"", ""),
        (b"; dkim=pass", ""),
        (b"bad_name!; x", ""),
        (b"x" * 300 + b"; dkim=pass", ""),
        (b"\xff\xfe; x", ""),
    ],
)
def test_server_is_named_by_the_first_word(value: bytes, name: str) -> None:
    assert topmost(b"Subject: x\r\nAuthentication-Results: " + value + b"\r\n\r\n") == name


def test_only_the_topmost_note_of_each_mail_counts() -> None:
    honest = b"Authentication-Results: mx.home.example; x\r\nAuthentication-Results: forged.example; x\r\n\r\n"
    forged = b"Authentication-Results: forged.example; x\r\n\r\n"
    seen = most_seen([honest, forged, honest, b"Subject: none\r\n\r\n"])
    assert (seen.authserv_id, seen.mails, seen.of) == ("mx.home.example", 2, 4)
    assert most_seen([]).authserv_id == ""


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_no_headers_break_the_search_for_a_name(raw: bytes) -> None:
    assert isinstance(topmost(raw), str)
    assert isinstance(topmost(b"Authentication-Results: " + raw), str)
