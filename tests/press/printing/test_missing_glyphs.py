"""Missing characters are told where they were typed, also where another stands on paper."""

from __future__ import annotations

from pathlib import Path

from lessonpress.press.printing.missing_glyphs import describe_missing

SOURCES = {Path("a.yaml"): "event: e\nask: Why?\n", Path("e.txt"): 'He said\n  "yes".\n'}


def test_a_mark_that_was_typed_straight_is_found_where_it_was_typed() -> None:
    [problem] = describe_missing("“", SOURCES, ["Spectral"])
    assert (problem.location.file, problem.location.line) == (Path("e.txt"), 2)
    assert "as-written" in problem.hint


def test_what_stands_in_the_file_itself_is_found_there() -> None:
    found = describe_missing("y", SOURCES, ["Spectral"])
    assert (found[0].location.file, found[0].location.line) == (Path("a.yaml"), 2)
    assert "as-written" not in found[0].hint
