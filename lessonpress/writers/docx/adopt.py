"""How our styles and numbering move in with those of a letterhead. Knows no text.

Where both have a style of one name, the letterhead's is kept if it is only a matter of looks (a
heading, a caption, a link); styles that carry numbering or lines to write on must be ours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from lessonpress.writers.docx.ooxml import W, colour, half_points
from lessonpress.writers.docx.package import PART_TYPES
from lessonpress.writers.docx.properties import fonts

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

    from lessonpress.writers.docx.body import Body
    from lessonpress.writers.docx.styles import StyleSheet

_THEIRS = frozenset(
    [
        "title",
        "heading 1",
        "heading 2",
        "heading 3",
        "quote",
        "caption",
        "footer",
        "hyperlink",
        "strong",
        "emphasis",
    ]
)
# The style that stands for our document's defaults: the letterhead has its own.
_BASE = "LessonText"
_STYLE_REFERENCE = re.compile(r'<w:(pStyle|rStyle|tblStyle|basedOn|next|link) w:val="([^"]*)"/>')
_NUMBER_REFERENCE = re.compile(
    r'(w:abstractNumId|w:numId|<w:abstractNumId w:val|<w:numId w:val)="(\d+)"'
)


class Adoption:
    """Adds our styles and numbering to a letterhead's, and translates ids to what they became."""

    def __init__(self, part: DocumentPart, sheet: StyleSheet) -> None:
        self._part = part
        self._sheet = sheet
        self._styles: Any = part.styles.element
        self._numbering = _related(part, RT.NUMBERING)
        self._ids: dict[str, str] = {"Normal": _BASE}
        self._offset = _highest_number(self._numbering)

    def add(self, body: Body) -> None:
        """Adds what the body uses. Call it before `translated`."""
        defined = self._sheet.defined(body.used)
        wrapped = f'<w:styles xmlns:w="{W}">{self._base_style()}{self._sheet.fragments(defined)}'
        ours = list(parse_xml(f"{wrapped}</w:styles>"))
        added = [style for style in ours if self._settle(style)]
        for style in added:
            text = self.translated(etree.tostring(style, encoding="unicode"))
            self._styles.append(parse_xml(text))
        self._set_language()
        self._drop_older_styles()
        self._add_numbering(body, defined)

    def translated(self, xml: str) -> str:
        """XML of ours with the ids of styles and numberings that they have in the letterhead."""

        def style(match: re.Match[str]) -> str:
            return f'<w:{match[1]} w:val="{self._ids.get(match[2], match[2])}"/>'

        def number(match: re.Match[str]) -> str:
            return f'{match[1]}="{int(match[2]) + self._offset}"'

        return _NUMBER_REFERENCE.sub(number, _STYLE_REFERENCE.sub(style, xml))

    def _settle(self, style: Any) -> bool:
        """Decides between our style and the letterhead's of the same name; whether to add ours."""
        id_, name = style.get(qn("w:styleId")), _name(style)
        same = next((other for other in self._all() if _name(other) == name), None)
        if same is not None:
            self._ids[id_] = same.get(qn("w:styleId"))
            if name in _THEIRS:
                return False
            self._styles.remove(same)
        elif any(other.get(qn("w:styleId")) == id_ for other in self._all()):
            self._ids[id_] = f"Lesson{id_}"
        style.set(qn("w:styleId"), self._ids.get(id_, id_))
        return True

    def _all(self) -> list[Any]:
        found: list[Any] = self._styles.findall(qn("w:style"))
        return found

    def _default(self, kind: str) -> str | None:
        """The id of the letterhead's default style of a kind."""
        for style in self._all():
            default = style.get(qn("w:default")) in ("1", "true", "on")
            if default and style.get(qn("w:type")) == kind:
                id_: str = style.get(qn("w:styleId"))
                return id_
        return None

    def _base_style(self) -> str:
        """Our defaults as a style that says everything, whatever the letterhead's own defaults are."""
        for kind, ours in (("character", "DefaultParagraphFont"), ("table", "TableNormal")):
            if theirs := self._default(kind):
                self._ids[ours] = theirs
        body, language = self._sheet.theme.styles["body"], self._sheet.language
        size = half_points(body.size)
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{_BASE}">'
            f'<w:name w:val="Lesson Text"/><w:pPr><w:widowControl/><w:suppressAutoHyphens/>'
            '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
            '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
            f'<w:rPr>{fonts(body.font)}<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/>'
            f'<w:iCs w:val="0"/><w:color w:val="{colour(body.colour)}"/><w:kern w:val="2"/>'
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="{language}"/></w:rPr>'
            "</w:style>"
        )

    def _set_language(self) -> None:
        """The document's language, as the letterhead's default."""
        for lang in self._styles.findall(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
            lang.set(qn("w:val"), self._sheet.language)

    def _drop_older_styles(self) -> None:
        """Drops the second style sheet that Word 2010 wrote: it would no longer match the first."""
        for id_, relation in list(self._part.rels.items()):
            if relation.reltype.endswith("/stylesWithEffects"):
                del self._part.rels[id_]

    def _add_numbering(self, body: Body, defined: frozenset[str]) -> None:
        if self._numbering is None:
            xml = self.translated(body.numbering.xml(defined).decode()).encode()
            name = PackURI("/word/numbering.xml")
            part = Part(name, PART_TYPES["word/numbering.xml"], xml, self._part.package)
            self._part.rels.add_relationship(RT.NUMBERING, part, "lessonNumbering")
            return
        root = self._numbering.element
        definitions = self._parsed(body.numbering.definitions(defined))
        first = root.find(qn("w:num"))
        for element in definitions:
            if first is None:
                root.append(element)
            else:
                first.addprevious(element)
        numbers = root.findall(qn("w:num"))
        place = root.index(numbers[-1]) + 1 if numbers else len(root)
        for step, element in enumerate(self._parsed(body.numbering.instances())):
            root.insert(place + step, element)

    def _parsed(self, xml: str) -> list[Any]:
        wrapped = f'<w:numbering xmlns:w="{W}">{self.translated(xml)}</w:numbering>'
        return list(parse_xml(wrapped))


def _related(part: DocumentPart, kind: str) -> Any:
    """The part that the document names so, or None."""
    return next((rel.target_part for rel in part.rels.values() if rel.reltype == kind), None)


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val"))).lower()


def _highest_number(numbering: Any) -> int:
    if numbering is None:
        return 0
    ids = [
        int(element.get(attribute))
        for tag, attribute in (
            (qn("w:abstractNum"), qn("w:abstractNumId")),
            (qn("w:num"), qn("w:numId")),
        )
        for element in numbering.element.findall(tag)
    ]
    return max(ids, default=0)
