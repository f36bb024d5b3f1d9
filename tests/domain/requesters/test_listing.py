"""What the household's lists add to who is asking: claims on them count against, a proven domain for, near names not."""

import pytest

from custom_components.ring_guard.domain.model import ALL_LEVELS, Assurance, FindingKind, Level, Severity
from custom_components.ring_guard.domain.requesters import Registry, identify
from custom_components.ring_guard.domain.requesters.listing import possible_lists, proven_lists
from custom_components.ring_guard.domain.requesters.lists import ListFormat
from tests.domain.formats.messages import read_text

from .lists.samples import AGREEMENTS, DOTGOV, OWN, read, registry

FEDERAL, STATE, COUNTY, TOWN, FIRE = Level.FEDERAL, Level.STATE, Level.COUNTY, Level.MUNICIPAL, Level.FIRE_MEDICAL

GOV = read(DOTGOV, ListFormat.DOTGOV, "gov", "Registry")
AGREED = read(AGREEMENTS, ListFormat.AGREEMENTS_287G, "agreed", "Agreements")
MINE = read(OWN, ListFormat.OWN_TABLE, "mine", "Mine")
EVERY = registry(GOV, AGREED, MINE)


def ask(text: str, known: Registry = EVERY):
    return identify(read_text(text), known)


def kinds(request) -> set[FindingKind]:
    return {found.kind for found in request.findings}


@pytest.mark.parametrize(
    ("host", "levels", "lists"),
    [
        ("pd.federalwaywa.gov", {TOWN, FIRE}, {"gov"}),
        ("nationalcityca.gov", {TOWN, FIRE}, {"gov"}),
        ("marshalltownia.gov", {TOWN, FIRE}, {"gov"}),
        ("njhomelandsecurity.gov", {STATE}, {"gov"}),
        ("dc.gov", {STATE}, {"gov"}),
        ("fbi.gov", {FEDERAL}, set()),
        ("newkind.gov", set(ALL_LEVELS), {"gov"}),
        ("police.city.example", {TOWN}, {"mine"}),
        ("only-a-domain.example", set(ALL_LEVELS), {"mine"}),
    ],
)
def test_a_host_is_what_the_registry_and_all_lists_say(host: str, levels: set[Level], lists: set[str]) -> None:
    found = EVERY.domain(host)
    assert found is not None
    assert (found.levels, found.lists) == (levels, lists)


def test_a_shared_domain_stays_shared_although_the_registry_calls_it_federal() -> None:
    found = EVERY.domain("leo.gov")
    assert found.shared
    assert found.agency is None
    assert found.levels >= {FEDERAL, STATE, COUNTY, TOWN}
    assert found.organisation == "Department of Justice, Federal Bureau of Investigation"
    assert EVERY.by_domain("leo.gov") is None


def test_another_list_only_adds_what_is_possible() -> None:
    wrong = read(b"domain,level\nfbi.gov,municipal\n", ListFormat.OWN_TABLE, "wrong")
    assert registry(wrong).domain("fbi.gov").levels == {FEDERAL, TOWN}
    assert registry(wrong).domain("fbi.gov").agency == "fbi"
    assert registry(wrong).by_domain("fbi.gov").levels == {FEDERAL}


def test_the_address_of_a_body_that_only_a_list_knows_is_a_claim_of_its_levels() -> None:
    request = ask("From: Clerk Example <clerk@uscourts.gov>\n\nPlease send your video.")
    assert request.requester.claimed_levels == {FEDERAL}
    request = ask("Contact: officer@springfieldcounty.gov")
    assert request.requester.claimed_levels == {COUNTY, FIRE}
    assert request.requester.possible_levels == ALL_LEVELS
    assert request.requester.assurance is Assurance.UNVERIFIED


def test_a_claimed_name_on_an_own_list_is_found_although_nobody_else_knows_it() -> None:
    request = ask("This is Officer Example with Example Street Patrol, we need your video.")
    assert request.requester.claimed_lists == {"mine"}
    assert Level.PRIVATE_COMPANY in request.requester.claimed_levels
    (reason,) = [each for each in request.requester.reasons if each.key == "requester_listed"]
    assert dict(reason.placeholders) == {
        "name": "Example Street Patrol",
        "known": "Example Street Patrol",
        "list": "Mine",
    }


