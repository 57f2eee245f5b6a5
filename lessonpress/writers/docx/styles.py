"""The style sheet: the theme as Word styles. Knows no block.

The styles that someone who edits a worksheet reaches for are always there; others join when a
document uses them, so that the list in Word stays short.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lessonpress.writers.docx.ooxml import DECLARATION, W, colour, half_points, twips
from lessonpress.writers.docx.properties import (
    border,
    box_border,
    box_indents,
    fonts,
    indents,
    rule_border,
    run_properties,
    sets_exactly,
    spacing,
)

if TYPE_CHECKING:
    from collections.abc import Set

    from lessonpress.layout.theme import BoxName, StyleName, Theme

# How many levels of a list have a style of their own.
LIST_LEVELS = 3

BULLETS, NUMBERS, QUESTIONS = 1, 2, 3  # the numbering that styles are tied to


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


# id, Word's name for it, the theme's style
_PLAIN: tuple[tuple[str, str, StyleName], ...] = (
    ("BodyText", "Body Text", "body"),
    ("Lead", "Lead", "lead"),
    ("Dateline", "Dateline", "dateline"),
    ("Instructions", "Instructions", "instructions"),
    ("Note", "Note", "note"),
    ("Quote", "Quote", "quote"),
    ("WordBank", "Word Bank", "bank"),
    ("Caption", "caption", "caption"),
    ("TableText", "Table Text", "cell"),
    ("TableHead", "Table Head", "cell-head"),
    ("FieldLine", "Field Line", "field"),
)
PARAGRAPH_STYLES = {text: id_ for id_, _, text in _PLAIN} | {
    "answer": "Answer",
    "evidence": "Evidence",
}
_HEADINGS: tuple[tuple[str, str, StyleName], ...] = (
    ("Title", "Title", "title"),
    ("Heading1", "heading 1", "heading2"),
    ("Heading2", "heading 2", "heading3"),
    ("Heading3", "heading 3", "heading4"),
)
HEADING_STYLES = tuple(id_ for id_, _, _ in _HEADINGS)

_ALWAYS = frozenset(
    (
        "BodyText Title Heading1 Heading2 Heading3 Instructions Note Caption TableText TableHead"
        " ListBullet ListNumber Question Choice AnswerLine Footer"
        " Strong Emphasis Hyperlink Blank LessonTable"
    ).split()
)


Stage = Literal["primary", "secondary"]


class StyleSheet:
    """The styles of one theme, in one language and for one stage (which sets the distance of
    write-on lines). Made once, then asked for every document.
    """

    def __init__(self, theme: Theme, language: str, stage: Stage) -> None:
        self.theme = theme
        self.language = language
        self.pitch = theme.ruled_pitch[stage]
        self.looks: dict[str, ParagraphLook] = {look.id: look for look in _looks(theme)}
        self._others = _character_styles(theme) | {"LessonTable": _table_style(theme)}
        self._paragraphs: dict[str, str] = {}
        self._sheets: dict[frozenset[str], bytes] = {}

    def boxed(self, look: ParagraphLook, box: BoxName) -> ParagraphLook:
        """The same style inside a box: `Facts List Bullet` is `List Bullet` with the box's tint,
        borders and indents.
        """
        id_ = box.title() + look.id
        found = self.looks.get(id_)
        if found is None:
            left, right = box_indents(self.theme.boxes[box])
            name = f"{box.title()} {look.name[0].upper()}{look.name[1:]}"
            found = ParagraphLook(
                id_,
                name,
                look.text,
                look.left + left,
                right,
                look.hanging,
                depth=look.depth,
                keep=look.keep,
                number=look.number,
                box=box,
                base=look.id,
                extra=look.extra,
            )
            self.looks[id_] = found
        return found

    def defined(self, used: Set[str]) -> frozenset[str]:
        """The ids of the styles that a document using `used` gets."""
        bases = {self.looks[id_].base for id_ in used if id_ in self.looks} - {"Normal"}
        return _ALWAYS | used | bases

    def xml(self, used: Set[str]) -> bytes:
        """The part `styles.xml` for a document that uses these styles."""
        ids = self.defined(used)
        sheet = self._sheets.get(ids)
        if sheet is None:
            sheet = (
                f'{DECLARATION}<w:styles xmlns:w="{W}">{_defaults(self.theme, self.language)}'
                f"{_FIXED}{self.fragments(ids)}</w:styles>"
            ).encode()
            self._sheets[ids] = sheet
        return sheet

    def fragments(self, ids: Set[str]) -> str:
        """The `w:style` elements of these styles, bases first."""
        paragraphs = [self._paragraph(look) for id_, look in self.looks.items() if id_ in ids]
        return "".join([*paragraphs, *(xml for id_, xml in self._others.items() if id_ in ids)])

    def _paragraph(self, look: ParagraphLook) -> str:
        xml = self._paragraphs.get(look.id)
        if xml is None:
            xml = self._paragraphs[look.id] = _paragraph_style(look, self.theme, self.pitch)
        return xml


def _looks(theme: Theme) -> list[ParagraphLook]:
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

    def numbered(id_: str, name: str, text: StyleName, num: int, level: int) -> ParagraphLook:
        return look(
            id_,
            name,
            text,
            level,
            hanging=step,
            keep=num == QUESTIONS,
            number=Numbered(num, level),
        )

    looks = [look(id_, name, text, next_="BodyText") for id_, name, text in _HEADINGS[:1]]
    looks += [
        look(id_, name, text, next_="BodyText", outline=level)
        for level, (id_, name, text) in enumerate(_HEADINGS[1:])
    ]
    looks += [look(id_, name, text) for id_, name, text in _PLAIN]
    for level in range(LIST_LEVELS):
        tail = f" {level + 1}" if level else ""
        key = tail.strip()
        looks.append(numbered(f"ListBullet{key}", f"List Bullet{tail}", "item", BULLETS, level))
        looks.append(numbered(f"ListNumber{key}", f"List Number{tail}", "item", NUMBERS, level))
        looks.append(look(f"ListContinue{key}", f"List Continue{tail}", "item", level + 1))
    return [
        *looks,
        numbered("Question", "Question", "prompt", QUESTIONS, 0),
        numbered("Choice", "Choice", "choice", QUESTIONS, 1),
        look("ChoiceLine", "Choice Line", "choice", 1, keep=True, extra="across"),
        look("AnswerLine", "Answer Line", "body", 1, keep=True, extra="line"),
        look("Answer", "Answer", "answer", 1),
        look("Evidence", "Evidence", "evidence", 1),
        look("Figure", "Figure", "body", extra="figure"),
        look("Footer", "footer", "footer", extra="footer"),
    ]


# Names that Word has a style of its own for.
_BUILT_IN = frozenset(
    (
        "Body Text,Title,heading 1,heading 2,heading 3,Quote,caption,footer,"
        "List Bullet,List Bullet 2,List Bullet 3,List Number,List Number 2,List Number 3,"
        "List Continue,List Continue 2,List Continue 3,Strong,Emphasis,Hyperlink"
    ).split(",")
)

# --- the sheet's parts -----------------------------------------------------------------------------

_FIXED = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
    ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)


def _defaults(theme: Theme, language: str) -> str:
    """What holds where no style says otherwise: the body's letters, kerned, single spaced."""
    body = theme.styles["body"]
    size = half_points(body.size)
    tint = f'<w:color w:val="{colour(body.colour)}"/>' if body.colour != "#000000" else ""
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(body.font)}{tint}"
        f'<w:kern w:val="2"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{language}"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:suppressAutoHyphens/>"
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _paragraph_style(look: ParagraphLook, theme: Theme, pitch: float) -> str:
    if look.box is None:
        properties = _own_properties(look, theme, pitch)
        letters = run_properties(theme.styles[look.text], theme.styles["body"])
    else:
        properties = _boxed_properties(look, theme)
        letters = ""
    after = f'<w:next w:val="{look.next}"/>' if look.next else ""
    return (
        f'<w:style w:type="paragraph"{_custom(look.name)} w:styleId="{look.id}">'
        f'<w:name w:val="{look.name}"/><w:basedOn w:val="{look.base}"/>{after}<w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr>{letters}</w:style>"
    )


