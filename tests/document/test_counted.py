"""Counted lines are found again by the letters before them, however a text is broken into runs and lines."""

from __future__ import annotations

import pytest

from lessonpress.document.blocks import Blank, Box, LineBreak, Paragraph, Run
from lessonpress.document.counted import are_counted, letters_in, with_numbers


@pytest.mark.parametrize(
    "content",
    [
        (Run("One two three four"),),
        (Run("One "), Run("two", emphasis=True), Run(" three four")),
        (Run("One two"), LineBreak(), Run("three four")),
        (Run("One tw\u00ado  three "), Blank(3), Run("four")),
    ],
)
def test_a_number_stands_before_the_word_with_which_its_line_begins(content: object) -> None:
    at = letters_in("One two"), letters_in("One two three")
    made = list(with_numbers(content, [(at[0], 5), (at[1], 10)]))  # type: ignore[arg-type]
    for number, word in ((5, "three"), (10, "four")):
        behind = made[made.index(number) + 1 :]
        text = "".join(one.text for one in behind if isinstance(one, Run))
        assert text.startswith(word)
    kept = "".join(one.text for one in made if isinstance(one, Run))
    assert kept == "".join(one.text for one in content if isinstance(one, Run))  # type: ignore[attr-defined]


def test_a_line_that_begins_within_a_word_has_its_number_before_the_next() -> None:
    made = list(with_numbers((Run("Donau dampf schiff"),), [(7, 5)]))
    assert made == [Run("Donau dampf "), 5, Run("schiff")]


def test_counted_lines_are_found_wherever_they_stand() -> None:
    counted = Paragraph("p", (Run("x"),), counted=True)
    assert are_counted((Box("b", "source", (counted,)),))
    assert not are_counted((Paragraph("q", (Run("x"),)),))
