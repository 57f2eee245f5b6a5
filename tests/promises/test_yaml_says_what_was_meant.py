"""Where YAML says something else than its author meant, that very line is named and written out."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.event import read_event
from lessonpress.content.lesson import read_lesson
from lessonpress.content.source import read_text
from lessonpress.leftovers import original_of
from lessonpress.press.planning.names import doubtful_names
from lessonpress.problems import Problem, ProblemError
from lessonpress.workspace import Workspace
from lessonpress.yamlfile import read_yaml

START = "event: a\nminutes: 45\n"
END = 'place: An end\nobjectives:\n  - Say why\nteacher_notes: |\n  minutes 45\n  ask: "Why" did\n'


def wrong(text: str) -> Problem:
    with pytest.raises(ProblemError) as caught:
        read_yaml(Path("a.yaml"), text)
    return caught.value.problems[0]


TRAPS = [
    (
        "ask: What was the slogan #cranesafe in July?",
        'ask: "What was the slogan #cranesafe in July?"',
    ),
    ("ask: Who was # 1 in the line?", 'ask: "Who was # 1 in the line?"'),
    ("ask: #cranesafe was whose slogan?", 'ask: "#cranesafe was whose slogan?"'),
    ("choices: [About 1,400, About 900]", 'choices: ["About 1,400", About 900]'),
    ("choices: [2,5 Millionen, 3 Millionen]", 'choices: ["2,5 Millionen", 3 Millionen]'),
    ('ask: "Why" did they stop?', "ask: '\"Why\" did they stop?'"),
    ("ask: 'Why' did they stop?", "ask: \"'Why' did they stop?\""),
    ("ask: 'Why didn't they stop?'", 'ask: "Why didn\'t they stop?"'),
    ("text: [Mary] looked at [John].", 'text: "[Mary] looked at [John]."'),
    ("text: {Mary} looked", 'text: "{Mary} looked"'),
    ("text: *Mary* looked", 'text: "*Mary* looked"'),
    ("text: @home", 'text: "@home"'),
    ("text: % of people", 'text: "% of people"'),
    ("text: & so on", 'text: "& so on"'),
    ("text: - he said", 'text: "- he said"'),
    ("ask: Who said: stop?", 'ask: "Who said: stop?"'),
    ("grade 4", "grade: 4"),
    ("grade:4", "grade: 4"),
    ("grade = 4", "grade: 4"),
    ('ask: "Why did they stop?', 'ask: "Why did they stop?"'),
]


@pytest.mark.parametrize(("line", "meant"), TRAPS)
@pytest.mark.parametrize("end", [END, "", 'layout: "classic"\n' + END])
def test_the_line_is_named_and_written_as_it_was_meant(line: str, meant: str, end: str) -> None:
    problem = wrong(f"{START}{line}\n{end}")
    assert problem.location.line == 3
    assert problem.location.column is not None
    assert problem.hint == f"Write: {meant}"
    read_yaml(Path("a.yaml"), f"{START}{meant}\n{end}")  # and that is YAML


@pytest.mark.parametrize("line", ['- "Fame" was', "- [x] done", "- @x", "- Fame #cranesafe was"])
def test_so_is_an_item_of_a_list(line: str) -> None:
    problem = wrong(f"{START}objectives:\n  - Say why\n  {line}\n  - Say more\n{END}")
    assert problem.location.line == 5
    assert problem.hint.startswith("Write: - ")


def test_a_quote_opened_in_line_33_is_not_blamed_on_line_61() -> None:
    lines = [f"key{number}: value {number}" for number in range(1, 33)]
    lines += ['title: "The War Ends']
    lines += [f"word{number}: value {number}" for number in range(34, 61)]
    lines += ['layout: "classic"', "grade: 9"]
    assert wrong("\n".join(lines)).location.line == 33


def test_a_key_below_a_text_is_not_swallowed() -> None:
    problem = wrong("activities:\n  - ask: Why did they stop\n      grade:4\n")
    assert problem.location.line == 3
    assert problem.hint == "Write: grade: 4"


@pytest.mark.parametrize(
    "line",
    [
        "grade: 9  # ninth",
        "grade: 9 #ninth",
        "title: The war ends  # a working title",
        "layout: classic # ours",
        "choices: [1, 400, 900]",
        "choices: [About 1,ca. 400]",
        'title: "The #1 war" # first',
        "sources: # none yet",
        "title: C# and F#",
        "accept: [no-grade, # it has none\n  no-sources]",
        "title: a=b and 12:30",
    ],
)
def test_what_is_meant_as_it_is_written_is_left_alone(line: str) -> None:
    read_yaml(Path("a.yaml"), f"event: a\n{line}\n{END}")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("title: [Mary]", 'title: "[Mary]"'),
        ("title: {Mary}", 'title: "{Mary}"'),
        ("objectives: [Remember: the date]", '"Remember: the date'),
    ],
)
def test_a_list_where_text_belongs_is_written_as_text(line: str, hint: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_lesson(Path("a.yaml"), {}.__getitem__, list, f"event: a\n{line}\n")
    [problem] = [one for one in caught.value.problems if one.location.line == 2]
    assert hint in problem.hint


def test_front_matter_that_is_not_closed_says_so() -> None:
    with pytest.raises(ProblemError) as caught:
        read_event(Path("a.md"), "---\ntitle: The War Ends\ndate: 1945\n\nIt ended.\n")
    [problem] = caught.value.problems
    assert (problem.code, problem.location.line) == ("open-front-matter", 1)
    assert read_event(Path("a.md"), "---\n\n# The War Ends\n\nIt ended.").title == "The War Ends"


CONFLICT = "Title\nA summary.\n<<<<<<< HEAD\nOne fact.\n=======\nAnother.\n>>>>>>> theirs\n"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.yaml", "roster.csv"])
def test_marks_of_a_merge_are_an_error_in_any_file(name: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_text(Path(name), CONFLICT)
    assert [problem.location.line for problem in caught.value.problems] == [3, 5, 7]
    with pytest.raises(ProblemError) as caught:
        read_yaml(Path("layout.yaml"), CONFLICT)
    assert {problem.code for problem in caught.value.problems} == {"conflict-marker"}


def test_a_line_of_signs_of_equality_is_no_mark_of_a_merge() -> None:
    assert read_text(Path("a.md"), "Title\n=======\n\nText.")


@pytest.mark.parametrize(
    "copy",
    [
        "x - Copy",
        "x - Copy (2)",
        "x – Kopie",
        "x (1)",
        "x-LAPTOP-7Q2",
        "x-DESKTOP-AB12CD3",
        "x (conflicted copy)",
        "x (Ann's conflicted copy 2026-11-25)",
        "x (Konfliktkopie von Anna)",
        "x.sync-conflict-20261125-101112-ABCDEFG",
        "x copy",
        "x copy 2",
    ],
)
def test_what_a_sync_tool_copied_is_warned_of(tmp_path: Path, copy: str) -> None:
    assert original_of(copy, {"x", copy}) == "x"
    assert original_of(copy, {copy}) is None
    lessons = tmp_path / "lessons"
    lessons.mkdir()
    for name in ("x", copy):
        (lessons / f"{name}.yaml").write_text("event: x\n", "utf-8")
    doubts = [one for one in doubtful_names(Workspace.at(tmp_path)) if one.code == "copy"]
    assert [one.location.file.stem for one in doubts] == [copy]
    assert not any(one.is_error for one in doubts)


@pytest.mark.parametrize("slug", ["x-ii", "x-part-2", "x-a", "xcopy", "x-1945"])
def test_a_lesson_of_a_similar_name_is_none(slug: str) -> None:
    assert original_of(slug, {"x", slug}) is None
