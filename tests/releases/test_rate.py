"""Whoever knocks too often waits, and does not make others wait; tokens and phrases are known by their hashes alone."""

from hypothesis import given, settings, strategies as st

from custom_components.ring_guard.releases import rate
from custom_components.ring_guard.releases.links import (
    hash_pass_phrase,
    hash_token,
    is_pass_phrase,
    new_pass_phrase,
    new_token,
)
from custom_components.ring_guard.releases.rate import Rate


def test_an_address_has_so_many_tries_and_gets_more_with_time() -> None:
    door = Rate(each=(3, 1), together=(100, 10))
    assert [door.allows("198.51.100.7", 0) for _ in range(4)] == [True, True, True, False]
    assert door.allows("198.51.100.8", 0)
    assert door.allows("198.51.100.7", 1)
    assert not door.allows("198.51.100.7", 1.5)


def test_one_who_knocks_without_end_takes_nothing_from_the_others() -> None:
    door = Rate(each=(3, 0), together=(10, 0))
    for _ in range(100):
        door.allows("198.51.100.7", 0)
    assert [door.allows(f"198.51.100.{number}", 0) for number in range(10, 18)] == [True] * 7 + [False]


def test_the_addresses_of_one_network_are_one() -> None:
    door = Rate(each=(1, 0), together=(100, 0))
    assert door.allows("2001:db8:0:1::1", 0)
    assert not door.allows("2001:db8:0:1:ffff::9", 0)
    assert door.allows("2001:db8:0:2::1", 0)
    assert door.allows("::ffff:198.51.100.7", 0)
    assert not door.allows("198.51.100.7", 0)
    assert door.allows("not an address", 0)


def test_memory_is_bounded() -> None:
    door = Rate(each=(1, 0), together=(10**6, 0))
    for number in range(rate.MOST_ADDRESSES + 50):
        door.allows(f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}", 0)
    assert len(door._buckets) == rate.MOST_ADDRESSES


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.floats(0, 5)), max_size=60))
def test_no_more_than_allowed_ever_pass(knocks: list[tuple[str, float]]) -> None:
    door, now, passed = Rate(each=(2, 0.5), together=(4, 1)), 0.0, {"a": 0, "b": 0, "c": 0}
    for address, wait in knocks:
        now += wait
        passed[address] += door.allows(address, now)
    assert all(count <= 2 + 0.5 * now + 1e-6 for count in passed.values())
    assert sum(passed.values()) <= 4 + now + 1e-6


def test_tokens_are_long_different_and_known_by_their_hash() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) * 6 >= 256 for token in tokens)
    assert all(hash_token(token) not in {None, token} for token in tokens)
    assert [hash_token(token) for token in ("", "x", "a" * 44, "a" * 42 + "/", "ä" * 43)] == [None] * 5


def test_a_pass_phrase_is_known_however_it_is_spaced() -> None:
    phrase = new_pass_phrase()
    kept = hash_pass_phrase(phrase)
    assert phrase not in kept
    assert is_pass_phrase(phrase.replace(" ", "-"), kept)
    assert not is_pass_phrase("", kept)
    assert not is_pass_phrase(phrase[:-1], kept)
    assert hash_pass_phrase(phrase) != kept
