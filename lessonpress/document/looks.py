"""The looks that blocks may have, each a closed list of words; the markup has the same words."""

from __future__ import annotations

from typing import Literal

#: Where small letters stand: above the line, or below it.
Script = Literal["superscript", "subscript"]

#: Whom a document is for by age: up to the fifth grade, or above.
Stage = Literal["primary", "secondary"]

ParagraphStyle = Literal[
    "body",  # running text
    "lead",  # the summary under the title
    "dateline",  # date and place
    "instructions",  # what to do
    "note",  # small print: notes to the teacher, what to look for
    "gloss",  # a word of the text after it and what it means, beside that
    "credits",  # what a text rests on, below it: sources, licence
    "answer",  # what belongs in the answer space
    "evidence",  # the quote that an answer rests on, and where it stands
    "quote",  # a quotation within running text
    "attribution",  # whose a quotation is
    "verse",  # lines that are not to be run together
    "bank",  # the words of a word bank
    "cloze",  # running text with blanks to write in
    "caption",  # what a table or figure shows
    "card",  # what stands on a card to cut out
    "poster",  # a word as large as its card, to be read from afar
]

#: How a list's items are lettered, by its first: `a)`, `A)` or `i)`. (HTML's `type` of an `ol`.)
Letters = Literal["a", "A", "i"]

#: What stands at a list's items for whoever answers: `boxes` to write a letter in, behind the numbers;
#: `dots` to draw lines from, before or after the items.
ItemMarks = Literal["none", "boxes", "dots-before", "dots-after"]

WritingLook = Literal[
    "ruled",  # lines to write on; their distance is the theme's
    "box",  # an empty box that so many lines would fill
    "grid",  # squares of 5 mm, as high
    "half-page",  # an empty box that fills half a page, whatever the count
]

BoxStyle = Literal[
    "facts",  # key facts beside the reading
    "bank",  # a word bank
    "teacher",  # notes that only teachers see
    "question",  # the essential question
    "source",  # a source to be read
]

CellKind = Literal[
    "plain",
    "void",  # no box of a grid: nothing is drawn around it
    "marked",  # a box that stands out
]

Align = Literal["left", "center", "right"]

TableRules = Literal[
    "rows",  # a line below each row
    "all",  # lines around each cell
    "venn",  # two circles around three cells, of which the middle one is in both
    "cut",  # dashed lines around each cell, to cut along; the table stands in the middle of the paper
    "beside",  # no table to read: the cells of one row are columns, each read to its end
    "apart",  # the same, with a gutter that lines are drawn across
]
