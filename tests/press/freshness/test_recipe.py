"""A file's recipe changes with all that it rests on besides its lesson, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from lessonpress.content.wishes import Wishes
from lessonpress.press.freshness import recipe
from lessonpress.press.freshness.recipe import Recipes
from lessonpress.registry.files import File
from lessonpress.registry.formats import FORMATS
from lessonpress.registry.kinds import KINDS, LESSON_KINDS, UNIT_KINDS
from lessonpress.workspace import Workspace

FILES = [File(*pair) for pair in product(KINDS, FORMATS)]
CLASSIC = Wishes("classic", "A4")


@pytest.fixture
def school(tmp_path: Path) -> Workspace:
    workspace = Workspace.at(tmp_path / "school")
    for layout in ("classic", "other", "mine"):
        (workspace.layouts / layout).mkdir(parents=True)
    for name in KINDS:
        (workspace.layouts / "classic" / f"{name}.xml").write_text("<document/>")
    (workspace.layouts / "other" / "layout.yaml").write_text("paper: A5\n")
    (workspace.layouts / "mine" / "layout.yaml").write_text("extends: other\n")
    (workspace.root / "makelesson.yaml").write_text("school: Ours\n")
    (workspace.root / "head.docx").write_bytes(b"one")
    return workspace


def recipes(school: Workspace, wishes: Wishes = CLASSIC) -> dict[File, str]:
    book = Recipes(school, school.root / "head.docx")
    return {file: book.digest(wishes, file) for file in FILES}


def changed(school: Workspace, change: Callable[[], object], wishes: Wishes = CLASSIC) -> set[File]:
    """The files that have another recipe after the change."""
    before = recipes(school, wishes)
    change()
    after = recipes(school, wishes)
    return {file for file in FILES if before[file] != after[file]}


def rewrite(school: Workspace, name: str) -> Callable[[], object]:
    path = school.root / name
    return lambda: path.write_bytes(path.read_bytes() + b"\n<!-- -->")


def test_nothing_changed_changes_nothing(school: Workspace) -> None:
    assert changed(school, lambda: None) == set()


def test_another_letterhead_is_for_what_starts_from_it(school: Workspace) -> None:
    on_it = {name for name, one in FORMATS.items() if one.on_letterhead}
    assert on_it
    assert changed(school, rewrite(school, "head.docx")) == {
        file for file in FILES if file.format in on_it
    }


def test_a_letterhead_that_is_gone_is_another(school: Workspace) -> None:
    assert changed(school, (school.root / "head.docx").unlink) == {
        file for file in FILES if FORMATS[file.format].on_letterhead
    }


def test_the_settings_are_for_packets(school: Workspace) -> None:
    assert changed(school, rewrite(school, "makelesson.yaml")) == {
        file for file in FILES if file.document in UNIT_KINDS
    }


@pytest.mark.parametrize("kind", LESSON_KINDS)
def test_a_documents_template_is_for_it_and_for_packets_that_insert_it(
    school: Workspace, kind: str
) -> None:
    assert changed(school, rewrite(school, f"layouts/classic/{kind}.xml")) == {
        file for file in FILES if file.document in {kind, *UNIT_KINDS}
    }


@pytest.mark.parametrize("kind", UNIT_KINDS)
def test_a_packets_template_is_for_it_alone(school: Workspace, kind: str) -> None:
    assert changed(school, rewrite(school, f"layouts/classic/{kind}.xml")) == {
        file for file in FILES if file.document == kind
    }


def test_a_template_that_another_one_names_is_for_both(school: Workspace) -> None:
    template = school.layouts / "classic" / "handout.xml"
    template.write_text('{% extends "classic/worksheet.xml" %}')
    assert changed(school, rewrite(school, "layouts/classic/worksheet.xml")) >= {
        file for file in FILES if file.document in {"handout", "worksheet", *UNIT_KINDS}
    }


def test_what_a_layout_extends_is_for_it_and_other_layouts_are_not(school: Workspace) -> None:
    change = rewrite(school, "layouts/other/layout.yaml")
    assert changed(school, change, Wishes("mine")) == set(FILES)
    assert changed(school, change) == set()


def test_layout_and_paper_count_but_not_how_the_paper_is_spelt(school: Workspace) -> None:
    book = Recipes(school, None)
    file = File("handout", "pdf")
    seen = {
        book.digest(wishes, file)
        for wishes in (CLASSIC, Wishes("mine", "A4"), Wishes("classic"), Wishes("classic", "A5"))
    }
    assert len(seen) == 4
    assert book.digest(Wishes("classic", "a4"), file) == book.digest(CLASSIC, file)


def test_another_engine_is_for_every_file(
    school: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change() -> None:
        monkeypatch.setattr(recipe, "engine_parts", lambda: {"pyphen": "999"})

    assert changed(school, change) == set(FILES)


def test_looks_change_with_any_file_of_any_layout(school: Workspace) -> None:
    before = Recipes(school, None).looks
    assert Recipes(school, None).looks == before
    rewrite(school, "layouts/other/layout.yaml")()
    assert Recipes(school, None).looks != before


def test_each_recipe_that_was_asked_for_can_be_told_apart(school: Workspace) -> None:
    book = Recipes(school, None)
    digest = book.digest(CLASSIC, FILES[0])
    assert [made for made, _ in book.made()] == [digest]
    assert book.parts(digest)["layout"] == "classic"
    assert book.parts("another") == {}


def test_each_part_of_the_looks_is_named_and_where_it_comes_from(school: Workspace) -> None:
    (school.layouts / "classic" / "activities").mkdir()
    (school.layouts / "classic" / "activities" / "cloze.xml").write_text("<p/>")
    (school.layouts / "classic" / ".hidden.xml").write_text("<p/>")
    book = Recipes(school, None)
    parts = book.parts(book.digest(CLASSIC, File("handout", "pdf")))
    looks = {name for name in parts if name.startswith("layout ")}
    assert {name for name in looks if not name.endswith(" (built in)")} == {
        "layout classic/handout.xml", "layout classic/activities/cloze.xml",
    }  # fmt: skip
    assert {"layout classic/layout.yaml (built in)", "layout base/handout.xml (built in)"} <= looks


def test_where_there_are_only_the_built_in_layouts_they_are_named_so(tmp_path: Path) -> None:
    book = Recipes(Workspace.at(tmp_path), None)
    parts = book.parts(book.digest(CLASSIC, File("handout", "pdf")))
    looks = [name for name in parts if name.startswith("layout ")]
    assert looks
    assert all(name.endswith(" (built in)") for name in looks)


def test_copies_that_keys_have_to_say_more_for_are_for_teachers_documents(
    school: Workspace,
) -> None:
    plain = recipes(school, replace(CLASSIC, accommodations=("large-print",)))
    asked = recipes(school, replace(CLASSIC, accommodations=("large-print-easy-read",)))
    assert plain == recipes(school)
    assert {file for file in FILES if plain[file] != asked[file]} == {
        file for file in FILES if KINDS[file.document].for_teachers
    }