def _custom(name: str) -> str:
    return "" if name in _BUILT_IN else ' w:customStyle="1"'


def _own_properties(look: ParagraphLook, theme: Theme, pitch: float) -> str:
    style = theme.styles[look.text]
    out = ["<w:keepNext/>"] if look.keep else []
    if look.outline is not None or look.id in ("Title", "Question", "Choice"):
        out.append("<w:keepLines/>")
    if look.number:
        out.append(numbering_properties(look.number))
    out.append(_line_border(theme) if look.extra == "line" else rule_border(style, theme))
    if look.extra in ("across", "footer"):
        out.append(_tabs(look, theme))
    if style.hyphenate:
        out.append('<w:suppressAutoHyphens w:val="0"/>')
    out.append(_own_spacing(look, theme, pitch))
    if look.left or look.right or look.hanging:
        out.append(indents(look.left, look.right, look.hanging))
    if look.extra == "line":
        out.append("<w:contextualSpacing/>")
    if style.align != "left":
        out.append(f'<w:jc w:val="{style.align}"/>')
    if look.outline is not None:
        out.append(f'<w:outlineLvl w:val="{look.outline}"/>')
    return "".join(out)


def _own_spacing(look: ParagraphLook, theme: Theme, pitch: float) -> str:
    style = theme.styles[look.text]
    if look.extra == "figure":
        return spacing(style.before, style.after, None, exact=False)
    if look.extra == "line":
        return spacing(0, style.after, pitch, exact=True)
    return spacing(style.before, style.after, style.leading, exact=sets_exactly(style))


