"""Marks: which line of which template wrote an element."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.document.markup import parse_markup
from lessonpress.document.origins import mark_template
from lessonpress.problems import ProblemError

FILE = Path("/layouts/my layout/hand?>out.xml")


def test_marks_leave_jinja_and_the_lines_alone() -> None:
    source = '{# <p> #}\n{% set a = "<p>" %}\n<p>{{ "<em>" }}\n<em>x</em></p> 1 < 2'
    marked = mark_template(source, Path("/a.xml"))
    assert marked == (
        '{# <p> #}\n{% set a = "<p>" %}\n<?at /a.xml 3?><p>{{ "<em>" }}\n'
        "<?at /a.xml 4?><em>x</em></p> 1 < 2"
    )


def test_problems_of_marked_markup_name_the_template() -> None:
    source = (
        '<document title="T" language="en">\n<h1>T</h1>\n<p>a\n<b>x</b> c</p>\n'
        '<ul>\n<li clas="x">y</li></ul>\n</document>'
    )
    with pytest.raises(ProblemError) as caught:
        parse_markup(mark_template(source, FILE), "handout")
    assert [str(problem.location) for problem in caught.value.problems] == [
        f"{FILE}:4",
        f"{FILE}:6",
    ]


def test_markup_that_is_no_xml_names_the_element_before_the_slip() -> None:
    source = '<document title="T" language="en">\n<h1>T</h1>\n<p>a <em>b</p>\n</document>'
    with pytest.raises(ProblemError) as caught:
        parse_markup(mark_template(source, FILE), "handout")
    (problem,) = caught.value.problems
    assert str(problem.location) == f"{FILE}:3"
    assert "<?at" not in problem.message + problem.hint


def test_what_a_loop_repeats_is_said_once() -> None:
    line = mark_template("<b>x</b>", FILE)
    markup = f'<document title="T" language="en"><h1>T</h1>{line}{line}{line}</document>'
    with pytest.raises(ProblemError) as caught:
        parse_markup(markup, "handout")
    assert len(caught.value.problems) == 1


def test_marks_change_nothing_in_what_is_read() -> None:
    source = (
        '<document title="T" language="en">\n<h1>T</h1>\n<p>a <em>b</em><br/> c</p>'
        "<ul><li>d<p>e</p></li></ul></document>"
    )
    marked = mark_template(source, FILE)
    assert marked != source
    assert parse_markup(marked, "handout") == parse_markup(source, "handout")
