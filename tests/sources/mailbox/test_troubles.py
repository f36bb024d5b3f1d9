"""What goes wrong between hub and server: it is told where somebody has to mend it, and costs no mail."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
import pytest

from custom_components.ring_guard.domain.model import FindingKind
from custom_components.ring_guard.ledger import Ledger, LedgerUnavailable
from custom_components.ring_guard.sources.mailbox import client, protocol, watcher
from custom_components.ring_guard.sources.mailbox.faults import Fault, MailboxError
from custom_components.ring_guard.sources.mailbox.protocol import MailProtocol
from tests.dovecot import PASSWORD, Dovecot
from tests.homes import eventually

from .conftest import QUICK, asking, mailbox_source
from .script import Script, scripted

pytestmark = [pytest.mark.loopback, pytest.mark.requires_debian("dovecot"), pytest.mark.xdist_group("dovecot")]

type AtHome = Callable[..., Any]


async def test_server_that_is_killed_in_the_middle_of_a_fetch_loses_and_doubles_no_mail(
    server: Dovecot, at_home: AtHome
) -> None:
    server.deliver(*(asking(f"K-{number:03}") for number in range(120)))
    fetches = 0
    receive = MailProtocol.data_received

    def half_of_it(self: MailProtocol, data: bytes) -> None:
        nonlocal fetches
        fetches += b"BODY[]" in data
        if fetches != 2:
            receive(self, data)
        elif server.process is not None:
            receive(self, data[: len(data) // 2])
            server.kill()

    with patch.object(MailProtocol, "data_received", half_of_it):
        async with at_home() as home:
            await eventually(lambda: server.process is None)
            fetches = 1000
            server.start()
            assert await home.until(120) == [f"K-{number:03}" for number in range(120)]
            await home.at(120)


async def test_server_that_is_restarted_is_read_again(server: Dovecot, at_home: AtHome) -> None:
    async with at_home() as home:
        for number in range(3):
            await home.at(number)
            server.kill()
            server.deliver(asking(f"R-{number}"))
            server.start()
            assert await home.until(number + 1) == [f"R-{earlier}" for earlier in range(number + 1)]


async def test_refused_password_asks_for_a_new_one_and_leaves_the_rest_alone(
    server: Dovecot, at_home: AtHome, caplog: pytest.LogCaptureFixture
) -> None:
    async with at_home() as home:
        await home.at(0)
        server.set_password("another")
        server.stop()
        server.start()
        server.deliver(asking("P-1"))
        await home.issue_comes("source_password_refused")
        await eventually(lambda: len(home.hass.config_entries.flow.async_progress()) == 1)
        assert home.household.entry.state is ConfigEntryState.LOADED
        (flow,) = home.hass.config_entries.flow.async_progress()
        assert flow["context"]["title_placeholders"] == {"name": "Box"}
        await home.household.submit()

        entry = home.household.entry
        box = entry.subentries["box"]
        home.hass.config_entries.async_update_subentry(entry, box, data={**box.data, "password": "another"})
        await home.issue_goes("source_password_refused")
        await home.until(2)
    refusals = [record for record in caplog.records if "cannot be read (password)" in record.message]
    assert len([record for record in refusals if record.levelname == "WARNING"]) == 1
    assert "another" not in caplog.text
    assert PASSWORD not in caplog.text


async def test_while_one_mailbox_asks_for_its_password_the_other_has_its_repair_issue(
    server: Dovecot, at_home: AtHome
) -> None:
    sources = [mailbox_source(server, name, password="wrong") for name in ("one", "two")]
    async with at_home(*sources) as home:
        for name in ("one", "two"):
            await home.issue_comes("source_password_refused", name)
        assert len(home.hass.config_entries.flow.async_progress()) == 1
        (flow,) = home.hass.config_entries.flow.async_progress()
        home.hass.config_entries.flow.async_abort(flow["flow_id"])
        await eventually(lambda: len(home.hass.config_entries.flow.async_progress()) == 1)


async def test_one_refusal_alone_is_not_believed(server: Dovecot, at_home: AtHome) -> None:
    connect = client.MailClient.connect
    refusals = [MailboxError(Fault.PASSWORD)]

    async def once(*args: Any) -> Any:
        if refusals:
            raise refusals.pop()
        return await connect(*args)

    with patch.object(client.MailClient, "connect", once):
        server.deliver(asking("O-1"))
        async with at_home() as home:
            await home.until(1)
            assert home.issue("source_password_refused") is None
            assert not home.hass.config_entries.flow.async_progress()


async def test_mailbox_out_of_reach_is_told_after_a_while_and_goes_by_itself(
    server: Dovecot, at_home: AtHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "PACE", replace(QUICK, silence=timedelta(seconds=0.5)))
    async with at_home() as home:
        await home.at(0)
        server.stop()
        assert home.issue("source_silent") is None
        await home.issue_comes("source_silent")
        server.start()
        await home.issue_goes("source_silent")


async def test_folder_that_is_gone_is_told(server: Dovecot, at_home: AtHome) -> None:
    async with at_home(mailbox_source(server, folder="Later")) as home:
        await home.issue_comes("source_folder_missing")
        raised = home.issue("source_folder_missing")
        assert raised is not None
        assert (raised.translation_placeholders or {})["name"] == "Box"
        server.make_folder("Later")
        await home.issue_goes("source_folder_missing")


async def test_certificate_that_nobody_vouches_for_is_told_and_gets_no_password(
    server: Dovecot, at_home: AtHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ssl

    context = ssl.create_default_context()
    async with at_home() as home:
        await home.at(0)
        monkeypatch.setattr(watcher, "client_context", lambda: context)
        server.stop()
        before = server.log().count("Login: user")
        server.start()
        await home.issue_comes("source_certificate_refused")
        assert server.log().count("Login: user") == before
        monkeypatch.setattr(watcher, "client_context", server.context)
        await home.issue_goes("source_certificate_refused")


async def test_mails_that_the_ledger_cannot_take_are_taken_later(
    server: Dovecot, at_home: AtHome, caplog: pytest.LogCaptureFixture
) -> None:
    take, failures = Ledger.take_mails, 3

    async def full(self: Ledger, *args: Any, **kwargs: Any) -> Any:
        nonlocal failures
        if failures:
            failures -= 1
            raise LedgerUnavailable("full")
        return await take(self, *args, **kwargs)

    server.deliver(asking("L-1"))
    with patch.object(Ledger, "take_mails", full):
        async with at_home() as home:
            assert await home.until(1) == ["L-1"]
    assert len([record for record in caplog.records if "the ledger cannot take" in record.message]) == 3
    assert len([line for line in caplog.records if "ledger cannot take" in line.message and line.levelno > 20]) == 1


async def test_two_hubs_over_one_ledger_do_not_double_a_mail(server: Dovecot, at_home: AtHome) -> None:
    server.deliver(*(asking(f"T-{number:02}") for number in range(60)))
    async with at_home() as home:
        guard = home.household.guard
        rival = watcher.Watcher(guard.settings.sources["box"], guard.doors._door)
        task = home.hass.async_create_background_task(rival.run(), "rival")
        await home.at(60)
        server.deliver(asking("T-60"))
        assert await home.until(61) == [f"T-{number:02}" for number in range(61)]
        task.cancel()


@pytest.fixture
def hostile(server: Dovecot, at_home: AtHome) -> Any:
    """Return what sets a household up with a server that follows a script."""
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def live(script: Script) -> Any:
        with scripted(server, script):
            async with at_home(mailbox_source(server, port=script.port)) as home:
                yield home

    return live


def broken(body: bytes) -> Any:
    return lambda script, command, tag: body + b"%s OK done\r\n" % tag


@pytest.mark.parametrize(
    "script",
    [
        Script(greeting=b"* BYE too busy\r\n"),
        Script(greeting=b"* PREAUTH hello\r\n"),
        Script(greeting=b"\xff\x00\r\n"),
        Script(greeting=b"x" * 200_000),
        Script(capabilities=b"NONSENSE"),
        Script(capabilities=b"IMAP4rev1 LOGINDISABLED"),
        Script(answers={"LOGIN": lambda script, command, tag: b"%s BAD what\r\n" % tag}),
        Script(answers={"LOGIN": lambda script, command, tag: b"%s NO [UNAVAILABLE] later\r\n" % tag}),
        Script(answers={"LOGIN": lambda script, command, tag: b"other OK what\r\n"}),
        Script(answers={"EXAMINE": broken(b"* OK [UIDVALIDITY 1] \xff\r\n* OK [UIDNEXT 99999999999999] x\r\n")}),
        Script(answers={"NOOP": lambda script, command, tag: b"%s NO what\r\n" % tag}),
        Script(answers={"UID SEARCH": broken(b"* SEARCH 1 x -5 99999999999999999999 \xff\r\n")}),
        Script(answers={"UID SEARCH": broken(b"* SEARCH " + b"1" * 100_000 + b"\r\n")}),
        Script(answers={"IDLE": lambda script, command, tag: b"%s BAD what\r\n" % tag}),
        Script(answers={"CAPABILITY": broken(b"* CAPABILITY IMAP4rev1 {99999999999}\r\n")}),
    ],
    ids=range(15),
)
async def test_server_that_talks_nonsense_breaks_nothing(
    hostile: Any, script: Script, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "ANSWER_SECONDS", 0.2)
    async with hostile(script) as home:
        await eventually(lambda: "IDLE" in script.asked or "cannot be read" in caplog.text)
        await home.household.submit()
    assert "Fatal error" not in caplog.text
    assert "never retrieved" not in caplog.text


async def test_answer_without_end_is_cut_off(
    hostile: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "MOST_BYTES", 100_000)
    script = Script(
        mails={1: b"x"}, answers={"UID FETCH": broken(b"* 1 FETCH (UID 1 BODY[] {200000}\r\n" + b"x" * 200_000)}
    )
    async with hostile(script):
        await eventually(lambda: "cannot be read (lost" in caplog.text)
        assert "Traceback" not in caplog.text


async def test_mail_that_its_server_never_hands_out_is_recorded_as_such_and_holds_nothing_up(hostile: Any) -> None:
    def all_but_the_second(script: Script, command: str, tag: bytes) -> bytes:
        asks_for_it = "2" in command.partition("FETCH ")[2].partition(" ")[0].split(",")
        if asks_for_it and "BODY" in command:
            return b"%s NO [SERVERBUG] broken mail\r\n" % tag
        return script.usual(command, tag)

    mails = {1: asking("first"), 2: asking("second"), 3: asking("third")}
    async with hostile(Script(mails=mails, answers={"UID FETCH": all_but_the_second})) as home:
        assert await home.until(3) == ["", "first", "third"]
        (lost,) = [life for life in home.household.guard.waiting() if not life.request.title]
        assert FindingKind.TOO_LARGE in {found.kind for found in lost.request.findings}


async def test_mail_without_content_is_asked_for_again_until_it_has_some(hostile: Any) -> None:
    tries = 0

    def nothing_at_first(script: Script, command: str, tag: bytes) -> bytes:
        nonlocal tries
        if "BODY" in command:
            tries += 1
            if tries < 3:
                return b"* 1 FETCH (UID 1 BODY[]<0> NIL)\r\n%s OK done\r\n" % tag
        return script.usual(command, tag)

    async with hostile(Script(mails={1: asking("late")}, answers={"UID FETCH": nothing_at_first})) as home:
        assert await home.until(1) == ["late"]


async def test_mail_that_goes_between_two_questions_is_passed_by(hostile: Any) -> None:
    def gone(script: Script, command: str, tag: bytes) -> bytes:
        if "BODY" in command:
            script.mails.pop(1, None)
        return script.usual(command, tag)

    script = Script(mails={1: asking("gone"), 2: asking("there")}, answers={"UID FETCH": gone})
    async with hostile(script) as home:
        assert await home.until(1) == ["there"]
        assert (await home.at(2)).passed_over == 0


async def test_server_that_tells_no_next_number_is_read_all_the_same(hostile: Any) -> None:
    async with hostile(Script(mails={7: asking("seven")}, uidnext=False)) as home:
        assert await home.until(1) == ["seven"]
        assert (await home.at(7)).backlog_uid == 7


async def test_short_mail_may_come_as_a_quoted_string(hostile: Any) -> None:
    def quoted(script: Script, command: str, tag: bytes) -> bytes:
        if "BODY" not in command:
            return script.usual(command, tag)
        return b'* 1 FETCH (BODY[]<0> "Subject: \\"short\\"" UID 1)\r\n%s OK done\r\n' % tag

    async with hostile(Script(mails={1: b"?"}, answers={"UID FETCH": quoted})) as home:
        assert await home.until(1) == ['"short"']


async def test_changes_that_others_make_meanwhile_are_no_mails(hostile: Any) -> None:
    def flags(script: Script, command: str, tag: bytes) -> bytes:
        between = b"* 9 FETCH (FLAGS (\\Seen))\r\n* 9 FETCH (UID 9 FLAGS (\\Seen))\r\n* 3 EXPUNGE\r\n* 2 EXISTS\r\n"
        return between + script.usual(command, tag)

    async with hostile(Script(mails={1: asking("only")}, answers={"UID FETCH": flags})) as home:
        assert await home.until(1) == ["only"]


async def test_large_mail_is_hashed_over_all_of_its_pieces(hostile: Any) -> None:
    raw = asking("large") + b"x" * (3 * 262_144)
    async with hostile(Script(mails={1: raw})) as home:
        await home.until(1)
        (life,) = home.household.guard.waiting()
        arrival = await home.household.guard.ledger.arrival(life.request.arrival_id)
        assert (arrival.size, arrival.sha256, arrival.body) == (len(raw), sha256(raw).hexdigest(), b"")


async def test_news_in_the_middle_of_an_answer_is_not_slept_through(hostile: Any) -> None:
    arrived = False

    def comes_during_the_search(script: Script, command: str, tag: bytes) -> bytes:
        nonlocal arrived
        answer = script.usual(command, tag)
        if not arrived and "2:" in command:
            arrived = True
            script.mails[2] = asking("during")
            return answer.replace(tag + b" OK", b"* 2 EXISTS\r\n" + tag + b" OK")
        return answer

    script = Script(mails={1: asking("first")}, answers={"UID SEARCH": comes_during_the_search})
    async with hostile(script) as home:
        # Nothing more is said afterwards: a client that went to sleep would learn of it after half a minute.
        assert await home.until(2, seconds=10) == ["during", "first"]
