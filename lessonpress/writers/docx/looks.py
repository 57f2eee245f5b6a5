"""The paragraph styles: their names, and where they stand. Knows no XML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lessonpress.layout.theme import BoxName, StyleName, Theme

# How many levels of a list, and of a table of contents, have a style of their own.
LIST_LEVELS = 6
CONTENTS_LEVELS = 3

BULLETS, NUMBERS, QUESTIONS = 1, 2, 3  # the numbering that styles are tied to
#: Those of lettered lists, which have the styles of numbered ones.
LETTERS: dict[str, int] = {"a": 4, "A": 5, "i": 6}
#: Those with a dot before the label, to draw a line to; None is for numbers.
DOTTED: dict[str | None, int] = {None: 7, "a": 8, "A": 9, "i": 10}


# The width of an item's label as a share of the theme's list indent, and of a choice's in ems.
_ITEM_LABEL = 0.8
_LETTER_LABEL = 1.7


@dataclass(frozen=True, slots=True)
class Numbered:
    """A level of a numbering."""

    num: int
    level: int


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """A paragraph style.

    `left` and `right` are indents and `hanging` the width of the label, in points. `depth` counts
    the levels of lists or questions that `left` is meant for; `keep` is the style's `keepNext`.
    What is `mirrored` runs from right to left.
    """

    id: str
    name: str
    text: StyleName
    left: float
    right: float = 0.0
    hanging: float = 0.0
    depth: int = 0
    keep: bool = False
    number: Numbered | None = None
    box: BoxName | None = None
    base: str = "Normal"
    next: str | None = None
    outline: int | None = None
    extra: Literal["", "line", "across", "figure", "footer"] = ""
    mirrored: bool = False


# id, Word's name for it, the theme's style
_PLAIN: tuple[tuple[str, str, StyleName], ...] = (
    ("BodyText", "Body Text", "body"),
    ("Lead", "Lead", "lead"),
    ("Dateline", "Dateline", "dateline"),
    ("Instructions", "Instructions", "instructions"),
    ("Note", "Note", "note"),
    ("Gloss", "Gloss", "gloss"),
    ("Credits", "Credits", "credits"),
    ("Quote", "Quote", "quote"),
    ("Attribution", "Attribution", "attribution"),
    ("WordBank", "Word Bank", "bank"),
    ("Cloze", "Cloze", "cloze"),
    ("Caption", "caption", "caption"),
    ("Credit", "Credit", "credit"),
    ("Card", "Card", "card"),
    ("Poster", "Poster", "poster"),
    ("TableText", "Table Text", "cell"),
    ("TableHead", "Table Head", "cell-head"),
    ("SmallTableText", "Small Table Text", "small-cell"),
    ("SmallTableHead", "Small Table Head", "small-cell-head"),
    ("FieldLine", "Field Line", "field"),
)
STYLE_IDS = {text: id_ for id_, _, text in _PLAIN}
PARAGRAPH_STYLES = {text: id_ for id_, _, text in _PLAIN} | {
    "answer": "Answer",
    "verse": "Verse",
    "evidence": "Evidence",
}
_HEADINGS: tuple[tuple[str, str, StyleName], ...] = (
    ("Title", "Title", "title"),
    ("Heading1", "heading 1", "heading2"),
    ("Heading2", "heading 2", "heading3"),
    ("Heading3", "heading 3", "heading4"),
    ("Heading4", "heading 4", "heading4"),
    ("Heading5", "heading 5", "heading4"),
)
HEADING_STYLES = tuple(id_ for id_, _, _ in _HEADINGS)


def paragraph_looks(theme: Theme) -> list[ParagraphLook]:
    """Every paragraph style outside a box."""
    styles, step = theme.styles, theme.list_indent

    def look(
        id_: str,
        name: str,
        text: StyleName,
        depth: int = 0,
        *,
        hanging: float = 0.0,
        keep: bool | None = None,
        number: Numbered | None = None,
        next_: str | None = None,
        outline: int | None = None,
        extra: Literal["", "line", "across", "figure", "footer"] = "",
    ) -> ParagraphLook:
        return ParagraphLook(
            id_,
            name,
            text,
            styles[text].indent + depth * step + hanging,
            hanging=hanging,
            depth=depth,
            keep=styles[text].keep_with_next if keep is None else keep,
            number=number,
            next=next_,
            outline=outline,
            extra=extra,
        )

    def numbered(
        id_: str, name: str, text: StyleName, num: int, level: int, hanging: float
    ) -> ParagraphLook:
        keep, number = num == QUESTIONS, Numbered(num, level)
        return look(id_, name, text, level, hanging=hanging, keep=keep, number=number)

    looks = [look(id_, name, text, next_="BodyText") for id_, name, text in _HEADINGS[:1]]
    looks += [
        look(id_, name, text, next_="BodyText", outline=level)
        for level, (id_, name, text) in enumerate(_HEADINGS[1:])
    ]
    looks += [look(id_, name, text) for id_, name, text in _PLAIN]
    looks += [
        look(f"TOC{level}", f"toc {level}", "item", level - 1)
        for level in range(1, CONTENTS_LEVELS + 1)
    ]
    item = step * _ITEM_LABEL
    for level in range(LIST_LEVELS):
        tail = f" {level + 1}" if level else ""
        key = tail.strip()
        looks += [
            numbered(f"ListBullet{key}", f"List Bullet{tail}", "item", BULLETS, level, item),
            numbered(f"ListNumber{key}", f"List Number{tail}", "item", NUMBERS, level, item),
            look(f"ListContinue{key}", f"List Continue{tail}", "item", level + 1),
        ]
    return [
        *looks,
        numbered("Question", "Question", "prompt", QUESTIONS, 0, step),
        numbered("Choice", "Choice", "choice", QUESTIONS, 1, styles["choice"].size * _LETTER_LABEL),
        look("ChoiceLine", "Choice Line", "choice", 1, keep=True, extra="across"),
        look("AnswerLine", "Answer Line", "body", 1, keep=True, extra="line"),
        look("Answer", "Answer", "answer", 1),
        look("Evidence", "Evidence", "evidence", 1),
        look("Verse", "Verse", "verse", hanging=step),
        look("Figure", "Figure", "body", extra="figure"),
        look("Footer", "footer", "footer", extra="footer"),
    ]
