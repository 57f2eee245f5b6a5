"""Dealing: everybody gets what the row says, and a row that asks in vain is told without what it says."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lessonpress.content.roster import Pupil
from lessonpress.press.class_set.deal import Dealt, deal_out, file_instead
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.registry import accommodations
from lessonpress.registry.files import File

ROSTER = Path("9a.csv")
SHEET = File("worksheet", "pdf")


def dealt(*pupils: Pupil, versions: int = 1, file: File = SHEET) -> tuple[Dealt, ...]:
    lessons: Any = [SimpleNamespace(language="en")] * versions
    return deal_out(pupils, lessons, file, ROSTER)[0]


def told(*pupils: Pupil, versions: int = 1, file: File = SHEET) -> list[Problem]:
    with pytest.raises(ProblemError) as caught:
        dealt(*pupils, versions=versions, file=file)
    for one in caught.value.problems:
        assert one.hint
        assert one.location.file == ROSTER
        assert "Adam" not in str(one)
    return list(caught.value.problems)


def test_versions_are_dealt_out_where_there_are_several() -> None:
    three = [Pupil("Adam", line) for line in (2, 3, 4)]
    assert [one.version for one in dealt(*three)] == [0, 0, 0]
    assert [one.version for one in dealt(*three, versions=2)] == [0, 1, 0]


def test_a_version_of_a_lesson_with_one_is_nothing_to_tell() -> None:
    assert dealt(Pupil("Adam", 2, version="b"))[0].version == 0


def test_each_has_the_key_of_the_row() -> None:
    keys = [
        one.key for one in dealt(Pupil("Adam", 2), Pupil("Eva", 3, accommodation="large-print"))
    ]
    assert keys == ["", "large-print"]


def test_every_row_that_asks_in_vain_is_told() -> None:
    problems = told(
        Pupil("Adam", 2, version="c"),
        Pupil("Adam", 3),
        Pupil("Adam", 4, version="d"),
        versions=2,
    )
    assert [(one.code, one.location.line) for one in problems] == [
        *(("roster-version", 2), ("roster-version", 4)),
    ]


def test_a_format_that_the_document_isnt_printed_in_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lessonpress.press.class_set.deal.is_printed_in", lambda *_: False)
    [problem] = told(Pupil("Adam", 2, format="html"))
    assert problem.code == "roster-accommodation"


def test_a_language_is_a_part_of_the_accommodation(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = accommodations.AccommodationKind("spoken", "language", of_language=True)
    others = {key: one for key, one in accommodations.ACCOMMODATIONS.items() if not one.of_language}
    kinds = {**others, "spoken": kind}
    for room in ("registry.accommodations", "press.class_set.deal"):
        monkeypatch.setattr(f"lessonpress.{room}.ACCOMMODATIONS", kinds)
    accommodations.accommodation.cache_clear()
    pupils = [
        Pupil("Adam", 2, language="uk"),
        Pupil("Adam", 3, accommodation="large-print", language="uk"),
        Pupil("Adam", 4, language="en-GB"),  # the lesson's own
    ]
    assert [one.key for one in dealt(*pupils)] == ["spoken-uk", "large-print-spoken-uk", ""]
    accommodations.accommodation.cache_clear()


def test_a_code_of_no_language_is_told_by_the_row() -> None:
    [problem] = told(Pupil("Adam", 2, language="xqq"))
    assert problem.code == "roster-accommodation"


def test_what_the_lesson_lacks_is_left_out_and_told_by_the_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The pupil has the rest of what the row asks for."""
    lacks = Problem("There is no easier text.", Location(Path("lesson.yaml")), "Write one.")
    monkeypatch.setattr(
        "lessonpress.press.class_set.deal.lacking", lambda *_: [("easy-read", lacks)]
    )
    pupils = [
        Pupil("Adam", 2, accommodation="easy-read"),
        Pupil("Adam", 3, accommodation="large-print-easy-read"),
        Pupil("Adam", 4),
    ]
    lessons: Any = [SimpleNamespace(language="en")]
    found, doubts = deal_out(pupils, lessons, SHEET, ROSTER)
    assert [one.key for one in found] == ["", "large-print", ""]
    assert [(one.location.line, one.hint, one.is_error) for one in doubts] == [
        (2, "Write one.", False),
        (3, "Write one.", False),
    ]


def test_two_accommodations_of_one_kind_are_told_by_the_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise accommodations.WrongAccommodation("Adam", "Ask for one.")

    monkeypatch.setattr("lessonpress.press.class_set.deal.joined", refuse)
    [problem] = told(Pupil("Adam", 2, accommodation="large-print"))
    assert (problem.code, problem.hint) == ("roster-accommodation", "Ask for one.")


def test_who_has_another_file_is_told_its_name() -> None:
    [one] = dealt(Pupil("Adam", 2, accommodation="large-print", format="html"))
    assert file_instead(one, SHEET, versions=1).name("walls") == "walls-worksheet-large-print.html"
    assert (
        file_instead(one, SHEET, versions=2).name("walls") == "walls-worksheet-a-large-print.html"
    )
