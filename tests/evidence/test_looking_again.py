"""What could not be looked up when a mail came is looked up later, and the request is decided anew: never milder by itself."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
import itertools
from pathlib import Path

import pytest

from custom_components.ring_guard.domain.lifecycle import Choice, Life, State, approve
from custom_components.ring_guard.domain.model import Assurance, Effect, FindingKind, Level, Mode
from custom_components.ring_guard.domain.policy import Among, AssuranceAtLeast, Attribute, Rule
from custom_components.ring_guard.domain.requesters import Registry, with_lists
from custom_components.ring_guard.domain.requesters.lists import ListFormat, read_list
from custom_components.ring_guard.domain.requesters.mail import gives_up_at, look_again_at, open_questions
from custom_components.ring_guard.evidence import MailExaminer, resolver
from custom_components.ring_guard.ledger import Ledger
from custom_components.ring_guard.pipeline.identification import Identification
from custom_components.ring_guard.pipeline.intake import House

from .conftest import Office
from .mails import NOW, mail, signed
from .test_pipeline import ASKS, MailLine

pytestmark = pytest.mark.loopback

MINUTE = timedelta(minutes=1)
CITIES = b"domain,name,level\nspringfieldpd.example,Springfield Police,municipal\n"
FEDERAL = b"domain,name,level\nspringfieldpd.example,Springfield Police,federal\n"


class Watched(MailLine):
    """The line, with what keeps looking who asks, and with lists that a test sets."""

    registry: Registry | None = None

    def house(self) -> House:
        house = super().house()
        return house if self.registry is None else replace(house, registry=self.registry)

    def identification(self, office: Office) -> Identification:
        """Return it as it is after a start of the process."""
        return Identification(
            self.ledger, self.lives, self.house, office.examiner.examine, lambda: self.now, self.alarms.append
        )

    def subscribe(self, *lists: bytes) -> None:
        read = (read_list(f"list{number}", "A list", ListFormat.OWN_TABLE, data) for number, data in enumerate(lists))
        self.registry = with_lists(Registry.builtin(), tuple(read))

    async def stands(self, life: Life) -> Life:
        found = await self.lives.get(life.id)
        assert found is not None
        return found


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[Watched]:
    ledger = await Ledger.open(tmp_path / "ledger")
    yield Watched(ledger)
    await ledger.close()


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """That nobody answered is remembered for moments; here the moments between two looks are none."""
    monkeypatch.setattr(resolver, "FAILURE_KEPT", 0.0)


def dead(office: Office, domain: str) -> None:
    office.server.failing |= {f"_dmarc.{domain}", f"s1._domainkey.{domain}"}


def alive(office: Office) -> None:
    office.server.failing.clear()


async def unproven(office: Office, line: Watched, domain: str = "ca.gov", text: str = ASKS) -> Life:
    """Take in a signed mail while the name server fails."""
    office.publish(domain)
    dead(office, domain)
    life = await line.post(office, signed(mail(f"<x@{domain}>", text=text), domain))
    assert life.request.requester.assurance is Assurance.UNVERIFIED
    return life


async def test_signature_that_could_not_be_checked_is_checked_when_the_name_server_answers_again(
    office: Office, line: Watched
) -> None:
    life = await unproven(office, line)
    identification = line.identification(office)
    line.now += MINUTE
    await identification.look()
    assert await line.stands(life) == life
    alive(office)
    await identification.look()
    assert await line.stands(life) == life, "it waits for its turn"
    line.now += 4 * MINUTE
    await identification.look()
    after = await line.stands(life)
    requester = after.request.requester
    assert (requester.assurance, requester.proven_domain) == (Assurance.DOMAIN_VERIFIED, "ca.gov")
    assert requester.possible_levels == {Level.STATE, Level.MUNICIPAL}, "what it claims beside the proof"
    assert (after.state, after.identified_at) == (State.AWAITING_CONFIRMATION, line.now)
    assert after.offer.mark != life.offer.mark
    (entry,) = [one for one in await line.ledger.entries(limit=100) if one.kind == "request_identified"]
    assert (entry.request_id, entry.payload["because"]) == (life.id, "signatures")
    assert entry.payload["requester"]["proven_domain"] == "ca.gov"
    assert identification.next_due() is None
    assert (await line.ledger.verify()).problem is None


async def test_nothing_is_asked_again_before_its_time_nor_once_it_is_known(office: Office, line: Watched) -> None:
    await unproven(office, line)
    identification = line.identification(office)
    asked = len(office.server.asked)
    await identification.look()
    assert len(office.server.asked) == asked
    assert identification.next_due() == NOW + MINUTE
    alive(office)
    line.now += MINUTE
    await identification.look()
    asked = len(office.server.asked)
    line.now += timedelta(days=1)
    await identification.look()
    assert len(office.server.asked) == asked


def test_looks_become_rarer_and_end() -> None:
    looks: list[datetime] = []
    at: datetime | None = NOW
    while (at := look_again_at(NOW, at)) is not None:
        looks.append(at)
    gaps = [later - earlier for earlier, later in itertools.pairwise(looks)]
    assert gaps == sorted(gaps)
    assert (len(looks), looks[-1]) == (9, gives_up_at(NOW))
    assert look_again_at(NOW, gives_up_at(NOW)) is None


async def test_mail_is_looked_at_again_after_a_restart(office: Office, line: Watched, tmp_path: Path) -> None:
    life = await unproven(office, line)
    await line.ledger.close()
    alive(office)
    again = Watched(await Ledger.open(tmp_path / "ledger"), now=NOW + timedelta(hours=2))
    await again.lives.load()
    identification = again.identification(office)
    assert identification.next_due() == NOW + MINUTE
    await identification.look()
    assert (await again.stands(life)).request.requester.assurance is Assurance.DOMAIN_VERIFIED
    await again.ledger.close()


async def test_answered_request_is_not_looked_at_again(office: Office, line: Watched) -> None:
    life = await unproven(office, line)
    declined = replace(life, version=life.version + 1, state=State.DECLINED, due=None)
    await line.lives.step(life, declined, "request_declined", at=line.now)
    alive(office)
    asked = len(office.server.asked)
    line.now += MINUTE
    identification = line.identification(office)
    await identification.look()
    assert len(office.server.asked) == asked
    assert identification.next_due() is None


NO_STATES = Rule(
    id="states",
    name="No states",
    effect=Effect.DECLINE,
    conditions=(AssuranceAtLeast(at_least=Assurance.DOMAIN_VERIFIED),),
)


async def test_stricter_answer_to_what_was_proven_acts_at_once(office: Office, line: Watched) -> None:
    line.policy = replace(line.policy, rules=(NO_STATES,))
    life = await unproven(office, line)
    alive(office)
    line.now += MINUTE
    await line.identification(office).look()
    after = await line.stands(life)
    assert (after.state, after.decision.deciding.rule_id) == (State.DECLINED, "states")
    assert after.request.requester.proven_domain == "ca.gov"


async def test_proof_that_a_grant_asks_for_still_waits_for_people(office: Office, line: Watched) -> None:
    verified = Rule(
        id="verified",
        name="Verified states",
        effect=Effect.GRANT,
        conditions=(
            Among(attribute=Attribute.LEVEL, values=frozenset({"state"})),
            AssuranceAtLeast(at_least=Assurance.DOMAIN_VERIFIED),
        ),
    )
    line.policy = replace(line.policy, rules=(*line.policy.rules, verified))
    text = "We ask for video of a theft on 2026-11-20 from 14:00:00 to 14:00:40, case 26-1, camera Front door.\n"
    life = await unproven(office, line, text=text)
    alive(office)
    line.now += MINUTE
    await line.identification(office).look()
    after = await line.stands(life)
    assert after.state is State.AWAITING_CONFIRMATION
    assert after.offer.terms == life.offer.terms
    assert after.request.requester.assurance is Assurance.DOMAIN_VERIFIED


async def test_mail_that_turns_out_forged_is_contradicted_and_voids_what_was_approved(
    office: Office, line: Watched
) -> None:
    line.policy = replace(line.policy, terms=replace(line.policy.terms, approvals=2))
    office.publish("ca.gov", dmarc="v=DMARC1; p=reject")
    dead(office, "ca.gov")
    text = "We ask for video of a theft on 2026-11-20 from 14:00:00 to 14:00:40, case 26-1, camera Front door.\n"
    life = await line.post(office, signed(mail("<x@ca.gov>", text=text), "ca.gov") + b"changed\r\n")
    once = approve(life, user_id="one", offer_mark=life.offer.mark, choice=Choice(), now=line.now, mode=Mode.POLICY)
    await line.lives.step(life, once, "approval_given", at=line.now)
    alive(office)
    line.now += MINUTE
    await line.identification(office).look()
    after = await line.stands(life)
    assert after.request.requester.assurance is Assurance.CONTRADICTED
    assert (after.state, after.approvals) == (State.AWAITING_CONFIRMATION, ())


async def test_approved_request_that_turns_out_to_be_declined_is_stopped(office: Office, line: Watched) -> None:
    line.policy = replace(
        line.policy, rules=(NO_STATES,), terms=replace(line.policy.terms, cool_down=timedelta(hours=1))
    )
    text = "We ask for video of a theft on 2026-11-20 from 14:00:00 to 14:00:40, case 26-1, camera Front door.\n"
    life = await unproven(office, line, text=text)
    yes = approve(life, user_id="one", offer_mark=life.offer.mark, choice=Choice(), now=line.now, mode=Mode.POLICY)
    await line.lives.step(life, yes, "approval_given", at=line.now)
    alive(office)
    line.now += MINUTE
    await line.identification(office).look()
    after = await line.stands(life)
    assert (after.state, after.request.requester.assurance) == (State.WITHDRAWN, Assurance.DOMAIN_VERIFIED)


async def test_lockdown_freezes_what_is_known_until_it_is_left(office: Office, line: Watched) -> None:
    life = await unproven(office, line)
    alive(office)
    line.mode, line.now = Mode.LOCKDOWN, NOW + MINUTE
    identification = line.identification(office)
    await identification.look()
    assert (await line.stands(life), identification.next_due()) == (life, None)
    line.mode = Mode.POLICY
    await identification.look()
    assert (await line.stands(life)).request.requester.assurance is Assurance.DOMAIN_VERIFIED


async def test_name_server_that_fails_once_more_takes_no_proof_away(office: Office, line: Watched) -> None:
    office.publish("ca.gov")
    office.server.failing |= {"_dmarc.ca.gov"}
    life = await line.post(office, signed(mail("<x@ca.gov>", text=ASKS), "ca.gov"))
    assert life.request.requester.assurance is Assurance.DOMAIN_VERIFIED
    assert open_questions(life.request.mail) == 1
    office.examiner.stop()
    office.examiner = MailExaminer(lambda _: office.context, make_resolver=office.server.resolver)
    alive(office)
    office.server.failing |= {"s1._domainkey.ca.gov"}
    line.now += MINUTE
    await line.identification(office).look()
    assert await line.stands(life) == life


@pytest.fixture
async def listed(office: Office, line: Watched) -> Life:
    """A request that is proven to come from a domain that nobody knows."""
    office.publish("springfieldpd.example")
    raw = mail("Springfield Police <records@springfieldpd.example>", text=ASKS)
    life = await line.post(office, signed(raw, "springfieldpd.example"))
    assert len(life.request.requester.possible_levels) > 1
    return life


async def test_new_list_says_who_asks_in_requests_that_wait(office: Office, line: Watched, listed: Life) -> None:
    identification = line.identification(office)
    await identification.look()
    assert await line.stands(listed) == listed
    line.subscribe(CITIES)
    await identification.look()
    after = await line.stands(listed)
    assert after.request.requester.possible_levels == {Level.MUNICIPAL}
    assert (after.state, after.request.mail) == (State.AWAITING_CONFIRMATION, listed.request.mail)
    line.subscribe()
    await identification.look()
    assert (await line.stands(listed)).request.requester.possible_levels == listed.request.requester.possible_levels
    kinds = [one.payload["because"] for one in await line.ledger.entries(limit=99) if one.kind == "request_identified"]
    assert kinds == ["lists", "lists"]


async def test_list_that_calls_a_domain_federal_declines_what_waits(
    office: Office, line: Watched, listed: Life
) -> None:
    line.subscribe(FEDERAL)
    identification = line.identification(office)
    await identification.look()
    after = await line.stands(listed)
    assert after.state is State.DECLINED
    assert FindingKind.CLAIM_CONTRADICTS_DOMAIN in {found.kind for found in after.request.findings}


async def test_finished_clip_is_not_touched_by_a_list(office: Office, line: Watched, listed: Life) -> None:
    ready = replace(listed, version=listed.version + 1, state=State.READY, due=line.now + timedelta(days=1))
    await line.lives.step(listed, ready, "state_changed", at=line.now)
    line.subscribe(FEDERAL)
    await line.identification(office).look()
    assert await line.stands(listed) == ready


async def test_call_back_stays_with_a_request_that_is_identified_anew(
    office: Office, line: Watched, listed: Life
) -> None:
    from tests.domain.test_call_back import FOUND

    requester = replace(listed.request.requester, call_back=FOUND)
    called = replace(listed, version=listed.version + 1, request=replace(listed.request, requester=requester))
    await line.lives.step(listed, called, "call_back_recorded", at=line.now)
    line.subscribe(CITIES)
    await line.identification(office).look()
    after = await line.stands(listed)
    assert after.request.requester.call_back == FOUND
    assert after.request.requester.possible_levels == {Level.MUNICIPAL}


async def test_what_a_grown_requests_older_message_left_possible_stays_possible(office: Office, line: Watched) -> None:
    first = await unproven(office, line)
    more = ASKS.replace("14:01", "14:30")
    grown = await line.post(office, signed(mail("<x@ca.gov>", text=more), "ca.gov"))
    assert (grown.id, grown.request.arrival_id != first.request.arrival_id) == (first.id, True)
    alive(office)
    line.now += MINUTE
    await line.identification(office).look()
    after = await line.stands(first)
    assert after.request.requester.proven_domain == "ca.gov"
    assert after.request.requester.possible_levels == first.request.requester.possible_levels


async def test_looking_again_finds_the_same_where_nothing_changed(office: Office, line: Watched) -> None:
    office.publish("fbi.gov")
    for number, (sender, text) in enumerate(
        (
            ("Springfield Police Department <records@springfield.gov>", ASKS),
            ("Ring <no-reply@ring.com>", "The Springfield Police Department posted a Community Request. Code: AB-1\n"),
            ("X <x@gmail.com>", "ICE ERO asks with the 287(g) task force for your video, case 7.\n"),
        )
    ):
        await line.post(office, mail(sender, text=f"{text} {number}"))
    before = dict(line.lives.open)
    assert before
    await line.identification(office).look()
    assert line.lives.open == before
