"""Names made to look like a national body's are found and claimed; near names and honest words are not."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.domain.model import FindingKind, Level
from custom_components.ring_guard.domain.requesters import Registry, identify
from custom_components.ring_guard.domain.requesters.data.agencies import rows
from tests.domain.formats.messages import read_text

LOOKS_LIKE = {
    "A": "АΑ", "B": "ВΒ8", "C": "СϹ", "E": "ЕΕ", "F": "Ϝ", "H": "НΗ", "I": "lІΙ1|", "M": "МΜ", "N": "Ν", "O": "ОΟ0", "P": "РΡ", "S": "Ѕ5", "T": "ТΤ", "X": "ХΧ",
    "a": "аα", "c": "с", "e": "е", "i": "іı", "l": "I1", "o": "оο0", "p": "р", "s": "ѕ", "x": "х", "y": "у", "h": "һ", "d": "ԁ", "g": "ɡ",
}  # fmt: skip
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u202e\u034f"
NAMES = [
    name.lstrip("*")
    for row in rows()
    for name in row.names
    if row.country == "US" and Level.FEDERAL in row.levels and not name.startswith("~") and len(name) > 2
]


def ask(text):
    """Read and identify one message."""
    return identify(read_text(text), Registry.builtin())


def kinds(request):
    """Return the kinds of a request's findings."""
    return {found.kind for found in request.findings}


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_a_federal_body_is_claimed_federal(name):
    assert Level.FEDERAL in ask(f"From: {name}").requester.claimed_levels
    assert FindingKind.LOOKALIKE_NAME not in kinds(ask(f"From: {name}"))


@settings(max_examples=150, deadline=None)
@given(data=st.data(), name=st.sampled_from(NAMES))
def test_imitations_of_a_federal_name_are_found_and_claimed_federal(data, name):
    places = [index for index, letter in enumerate(name) if letter in LOOKS_LIKE]
    if not places:
        return
    chosen = data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=3, unique=True))
    letters = [
        data.draw(st.sampled_from(LOOKS_LIKE[letter])) if index in chosen else letter
        for index, letter in enumerate(name)
    ]
    request = ask(f"This is the {''.join(letters)} and we need your video.")
    assert Level.FEDERAL in request.requester.claimed_levels
    assert FindingKind.LOOKALIKE_NAME in kinds(request)
    assert request.suspicious


@settings(max_examples=60, deadline=None)
@given(data=st.data(), name=st.sampled_from([name for name in NAMES if " " not in name and name.isalpha()]))
def test_invisible_characters_inside_a_name_are_found(data, name):
    place = data.draw(st.integers(min_value=1, max_value=len(name) - 1))
    request = ask(f"From: {name[:place]}{data.draw(st.sampled_from(INVISIBLE))}{name[place:]}")
    assert Level.FEDERAL in request.requester.claimed_levels
    assert kinds(request) >= {FindingKind.LOOKALIKE_NAME, FindingKind.HIDDEN_CHARACTERS}


@pytest.mark.parametrize("text", ["ＦＢＩ", "F8I", "FBl", "FB|", "lCE", "1CE", "𝐅𝐁𝐈", "F̶B̶I̶", "Ⓕ BI FВI"])
def test_known_tricks_are_found(text):
    assert FindingKind.LOOKALIKE_NAME in kinds(ask(f"From: {text} Denver"))


@pytest.mark.parametrize(
    "text", ["F.B.I.", "F B I", "U.S. Marshals Service", "FBI's Denver office", "Customs & Border Protection", "D.E.A."]
)
def test_ordinary_ways_of_writing_a_name_are_no_imitation(text):
    request = ask(f"From: {text}")
    assert Level.FEDERAL in request.requester.claimed_levels
    assert FindingKind.LOOKALIKE_NAME not in kinds(request)


@pytest.mark.parametrize(
    "text",
    [
        "bla bla bla",
        "call 515 555 0100",
        "CLA members",
        "ice on the road",
        "Marie Curie",
        "Sheriff’s Oﬃce of Greene County",
        "the sec passed",
        "Depart\u00adment of Public Works",
        "Straße 15",
        "so it is",
        "Привет, сосед",
        "FBL Insurance",
    ],
)
def test_honest_words_are_no_imitation(text):
    request = ask(text)
    assert FindingKind.LOOKALIKE_NAME not in kinds(request)
    assert Level.FEDERAL not in request.requester.claimed_levels


@settings(max_examples=100, deadline=None)
@given(
    place=st.sampled_from(
        [
            "Springfield",
            "Federal Way",
            "Federal Heights",
            "National City",
            "Marshalltown",
            "Marshall",
            "Border",
            "Justice",
            "Secret Lake",
            "Iceland",
            "Fort Bragg",
            "Cape May",
            "St. Paul",
            "West Point",
        ]
    ),
    body=st.sampled_from(
        [
            "Police Department",
            "Police",
            "PD",
            "County Sheriff's Office",
            "Fire Department",
            "School District Police",
            "Campus Police",
        ]
    ),
)
def test_honest_local_names_are_never_claimed_federal(place, body):
    request = ask(f"{place} {body} is requesting your help.")
    assert request.requester.claimed_levels
    assert Level.FEDERAL not in request.requester.claimed_levels
    assert not request.suspicious


def test_near_name_is_only_what_it_says():
    green, greene = (ask(f"{name} County Sheriff's Office asks for video.").requester for name in ("Green", "Greene"))
    assert green.claimed_name == "Green County Sheriff's Office"
    assert greene.claimed_name == "Greene County Sheriff's Office"
    assert green.claimed_agencies == greene.claimed_agencies == set()
