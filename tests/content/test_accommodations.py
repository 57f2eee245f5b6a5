"""How people write accommodations, and what is told of a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.unit import DefaultsForm
from lessonpress.problems import ProblemError
from lessonpress.validation import validate
from lessonpress.yamlfile import read_yaml


def read(tmp_path: Path, text: str) -> tuple[str, ...] | None:
    path = tmp_path / "one.yaml"
    path.write_text(f"accommodations: {text}\n", "utf-8")
    return validate(DefaultsForm, read_yaml(path)).accommodations


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("large-print", ("large-print",)),
        ("[large-print, dyslexia-friendly]", ("large-print", "dyslexia-friendly")),
        ("\n  - dyslexia-friendly\n  - large-print: {size: 22, paper: A3}", ("large-print-22-a3", "dyslexia-friendly")),
        ("{large-print: {size: 22pt}}", ("large-print-22",)),
        ("{large-print: {size: 18}}", ("large-print",)),
        ("{large-print: , dyslexia-friendly: {tint: cream}}", ("large-print", "dyslexia-friendly-cream")),
        ("[large-print, large-print: {size: 28}]", ("large-print", "large-print-28")),
        ("large-print-28-a3", ("large-print-28-a3",)),
        ("[]", ()),
        ("none", ()),
        ("", None),
    ],
)  # fmt: skip
def test_they_are_written_alone_in_a_list_or_with_details(
    tmp_path: Path, text: str, keys: tuple[str, ...] | None
) -> None:
    assert read(tmp_path, text) == keys


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("large-prnt", 1, "There is no accommodation called `large-prnt`.", "Did you mean `large-print`?"),
        ("[braille]", 1, "There is no accommodation called `braille`.", "Known here: `large-print`, `dyslexia-friendly`, `easy-read`."),
        ("\n  - large-print\n  - {large-print: {size: 50}}", 3, "There is no `large-print` of 50 points.", "Write a size from 18 to 36."),
        ("{large-print: {siz: 22}}", 1, "`siz` is not known of an accommodation.", "Did you mean `size`?"),
        ("{large-print: {size: 22.5}}", 1, "`22.5` is no size of type.", "Write whole points: 22."),
        ("{large-print: {size: true}}", 1, "`True` is no size of type.", "Write whole points: 22."),
        ("{large-print: {paper: 3}}", 1, "`3` is no paper.", ""),
        ("{large-print: {paper: A9}}", 1, "There is no `large-print` on `A9`.", ""),
        ("{large-print: {tint: cream}}", 1, "There is no `large-print` in `cream`.", ""),
        ("{large-print: 22}", 1, "`22` says nothing of an accommodation.", ""),
        ("7", 1, "`7` is no accommodation.", ""),
        ("[[large-print]]", 1, "`['large-print']` is no accommodation.", ""),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_line_with_what_to_write(
    tmp_path: Path, text: str, line: int, message: str, hint: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        read(tmp_path, text)
    [problem] = caught.value.problems
    assert (problem.location.line, problem.message) == (line, message)
    assert problem.hint
    assert not hint or problem.hint == hint


def test_all_slips_of_a_list_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        read(tmp_path, "\n  - large-prnt\n  - dislexia-friendly")
    assert [one.location.line for one in caught.value.problems] == [2, 3]
