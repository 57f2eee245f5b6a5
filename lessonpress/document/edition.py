"""Editions: a document with its answers taken out for students, or shown in place for teachers.

A writer gets an edition, never the document that the markup gave; it can't leak what it never had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import assert_never

from lessonpress.document.blocks import (
    Answer,
    Blank,
    Block,
    Box,
    Cell,
    Choices,
    Contents,
    Document,
    Edition,
    Fields,
    Figure,
    Figures,
    Heading,
    Inline,
    ItemList,
    Lines,
    PageBreak,
    Paragraph,
    Questions,
    Quotation,
    Section,
    Table,
    Verse,
)

Change = Callable[[Block], Block | None]


def student_edition(document: Document) -> Document:
    """The document without anything that only a teacher may see.

    Answers and boxes of the style `teacher` go, and what is left empty by it; choices no longer say
    which is right, nor blanks what belongs there.
    """
    blocks = _change_all(document.blocks, _take_answers_out)
    return replace(document, edition=Edition.STUDENT, blocks=blocks)


def teacher_edition(document: Document) -> Document:
    """The document with its answers shown: in a question or cell that has one, it takes the lines'
    place."""
    blocks = _change_all(document.blocks, _show_answers)
    return replace(document, edition=Edition.TEACHER, blocks=blocks)


def _change_all(blocks: Iterable[Block], change: Change) -> tuple[Block, ...]:
    return tuple(new for block in blocks if (new := change(block)) is not None)


def _take_figure_answers_out(figure: Figure) -> Figure:
    return replace(figure, caption=_forget(figure.caption), credit=_forget(figure.credit))


def _take_answers_out(block: Block) -> Block | None:
    match block:
        case Answer() | Box(style="teacher"):
            return None
        case Heading() | Paragraph():
            return replace(block, content=_forget(block.content))
        case Choices():
            choices = tuple(
                replace(item, content=_forget(item.content), correct=None) for item in block.items
            )
            return replace(block, items=choices)
        case Table():
            return replace(
                _change_cells(block, _take_cell_answers_out), caption=_forget(block.caption)
            )
        case Figure():
            return _take_figure_answers_out(block)
        case Figures():
            return replace(block, items=tuple(map(_take_figure_answers_out, block.items)))
        case Verse():
            stanzas = (replace(one, content=_forget(one.content)) for one in block.stanzas)
            return replace(block, stanzas=tuple(stanzas))
        case Questions():
            questions = tuple(
                replace(
                    item,
                    content=_forget(item.content),
                    blocks=_change_all(item.blocks, _take_answers_out),
                )
                for item in block.items
            )
            return replace(block, items=questions)
        case ItemList():
            items = tuple(replace(item, answer=None) for item in block.items)
            return _change_container(replace(block, items=items), _take_answers_out)
        case Quotation() | Box() | Section():
            return _change_container(block, _take_answers_out)
        case Lines() | Fields() | PageBreak() | Contents():
            return block
        case _ as never:
            assert_never(never)


def _take_cell_answers_out(cell: Cell) -> Cell:
    blocks = _change_all(cell.blocks, _take_answers_out)
    return replace(cell, content=_forget(cell.content), blocks=blocks)


def _show_cell_answers(cell: Cell) -> Cell:
    return replace(cell, blocks=_answered(cell.blocks)) if cell.blocks else cell


def _change_cells(table: Table, change: Callable[[Cell], Cell]) -> Table:
    head, rows = (
        tuple(replace(row, cells=tuple(map(change, row.cells))) for row in part)
        for part in (table.head, table.rows)
    )
    return replace(table, head=head, rows=rows)


def _forget(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The content with blanks that no longer know what belongs there."""
    return tuple(
        Blank(part.size) if isinstance(part, Blank) and part != Blank(part.size) else part
        for part in content
    )


def _show_answers(block: Block) -> Block | None:
    match block:
        case Questions():
            questions = (replace(item, blocks=_answered(item.blocks)) for item in block.items)
            return replace(block, items=tuple(questions))
        case Table():
            return _change_cells(block, _show_cell_answers)
        case ItemList() | Quotation() | Box() | Answer() | Section():
            return _change_container(block, _show_answers)
        case (
            Heading()
            | Paragraph()
            | Verse()
            | Choices()
            | Lines()
            | Figure()
            | Figures()
            | Fields()
            | PageBreak()
            | Contents()
        ):
            return block
        case _ as never:
            assert_never(never)


def _answered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a question or cell with answers shown: one takes the place of lines."""
    answered = any(isinstance(inner, Answer) for inner in blocks)
    kept = [block for block in blocks if not (answered and isinstance(block, Lines))]
    return _change_all(kept, _show_answers)


def _change_container(
    block: ItemList | Quotation | Box | Answer | Section, change: Change
) -> Block | None:
    """The container with its blocks changed; None where nothing is left in it."""
    match block:
        case ItemList():
            items = tuple(
                replace(item, blocks=blocks)
                for item in block.items
                if (blocks := _change_all(item.blocks, change))
            )
            return replace(block, items=items) if items else None
        case Quotation() | Box() | Answer() | Section():
            blocks = _change_all(block.blocks, change)
            return replace(block, blocks=blocks) if blocks else None
        case _ as never:
            assert_never(never)
