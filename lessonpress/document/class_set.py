"""Class sets: each pupil's own copy of a document, with the name filled in, and a list to tick off.

Names stand in what is printed and nowhere else: ids count the pupils, and nothing is logged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lessonpress.document.blocks import (
    Block,
    Cell,
    Document,
    Field,
    Fields,
    Heading,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)
from lessonpress.document.packet import take_in

#: What the list says where the layout has no words for it.
WORDS = {
    "tick_off": "Class list",
    "tick_off_number": "No.",
    "tick_off_name": "Name",
    "tick_off_done": "Handed in",
}


def make_class_set(
    document: Document, names: Sequence[str], words: Mapping[str, str] = WORDS
) -> Document:
    """A list of the names to tick off, then a copy for each, in the order given.

    Every copy begins on a right-hand page, so that copies printed on both sides come apart, and
    counts its own pages. The name goes into the first field of the document's first line of fields;
    raises ValueError if there is none, or if there are no names.
    """
    if not names:
        raise ValueError("a class set is for one pupil at least")
    fields = _name_fields(document)
    copies = tuple(
        Section(
            f"pupil{number}",
            name,
            take_in(_fill_in(document, fields, name), f"pupil{number}", 0),
            starts="right",
            restart_pages=True,
        )
        for number, name in enumerate(names, start=1)
    )
    return replace(document, blocks=(_list(document, names, {**WORDS, **words}), *copies))


def _name_fields(document: Document) -> Fields:
    for block in document.blocks:
        if isinstance(block, Fields) and block.items:
            return block
    raise ValueError("the document has no line of fields for a name to go into")


def _fill_in(document: Document, fields: Fields, name: str) -> Document:
    first, *others = fields.items
    filled = replace(fields, items=(Field(first.label, first.share, name), *others))
    blocks: tuple[Block, ...] = tuple(
        filled if block is fields else block for block in document.blocks
    )
    return replace(document, blocks=blocks)


def _list(document: Document, names: Sequence[str], words: Mapping[str, str]) -> Section:
    """A table with a row for each name and an empty cell to tick."""
    heads = (words["tick_off_number"], words["tick_off_name"], words["tick_off_done"])
    head = Row("tick_off_head", tuple(Cell((Run(text),), "column") for text in heads))
    rows = tuple(
        Row(
            f"tick_off_row{number}",
            (Cell((Run(str(number)),)), Cell((Run(name),), "row"), Cell(())),
        )
        for number, name in enumerate(names, start=1)
    )
    return Section(
        "tick_off",
        words["tick_off"],
        (
            Heading("tick_off_title", 1, (Run(words["tick_off"]),)),
            Paragraph("tick_off_document", (Run(document.title),), "lead"),
            Table("tick_off_table", (0.12, 0.63, 0.25), (head,), rows),
        ),
        restart_pages=True,
    )
