"""Class sets: what is each pupil's own on a copy of a document, and the list to tick off.

Names stand in what is printed and nowhere else: ids count the pupils, and nothing is logged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lessonpress.document.blocks import (
    Cell,
    Document,
    Fields,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
)
from lessonpress.document.quotes import set_quotes_in
from lessonpress.words import N_, Message, Words, main_language

_CLASS = N_("Class")
#: What the list is called.
CLASS_LIST = N_("Class list")
# With more columns than these, the table is set in small type.
_FEW = 6
# Shares of the measure, before they are made to sum to 1.
_NUMBER, _NARROW, _TICK = 0.12, 0.13, 0.25
_COPY = 0.3
_LEAST_NAME = 0.34


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list: who it is, and what tells this copy from the others; "" is what there is none of.

    `looks` says in words the accommodation and the language; `file` is the name of the file that this pupil has it in
    instead.
    """

    name: str
    group: str = ""
    seat: str = ""
    version: str = ""
    looks: str = ""
    copies: int = 1
    file: str = ""


def fields_for_names(document: Document) -> Fields:
    """The document's first line of fields. Raises ValueError if there is none."""
    for block in document.blocks:
        if isinstance(block, Fields) and block.items:
            return block
    raise ValueError("the document has no line of fields for a name to go into")


def values_for(document: Document, name: str, group: str, words: Words) -> tuple[str | None, ...]:
    """What goes into the document's first line of fields: the name into the first, and the class into the one
    that has it for its label. Raises ValueError where there are none."""
    label = words(_CLASS)
    return (
        set_quotes_in(name, document.language),
        *(
            group if group and item.label == label else None
            for item in fields_for_names(document).items[1:]
        ),
    )


def shows_class(document: Document, words: Words) -> bool:
    """Whether there is a field that a class goes into. Raises ValueError where there are none at all."""
    return any(item.label == words(_CLASS) for item in fields_for_names(document).items[1:])


def fill_in(document: Document, values: Sequence[str | None]) -> Document:
    """The document with these values in the fields of its first line, in their order; itself where there are none,
    and None leaves a field as it is. Raises ValueError where they have no fields."""
    if not values:
        return document
    fields = fields_for_names(document)
    items = tuple(
        item if value is None else replace(item, value=value)
        for item, value in zip(fields.items, values, strict=True)
    )
    filled = replace(fields, items=items)
    blocks = tuple(filled if block is fields else block for block in document.blocks)
    return replace(document, blocks=blocks)


def list_to_tick_off(document: Document, listed: Sequence[Listed], _: Words) -> Document:
    """A document of its own with a row for each and an empty cell to tick, with whatever tells the copies of this
    document apart, in these words."""

    def said(message: Message) -> tuple[Run]:
        language = _.language_of(message)
        other = main_language(language) != main_language(document.language)
        return (Run(_(message), lang=language if other else None),)

    classes = {one.group for one in listed}
    columns: list[tuple[float, Message, list[str]]] = [
        (_NARROW, _CLASS, [one.group for one in listed] if len(classes) > 1 else []),
        (_NARROW, N_("Seat"), [one.seat for one in listed]),
        (_NARROW, N_("Version"), [one.version for one in listed]),
        (
            _COPY,
            N_("Accommodation"),
            ["; ".join(filter(None, (one.looks, one.file))) for one in listed],
        ),
        (_NARROW, N_("Copies"), ["" if one.file else str(one.copies) for one in listed]),
    ]
    columns = [
        (share, head, cells)
        for share, head, cells in columns
        if any(cells) and (head.text != "Copies" or any(one.copies > 1 for one in listed))
    ]
    rest = 1.0 - _NUMBER - _TICK - sum(share for share, _head, _cells in columns)
    shares = [
        _NUMBER,
        max(rest, _LEAST_NAME),
        *(share for share, _head, _cells in columns),
        _TICK,
    ]
    heads = [N_("No."), N_("Name"), *(head for _share, head, _cells in columns), N_("Handed in")]
    rows = tuple(
        Row(
            f"tick_off_row{number}",
            (
                Cell((Run(str(number)),)),
                Cell((Run(set_quotes_in(one.name, document.language)),), "row"),
                *(Cell((Run(cells[number - 1]),)) for _share, _head, cells in columns),
                Cell(()),
            ),
        )
        for number, one in enumerate(listed, start=1)
    )
    title = said(CLASS_LIST)
    whose = " · ".join(filter(None, (document.title, *(classes if len(classes) == 1 else ()))))
    table = Table(
        "tick_off_table",
        tuple(share / sum(shares) for share in shares),
        (Row("tick_off_head", tuple(Cell(said(head), "column") for head in heads)),),
        rows,
        small=len(shares) > _FEW,
    )
    blocks = (
        Heading("tick_off_title", 1, title),
        Paragraph("tick_off_document", (Run(whose),), "lead"),
        table,
    )
    # The list belongs to no version.
    label = (
        _(N_("Page {page} of {pages}"))
        if any(one.version for one in listed)
        else document.page_label
    )
    return replace(document, blocks=blocks, page_label=label, pages=())
