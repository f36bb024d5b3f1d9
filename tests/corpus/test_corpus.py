"""What identification must never get wrong, and how well it has to do on the half that it was improved on."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from custom_components.ring_guard.domain.model import Level, System
from tests.corpus.loading import HALVES, corpus
from tests.corpus.scoring import identified, measure

FROZEN = Path(__file__).parent / "frozen"


def test_frozen_half_is_what_was_written_before_the_code_was_read() -> None:
    """Changing a label or a message needs this line changed too, and a reason beside it."""
    files = sorted(FROZEN.glob("*.txt"))
    digest = sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")

    assert digest.hexdigest() == "1729ede31387705b5ba5e61a5f75fadd00d1fa47a8353d96cf08dfd98693d197"


@cache
def score(half):
    return measure(half)


def test_corpus_has_as_many_messages_as_it_should_and_no_name_twice():
    assert all(len(corpus(half)) >= 160 for half in HALVES)
    assert {message.system for half in HALVES for message in corpus(half)} == set(System)
    claimed = {level for half in HALVES for message in corpus(half) for group in message.levels.must for level in group}
    assert claimed == set(Level)


@pytest.mark.parametrize("half", HALVES)
def test_no_federal_requester_is_treated_as_certainly_not_federal(half):
    assert score(half).not_federal == []


@pytest.mark.parametrize("half", HALVES)
def test_no_honest_local_requester_is_treated_as_certainly_federal(half):
    assert score(half).federal == []


@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [
        ("level", 0.97, 0.97),
        ("agency", 0.95, 0.95),
        ("finding", 0.97, 0.97),
        ("demand", 0.97, 0.97),
        ("system", 0.99, 0.99),
        ("window", 0.99, 0.97),
        ("reference", 0.97, 0.95),
    ],
)
def test_the_development_half_stays_as_well_read_as_it_was(kind, precision, recall):
    total = score("development").total(kind)
    assert total.precision >= precision
    assert total.recall >= recall


def test_every_finding_and_level_is_found_more_often_than_not():
    tallies = score("development").tallies
    weak = [
        value
        for kind in ("finding", "level")
        for value, tally in tallies[kind].items()
        if tally.right + tally.missed and tally.recall < 0.6
    ]
    assert weak == []


def test_signatures_of_the_corpus_are_real_and_count():
    signed = [message for half in HALVES for message in corpus(half) if message.signed]
    proven = [identified(message).requester.proven_domain for message in signed[:12]]
    assert all(proven)
