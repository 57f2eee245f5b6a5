"""Our styles move in with those of the base: a letterhead's, or the lean base's. Knows no text.

Where both have a style of one name, the letterhead's is kept if it is only a matter of looks (a
heading, a caption, a link); styles that carry numbering or lines to write on must be ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.parts.styles import StylesPart

from lessonpress.writers.docx.ooxml import W, colour, half_points
from lessonpress.writers.docx.properties import fonts

if TYPE_CHECKING:
    from collections.abc import Set

    from docx.parts.document import DocumentPart

    from lessonpress.writers.docx.styles import StyleSheet

_THEIRS = frozenset(
    [
        "title",
        "heading 1",
        "heading 2",
        "heading 3",
        "quote",
        "caption",
        "hyperlink",
        "strong",
        "emphasis",
    ]
)
# Ours stands beside theirs: their footer's lines rest on the tab stops of their style, ours on ours.
_BESIDE = frozenset(["footer"])
# The style that stands for our document's defaults: a letterhead has its own.
_TEXT = "LessonText"
_DEFAULTS = {"character": "DefaultParagraphFont", "table": "TableNormal"}
_STYLE_REFERENCES = tuple(
    qn(f"w:{name}") for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
)
_STYLE = qn("w:style")
_ID, _NAME, _TYPE, _VAL = qn("w:styleId"), qn("w:name"), qn("w:type"), qn("w:val")


def merge_styles(
    part: DocumentPart, sheet: StyleSheet, wanted: Set[str], first_number: int
) -> dict[str, str]:
    """Adds the sheet's styles that are `wanted` (ids) to a document's.

    Returns what ids of the sheet have become; those that it doesn't name stayed. `first_number` is
    what numberings of ours are counted from.
    """
    styles = _styles_of(part)
    for lang in styles.findall(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
        lang.set(_VAL, sheet.language)
        if sheet.level:
            lang.set(qn("w:bidi"), sheet.language)
    _drop_older_styles(part)
    if not wanted:
        return {}
    return _Merge(styles, sheet).add(wanted, first_number)


def rename_styles(element: Any, ids: dict[str, str]) -> None:
    """Gives references to styles the ids that `merge_styles` returned."""
    if not ids:
        return
    for reference in list(element.iter(*_STYLE_REFERENCES)):
        id_ = ids.get(reference.get(_VAL))
        if id_ == "":
            reference.getparent().remove(reference)
        elif id_ is not None:
            reference.set(_VAL, id_)


class _Merge:
    def __init__(self, styles: Any, sheet: StyleSheet) -> None:
        self._styles = styles
        self._sheet = sheet
        self._named: dict[str, Any] = {}
        self._taken: set[str] = set()
        for style in styles.iterchildren(_STYLE):
            self._named.setdefault(_name(style).lower(), style)
            self._taken.add(style.get(_ID))
        self._ids: dict[str, str] = {}

    def add(self, wanted: Set[str], first_number: int) -> dict[str, str]:
        xml = self._sheet.fragments(wanted)
        if "Normal" in wanted:
            xml = self._text_style() + xml
        added = [
            style
            for style in list(parse_xml(f'<w:styles xmlns:w="{W}">{xml}</w:styles>'))
            if self._settle(style)
        ]
        for style in added:
            rename_styles(style, self._ids)
            for number in style.iter(qn("w:numId")):
                number.set(_VAL, str(int(number.get(_VAL, "0")) + first_number))
            self._styles.append(style)
        return self._ids

    def _settle(self, style: Any) -> bool:
        """Decides between our style and the base's of the same name; whether to add ours."""
        id_, name = style.get(_ID), _name(style)
        same = self._named.get(name.lower())
        if same is not None and (name.lower() in _BESIDE or same.get(_TYPE) != style.get(_TYPE)):
            name = f"Lesson {name[0].upper()}{name[1:]}"
            style.find(_NAME).set(_VAL, name)
            style.set(qn("w:customStyle"), "1")
            same = self._named.get(name.lower())
        new = id_
        if same is not None:
            new = same.get(_ID)
            if name.lower() in _THEIRS:
                self._ids[id_] = new
                return False
            self._styles.remove(same)
        else:
            while new in self._taken:
                new = f"Lesson{new}"
        if new != id_:
            self._ids[id_] = new
            style.set(_ID, new)
        self._taken.add(new)
        return True

    def _text_style(self) -> str:
        """Our defaults as a style that says everything, whatever the base's own defaults are."""
        defaults = {
            style.get(_TYPE): style.get(_ID)
            for style in self._named.values()
            if style.get(qn("w:default")) in ("1", "true", "on")
        }
        # Without a default of its kind a style rests on none.
        self._ids |= {ours: defaults.get(kind, "") for kind, ours in _DEFAULTS.items()}
        self._ids["Normal"] = _TEXT
        body, language = self._sheet.theme.styles["body"], self._sheet.language
        size = half_points(body.size)
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{_TEXT}">'
            '<w:name w:val="Lesson Text"/><w:pPr><w:widowControl/><w:suppressAutoHyphens/>'
            '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
            '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
            f'<w:rPr>{fonts(body.font)}<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/>'
            f'<w:iCs w:val="0"/><w:color w:val="{colour(body.colour)}"/><w:kern w:val="2"/>'
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="{language}"/></w:rPr>'
            "</w:style>"
        )


def _name(style: Any) -> str:
    for name in style.iterchildren(_NAME):
        return str(name.get(_VAL))
    return ""


def _styles_of(part: DocumentPart) -> Any:
    """The root of the document's style sheet. python-docx would put its own where there is none."""
    try:
        return part.part_related_by(RT.STYLES).element  # type: ignore[attr-defined]
    except KeyError:
        package = part.package
        assert package is not None
        root = OxmlElement("w:styles")
        name = PackURI("/word/styles.xml")
        part.relate_to(StylesPart(name, CT.WML_STYLES, root, package), RT.STYLES)  # type: ignore[arg-type]
        return root


def _drop_older_styles(part: DocumentPart) -> None:
    """Drops the second style sheet that Word 2010 wrote: it would no longer match the first."""
    for id_, relation in list(part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del part.rels[id_]
