"""Told: what is said in place of what is drawn, in formats that are felt or heard."""

from __future__ import annotations

from lessonpress.words import Words


def picture(_: Words, description: str) -> str:
    """A picture, by its alternative text."""
    return _("Picture: {description}", description=description)


def table_by_rows(_: Words) -> str:
    """How a table is written where it can't be drawn."""
    return _("Table, row by row; cells are parted by semicolons.")


def table(_: Words) -> str:
    """That a table follows."""
    return _("Table")


def no_room(_: Words) -> str:
    """That lines and boxes are not there."""
    return _(
        "Room to write is left out. Write your answers on other paper, each with its part and number."
    )


def blank(_: Words) -> str:
    """A gap in a sentence, as it is read out."""
    return _("blank")


def page(_: Words, number: int) -> str:
    """That a page of the paper begins."""
    return _("Page {number}", number=number)
