"""The style sheet: the theme as Word styles. Knows no block.

The styles that someone who edits a worksheet reaches for are always there; others join when a
document uses them, so that the list in Word stays short.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from lessonpress.document.blocks import ParagraphStyle
from lessonpress.layout.scripts import runs_right_to_left
from lessonpress.writers.docx.languages import word_language
from lessonpress.writers.docx.looks import (
    PARAGRAPH_STYLES,
    Numbered,
    ParagraphLook,
    paragraph_looks,
)
from lessonpress.writers.docx.marks import mark_styles
from lessonpress.writers.docx.metrics import sets_exactly
from lessonpress.writers.docx.ooxml import W, colour, half_points, twips
from lessonpress.writers.docx.properties import (
    border,
    box_border,
    box_indents,
    fonts,
    indents,
    rule_border,
    run_properties,
    spacing,
)

if TYPE_CHECKING:
    from collections.abc import Set

    from lessonpress.document.blocks import Stage
    from lessonpress.layout.theme import BoxName, TextStyle, Theme

_ALWAYS = frozenset(
    [
        "Normal",
        "BodyText",
        "Title",
        "Heading1",
        "Heading2",
        "Heading3",
        "Instructions",
        "Note",
        "Caption",
        "TableText",
        "TableHead",
        "ListBullet",
        "ListNumber",
        "Question",
        "Choice",
        "AnswerLine",
        "Footer",
        "Strong",
        "Emphasis",
        "Hyperlink",
        "Blank",
        "LessonTable",
    ]
)


class StyleSheet:
    """The styles of one theme, in one language and for one stage (which sets the distance of
    write-on lines). Made once, then asked for every document.
    """

    def __init__(self, theme: Theme, language: str, stage: Stage) -> None:
        self.theme = theme
        self.language = word_language(language)
        self.level = int(runs_right_to_left(language))  # 1 where lines run from right to left
        self.pitch = theme.ruled_pitch[stage]
        looks, mirrored = paragraph_looks(theme), bool(self.level)
        self.looks = {look.id: replace(look, mirrored=mirrored) for look in looks}
        self._others = _character_styles(theme) | {"LessonTable": _table_style(theme)}
        self._paragraphs: dict[str, str] = {}

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
                mirrored=look.mirrored,
            )
            self.looks[id_] = found
        return found

    def letters(self, style: ParagraphStyle) -> str:
        """The id of a character style with the letters of a paragraph style, for an item of a list.
        Empty where an item has the same letters.
        """
        id_ = f"{PARAGRAPH_STYLES[style]}{_LETTERS}"
        return id_ if style != "body" and id_ in self._others else ""

    def text_style(self, mark: str) -> ParagraphStyle | None:
        """The paragraph style whose letters a character style has, where it has those of one."""
        return _STYLES_BY_LETTERS.get(mark)

    def defined(self, used: Set[str]) -> frozenset[str]:
        """The ids of the styles that a document using `used` gets."""
        bases = {self.looks[id_].base for id_ in used if id_ in self.looks}
        return self.always | used | bases

    @property
    def always(self) -> frozenset[str]:
        """The ids of the styles that `xml` has in it."""
        return _ALWAYS

    def xml(self) -> str:
        """The style sheet of a document that uses no more than the styles that are always there."""
        return (
            f'<w:styles xmlns:w="{W}">{_defaults(self.theme, self.language)}'
            f"{_LATENT}{_normal(self.theme)}{_FIXED}{self.fragments(_ALWAYS)}</w:styles>"
        )

    def fragments(self, ids: Set[str]) -> str:
        """The `w:style` elements of these styles, bases first.

        Those of boxes joined as documents asked for them; sorted, their order tells nothing of that.
        """
        looks = [look for id_, look in self.looks.items() if id_ in ids]
        looks.sort(key=lambda look: (look.box or "", look.id if look.box else ""))
        paragraphs = [self._paragraph(look) for look in looks]
        return "".join([*paragraphs, *(xml for id_, xml in self._others.items() if id_ in ids)])

    def _paragraph(self, look: ParagraphLook) -> str:
        xml = self._paragraphs.get(look.id)
        if xml is None:
            xml = self._paragraphs[look.id] = _paragraph_style(look, self.theme, self.pitch)
        return xml


_sheets: list[StyleSheet] = []
_SHEETS_HELD = 8


def style_sheet(theme: Theme, language: str, stage: Stage) -> StyleSheet:
    """The style sheet of a theme, made once; the last few are held."""
    pitch, named = theme.ruled_pitch[stage], word_language(language)
    for sheet in _sheets:
        if sheet.language == named and sheet.pitch == pitch and sheet.theme == theme:
            return sheet
    sheet = StyleSheet(theme, language, stage)
    _sheets.insert(0, sheet)
    del _sheets[_SHEETS_HELD:]
    return sheet


# What the ids of character styles with a paragraph style's letters end in.
_LETTERS = "Letters"
_STYLES_BY_LETTERS: dict[str, ParagraphStyle] = {
    f"{PARAGRAPH_STYLES[style]}{_LETTERS}": style for style in get_args(ParagraphStyle)
}
# How much stronger the rule below a table's head is than the others.
_HEAD_RULE = 1.6
# The distance of the tab stops between choices in one line, in ems.
_ACROSS = 5
# Names that Word has a style of its own for.
_BUILT_IN = frozenset(
    [
        "Body Text",
        "Title",
        "heading 1",
        "heading 2",
        "heading 3",
        "heading 4",
        "heading 5",
        "toc 1",
        "toc 2",
        "toc 3",
        "Quote",
        "caption",
        "footer",
        "List Bullet",
        "List Bullet 2",
        "List Bullet 3",
        "List Bullet 4",
        "List Bullet 5",
        "List Number",
        "List Number 2",
        "List Number 3",
        "List Number 4",
        "List Number 5",
        "List Continue",
        "List Continue 2",
        "List Continue 3",
        "List Continue 4",
        "List Continue 5",
        "Strong",
        "Emphasis",
        "Hyperlink",
        "line number",
    ]
)

# --- the sheet's parts -----------------------------------------------------------------------------

_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
    ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)
_FIXED = (
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
    """What holds where no style says otherwise: the body's letters, kerned, single spaced, black."""
    body = theme.styles["body"]
    size = half_points(body.size)
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(body.font)}"
        f'<w:kern w:val="2"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{language}"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:suppressAutoHyphens/>"
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _normal(theme: Theme) -> str:
    """The style that others rest on. The body's colour is its own: LibreOffice takes one of the
    defaults for that of every run in a table, whatever the run's style says.
    """
    body = theme.styles["body"].colour
    tint = f'<w:rPr><w:color w:val="{colour(body)}"/></w:rPr>' if body != "#000000" else ""
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/>{tint}</w:style>"
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
    if look.outline is not None or look.id in (
        "Title",
        "Question",
        "Choice",
        "Cloze",
        "AnswerLine",
    ):
        out.append("<w:keepLines/>")
    if look.number:
        out.append(numbering_properties(look.number))
    out.append(rule_border(style, theme))
    if look.extra in ("across", "footer"):
        out.append(_tabs(look, theme))
    if style.hyphenate:
        out.append('<w:suppressAutoHyphens w:val="0"/>')
    if look.mirrored:  # left is then where lines begin, in indents and alignments alike
        out.append("<w:bidi/>")
    out.append(_own_spacing(look, theme, pitch))
    if look.left or look.right or look.hanging:
        out.append(indents(look.left, look.right, look.hanging))
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
    """What a box adds to a style. The number is inherited: named again, LibreOffice drops it."""
    assert look.box is not None
    around = box_border(theme.boxes[look.box], mirrored=look.mirrored)
    return around + indents(look.left, look.right, look.hanging)


