"""Fields: what a screen reader says of each place that students write in, the same in every format.

Writers count the places themselves; numbers and letters are those that stand on the paper.
"""

from __future__ import annotations

from lessonpress.words import Words


def blank(_: Words, number: int) -> str:
    """A gap in a line; `number` counts the blanks of the document."""
    return _("Blank {number}", number=number)


def answer_space(_: Words, question: int | None = None) -> str:
    """Lines or a box to write in, of the question with that number if it belongs to one."""
    if question is None:
        return _("Space to write")
    return _("Answer to question {number}", number=question)


def choice(_: Words, letter: str, question: int | None = None) -> str:
    """A choice to mark."""
    if question is None:
        return _("Choice {letter}", letter=letter)
    return _("Question {number}, choice {letter}", number=question, letter=letter)


def choose_one(_: Words, question: int | None = None) -> str:
    """A set of choices, of which one is to be marked on a screen."""
    if question is None:
        return _("Choose one answer")
    return _("Question {number}: choose one answer", number=question)


def box(_: Words, row: int, place: int, number: str = "") -> str:
    """A box for one letter, in a grid; `number` is the one that is printed in it."""
    if number:
        return _("Row {row}, box {place}, number {number}", row=row, place=place, number=number)
    return _("Row {row}, box {place}", row=row, place=place)


def write_here(_: Words, place: str) -> str:
    """What to do on a screen in a place that goes by one of the names here."""
    return _("{place}: write here", place=place)


def labelled(_: Words, label: str) -> str:
    """A place beside a printed label, such as Name."""
    return label.strip().rstrip(":")


def points(_: Words, question: int | None = None) -> str:
    """Where a teacher writes the points that are given for a question, or for a part."""
    if question is None:
        return _("Points given")
    return _("Points given for question {number}", number=question)
