"""Plain values become one JSON text, whatever a stranger put into them."""

import json
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.ring_guard.domain.model.json_text import write_json

texts = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    ["\ud800", "a\udfff", "\ud83d\ude00", "\x00", "é"]
)
plains = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)


def read(written: bytes) -> Any:
    return json.loads(written, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


@settings(max_examples=200)
@given(plains, st.booleans())
def test_what_is_written_is_read_back_and_written_the_same_again(plain: Any, sort_keys: bool) -> None:
    written = write_json(plain, sort_keys=sort_keys)
    again = read(written)
    assert again == json.loads(json.dumps(plain))
    assert write_json(again, sort_keys=sort_keys) == written


@settings(max_examples=100)
@given(st.dictionaries(texts, texts))
def test_sorted_keys_give_equal_values_equal_bytes(plain: dict[str, str]) -> None:
    turned = dict(reversed(plain.items()))
    assert write_json(turned, sort_keys=True) == write_json(plain, sort_keys=True)


@pytest.mark.parametrize("beside", [1, 2**80, "\ud800"])
def test_what_is_no_number_becomes_null(beside: object) -> None:
    plain = [float("nan"), float("inf"), -float("inf"), beside]
    assert read(write_json(plain)) == [None, None, None, beside]


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes", {"deep": [object()]}])
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        write_json(value)