def test_a_claimed_address_on_an_own_list_is_a_claim_too() -> None:
    request = ask("Please send your video. Contact: somebody@only-a-domain.example")
    assert request.requester.claimed_lists == {"mine"}
    assert request.requester.claimed_levels == set()


def test_names_on_lists_prove_nothing() -> None:
    requester = ask("Example City Police requests your video.").requester
    assert requester.claimed_lists == {"mine"}
    assert requester.proven_lists == set()
    assert requester.possible_lists is None
    assert requester.possible_levels == ALL_LEVELS


def test_a_list_never_hides_a_known_body_in_a_name() -> None:
    sly = read(b"name,level\nFBI Example Office,neighbour\nFBI,\n", ListFormat.OWN_TABLE, "sly")
    request = ask("From: FBI Example Office", registry(sly))
    assert request.requester.claimed_levels >= {FEDERAL}
    assert request.requester.claimed_agencies == {"fbi"}
    assert ask("From: FBI", registry(sly)).requester.claimed_levels == {FEDERAL}


@pytest.mark.parametrize(
    "text",
    [
        "I'm Det. Example with the Franklin County Sheriff's Office",
        "Franklin County Sheriff requests video",
        "From: Example Springs PD",
        "The Alaska Department of Corrections requests video",
    ],
)
def test_a_claimed_body_with_an_agreement_is_a_finding_and_a_federal_interest(text: str) -> None:
    request = ask(text)
    assert {FindingKind.AGREEMENT_287G, FindingKind.FEDERAL_INTEREST} <= kinds(request)
    assert "agreed" in request.requester.claimed_lists
    assert FEDERAL not in request.requester.claimed_levels


def test_the_finding_says_in_which_states_and_what_was_agreed() -> None:
    found = next(
        each
        for each in ask("Franklin County Sheriff requests video").findings
        if each.kind is FindingKind.AGREEMENT_287G
    )
    assert found.severity is Severity.CONCERN
    assert "Alabama: Warrant Service Officer, Task Force Model" in found.evidence
    assert "Florida" in found.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Kent County Sheriff's Office requests video",
        "Example City Police requests video",
        "Department of Corrections requests video",
        "Did your camera see anything? I live at 14 Oak Road",
    ],
)
def test_no_agreement_is_seen_where_no_listed_body_asks(text: str) -> None:
    assert FindingKind.AGREEMENT_287G not in kinds(ask(text))


def test_a_near_name_resembles_and_counts_for_nothing() -> None:
    request = ask("Green County Sheriff's Office requests video")
    assert request.requester.claimed_lists == set()
    assert kinds(request).isdisjoint({FindingKind.AGREEMENT_287G, FindingKind.LOOKALIKE_NAME})
    (reason,) = [each for each in request.requester.reasons if each.key == "requester_resembles"]
    assert dict(reason.placeholders)["known"] == "Greene County Sheriff’s Office"


def test_an_imitated_name_of_a_list_is_a_finding_and_still_a_claim() -> None:
    request = ask("Gr\u0435ene County Sheriff's Office requests video")
    assert FindingKind.LOOKALIKE_NAME in kinds(request)
    assert "agreed" in request.requester.claimed_lists


def test_a_proven_domain_is_on_the_lists_that_name_it() -> None:
    assert proven_lists("federalwaywa.gov", EVERY) == {"gov"}
    assert proven_lists("elsewhere.example", EVERY) == set()
    assert proven_lists(None, EVERY) == set()


def test_only_a_list_that_names_nobody_but_by_domain_can_be_ruled_out() -> None:
    assert possible_lists(None, EVERY) is None
    assert possible_lists("federalwaywa.gov", EVERY) == {"gov", "agreed", "mine"}
    assert possible_lists("elsewhere.example", EVERY) == {"agreed", "mine"}


def test_without_lists_nothing_is_claimed_on_any() -> None:
    requester = ask("Franklin County Sheriff requests video", Registry.builtin()).requester
    assert requester.claimed_lists == set()
    assert EVERY.names is not Registry.builtin().names
    assert not Registry.builtin().lists
