"""Who a message gives itself out as: claims count, mentions are findings, and names never narrow what is possible."""

import pytest

from custom_components.ring_guard.domain.model import ALL_LEVELS, Assurance, FindingKind, Level
from custom_components.ring_guard.domain.requesters import Registry, identify
from custom_components.ring_guard.domain.requesters.identify import NAME_REASON_KEYS
from tests.domain.formats.messages import read_object, read_text

FEDERAL, STATE, COUNTY, TOWN = Level.FEDERAL, Level.STATE, Level.COUNTY, Level.MUNICIPAL


def ask(text, media_type="text/plain"):
    """Read and identify one message."""
    return identify(read_text(text, media_type), Registry.builtin())


def kinds(request):
    """Return the kinds of a request's findings."""
    return {found.kind for found in request.findings}


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("From: FBI Denver", {FEDERAL}),
        ("From: Example Agent <a@fbi.gov>\n\nPlease send your video.", {FEDERAL}),
        ("We are agents of the FBI. We need your footage.", {FEDERAL}),
        ("The FBI is requesting your help.", {FEDERAL}),
        ("This is Special Agent Example, Drug Enforcement Administration.", {FEDERAL}),
        (
            "Hello,\nplease share your video.\n\nSincerely,\nSpecial Agent Example\nFederal Bureau of Investigation\nDenver Field Office",
            {FEDERAL},
        ),
        ("Please share.\n--\nOfficer Example\nU.S. Immigration and Customs Enforcement", {FEDERAL}),
        ("We spoke to somebody from ICE yesterday; send us the video.", {FEDERAL}),
        ("Homeland Security Investigations needs footage", {FEDERAL}),
        ("I work for the U.S. Marshals Service", {FEDERAL}),
        ("Deputy U.S. Marshal Example here", {FEDERAL}),
        ("The postal inspectors ask: this is the U.S. Postal Inspection Service", {FEDERAL}),
        ("NCIS agents are looking for a witness", {FEDERAL}),
        ("Military Police, Fort Example, requests video", {Level.MILITARY}),
        ("Contact: agent@denver.fbi.gov", {FEDERAL}),
        ("HHS OIG requests your video", {FEDERAL}),
        ("fbi here, send video", {FEDERAL}),
        ("Die Bundespolizei bittet um Ihr Video", {FEDERAL}),
        ("La Gendarmerie nationale demande votre vidéo", {FEDERAL}),
        ("Australian Federal Police requests footage", {FEDERAL}),
        ("National Crime Agency requests footage", {FEDERAL}),
        ("Europol requests footage", {FEDERAL}),
        ("The RCMP is asking for video", {FEDERAL, TOWN}),
        ("Ontario Provincial Police requests footage", {STATE}),
        ("Kent Police requests footage", {TOWN}),
        ("Metropolitan Police Service requests footage", {TOWN}),
        ("Polizeipräsidium Musterstadt bittet um Ihr Video", {TOWN}),
        ("Federal Way Police Department requests footage", {TOWN}),
        ("National City Police needs video", {TOWN}),
        ("Marshalltown Police Department asks for video", {TOWN}),
        ("From: Officer Example <o@federalwaywa.gov>\n\nFederal Way Police Department", {TOWN}),
        ("Springfield Police Department is requesting your help", {TOWN}),
        ("Officer Example, Springfield PD, asks for video", {TOWN}),
        ("City of Springfield Police requests video", {TOWN}),
        ("Port Angeles Police Department requests video", {TOWN}),
        ("College Station Police Department requests video", {TOWN}),
        ("Pueblo Police Department requests video", {TOWN}),
        ("Kansas City Police Department requests video", {TOWN}),
        ("I'm Det. Example with the Greene County Sheriff's Office", {COUNTY}),
        ("Greene County Sheriff’s Office requests video", {COUNTY}),
        ("Prince George's County Police Department requests video", {COUNTY}),
        ("The District Attorney's Office requests video", {COUNTY}),
        ("Colorado State Patrol requests video", {STATE}),
        ("Georgia Bureau of Investigation requests video", {STATE}),
        ("Oregon Department of Justice requests video", {STATE}),
        ("Florida Department of State asks for video", {STATE}),
        ("New Jersey Office of Homeland Security and Preparedness asks for video", {STATE}),
        ("California Highway Patrol requests video", {STATE}),
        ("Texas Rangers request video", {STATE}),
        ("State Police ask for video", {STATE}),
        ("Navajo Nation Police Department requests video", {Level.TRIBAL}),
        ("Ohio State University Police Department requests video", {Level.CAMPUS}),
        ("University of Springfield Police Department requests video", {Level.CAMPUS}),
        ("BART Police requests video", {Level.SPECIAL_DISTRICT}),
        ("Springfield School District Police requests video", {Level.SPECIAL_DISTRICT}),
        ("Port Authority of New York and New Jersey requests video", {Level.INTERSTATE}),
        ("Springfield Fire Department requests video", {Level.FIRE_MEDICAL}),
        ("I am an attorney and represent a driver", {Level.LAWYER_INVESTIGATOR}),
        ("Reporter Example, Channel 9 News", {Level.MEDIA}),
        ("State Farm Insurance claims adjuster here", {Level.PRIVATE_COMPANY}),
        ("Hi, this is your neighbor from number 12. USPS delivered at 2 PM and the parcel is gone", {Level.NEIGHBOUR}),
        ("Did your camera see anything? I live at 14 Oak Road", {Level.NEIGHBOUR}),
        ("Could you send me the video please", set()),
        ("There was black ice on the road and so we crashed", set()),
        ("You can also call your local police department.", set()),
    ],
)
def test_claimed_levels_are_those_that_the_message_gives_itself(text, levels):
    assert ask(text).requester.claimed_levels == levels


