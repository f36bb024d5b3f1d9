"""Adding, changing and signing in to a mailbox, each page tried on a real mail server."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
import socket
import ssl
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigSubentryData, ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
import pytest_socket

from custom_components.ring_guard.household.mailbox_settings import Afterwards, MailboxUse, Security
from custom_components.ring_guard.household.settings import read_settings
from custom_components.ring_guard.sources.mailbox import client, visit
from custom_components.ring_guard.sources.mailbox.faults import Fault, MailboxError
from custom_components.ring_guard.sources.mailbox.reader import mailbox_digest
from tests.dovecot import PASSWORD, USER, Dovecot, dovecot
from tests.flows.pages import offered, shown_values
from tests.flows.test_source import open_kind
from tests.flows.test_texts import fields_of, sentences

pytestmark = [pytest.mark.loopback, pytest.mark.requires_debian("dovecot"), pytest.mark.xdist_group("dovecot-flows")]

RECEIVED = b"Authentication-Results: MX.provider.example; dkim=pass\r\n"
FORGED = b"Authentication-Results: ring.com; dkim=pass\r\n"


@pytest.fixture(scope="module")
def module_server() -> Iterator[Dovecot]:
    pytest_socket.enable_socket()
    with dovecot(folders=["Requests", "Entw&APw-rfe"]) as running:
        running.deliver(*(RECEIVED + FORGED + b"Subject: %d\r\n\r\n" % number for number in range(3)))
        running.deliver(FORGED + b"Subject: last\r\n\r\n", b"Subject: none\r\n\r\n")
        yield running


@pytest.fixture
def server(module_server: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dovecot]:
    monkeypatch.setattr(visit, "client_context", module_server.context)
    yield module_server
    module_server.set_password(PASSWORD)


def account(server: Dovecot, **changes: Any) -> dict[str, Any]:
    connection = {"port": server.port, "security": "tls", "verify_ssl": True}
    connection |= {key: changes.pop(key) for key in list(changes) if key in connection}
    return {
        "name": " Box ",
        "host": " localhost ",
        "username": USER,
        "password": PASSWORD,
        "connection": connection,
    } | changes


FOLDER = {"folder": "INBOX", "use": "requests", "days": 0, "afterwards": "leave"}


def stored(server: Dovecot, **changes: Any) -> ConfigSubentryData:
    data = {
        "kind": "mailbox",
        "host": "localhost",
        "port": server.port,
        "security": "tls",
        "verify_ssl": True,
        "username": USER,
        "password": PASSWORD,
        "folder": "INBOX",
        "use": "requests",
        "afterwards": "leave",
        "move_to": "",
        "authserv_id": "mx.provider.example",
        "start_at": 1_790_000_000.0,
        "start_uidvalidity": 17,
        "start_uid": 42,
    } | changes
    entry = ConfigSubentryDataWithId(data=data, subentry_id="box", subentry_type="source", title="Box", unique_id=None)
    entry["unique_id"] = mailbox_digest(read_box(data))
    return entry


def read_box(data: Any) -> Any:
    from custom_components.ring_guard.household.mailbox_settings import read_mailbox

    return read_mailbox(data)


def only_mailbox(entry: Any) -> Any:
    (source,) = read_settings(entry, "UTC").sources.values()
    return source.mailbox


async def test_mailbox_begins_at_what_its_folder_holds_now(hass, household, add, submit, server: Dovecot) -> None:
    entry = household()
    page = await open_kind(hass, add, entry, "mailbox")
    assert page["step_id"] == "mailbox"
    page = await submit(page, account(server))
    assert page["step_id"] == "mailbox_folder"
    assert offered(page, "folder") == {"INBOX": "INBOX", "Requests": "Requests", "Entw&APw-rfe": "Entwürfe"}
    assert shown_values(page)["days"] == 0
    page = await submit(page, FOLDER)
    assert page["step_id"] == "mailbox_server"
    assert page["description_placeholders"] == {"found": "MX.provider.example", "mails": "3", "of": "5"}
    assert shown_values(page) == {"authserv_id": "MX.provider.example"}
    result = await submit(
        page, {"authserv_id": " MX.provider.example ", "own_addresses": [" family@example.net ", "nonsense"]}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Box"
    mailbox = only_mailbox(entry)
    assert (mailbox.host, mailbox.port, mailbox.security) == ("localhost", server.port, Security.TLS)
    assert (mailbox.username, mailbox.password, mailbox.folder) == (USER, PASSWORD, "INBOX")
    assert (mailbox.use, mailbox.afterwards) == (MailboxUse.REQUESTS, Afterwards.LEAVE)
    assert mailbox.authserv_id == "MX.provider.example"
    assert mailbox.own_addresses == {"family@example.net"}
    assert mailbox.start_uid == 5
    assert mailbox.start_uidvalidity > 0
    assert "pass" not in repr(mailbox)
    assert next(iter(entry.subentries.values())).unique_id == mailbox_digest(mailbox)


async def test_mailbox_can_begin_with_the_mails_of_the_last_days(hass, household, add, submit, server) -> None:
    entry = household()
    page = await submit(await open_kind(hass, add, entry, "mailbox"), account(server))
    page = await submit(page, {**FOLDER, "use": "family", "days": 7})
    await submit(page, {})
    mailbox = only_mailbox(entry)
    assert mailbox.use is MailboxUse.FAMILY
    assert abs(datetime.now(UTC) - timedelta(days=7) - mailbox.start_at) < timedelta(minutes=5)
    assert (mailbox.start_uid, mailbox.start_uidvalidity, mailbox.authserv_id) == (None, None, "")


async def test_folder_without_mails_suggests_nobody(hass, household, add, submit, server) -> None:
    page = await submit(await open_kind(hass, add, household(), "mailbox"), account(server))
    page = await submit(page, {**FOLDER, "folder": "Requests"})
    assert page["description_placeholders"] == {"found": "–", "mails": "0", "of": "0"}
    assert shown_values(page) == {"authserv_id": ""}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"password": "wrong"}, {"password": "mailbox_password"}),
        ({"password": "two\r\nlines"}, {"password": "mailbox_password"}),
        ({"username": "nobody"}, {"password": "mailbox_password"}),
        ({"port": 1}, {"host": "mailbox_no_answer"}),
        ({"name": "  "}, {"name": "name_missing"}),
    ],
)
async def test_what_is_wrong_with_an_account_is_told_at_once(
    hass, household, add, submit, server, changes, errors
) -> None:
    page = await open_kind(hass, add, household(), "mailbox")
    page = await submit(page, account(server, **changes))
    assert (page["step_id"], page["errors"]) == ("mailbox", errors)
    assert shown_values(page)["host"] == account(server, **changes)["host"]
    assert (await submit(page, account(server)))["step_id"] == "mailbox_folder"


@pytest.mark.parametrize("error", [socket.gaierror(-2, "unknown"), UnicodeError("label empty or too long")])
async def test_name_that_no_server_has_is_told(hass, household, add, submit, server, error: Exception) -> None:
    page = await open_kind(hass, add, household(), "mailbox")
    with patch.object(asyncio.BaseEventLoop, "create_connection", side_effect=error):
        page = await submit(page, account(server))
    assert page["errors"] == {"host": "mailbox_host_not_found"}


async def test_server_that_does_not_encrypt_that_way_gets_no_password(hass, household, add, submit, server) -> None:
    page = await open_kind(hass, add, household(), "mailbox")
    page = await submit(page, account(server, port=server.plain_port))
    assert page["errors"] == {"base": "mailbox_no_tls"}
    page = await submit(page, account(server, port=server.plain_port, security="starttls"))
    assert page["step_id"] == "mailbox_folder"


@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_certificate_that_nobody_vouches_for_is_refused(
    hass, household, add, submit, server, monkeypatch, security: str
) -> None:
    monkeypatch.setattr(visit, "client_context", ssl.create_default_context)
    port = server.port if security == "tls" else server.plain_port
    page = await open_kind(hass, add, household(), "mailbox")
    page = await submit(page, account(server, port=port, security=security))
    assert page["errors"] == {"base": "mailbox_certificate"}
    page = await submit(page, account(server, port=port, security=security, verify_ssl=False))
    assert page["step_id"] == "mailbox_folder"


async def test_server_that_does_not_answer_in_time_is_told(hass, household, add, submit, server, monkeypatch) -> None:
    monkeypatch.setattr(client, "ANSWER_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        page = await open_kind(hass, add, household(), "mailbox")
        page = await submit(page, account(server, port=silent.getsockname()[1]))
        assert page["errors"] == {"host": "mailbox_no_answer"}


@pytest.mark.parametrize("fault", Fault)
async def test_every_failure_has_a_sentence_in_both_places(texts, fault: Fault) -> None:
    assert fault.value in texts["en"]["config_subentries"]["source"]["error"]
    assert fault.value in texts["en"]["config"]["error"]


async def test_folder_that_is_not_there_is_refused(hass, household, add, submit, server) -> None:
    page = await submit(await open_kind(hass, add, household(), "mailbox"), account(server))
    page = await submit(page, {**FOLDER, "folder": "Gone"})
    assert (page["step_id"], page["errors"]) == ("mailbox_folder", {"folder": "mailbox_folder"})
    assert shown_values(page)["folder"] == "Gone"


@pytest.mark.parametrize("target", [None, "INBOX"])
async def test_mails_cannot_be_moved_to_where_they_are(hass, household, add, submit, server, target) -> None:
    entry = household()
    page = await submit(await open_kind(hass, add, entry, "mailbox"), account(server))
    moving = {**FOLDER, "afterwards": "move"}
    page = await submit(page, moving | ({"move_to": target} if target else {}))
    assert page["errors"] == {"move_to": "mailbox_move_to"}
    await submit(await submit(page, {**moving, "move_to": "Requests"}), {})
    assert (only_mailbox(entry).afterwards, only_mailbox(entry).move_to) == (Afterwards.MOVE, "Requests")


async def test_server_that_cannot_move_mails_is_not_asked_to(hass, household, add, submit, server) -> None:
    page = await open_kind(hass, add, household(), "mailbox")
    with patch.object(client.MailClient, "can_move", False):
        page = await submit(page, account(server))
    page = await submit(page, {**FOLDER, "afterwards": "move", "move_to": "Requests"})
    assert page["errors"] == {"afterwards": "mailbox_cannot_move"}


async def test_folder_is_a_source_only_once(hass, household, add, submit, server) -> None:
    entry = household(stored(server))
    page = await submit(await open_kind(hass, add, entry, "mailbox"), account(server))
    page = await submit(page, FOLDER)
    assert page["errors"] == {"folder": "mailbox_used"}
    result = await submit(await submit(page, {**FOLDER, "folder": "Requests"}), {})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_changing_a_mailbox_keeps_password_and_place(hass, household, change, submit, server) -> None:
    entry = household(stored(server))
    before = only_mailbox(entry)
    page = await change(entry, "source")
    assert page["step_id"] == "change_mailbox"
    assert shown_values(page)["password"] == ""
    given = {**account(server, name="New"), "password": ""}
    page = await submit(page, given)
    assert "days" not in offered_fields(page)
    page = await submit(page, {"folder": "INBOX", "use": "family", "afterwards": "mark_read"})
    assert shown_values(page) == {"authserv_id": "mx.provider.example"}
    result = await submit(page, {"authserv_id": ""})
    assert result["reason"] == "reconfigure_successful"
    (source,) = read_settings(entry, "UTC").sources.values()
    after = source.mailbox
    assert source.name == "New"
    assert (after.use, after.afterwards, after.authserv_id) == (MailboxUse.FAMILY, Afterwards.MARK_READ, "")
    assert (after.password, after.start_at, after.start_uid) == (PASSWORD, before.start_at, before.start_uid)


async def test_own_addresses_are_shown_again_and_go_when_they_are_emptied(
    hass, household, change, submit, server
) -> None:
    entry = household(stored(server, own_addresses=["family@example.net"]))
    page = await submit(await change(entry, "source"), account(server))
    page = await submit(page, {"folder": "INBOX", "use": "family", "afterwards": "leave"})
    assert shown_values(page)["own_addresses"] == ["family@example.net"]
    await submit(page, {"own_addresses": []})
    assert only_mailbox(entry).own_addresses == frozenset()


async def test_another_folder_begins_at_what_it_holds_now(hass, household, change, submit, server) -> None:
    entry = household(stored(server))
    page = await submit(await change(entry, "source"), account(server))
    await submit(await submit(page, {"folder": "Requests", "use": "requests", "afterwards": "leave"}), {})
    mailbox = only_mailbox(entry)
    assert (mailbox.folder, mailbox.start_uid) == ("Requests", 0)
    assert abs(datetime.now(UTC) - mailbox.start_at) < timedelta(minutes=5)
    assert next(iter(entry.subentries.values())).unique_id == mailbox_digest(mailbox)


async def test_server_of_another_name_is_read_from_the_set_up_on(hass, household, change, submit, server) -> None:
    entry = household(stored(server))
    before = only_mailbox(entry)
    page = await submit(await change(entry, "source"), account(server, host="127.0.0.1"))
    await submit(await submit(page, {"folder": "INBOX", "use": "requests", "afterwards": "leave"}), {})
    after = only_mailbox(entry)
    assert (after.host, after.start_at, after.start_uid) == ("127.0.0.1", before.start_at, None)
    assert mailbox_digest(after) != mailbox_digest(before)


async def test_changed_account_is_tried_before_it_is_stored(hass, household, change, submit, server) -> None:
    entry = household(stored(server))
    page = await submit(await change(entry, "source"), account(server, password="wrong"))
    assert (page["step_id"], page["errors"]) == ("change_mailbox", {"password": "mailbox_password"})
    assert only_mailbox(entry).password == PASSWORD


def offered_fields(page: Any) -> set[str]:
    return {str(field) for field in page["data_schema"].schema}


@pytest.fixture
def again(hass: HomeAssistant, household, server) -> Any:
    """Return what opens the page that asks for a new password."""
    entry = household(stored(server, password="old"))

    async def start(subentry_id: str = "box") -> Any:
        entry.async_start_reauth(hass, data={"subentry_id": subentry_id})
        await hass.async_block_till_done()
        flows = [flow for flow in hass.config_entries.flow.async_progress() if flow["handler"] == "ring_guard"]
        return entry, flows

    return start


async def test_new_password_is_tried_and_goes_to_that_mailbox_alone(hass, again, server) -> None:
    entry, (flow,) = await again()
    configure = hass.config_entries.flow.async_configure
    page = await configure(flow["flow_id"])
    assert page["description_placeholders"]["source"] == "Box"
    page = await configure(flow["flow_id"], {"password": "wrong"})
    assert page["errors"] == {"password": "mailbox_password"}
    with patch.object(client.MailClient, "connect", side_effect=MailboxError(Fault.NO_ANSWER)):
        page = await configure(flow["flow_id"], {"password": PASSWORD})
    assert page["errors"] == {"base": "mailbox_no_answer"}
    result = await configure(flow["flow_id"], {"password": PASSWORD})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reauth_successful")
    assert only_mailbox(entry).password == PASSWORD


async def test_mailbox_that_was_removed_meanwhile_needs_no_password(hass, again, server) -> None:
    entry, (flow,) = await again()
    hass.config_entries.async_remove_subentry(entry, "box")
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], {"password": PASSWORD})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "source_gone")


async def test_flow_without_a_mailbox_ends_at_once(again) -> None:
    _, flows = await again("other")
    assert flows == []


async def test_every_field_of_a_mailboxs_pages_has_a_name(hass, household, add, submit, texts, server) -> None:
    page = await open_kind(hass, add, household(), "mailbox")
    for answers in (account(server), FOLDER, None):
        step = texts["en"]["config_subentries"]["source"]["step"][page["step_id"]]
        said = {".".join(path) for path, _ in sentences(step)}
        assert set(fields_of(page)) | {"title", "description"} <= said
        assert {name.replace("data_description", "data") for name in said if "data_description" in name} <= set(
            fields_of(page)
        )
        if answers:
            page = await submit(page, answers)