def numbering_properties(number: Numbered) -> str:
    """Which label a paragraph gets."""
    return f'<w:numPr><w:ilvl w:val="{number.level}"/><w:numId w:val="{number.num}"/></w:numPr>'


def _tabs(look: ParagraphLook, theme: Theme) -> str:
    if look.extra == "footer":
        stops = f'<w:tab w:val="right" w:pos="{twips(theme.paper.measure)}"/>'
    else:
        size = theme.styles[look.text].size
        stops = "".join(
            f'<w:tab w:val="left" w:pos="{twips(look.left + size * _ACROSS * stop)}"/>'
            for stop in range(1, 6)
        )
    return f"<w:tabs>{stops}</w:tabs>"


def _character_styles(theme: Theme) -> dict[str, str]:
    answer = theme.styles["answer"].colour
    tint = f'<w:color w:val="{colour(answer)}"/>' if answer != "#000000" else ""
    bold = "<w:b/><w:bCs/>" if theme.links == "bold" else ""
    lined = '<w:u w:val="single"/>' if theme.links == "underline" else ""
    looks = {
        "Strong": ("Strong", "<w:b/><w:bCs/>"),
        "Emphasis": ("Emphasis", "<w:i/><w:iCs/>"),
        "StrongEmphasis": ("Strong Emphasis", "<w:b/><w:bCs/><w:i/><w:iCs/>"),
        "Hyperlink": (
            "Hyperlink",
            f'{bold}<w:color w:val="{colour(theme.link_colour)}"/>{lined}',
        ),
        "Blank": ("Blank", f'<w:u w:val="single" w:color="{colour(theme.rule_colour)}"/>'),
        "BlankAnswer": ("Blank Answer", f'<w:b/><w:bCs/>{tint}<w:u w:val="single"/>'),
        "Correct": ("Correct", "<w:b/><w:bCs/>"),
        "LineNumber": ("line number", _letters_of(theme.styles["note"], theme.styles["verse"])),
    }
    return {
        id_: (
            f'<w:style w:type="character"{_custom(name)} w:styleId="{id_}">'
            f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
            f"<w:rPr>{properties}</w:rPr></w:style>"
        )
        for id_, (name, properties) in (looks | mark_styles(theme) | _letters(theme)).items()
    }


def _letters(theme: Theme) -> dict[str, tuple[str, str]]:
    """For each paragraph style its letters alone, where those of a list's items are others."""
    found: dict[str, tuple[str, str]] = {}
    for id_, style in _STYLES_BY_LETTERS.items():
        properties = _letters_of(theme.styles[style], theme.styles["item"])
        if properties:
            found[id_] = (f"{style.title()} {_LETTERS}", properties)
    return found


def _letters_of(style: TextStyle, base: TextStyle) -> str:
    properties = run_properties(style, base)
    return properties[len("<w:rPr>") : -len("</w:rPr>")] if properties else ""


def _table_style(theme: Theme) -> str:
    """A rule below each row, a stronger one below the head; text flush with the table's left edge."""
    width, tint, room = theme.rule_width, theme.rule_colour, theme.table_padding
    ruled = "".join(border(side, width, 0, tint) for side in ("bottom", "insideH"))
    sides = {"top": room, "left": 0.0, "bottom": max(0.0, room - width), "right": room * 2}
    margins = "".join(
        f'<w:{side} w:w="{twips(space)}" w:type="dxa"/>' for side, space in sides.items()
    )
    head = border("bottom", width * _HEAD_RULE, 0, tint)
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="LessonTable">'
        '<w:name w:val="Lesson Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{ruled}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
        '</w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
        f"{head}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )
