"""Looking again who asks finds what was found the first time, as long as nothing more is known."""

from datetime import timedelta

import pytest

from custom_components.ring_guard.domain.lifecycle import amend, begin
from custom_components.ring_guard.domain.matching import merged
from custom_components.ring_guard.domain.model import Effect, Mode
from custom_components.ring_guard.domain.policy import Policy, prepare
from custom_components.ring_guard.domain.requesters import Registry
from custom_components.ring_guard.pipeline.identification import identify_again
from custom_components.ring_guard.pipeline.intake import House, consider
from tests.corpus.loading import HOUSEHOLD, RECEIVED, ZONE, corpus
from tests.corpus.signing import evidence

HOUSE = House(
    evaluator=prepare(Policy(default=Effect.CONFIRM, time_zone=ZONE)),
    mode=Mode.POLICY,
    reading=HOUSEHOLD,
    registry=Registry.builtin(),
    answer_within=timedelta(days=1),
)


@pytest.mark.parametrize("part", range(4))
def test_every_message_of_the_corpus_is_identified_as_before(part: int) -> None:
    for message in corpus("development")[part::4]:
        mail = evidence(message)
        first = consider(message.arrival, HOUSE, mail)
        life = begin(first.request, first.decision, now=RECEIVED, answer_within=HOUSE.answer_within)
        assert identify_again(life, message.arrival, HOUSE, mail) == life.request, message.name


def test_a_request_that_grew_keeps_what_both_of_its_messages_claimed() -> None:
    one, other = (consider(message.arrival, HOUSE, None) for message in corpus("development")[:2])
    life = begin(one.request, one.decision, now=RECEIVED, answer_within=HOUSE.answer_within)
    grown = amend(life, merged(life.request, other.request), other.decision, now=RECEIVED)
    assert identify_again(grown, other.arrival, HOUSE, None) == grown.request
