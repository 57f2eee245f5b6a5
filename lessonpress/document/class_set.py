"""Class sets: each pupil's own copy of a document, with the name filled in, and a list to tick off.

Names stand in what is printed and nowhere else: ids count the pupils, and nothing is logged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Copy:
    """A pupil's copy: the name, the document, and the seat and the letter of the version that the list says;
    "" where it says none."""

    name: str
    document: Document
    seat: str = ""
    version: str = ""


def make_class_set(document: Document, names: Sequence[str], words: Words) -> Document:
    """A list of the names to tick off, in these words, then a copy for each, in the order given; see
    `bind_copies`."""
    return bind_copies([Copy(name, document) for name in names], words)


def bind_copies(given: Sequence[Copy], words: Words) -> Document:
    """A list to tick off, in these words, then the copies, in the order given; what the first one's document
    says of language and the like holds for all.

    Every copy begins on a right-hand page, so that copies printed on both sides come apart, and
    counts its own pages. The name goes into the first field of the document's first line of fields;
    raises ValueError if there is none, or if there are no copies.
    """
    if not given:
        raise ValueError("a class set is for one pupil at least")
    first = given[0].document
    several = any(one.version for one in given)
    copies = [replace(one, name=set_quotes_in(one.name, first.language)) for one in given]
    sections = tuple(
        Section(
            f"pupil{number}",
            copy.name,
            take_in(_fill_in(copy), f"pupil{number}", 0),
            starts="right",
            restart_pages=True,
            page_label=copy.document.page_label if several else None,
        )
        for number, copy in enumerate(copies, start=1)
    )
    # The list belongs to no version.
    label = words(N_("Page {page} of {pages}")) if several else first.page_label
    blocks = (_list(first, copies, words), *sections)
    return replace(first, blocks=blocks, page_label=label)


def _name_fields(document: Document) -> Fields:
    for block in document.blocks:
        if isinstance(block, Fields) and block.items:
            return block
    raise ValueError("the document has no line of fields for a name to go into")


def _fill_in(copy: Copy) -> Document:
    fields = _name_fields(copy.document)
    first, *others = fields.items
    filled = replace(fields, items=(replace(first, value=copy.name), *others))
    blocks: tuple[Block, ...] = tuple(
        filled if block is fields else block for block in copy.document.blocks
    )
    return replace(copy.document, blocks=blocks)


def _list(document: Document, copies: Sequence[Copy], _: Words) -> Section:
    """A table with a row for each name and an empty cell to tick; with whatever tells the copies apart."""

    def said(message: Message) -> tuple[Run]:
        language = _.language_of(message)
        other = main_language(language) != main_language(document.language)
        return (Run(_(message), lang=language if other else None),)

    title = said(N_("Class list"))
    seats, versions = any(one.seat for one in copies), any(one.version for one in copies)
    columns = [
        (0.12, N_("No."), True),
        (0.63 - 0.13 * (seats + versions), N_("Name"), True),
        (0.13, N_("Seat"), seats),
        (0.13, N_("Version"), versions),
        (0.25, N_("Handed in"), True),
    ]
    shown = [(share, head) for share, head, there in columns if there]
    head = Row("tick_off_head", tuple(Cell(said(head), "column") for _share, head in shown))
    rows = tuple(
        Row(
            f"tick_off_row{number}",
            (
                Cell((Run(str(number)),)),
                Cell((Run(copy.name),), "row"),
                *([Cell((Run(copy.seat),))] if seats else ()),
                *([Cell((Run(copy.version),))] if versions else ()),
                Cell(()),
            ),
        )
        for number, copy in enumerate(copies, start=1)
    )
    return Section(
        "tick_off",
        title[0].text,
        (
            Heading("tick_off_title", 1, title),
            Paragraph("tick_off_document", (Run(document.title),), "lead"),
            Table("tick_off_table", tuple(share for share, _head in shown), (head,), rows),
        ),
        restart_pages=True,
    )
