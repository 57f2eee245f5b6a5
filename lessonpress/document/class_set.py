"""Class sets: each pupil's own copy of a document, with the name filled in, and a list to tick off.

Names stand in what is printed and nowhere else: ids count the pupils, and nothing is logged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lessonpress.document.blocks import (
    Block,
    Cell,
    Document,
    Fields,
    Heading,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)
from lessonpress.document.packet import take_in
from lessonpress.document.quotes import set_quotes_in
from lessonpress.words import N_, Message, Words, main_language


def make_class_set(document: Document, names: Sequence[str], words: Words) -> Document:
    """A list of the names to tick off, in these words, then a copy for each, in the order given.

    Every copy begins on a right-hand page, so that copies printed on both sides come apart, and
    counts its own pages. The name goes into the first field of the document's first line of fields;
    raises ValueError if there is none, or if there are no names.
    """
    if not names:
        raise ValueError("a class set is for one pupil at least")
    names = [set_quotes_in(name, document.language) for name in names]
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
    return replace(document, blocks=(_list(document, names, words), *copies))


def _name_fields(document: Document) -> Fields:
    for block in document.blocks:
        if isinstance(block, Fields) and block.items:
            return block
    raise ValueError("the document has no line of fields for a name to go into")


def _fill_in(document: Document, fields: Fields, name: str) -> Document:
    first, *others = fields.items
    filled = replace(fields, items=(replace(first, value=name), *others))
    blocks: tuple[Block, ...] = tuple(
        filled if block is fields else block for block in document.blocks
    )
    return replace(document, blocks=blocks)


def _list(document: Document, names: Sequence[str], _: Words) -> Section:
    """A table with a row for each name and an empty cell to tick."""

    def said(message: Message) -> tuple[Run]:
        language = _.language_of(message)
        other = main_language(language) != main_language(document.language)
        return (Run(_(message), lang=language if other else None),)

    title = said(N_("Class list"))
    heads = (said(N_("No.")), said(N_("Name")), said(N_("Handed in")))
    head = Row("tick_off_head", tuple(Cell(head, "column") for head in heads))
    rows = tuple(
        Row(
            f"tick_off_row{number}",
            (Cell((Run(str(number)),)), Cell((Run(name),), "row"), Cell(())),
        )
        for number, name in enumerate(names, start=1)
    )
    return Section(
        "tick_off",
        title[0].text,
        (
            Heading("tick_off_title", 1, title),
            Paragraph("tick_off_document", (Run(document.title),), "lead"),
            Table("tick_off_table", (0.12, 0.63, 0.25), (head,), rows),
        ),
        restart_pages=True,
    )
