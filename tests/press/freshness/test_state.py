"""The state comes back as it was stored; whatever else lies there is a miss, and never an error."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import lessonpress
from lessonpress.cache import schema_number
from lessonpress.content.wishes import Wishes
from lessonpress.press.freshness import state as room
from lessonpress.press.freshness.state import FILE, TICK, Input, Printed, Record, State
from lessonpress.problems import Location, Problem, Severity
from lessonpress.registry.files import File
from lessonpress.starter import make_workspace

DOUBT = Problem("It is odd.", Location(Path("a.yaml"), 3, None), "Look.", Severity.WARNING, "odd")
FILES = (File("handout", "pdf"), File("worksheet", "booklet", "b", "large-print"))


def record(name: str = "walls", digest: str = "d") -> Record:
    return Record(
        name, "event", Wishes("modern", None, ("handout",)), (DOUBT,),
        [Input("lessons/a.yaml", digest, 1, 2, 3, 2 + TICK + 1)],
        {file: Printed(file, "r", "d", 4, 5, 6, pages, (DOUBT,)) for file, pages in zip(FILES, (2, None), strict=True)},
    )  # fmt: skip


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path)


def test_a_record_comes_back_whole(state: State) -> None:
    state.store(record())
    assert state.record("walls") == record()
    assert state.names() == ["walls"]
    assert state.record("other") is None
    state.forget("walls")
    assert (state.record("walls"), state.names()) == (None, [])


def test_it_is_there_at_the_next_start(tmp_path: Path) -> None:
    first = State(tmp_path)
    first.store(record())
    first.store_recipe("r", {"layout": "modern"})
    first.close()
    second = State(tmp_path)
    assert second.record("walls") == record()
    assert second.recipe("r") == {"layout": "modern"}
    assert second.damaged is None


def test_a_file_that_was_not_printed_this_time_stays_known(state: State) -> None:
    state.store(record())
    one = replace(record(), printed={FILES[0]: replace(record().printed[FILES[0]], size=9)})
    state.store(one)
    kept = state.record("walls")
    assert kept is not None
    assert [kept.printed[file].size for file in FILES] == [9, 4]
    assert kept.printed[FILES[1]].recipe == "r"


def test_of_a_lesson_that_says_something_else_it_is_known_as_old(state: State) -> None:
    state.store(record())
    one = replace(record(digest="other"), printed={FILES[0]: record().printed[FILES[0]]})
    state.store(one)
    kept = state.record("walls")
    assert kept is not None
    assert [kept.printed[file].recipe for file in FILES] == ["r", ""]


@pytest.mark.parametrize(
    ("seen", "trusted"), [(2 + TICK + 1, True), (2 + TICK, False), (2, False), (0, False)]
)
def test_only_what_lay_there_long_before_it_was_read_has_a_quick_row(
    seen: int, trusted: bool
) -> None:
    one = record()
    one.inputs[0].seen = seen
    assert bool(one.quick_row()) == trusted
    assert replace(one, inputs=[]).quick_row() == ""


# --- whose a file is -----------------------------------------------------------------------------


def test_what_was_written_is_known_at_once_to_others_and_after_a_kill(tmp_path: Path) -> None:
    first, second = State(tmp_path), State(tmp_path)
    first.note_written("walls", {"walls-handout.pdf": "a", "walls-handout.new.pdf": "b"})
    first.note_written("walls", {"walls-handout.pdf": "c"})
    assert second.written("walls") == {"walls-handout.pdf": "c", "walls-handout.new.pdf": "b"}
    assert second.written("other") == {}


def test_what_was_written_outlives_another_version_and_what_it_knew_of_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = State(tmp_path)
    first.store(record())
    first.note_written("walls", {"walls-worksheet-class-set.pdf": "a"})
    first.close()
    monkeypatch.setattr(room, "_SCHEMA", room._SCHEMA + 1)
    second = State(tmp_path)
    assert second.written("walls") == {"walls-worksheet-class-set.pdf": "a"}
    second.store(record())
    second._base.executescript("DROP TABLE written")
    second.close()
    monkeypatch.setattr(room, "_SCHEMA", room._SCHEMA + 2)
    third = State(tmp_path)
    assert third.written("walls") == {file.name("walls"): "d" for file in FILES}
    assert third.record("walls") is None


@pytest.mark.parametrize("whole", [True, False])
def test_what_can_be_read_of_a_damaged_state_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    first = State(tmp_path)
    first.note_written("walls", {"walls-handout.pdf": "a"})
    first.close()
    if not whole:
        (tmp_path / FILE).write_bytes(b"not a database" * 400)
    open_, opened = room._open, list[Path | None]()

    def refuse_once(path: Path | None) -> sqlite3.Connection:
        opened.append(path)
        if len(opened) == 1:
            raise sqlite3.DatabaseError("damaged")
        return open_(path)

    monkeypatch.setattr(room, "_open", refuse_once)
    second = State(tmp_path)
    assert second.damaged is not None
    assert second.written("walls") == ({"walls-handout.pdf": "a"} if whole else {})


# --- damage --------------------------------------------------------------------------------------


def damages(value: Any) -> list[Any]:
    """The value with each part of it, at every depth, left out, doubled or replaced in turn."""
    if isinstance(value, dict):
        value = list(value.items())
    if not isinstance(value, list):
        return [{"no": "such"}, [value], 1.5]
    found: list[Any] = [[], None, [*value, None], value[:-1]]
    for index, one in enumerate(value):
        found += [[*value[:index], other, *value[index + 1 :]] for other in damages(one)]
    return found


DAMAGED = ["", "{", "null", "[]", "3", *map(json.dumps, damages(json.loads(record().as_json())))]


def test_a_damaged_record_is_a_record_or_none_but_never_an_error() -> None:
    read = [Record.from_json("walls", text) for text in DAMAGED]
    # What was left out of a list leaves another list: that of problems, of inputs, of files.
    assert sum(one is None for one in read) > 0.7 * len(read)
    for one in filter(None, read):
        one.as_json()
        one.quick_row()


@pytest.mark.parametrize("table", ["records", "quick_rows"])
@pytest.mark.parametrize("text", ["", "{", "null", "[]", '["a", [], 1, {}, 2]', "\x00", None])
def test_a_damaged_row_is_made_anew(tmp_path: Path, table: str, text: str | None) -> None:
    school = make_workspace(tmp_path / "school")
    wishes = lessonpress.Wishes(documents=("handout",), formats=("docx",))
    [report] = lessonpress.build(school, wishes=wishes)
    [name] = (made.path.name for made in report.made)
    base = sqlite3.connect(school.output / FILE)
    base.execute("UPDATE quick_rows SET json = ''")
    base.execute(f"UPDATE {table} SET json = ?", (text,))
    base.commit()
    base.close()
    [report] = lessonpress.build(school, wishes=wishes)
    assert not report.problems
    assert [made.path.name for made in report.made] == ([name] if table == "records" else [])
    [report] = lessonpress.build(school, wishes=wishes)
    assert (report.made, report.unchanged) == ((), 1)


def test_a_damaged_recipe_is_not_known(state: State) -> None:
    state._base.execute("INSERT INTO recipes VALUES ('r', '[1')")
    assert state.recipe("r") is None


def test_what_another_version_stored_is_a_miss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = State(tmp_path)
    first.store(record())
    first.close()
    monkeypatch.setattr(room, "_SCHEMA", room._SCHEMA + 1)
    second = State(tmp_path)
    assert (second.names(), second.damaged) == ([], None)
    second.store(record())
    assert second.record("walls") == record()


def test_one_more_field_is_another_schema() -> None:
    def shape(**fields: type) -> type:
        return dataclass(type("Shape", (), {"__annotations__": fields}))

    numbers = [
        schema_number(*shapes)
        for shapes in (
            [shape(a=str)],
            [shape(a=str, b=str)],
            [shape(a=int)],
            [shape(b=str)],
            [shape(a=str), shape(a=str)],
        )
    ]
    assert len({*numbers}) == len(numbers)
    assert schema_number(shape(a=str)) == numbers[0]
    assert all(0 <= number < 2**31 for number in numbers)
