"""Each check of the tree finds the fault it is there for, and says nothing about a sound tree."""

import json
from pathlib import Path
import subprocess
from typing import Any

import pytest

from scripts.checks.actions import check_actions
from scripts.checks.keys import check_keys
from scripts.checks.manifest import check_manifest
from scripts.checks.package import LANGUAGES, PACKAGE
from scripts.checks.shapes import check_shapes
from scripts.checks.sizes import check_sizes
from scripts.checks.translations import check_translations
from scripts.checks.tree import check_tree

MANIFEST = {
    "domain": "ring_guard",
    "name": "Ring Guard",
    "codeowners": [],
    "config_flow": True,
    "documentation": "",
    "integration_type": "service",
    "iot_class": "local_push",
    "issue_tracker": "",
    "version": "0.1.0",
}


def write(root: Path, name: str, content: str | Any) -> None:
    """Write a file of a small tree; anything but a text becomes JSON."""
    path = root / PACKAGE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


def say(root: Path, texts: Any, **others: Any) -> None:
    """Write the same texts in all languages, or other ones where they are given."""
    for language in LANGUAGES:
        write(root, f"translations/{language}.json", others.get(language, texts))


def test_a_sound_tree_has_no_problems(tmp_path: Path) -> None:
    write(tmp_path, "manifest.json", MANIFEST)
    (tmp_path / "hacs.json").write_text('{"name": "Ring Guard"}')
    write(tmp_path, "services.yaml", "decline:\n  fields:\n    request_id:\n")
    write(tmp_path, "icons.json", {"services": {"decline": {}}})
    write(tmp_path, "code.py", 'raise HomeAssistantError(translation_key="full")\nAction("decline")\n')
    field = {"request_id": {"name": "Request", "description": "Which one."}}
    action = {"name": "Decline", "description": "Declines a request.", "fields": field}
    say(tmp_path, {"exceptions": {"full": {"message": "{disk} is full."}}, "services": {"decline": action}})
    checks = (check_manifest, check_translations, check_shapes, check_keys, check_actions, check_sizes)
    assert [problem for check in checks for problem in check(tmp_path)] == []


def test_manifest_keys_out_of_order_are_found(tmp_path: Path) -> None:
    write(tmp_path, "manifest.json", dict(reversed(MANIFEST.items())))
    (tmp_path / "hacs.json").write_text('{"name": "Ring Guard"}')
    assert any("order" in problem for problem in check_manifest(tmp_path))


@pytest.mark.parametrize("requirement", ["opencv-python==4.11.0", "dkimpy", "dkimpy>=1", "aioimaplib==2.0.1"])
def test_a_requirement_that_is_not_known_to_be_pure_or_not_pinned_is_found(tmp_path: Path, requirement: str) -> None:
    write(tmp_path, "manifest.json", {**MANIFEST, "requirements": [requirement]})
    (tmp_path / "hacs.json").write_text('{"name": "Ring Guard"}')
    assert any(requirement in problem for problem in check_manifest(tmp_path))


def test_a_missing_and_a_foreign_text_are_found(tmp_path: Path) -> None:
    say(tmp_path, {"a": "One", "b": "Two"}, de={"a": "Eins", "c": "Drei"})
    problems = list(check_translations(tmp_path))
    assert problems == ["translations/de.json: b is missing", "translations/de.json: c is not in English"]


