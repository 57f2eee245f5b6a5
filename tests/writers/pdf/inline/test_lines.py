"""Lines: broken to the width, nothing lost, hyphens where the language has them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.document.blocks import Blank, LineBreak, Run
from lessonpress.writers.pdf.inline.lines import HYPHEN, SetLine, break_lines
from lessonpress.writers.pdf.inline.words import WordSetter
from tests.writers import specimens

THEME = specimens.theme()
BODY = THEME.styles["body"]


def read(lines: list[SetLine]) -> str:
    """What the lines say, with hyphens of line breaks taken out again."""
    text = " ".join(
        "".join(
            (" " if word.space and index else "") + "".join(part.text for part in word.parts)
            for index, word in enumerate(line.words)
        )
        for line in lines
    )
    return text.replace(HYPHEN + " ", "")


def lines_of(text: str, width: float, language: str = "en", **changes: object) -> list[SetLine]:
    style = replace(BODY, **changes)  # type: ignore[arg-type]
    words = WordSetter(THEME, language).words((Run(text),), style)
    return break_lines(words, width, style, language)


@given(
    st.lists(st.text("abcdefghijklmnopqrstuvwxyzěščřžß,.;", min_size=1, max_size=24), min_size=1),
    st.floats(60, 500),
)
def test_no_word_is_lost_and_no_line_is_too_wide(words: list[str], width: float) -> None:
    lines = lines_of(" ".join(words), width)
    assert read(lines).replace(" ", "") == "".join(words)
    assert all(line.width <= width + 0.02 for line in lines)


def test_a_word_wider_than_the_measure_is_parted_by_force() -> None:
    lines = lines_of("https://example.org/" + "x" * 200, 150)
    assert len(lines) > 5
    assert all(line.width <= 150.02 for line in lines)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2.\u00a0mobilization", "en"),
        ("(counteroffensive)!", "en"),
        ("Wiederaufbauprogramm", "xx"),
        ("Fotosyntéza/nejneobhospodařovávatelnější", "cs"),
    ],
)
def test_a_word_that_no_line_holds_is_parted_with_a_hyphen(text: str, language: str) -> None:
    lines = lines_of(text, 45, language, hyphenate=False)
    assert len(lines) > 1
    assert read(lines).replace(" ", "").replace("\u00a0", "") == text.replace("\u00a0", "")
    ends = [line.words[-1].parts[-1] for line in lines[:-1]]
    assert all(end.soft or end.text.endswith("/") for end in ends)


@pytest.mark.parametrize(
    "text",
    ["https://example.org/averylongnameofapage", "somebody.somewhere@example-of-it.org"],
)
def test_an_address_gets_no_hyphen_that_would_be_typed(text: str) -> None:
    for width in (30, 45, 60):
        lines = lines_of(text, width)
        assert not any(part.soft for line in lines for word in line.words for part in word.parts)


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("en", "reconstruction", "recon-struc-tion"),
        ("de", "Wiederaufbauprogramm", "Wie-der-auf-bau-pro-gramm"),
        ("cs", "nejzajímavější", "nej-za-jí-ma-věj-ší"),
    ],
)
def test_words_are_parted_where_their_language_parts_them(
    language: str, text: str, parts: str
) -> None:
    allowed = {parts[:at].replace("-", "") for at, letter in enumerate(parts) if letter == "-"}
    seen = set()
    for width in range(30, 110, 4):
        first = lines_of(text, width, language)[0]
        if first.words[-1].parts[-1].soft:
            seen.add(first.words[-1].parts[0].text)
    assert seen
    assert seen <= allowed


def test_a_language_without_patterns_is_set_unhyphenated() -> None:
    lines = lines_of("prekonstruktionalisation " * 6, 300, "tlh")
    assert not any(part.soft for line in lines for word in line.words for part in word.parts)


def test_headings_are_not_hyphenated_but_balanced() -> None:
    words = WordSetter(THEME, "en").words(
        (Run("Soviet Liberation of Czechoslovakia Begins"),), BODY
    )
    greedy = break_lines(words, 190, BODY, "en")
    balanced = break_lines(words, 190, BODY, "en", balance=True)
    assert len(greedy) == len(balanced) == 2
    spread = [
        max(line.width for line in lines) - min(line.width for line in lines)
        for lines in (greedy, balanced)
    ]
    assert spread[1] <= spread[0]


def test_a_last_short_word_does_not_stand_alone() -> None:
    text = "The liberation was not merely a military victory for the people of the land it"
    for width in range(180, 420, 5):
        lines = lines_of(text, width)
        if len(lines) > 1:
            assert len(lines[-1].words) > 1 or lines[-1].width > 0.12 * width


def test_a_line_break_breaks_the_line() -> None:
    words = WordSetter(THEME, "en").words((Run("one"), LineBreak(), Run("two")), BODY)
    assert [read([line]) for line in break_lines(words, 400, BODY, "en")] == ["one", "two"]


def test_a_break_may_fall_after_a_dash_but_not_before_it() -> None:
    for width in range(80, 200, 3):
        lines = lines_of("Carpathian–Dukla operation", width)
        assert not any(read([line]).startswith("–") for line in lines)


def test_a_blank_is_as_wide_as_what_is_to_be_written() -> None:
    short, long = (WordSetter(THEME, "en").words((Blank(size),), BODY)[0].width for size in (5, 20))
    assert long == pytest.approx(4 * short)


def test_punctuation_stays_with_the_word_or_blank_before_it() -> None:
    words = WordSetter(THEME, "en").words(
        (Run("see "), Run("this", strong=True), Run(", then "), Blank(4), Run(".")), BODY
    )
    assert len(words) == 4
    assert [part.text for part in words[1].parts] == ["this", ","]
    assert [part.text for part in words[3].parts] == ["", "."]


def test_a_giant_word_is_set_in_a_moment() -> None:
    lines = lines_of("x" * 50_000, 300)
    assert read(lines).replace(" ", "") == "x" * 50_000
    assert all(line.width <= 300.01 for line in lines)


def test_a_word_that_fits_no_line_is_parted_as_its_language_parts_it() -> None:
    first, *_ = lines_of("geopolitical", 48, hyphenate=False)
    assert first.words[-1].parts[-1].soft


def test_years_from_and_to_stay_together() -> None:
    for width in range(60, 160, 5):
        assert not any(
            read([line]).endswith("1938–") for line in lines_of("In 1938–1948 it", width)
        )


def test_a_word_behind_a_no_break_space_is_parted_as_any_other() -> None:
    narrow = 130.0
    text = "do té doby nikdo neviděl{space}nejneobhospodařovávatelnější pole"
    plain, bound = (
        lines_of(text.format(space=space), narrow, "cs") for space in (" v ", " v\u00a0")
    )
    assert [line.words[-1].parts[-1].soft for line in bound].count(True) >= 1
    assert len(bound) == len(plain)
