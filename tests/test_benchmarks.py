"""The benchmarks can read what they measure."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from benchmarks import class_sets
from benchmarks.content import SAMPLE, read_content, read_every_activity
from benchmarks.copies import COPIES, OTHERS, measure
from benchmarks.lineup import CONTESTS, Contest
from benchmarks.school import generate
from lessonpress.activities import kinds
from lessonpress.content.wishes import Wishes
from lessonpress.press.delivery.run import run
from lessonpress.press.planning.plan import plan
from lessonpress.press.planning.request import Request
from lessonpress.press.workers.schedule import InTurn
from lessonpress.registry.accommodations import in_order
from lessonpress.workspace import Workspace

LESSONS = sorted(Workspace.at(Path(__file__).parents[1]).lesson_files())


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_sample_in_other_words_is_a_lesson_still(lesson: str, tmp_path: Path) -> None:
    content = read_content(lesson, 2, tmp_path)
    first, second = content.documents("worksheet")
    assert first != second


def test_a_generated_school_prints(tmp_path: Path) -> None:
    school = generate(tmp_path, 6)
    choice = Request(Wishes(documents=("worksheet",), formats=("docx",)))
    for report in run(plan(school, [], choice), school.output, InTurn(), write=False):
        assert not report.failed, report.problems


@pytest.mark.parametrize("contest", CONTESTS, ids=lambda contest: contest.key)
def test_the_plain_scripts_set_what_makelesson_sets(contest: Contest, tmp_path: Path) -> None:
    every = contest.sets == "every activity"
    content = read_every_activity(1, tmp_path) if every else read_content(SAMPLE, 1, tmp_path)
    if every:
        assert {
            one.kind for one in content.loaded.lesson(content.wordings[0].job.spec)[0].activities
        } == set(kinds())
    for contestant in contest.contestants:
        if not contestant.get:  # those need programs that tests don't
            make = getattr(
                import_module(f"benchmarks.contestants.{contestant.room}"), contestant.prepare
            )
            assert all(make(content)(0)), contestant.name


def test_class_sets_are_measured_by_pupils_and_by_distinct_copies() -> None:
    alone, six = class_sets.print_one(1, 1), class_sets.print_one(6, 6)
    assert (alone.pages, six.pupils) == (6, 6)
    assert six.pages > 6 * alone.pages - 12
    assert six.size > alone.size
    figures = [
        replace(six, pupils=pupils, distinct=distinct) for pupils, distinct in class_sets.CASES
    ]
    assert class_sets.show(figures).count("| 6 | 6 |") == 1


def test_copies_are_counted_and_differ(tmp_path: Path) -> None:
    assert len(in_order(OTHERS)) == len(OTHERS) == COPIES[-1] - 1
    one, two = measure(SAMPLE, 1, tmp_path, (1, 2))
    assert (one.copies, one.further, two.copies) == (1, 1.0, 2)
    assert two.further > 0
