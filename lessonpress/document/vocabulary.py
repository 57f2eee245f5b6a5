"""The words of the markup: which elements there are, what they may hold, and which attributes.

The table in docs/layouts.md says the same for people; a test keeps the two together.
"""

from __future__ import annotations

from typing import get_args

from lessonpress.document.blocks import (
    Align,
    BoxStyle,
    CellKind,
    ItemMarks,
    Letters,
    ParagraphStyle,
    Script,
    TableRules,
    WritingLook,
)

#: Each element's attributes; those with a `!` cannot be left out.
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "document": (
        *("title!", "language!", "footer", "page-label"),
        *("subject", "author", "keywords", "stage"),
    ),
    "h1": ("id",),
    "h2": ("id",),
    "h3": ("id",),
    "h4": ("id",),
    "p": ("id", "class", "number", "counted"),
    "ul": ("id",),
    "ol": ("id", "start", "type", "marks"),
    "li": ("id", "value", "answer"),
    "blockquote": ("id",),
    "verse": ("id", "numbered"),
    "questions": ("id", "start"),
    "question": ("id", "number"),
    "prompt": (),
    "choices": ("id", "across", "several"),
    "choice": ("id", "correct", "value"),
    "lines": ("id", "count!", "look", "numbers"),
    "worth": ("of!", "mark"),
    "answer": ("id",),
    "box": ("id", "class!"),
    "table": ("id", "widths", "rules", "square", "down", "scale", "summary"),
    "caption": (),
    "credit": (),
    "thead": (),
    "tbody": (),
    "tr": ("id", "height"),
    "th": ("scope", "align"),
    "td": ("align", "class", "label"),
    "figure": ("id", "src!", "alt!", "share", "beside", "pointers"),
    "figures": ("id",),
    "fields": ("id",),
    "field": ("share", "value", "tail"),
    "page-break": ("id",),
    "section": ("id", "title!", "starts"),
    "contents": ("id",),
    "insert": ("lesson!", "document!"),
    "strong": (),
    "em": (),
    "a": ("href!",),
    "br": (),
    "blank": ("size", "answer", "also", "within", "unit"),
    "span": ("lang!",),
    "sup": (),
    "sub": (),
    "small": (),
    "noteref": ("to!",),
    "q": (),
}

INLINE = frozenset(
    {"strong", "em", "a", "br", "blank", "span", "sup", "sub", "small", "noteref", "q"}
)
#: What makes small letters, above the line or below it.
SCRIPTS: dict[str, Script] = {"sup": "superscript", "sub": "subscript"}
#: Elements that hold text and inline elements, and no blocks.
TEXT_ONLY = frozenset(
    {
        *("h1", "h2", "h3", "h4", "p", "prompt", "choice", "caption", "credit", "th"),
        *("field", "worth"),
        *("strong", "em", "a", "span", "sup", "sub", "small", "noteref", "q"),
    }
)
#: Elements with nothing in them.
EMPTY = frozenset({"br", "blank", "lines", "page-break", "contents", "insert"})

#: Where an element that is neither block nor inline belongs.
HOMES: dict[str, tuple[str, ...]] = {
    "li": ("ul", "ol"),
    "question": ("questions",),
    "prompt": ("question",),
    "choice": ("choices",),
    "caption": ("table", "figure"),
    "credit": ("figure",),
    "thead": ("table",),
    "tbody": ("table",),
    "tr": ("table", "thead", "tbody"),
    "th": ("tr",),
    "td": ("tr",),
    "field": ("fields",),
}

#: Blocks that would break the page or its outline anywhere but at the top, or in a section
#: (headings: or in a box).
TOP_ONLY = frozenset({"fields", "page-break", "section", "contents", "insert"})
#: What a cell may hold besides text, and what stands in it may.
CELL_BLOCKS = frozenset(
    {
        *("p", "ul", "ol", "blockquote", "verse", "questions", "choices", "lines", "answer"),
        *("figure", "figures"),
    }
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})

#: What people who know HTML will try.
HTML_WORDS: dict[str, str] = {
    **dict.fromkeys(("div", "aside"), "box"),
    **dict.fromkeys(("h5", "h6"), "h4"),
    **dict.fromkeys(("html", "body"), "document"),
    **dict.fromkeys(("b", "bold"), "strong"),
    **dict.fromkeys(("i", "italic"), "em"),
    "img": "figure",
    "hr": "page-break",
    "label": "field",
    "input": "blank",
}

PARAGRAPH_STYLES: tuple[ParagraphStyle, ...] = get_args(ParagraphStyle)
BOX_STYLES: tuple[BoxStyle, ...] = get_args(BoxStyle)
#: How a list is lettered. Letters that an author typed stay Latin; others are the document's language's own.
LETTERED: dict[str, Letters] = {
    **{letters: letters for letters in get_args(Letters)},
    "latin-a": "a",
    "latin-A": "A",
}
ITEM_MARKS: tuple[ItemMarks, ...] = get_args(ItemMarks)
TABLE_RULES: tuple[TableRules, ...] = get_args(TableRules)
WRITING_LOOKS: tuple[WritingLook, ...] = get_args(WritingLook)
CELL_KINDS: tuple[CellKind, ...] = get_args(CellKind)
ALIGNS: tuple[Align, ...] = get_args(Align)
#: The word for a block in a derived id, where it isn't the element's name.
ID_WORDS = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("ul", "ol"), "list"),
    "page-break": "break",
    "blockquote": "quote",
}

KNOWN = {tag: frozenset(name.rstrip("!") for name in names) for tag, names in ATTRIBUTES.items()}
REQUIRED = {
    tag: tuple(name[:-1] for name in names if name.endswith("!"))
    for tag, names in ATTRIBUTES.items()
}
