"""The reading level of English text is about what the formula's authors would say."""

from __future__ import annotations

import pytest

from lessonpress.content.reading_level import count_syllables, flesch_kincaid_grade


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("war", 1),
        ("the", 1),
        ("made", 1),
        ("ended", 2),
        ("walked", 1),
        ("table", 2),
        ("military", 4),
        ("liberation", 4),
        ("forces", 2),
        ("states", 1),
        ("1944", 1),
    ],
)
def test_syllables_are_counted_by_groups_of_vowels(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_easy_text_is_easy_and_hard_text_hard() -> None:
    easy = "The cat sat on the mat. The dog ran to the cat. " * 4
    hard = (
        "The military administration's comprehensive reorganization necessitated extraordinary "
        "deliberation, considerable expenditure and unprecedented international cooperation. " * 4
    )
    assert (flesch_kincaid_grade(easy) or 0) < 2
    assert (flesch_kincaid_grade(hard) or 0) > 16


def test_a_few_words_have_no_level() -> None:
    assert flesch_kincaid_grade("Too short to tell.") is None
