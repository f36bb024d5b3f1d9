"""The examples of own lists in the documentation say the same in both formats, and are read as they are meant."""

from pathlib import Path
import re

from custom_components.ring_guard.domain.model import Level
from custom_components.ring_guard.domain.requesters.lists import ListFormat

from .samples import read

PAGE = (Path(__file__).parents[4] / "docs" / "lists.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^```(csv|json)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def test_both_examples_name_the_same_bodies() -> None:
    table = read(EXAMPLES["csv"].encode(), ListFormat.OWN_TABLE)
    document = read(EXAMPLES["json"].encode(), ListFormat.OWN_JSON)
    for found in (table, document):
        assert found.rows == 4
        assert len(found.names) == 3, "the short form is the same name"
        assert found.domain("pd.springfield.gov").levels == {Level.MUNICIPAL}
        assert found.domain("news.example").levels == {Level.MEDIA}
        assert found.domain("patrol.example").organisation == "Example Street Patrol"
    assert {(name.written, name.levels) for name in table.names} == {
        (name.written, name.levels) for name in document.names
    }


def test_every_level_is_named_on_the_page() -> None:
    assert all(f"`{level}`" in PAGE for level in Level)
