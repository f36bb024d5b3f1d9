"""Which links of a message are shown to people."""

from hypothesis import given, settings, strategies as st

from custom_components.ring_guard.domain.links import LONGEST_LINK, MOST_LINKS, links_in


def test_links_are_found_once_and_without_the_end_of_the_sentence() -> None:
    text = (
        "Upload at https://upload.example.org/r/1?x=2. Again: <https://upload.example.org/r/1?x=2> or HTTP://b.example)"
    )
    assert links_in(text) == ("https://upload.example.org/r/1?x=2", "HTTP://b.example")


def test_nothing_else_is_a_link() -> None:
    assert links_in("javascript:alert(1) ftp://x.example file:///etc/passwd www.example.org") == ()


def test_few_and_short_ones_are_shown() -> None:
    many = " ".join(f"https://{number}.example" for number in range(20))
    assert len(links_in(many)) == MOST_LINKS
    assert links_in("https://example.org/" + "a" * LONGEST_LINK) == ()


@settings(max_examples=50)
@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    assert all(link in text for link in links_in(text))
