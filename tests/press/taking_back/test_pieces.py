"""What is compared of a paragraph: its words and looks, not how a program spells gaps, spaces and signs."""

from __future__ import annotations

import pytest

from lessonpress.press.taking_back.pieces import (
    GAP,
    PLAIN,
    Look,
    Piece,
    Stretch,
    evened,
    piece_of,
    without_laid_over,
)

BOLD = Look(strong=True)


def piece(*stretches: str | tuple[str, Look]) -> Piece:
    return Piece(
        piece_of(Stretch(one) if isinstance(one, str) else Stretch(*one) for one in stretches)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What fell?", "What\u00a0fell?"),
        ("What fell?", "  What  fell?\t"),
        ("What fell?", "Wh\u00adat fell\u200b?"),
        ("It’s “so”", 'It\'s "so"'),
        ("x\u2011ray", "x-ray"),
        ("e\u0301te\u0301", "été"),
        ("\u25cb True", "True"),
        (f"It {GAP} fell", "It \u00a0\u00a0\u00a0\u00a0 fell"),
        (f"It {GAP} fell", "It ______ fell"),
        ("3\tThe text", "The text"),
        (f"What fell?\t{GAP}\u00a0/ 2", "What fell?"),
    ],
)
def test_what_reads_alike_is_the_same(one: str, other: str) -> None:
    assert piece(one).said == piece(other).said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What fell?", "What fell"),
        ("well known", "wellknown"),
        ("a, b", "a b"),
        ("1 / 2", "1"),
        ("A", "a"),
    ],
)
def test_what_reads_otherwise_is_not(one: str, other: str) -> None:
    assert piece(one).said != piece(other).said


def test_looks_count_but_for_those_of_spaces_and_gaps() -> None:
    assert piece("one ", ("two", BOLD)).said != piece("one two").said
    assert piece("one", (" ", BOLD), "two").said == piece("one two").said
    assert piece("one ", (GAP, BOLD), " two").said == piece(f"one {GAP} two").said


def test_a_look_that_a_program_laid_over_a_whole_paragraph_is_none() -> None:
    usual = piece("one ", ("two", Look(emphasis=True)))
    bold = piece(("one ", BOLD), ("two", Look(strong=True, emphasis=True)))
    assert evened(bold, usual).said == usual.said
    assert (
        evened(piece(("one", BOLD), " two"), piece("one two")).said
        == piece(("one", BOLD), " two").said
    )
    assert without_laid_over(piece(("one two", BOLD))).stretches == (Stretch("one two", PLAIN),)


def test_a_text_shows_its_gaps() -> None:
    assert piece(f"It {GAP} fell.").text == "It … fell."