def test_a_lost_placeholder_is_found(tmp_path: Path) -> None:
    say(tmp_path, {"a": "{count} requests"}, fr={"a": "des demandes"})
    assert list(check_translations(tmp_path)) == ["translations/fr.json: a has other placeholders than English"]


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        ({"config": {"step": {"user": {"titel": "Hello"}}}}, "config.step.user.titel stands where"),
        ({"selector": {"shape": {"options": {"Round": "Round"}}}}, "selector.shape.options.Round stands where"),
        ({"notification": {"title": "Somebody asks"}}, "notification.title stands where"),
        (
            {"selector": {"mask": {"fields": {"name": {"name": "Name"}}}}},
            "selector.mask.fields.name.description is missing",
        ),
        ({"services": {"decline": {"name": "Decline"}}}, "services.decline.description is missing"),
        ({"options": {"step": {"init": {"data_description": {"a": "A"}}}}}, "options.step.init.data.a is missing"),
        ({"issues": {"full": {"description": "The disk is full."}}}, "issues.full.title is missing"),
        ({"config_subentries": {"camera": {"abort": {"no": "No"}}}}, "config_subentries.camera.entry_type is missing"),
        ({"exceptions": {"no": {"message": "Read <b>this</b>"}}}, "exceptions.no.message holds markup"),
        ({"exceptions": {"no": {"message": "See https://example.org/help"}}}, "holds an address"),
        ({"exceptions": {"no": {"message": "There is no '{camera}'"}}}, "single quotes"),
        ({"exceptions": {"no": {"message": "There is no {the camera}"}}}, "without a proper name"),
        ({"exceptions": {"no": {"message": "There is no {camera"}}}, "a brace"),
        ({"entity": {"sensor": {"last": {"state": {"no": "No {camera}"}}}}}, "where nothing is filled in"),
    ],
)
def test_a_text_that_home_assistant_would_refuse_or_never_show_is_found(
    tmp_path: Path, texts: Any, problem: str
) -> None:
    say(tmp_path, texts)
    found = [each for each in check_shapes(tmp_path) if problem in each]
    assert [each.split("/")[1][:2] for each in found] == list(LANGUAGES)


def test_an_exception_without_a_text_is_found(tmp_path: Path) -> None:
    write(tmp_path, "code.py", 'raise HomeAssistantError(translation_domain="x", translation_key="gone")\n')
    say(tmp_path, {"exceptions": {}})
    assert [problem.rpartition(": ")[2] for problem in check_keys(tmp_path)] == ["exceptions.gone has no text"]


def test_a_text_that_nothing_names_is_found(tmp_path: Path) -> None:
    write(tmp_path, "code.py", "X = 1\n")
    say(tmp_path, {"issues": {"left_over": {"title": "Left over"}}})
    assert any("issues.left_over" in problem for problem in check_keys(tmp_path))


def test_a_key_that_is_put_together_from_named_parts_counts_as_named(tmp_path: Path) -> None:
    write(tmp_path, "code.py", 'WORD = "granted"\nKEY = f"title_{WORD}"\n')
    say(tmp_path, {"selector": {"WORD": {"options": {"title_granted": "Granted"}}}})
    assert not any("title_granted" in problem for problem in check_keys(tmp_path))


def test_an_action_that_is_not_described_and_a_field_too_many_are_found(tmp_path: Path) -> None:
    write(tmp_path, "services.yaml", "decline:\n  fields:\n    request_id:\nreopen:\n")
    write(tmp_path, "icons.json", {"services": {"decline": {}, "reopen": {}}})
    say(tmp_path, {"services": {"decline": {"fields": {}}}})
    problems = list(check_actions(tmp_path))
    assert "translations/en.json: the action reopen is missing" in problems
    assert any("decline.request_id" in problem for problem in problems)


def test_a_long_function_and_a_long_file_are_found(tmp_path: Path) -> None:
    write(tmp_path, "code.py", "def long():\n" + "    x = 1\n" * 460)
    problems = list(check_sizes(tmp_path))
    assert len(problems) == 2
    assert "long has 461 lines" in problems[1]


@pytest.mark.parametrize("line", ["see /ro" + "ot/.cache/thing", "from py" + "pi.org/simple", "/hom" + "e/somebody/ha"])
def test_a_folder_of_one_machine_and_the_host_of_a_registry_are_found(tmp_path: Path, line: str) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "notes.md").write_text(f"fine\n{line}\n")
    (problem,) = check_tree(tmp_path)
    assert problem.startswith("notes.md:2: ")