def test_federal_partner_of_a_local_body_is_an_interest_and_no_claim():
    request = ask("The Springfield Police Department is requesting your help, together with our partners at the FBI.")
    assert request.requester.claimed_levels == {TOWN}
    assert request.requester.claimed_agencies == set()
    assert FindingKind.FEDERAL_INTEREST in kinds(request)
    assert "requester_only_mentioned" in {reason.key for reason in request.requester.reasons}


def test_federal_name_is_claimed_where_nobody_else_is():
    request = ask("We are working with the FBI on this, please share your footage.")
    assert request.requester.claimed_levels == {FEDERAL}
    assert request.requester.claimed_agencies == {"fbi"}


def test_two_bodies_side_by_side_are_both_claimed():
    request = ask("Springfield Police Department and the FBI are seeking video of a robbery.")
    assert request.requester.claimed_levels == {FEDERAL, TOWN}


def test_federal_sender_of_a_local_text_is_claimed_beside_it():
    request = ask(
        b"From: FBI Denver <x@example.org>\r\nSubject: Video\r\n\r\nThe Springfield Police Department is requesting video.",
        "message/rfc822",
    )
    assert request.requester.claimed_levels == {FEDERAL, TOWN}


@pytest.mark.parametrize(
    "text",
    [
        "Detective Example, Springfield Police Department, FBI Safe Streets Task Force",
        "Springfield Police Department, working with the JTTF",
        "Springfield Police Department, HIDTA group 3",
        "The Greene County Sheriff's Office and Operation Stonegarden request video",
    ],
)
def test_task_force_adds_federal_to_the_claim_and_is_a_finding(text):
    request = ask(text)
    assert FEDERAL in request.requester.claimed_levels
    assert request.requester.claimed_levels > {FEDERAL}
    assert FindingKind.TASK_FORCE in kinds(request)


def test_agency_field_of_an_object_is_a_claim():
    request = identify(read_object({"agency": "FBI", "message": "Springfield asks"}), Registry.builtin())
    assert request.requester.claimed_levels == {FEDERAL}
    assert request.requester.claimed_name == "FBI"


def test_names_leave_everything_possible_and_prove_nothing():
    for text in ("Springfield Police Department asks", "FBI asks", "hello", "Colorado State Patrol asks"):
        requester = ask(text).requester
        assert requester.possible_levels == ALL_LEVELS
        assert requester.assurance is Assurance.UNVERIFIED
        assert requester.proven_agency is None
        assert requester.assured is None
        assert requester.reasons[-1].key == "requester_unproven"


def test_every_reason_uses_a_listed_key():
    texts = [
        "FBI asks",
        "hello",
        "FВI asks",
        "Springfield PD asks with our partners at the FBI",
        "JTTF asks",
        "Contact: a@fbi.gov",
        "Springfield PD asks",
        "Ring Search Party: lost dog",
    ]
    used = {reason.key for text in texts for reason in ask(text).requester.reasons}
    assert used == set(NAME_REASON_KEYS)


def test_identifying_twice_changes_nothing():
    once = ask("The FВI demands video of a protest. Failure to comply is a crime.")
    assert identify(once, Registry.builtin()) == once


def test_search_party_is_a_neighbours():
    assert ask("Ring Search Party: have you seen this lost dog?").requester.claimed_levels == {Level.NEIGHBOUR}
