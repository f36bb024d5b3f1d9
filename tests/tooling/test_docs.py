"""What the documentation names exists, and what it shows to copy works."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
import json
from pathlib import Path, PurePosixPath
import re
import shutil
import subprocess
import sys
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import unquote

from homeassistant.components.automation.config import async_validate_config_item
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import yaml as yaml_util
import pytest
from standardwebhooks import Webhook

from custom_components.ring_guard.const import SOURCE_BUDGET
from custom_components.ring_guard.domain.formats.structured import KEYS
from custom_components.ring_guard.domain.model import Mode
from custom_components.ring_guard.domain.policy import PRESETS
from custom_components.ring_guard.event import WHO, attributes
from custom_components.ring_guard.footage.folder import KINDS
from custom_components.ring_guard.footage.names import starts
from custom_components.ring_guard.pipeline.lives import Event
from custom_components.ring_guard.services import ACTIONS
from scripts.demo.samples import all_samples
from tests.homes import Household

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
ENGLISH: dict[str, Any] = json.loads(
    (ROOT / "custom_components" / "ring_guard" / "translations" / "en.json").read_text(encoding="utf-8")
)

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECRET = "whsec_" + "c2VjcmV0LW9mLWEtdGVzdC1ob3VzZWhvbGQ="


@cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose_of(page: Path) -> str:
    """Return a page without what it shows to copy."""
    return FENCE.sub("", text_of(page))


def blocks(kind: str) -> Iterator[tuple[str, str]]:
    """Yield the page and the content of each example of a kind."""
    for page in PAGES:
        yield from ((page.name, found[2]) for found in FENCE.finditer(text_of(page)) if found[1] == kind)


def anchors(page: Path) -> set[str]:
    """Return the names under which a page's headings can be linked to."""
    headings = re.findall(r"^#+ (.*)$", prose_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def rows(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the first table behind a heading, or behind any other words."""
    after = text_of(DOCS / page).split(heading, 1)[1]
    table = re.search(r"(?:^\|.*\|\n)+", after, re.MULTILINE)
    assert table, f"{page} has no table behind {heading}"
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[0].splitlines()[2:]]


def sentences(texts: Any = ENGLISH) -> Iterator[str]:
    """Yield every text that the integration shows."""
    if isinstance(texts, str):
        yield texts
        return
    for value in texts.values():
        yield from sentences(value)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_tree_leads_somewhere(page: Path) -> None:
    for found in LINK.finditer(prose_of(page)):
        link = next(group for group in found.groups() if group)
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / unquote(name)).resolve() if name else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_in_the_list_of_pages() -> None:
    listed = set(LINK.findall(text_of(DOCS / "README.md")))
    assert {page.name for page in DOCS.glob("*.md")} - {"README.md"} == {found[0] for found in listed}


def test_every_blueprint_can_be_imported_from_the_page() -> None:
    imported = re.findall(r"blueprint_url=([^)\s]+)", text_of(DOCS / "automations.md"))
    sources = {
        found
        for path in (ROOT / "blueprints").glob("*.yaml")
        for found in re.findall(r"source_url: (\S+)", text_of(path))
    }
    assert {unquote(link) for link in imported} == sources


def test_every_action_that_is_named_exists_and_every_action_is_named() -> None:
    named = {found for page in PAGES for found in re.findall(r"\bring_guard\.([a-z_]+)\b", text_of(page))}
    assert named - {"debug"} == ACTIONS.keys()


def test_the_fields_of_every_action_are_named() -> None:
    described = yaml_util.load_yaml_dict(ROOT / "custom_components" / "ring_guard" / "services.yaml")
    page = text_of(DOCS / "automations.md")
    request = page.split("Fields of a request, all optional:", 1)[1].split("`offer`", 1)[0]
    for name, cells, *_ in rows("automations.md", "## Actions"):
        action = name.strip("`").removeprefix("ring_guard.")
        said = cells + request if action in {"submit_request", "evaluate"} else cells
        assert set(described[action]["fields"]) == set(re.findall(r"`([a-z_]+)`", said)), action


async def test_what_an_action_is_said_to_answer_is_in_its_answer(hass: HomeAssistant, household: Household) -> None:
    answered = {
        row[0].strip("`"): set(re.findall(r"`([a-z_]+)`", row[3])) for row in rows("automations.md", "## Actions")
    }
    assert set(await household.call("verify_ledger")) == answered["ring_guard.verify_ledger"]
    assert set(await household.call("list_requests")) == answered["ring_guard.list_requests"]
    request_id = await household.submit()
    told = await household.call("decline", request_id=request_id)
    paragraph = text_of(DOCS / "automations.md").split("A **request** answers with", 1)[1].split("\n\n", 1)[0]
    assert set(re.findall(r"`([a-z_]+)`", paragraph)) <= told.keys()
    await household.settled()
    erased = await household.call("erase", household.approver, request_id=request_id, reason="asked")
    assert set(erased) == answered["ring_guard.erase"]


async def test_the_entities_are_those_that_are_named(hass: HomeAssistant, household: Household) -> None:
    entries = er.async_entries_for_config_entry(er.async_get(hass), household.entry.entry_id)
    platforms = "|".join({entry.domain for entry in entries})
    pattern = rf"\b(?:{platforms})\.ring_guard_[a-z_]+"
    named = {found for page in PAGES for found in re.findall(pattern, text_of(page))}
    assert named == {entry.entity_id for entry in entries}


def test_the_event_types_are_those_that_are_named() -> None:
    named = {name for row in rows("automations.md", "## The event entity") for name in re.findall(r"`(\w+)`", row[0])}
    assert named == {event.value for event in Event}


async def test_the_events_attributes_are_those_that_are_named(hass: HomeAssistant, household: Household) -> None:
    life = await household.life(await household.submit())
    assert {row[0].strip("`") for row in rows("automations.md", "Attributes, all ids")} == {*attributes(life), WHO}


def test_the_presets_and_their_rules_are_those_that_are_named() -> None:
    table = {row[0]: row[1] for row in rows("decisions.md", "## Presets")}
    words = ENGLISH["selector"]
    assert len(table) == len(PRESETS)
    for preset in PRESETS.values():
        label = words["preset"]["options"][preset.name].partition(":")[0]
        assert label in text_of(ROOT / "README.md")
        (said,) = (rules for name, rules in table.items() if f"**{label}**" in name)
        said = said.replace("as *Ask me*", table["**Ask me** (chosen at first)"])
        names = {words["preset_rule"]["options"][rule.name] for rule in preset.rules}
        assert set(re.findall(r"\*([^*]+)\*", said)) == names


def test_the_modes_are_those_that_are_named() -> None:
    named = {row[0].strip("*") for row in rows("decisions.md", "## Modes")}
    assert named == {ENGLISH["selector"]["mode"]["options"][mode] for mode in Mode}


@pytest.mark.parametrize(
    ("heading", "flow"),
    [
        ("## First set-up", ENGLISH["config"]["step"]["user"]),
        ("## Add your cameras", ENGLISH["config_subentries"]["camera"]["step"]["user"]),
        ("## Options", ENGLISH["options"]["step"]["init"]),
    ],
)
def test_the_fields_of_a_page_are_called_as_on_the_page(heading: str, flow: dict[str, Any]) -> None:
    named = {row[0].strip("*") for row in rows("setup.md", heading)}
    shown = set(flow["data"].values())
    for part in flow.get("sections", {}).values():
        shown |= set(part["data"].values())
    if heading == "## Options":
        named |= {row[0].strip("*") for row in rows("setup.md", "## First set-up")} - {"How should Ring Guard start?"}
    assert named == shown


def test_quoted_messages_are_those_that_are_shown() -> None:
    shown = "\n".join(sentences()).replace("’", "'")
    quoted = [
        found for row in rows("troubleshooting.md", "# ") for found in re.findall(r'^"(.+?)"|\*\*([A-Z].+)\*\*', row[0])
    ]
    assert len(quoted) >= 8
    for words in (first or second for first, second in quoted):
        assert words in shown


def test_the_names_of_recordings_mean_the_time_that_is_said() -> None:
    (examples,) = (text for page, text in blocks("text") if page == "setup.md")
    moment = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)
    for name in examples.split("\n"):
        assert not name or starts(PurePosixPath(name), UTC) == (moment,), name
    setup = text_of(DOCS / "setup.md")
    assert starts(PurePosixPath("2026-11-21T19-02-00Z.mp4"), UTC) == starts(PurePosixPath("front-1795287720.mp4"), UTC)
    assert "2026-11-21T19-02-00Z.mp4" in setup
    assert "front-1795287720.mp4" in setup
    assert all(f"`{kind.removeprefix('.')}`" in setup for kind in KINDS - {".mpeg"})


def test_the_webhooks_fields_and_the_budget_are_those_of_the_code() -> None:
    sources = text_of(DOCS / "sources.md")
    paragraph = sources.split("All fields of the object are optional:", 1)[1].split("What they do not say", 1)[0]
    assert set(re.findall(r"`([a-z_]+)`", paragraph)) == KEYS
    assert f"{SOURCE_BUDGET} messages" in sources


def test_every_sample_that_is_named_exists() -> None:
    names = set(re.findall(r"scripts/send-sample ([a-z-]+)", text_of(ROOT / "README.md"))) - {"list", "all"}
    assert names
    assert names <= {sample.name for sample in all_samples()}


def test_the_sections_of_the_sidebars_page_are_called_as_in_the_readme() -> None:
    shown = ENGLISH["selector"]["panel"]["options"]
    readme = text_of(ROOT / "README.md")
    assert all(f"*{shown[key]}*" in readme for key in ("history", "waiting", "clips", "approve", "decline"))


def test_every_example_in_yaml_can_be_read() -> None:
    examples = list(blocks("yaml"))
    assert len(examples) >= 7
    for _, example in examples:
        assert isinstance(yaml_util.parse_yaml(example), dict)


async def test_every_automation_is_one_that_home_assistant_takes(hass: HomeAssistant, household: Household) -> None:
    automations = [found for _, text in blocks("yaml") if "triggers" in (found := yaml_util.parse_yaml(text))]
    assert len(automations) == 3
    await async_setup_component(hass, "event", {})
    for number, automation in enumerate(automations):
        assert isinstance(automation, dict)
        taken = await async_validate_config_item(hass, str(number), automation)
        assert taken is not None
        assert taken.validation_error is None


def test_every_call_of_an_action_is_one_that_it_takes() -> None:
    for _, text in blocks("yaml"):
        example = yaml_util.parse_yaml(text)
        assert isinstance(example, dict)
        for call in (example, *example.get("actions", ())):
            domain, _, action = str(call.get("action", "")).partition(".")
            if domain == "ring_guard":
                ACTIONS[action].schema(call.get("data", {}))


@pytest.mark.parametrize(
    "body", ["Please share footage.", "['this', 'reads', 'like', 'a', 'list']", "{{ 1 / 0 }}", "42"]
)
async def test_the_automation_for_mails_hands_them_on_as_they_are(
    hass: HomeAssistant, household: Household, body: str
) -> None:
    (automation,) = (
        yaml_util.parse_yaml(text) for _, text in blocks("yaml") if "imap_content" in text and "alias" in text
    )
    assert await async_setup_component(hass, "automation", {"automation": automation})
    mail = {"sender": "no-reply@rs.ring.com", "subject": "Community Request", "text": body, "initial": True}
    hass.bus.async_fire("imap_content", mail)
    hass.bus.async_fire("imap_content", {**mail, "sender": "somebody@example.org"})
    await hass.async_block_till_done()
    await household.settled()
    (request,) = (await household.call("list_requests"))["requests"]
    assert request["title"] == "Community Request"
    assert request["text"].endswith(body)


class _Listener(BaseHTTPRequestHandler):
    """Answers 202 to what is signed with the test's secret, as a webhook source does, and keeps it."""

    taken: ClassVar[list[Any]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.taken.append(Webhook(SECRET).verify(body, dict(self.headers.items())))
        self.send_response(202)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.loopback
@pytest.mark.parametrize("kind", ["python", "sh"])
def test_the_examples_for_the_webhook_send_what_is_signed_as_the_standard_says(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (example,) = (text for page, text in blocks(kind) if page == "sources.md")
    if kind == "sh" and not (shutil.which("openssl") and shutil.which("curl")):
        pytest.skip("run as root: apt-get install --yes --no-install-recommends openssl curl")
    monkeypatch.setattr(_Listener, "taken", [])
    with HTTPServer(("127.0.0.1", 0), _Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/api/webhook/x"
        script = example.replace("http://homeassistant.local:8123/api/webhook/...", address).replace(
            "whsec_...", SECRET
        )
        path = tmp_path / "example"
        path.write_text(script, encoding="utf-8")
        run = [sys.executable, str(path)] if kind == "python" else ["sh", str(path)]
        done = subprocess.run(run, capture_output=True, text=True, timeout=30, check=False)
        server.shutdown()
    assert done.stdout.strip() == "202", done.stderr
    assert [body["agency"] for body in _Listener.taken] == ["Springfield Police Department"]