def _boxed_properties(look: ParagraphLook, theme: Theme) -> str:
    assert look.box is not None
    number = numbering_properties(look.number) if look.number else ""
    return number + box_border(theme.boxes[look.box]) + indents(look.left, look.right, look.hanging)


def numbering_properties(number: Numbered) -> str:
    """Which label a paragraph gets."""
    return f'<w:numPr><w:ilvl w:val="{number.level}"/><w:numId w:val="{number.num}"/></w:numPr>'


def _line_border(theme: Theme) -> str:
    sides = (border(side, theme.rule_width, 0, theme.rule_colour) for side in ("bottom", "between"))
    return f"<w:pBdr>{''.join(sides)}</w:pBdr>"


def _tabs(look: ParagraphLook, theme: Theme) -> str:
    if look.extra == "footer":
        stops = f'<w:tab w:val="right" w:pos="{twips(theme.paper.measure)}"/>'
    else:
        size = theme.styles[look.text].size
        stops = "".join(
            f'<w:tab w:val="left" w:pos="{twips(look.left + size * 7 * stop)}"/>'
            for stop in range(1, 6)
        )
    return f"<w:tabs>{stops}</w:tabs>"


def _character_styles(theme: Theme) -> dict[str, str]:
    looks = {
        "Strong": ("Strong", "<w:b/><w:bCs/>"),
        "Emphasis": ("Emphasis", "<w:i/><w:iCs/>"),
        "StrongEmphasis": ("Strong Emphasis", "<w:b/><w:bCs/><w:i/><w:iCs/>"),
        "Hyperlink": (
            "Hyperlink",
            f'<w:color w:val="{colour(theme.link_colour)}"/><w:u w:val="single"/>',
        ),
        "Blank": ("Blank", f'<w:u w:val="single" w:color="{colour(theme.rule_colour)}"/>'),
        "BlankAnswer": ("Blank Answer", '<w:b/><w:bCs/><w:u w:val="single"/>'),
        "Correct": ("Correct", '<w:b/><w:bCs/><w:u w:val="single"/>'),
    }
    return {
        id_: (
            f'<w:style w:type="character"{_custom(name)} w:styleId="{id_}">'
            f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
            f"<w:rPr>{properties}</w:rPr></w:style>"
        )
        for id_, (name, properties) in looks.items()
    }


def _table_style(theme: Theme) -> str:
    """Horizontal rules only, a stronger one under the head."""
    width, tint, room = theme.rule_width, theme.rule_colour, twips(theme.table_padding)
    ruled = "".join(border(side, width, 0, tint) for side in ("top", "bottom", "insideH"))
    margins = "".join(
        f'<w:{side} w:w="{room}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    head = border("bottom", width * 2, 0, tint)
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="LessonTable">'
        '<w:name w:val="Lesson Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{ruled}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
        '</w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
        f"{head}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )
