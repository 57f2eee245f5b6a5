"""Numbering: bullets, numbers, questions with their lettered choices, and where they start anew.

Labels are never typed as text, so a question that someone adds or takes out renumbers the rest. Letters other than Latin
are the exception: Word counts hardly any alphabet as its schools do, so each such label is a numbering of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart

from lessonpress.layout.fonts import BULLET, bullet_family
from lessonpress.writers.docx.looks import (
    BULLETS,
    DOTTED,
    LETTERS,
    LIST_LEVELS,
    NUMBERS,
    QUESTIONS,
    Numbered,
)
from lessonpress.writers.docx.merge_styles import rename_styles
from lessonpress.writers.docx.ooxml import W, twips
from lessonpress.writers.docx.properties import run_properties

if TYPE_CHECKING:
    from collections.abc import Set

    from docx.parts.document import DocumentPart

    from lessonpress.layout.theme import TextStyle
    from lessonpress.writers.docx.looks import ParagraphLook
    from lessonpress.writers.docx.styles import StyleSheet

_LAST = max(*LETTERS.values(), *DOTTED.values())
# How the numberings count that share the styles of numbered lists, and how their labels begin and end.
_FORMATS = {
    None: ("decimal", "."),
    "a": ("lowerLetter", ")"),
    "A": ("upperLetter", ")"),
    "i": ("lowerRoman", ")"),
}
_OF_KIND = {
    kind: (form, before, end)
    for kinds, before in ((LETTERS, ""), (DOTTED, f"{BULLET} "))
    for letters, kind in kinds.items()
    for form, end in (_FORMATS[letters],)
}
# Ids beyond this are so far off that ours, which begin lower, never meet them.
_FAR = 1_000_000


class Numbering:
    """The numberings of one document. Their ids follow on `first`, which the base has used."""

    def __init__(self, sheet: StyleSheet, first: int = 0) -> None:
        self.first = first
        self._sheet = sheet
        self._restarts: list[tuple[int, int, int]] = []  # kind, level, start
        self._labels: dict[tuple[str, str], Numbered] = {}  # of a style's paragraphs, by their text

    def start(self, kind: int, level: int, at: int = 1) -> Numbered:
        """A numbering of this kind that begins at `at` on `level`."""
        self._restarts.append((kind, level, at))
        return Numbered(self.first + _LAST + len(self._restarts), level)

    def labelled(self, style: str, label: str) -> Numbered:
        """A numbering for paragraphs of a style, which always begin with this label."""
        key = style, label
        if key not in self._labels:
            number = self._sheet.looks[style].number
            assert number is not None
            kind = _LAST + 1 + len(self._labels)
            self._labels[key] = self.start(kind, number.level)
        return self._labels[key]

    def add_to(self, part: DocumentPart, defined: Set[str], ids: dict[str, str]) -> None:
        """Adds the numberings to the document's own.

        `defined` are the styles that the sheet has in this document, `ids` what `merge_styles`
        returned.
        """
        ours = parse_xml(
            f'<w:numbering xmlns:w="{W}">{self._definitions(defined)}{self._instances()}'
            "</w:numbering>"
        )
        rename_styles(ours, ids)
        found = _root_of(part)
        if found is None:
            package = part.package
            assert package is not None
            name = PackURI("/word/numbering.xml")
            part.relate_to(NumberingPart(name, CT.WML_NUMBERING, ours, package), RT.NUMBERING)
            return
        _unlink(found, {link.get(qn("w:val"), "") for link in ours.iter(qn("w:pStyle"))})
        definitions, instances = qn("w:abstractNum"), qn("w:num")
        _insert(found, ours.findall(definitions), ("w:num", "w:numIdMacAtCleanup"))
        _insert(found, ours.findall(instances), ("w:numIdMacAtCleanup",))

    def _definitions(self, defined: Set[str]) -> str:
        """The `w:abstractNum` elements."""
        lists = {BULLETS: "ListBullet", NUMBERS: "ListNumber"}
        lists |= dict.fromkeys(self._lettered(), "ListNumber")
        levels: dict[int, list[str]] = {
            kind: [f"{id_}{level + 1 if level else ''}" for level in range(LIST_LEVELS)]
            for kind, id_ in lists.items()
        } | {QUESTIONS: ["Question", "Choice"]}
        return "".join(
            f'<w:abstractNum w:abstractNumId="{self.first + kind}"><w:nsid w:val="4C5000{kind:02X}"/>'
            '<w:multiLevelType w:val="multilevel"/>'
            f"{''.join(self._level(self._sheet.looks[id_], defined, kind) for id_ in ids)}"
            "</w:abstractNum>"
            for kind, ids in levels.items()
        ) + "".join(
            f'<w:abstractNum w:abstractNumId="{self.first + kind}"><w:nsid w:val="4C51{kind:04X}"/>'
            '<w:multiLevelType w:val="multilevel"/>'
            f"{self._label(self._sheet.looks[id_], label)}</w:abstractNum>"
            for kind, (id_, label) in enumerate(self._labels, start=_LAST + 1)
        )

    def _lettered(self) -> list[int]:
        """The numberings of lettered lists that there are; mostly none."""
        return sorted({kind for kind, _, _ in self._restarts if kind in _OF_KIND})

    def _level(self, look: ParagraphLook, defined: Set[str], of: int) -> str:
        """A level of this kind of numbering, with the label and the indents of its style."""
        assert look.number is not None
        level = look.number.level
        kind, label = "decimal", f"%{level + 1}."
        styles = self._sheet.theme.styles
        style = styles[look.text]
        if look.number.num == BULLETS:
            kind, label = "bullet", BULLET
            style = replace(style, font=bullet_family(style.font, self._sheet.theme.fallbacks))
        elif look.id == "Choice":
            kind = "upperLetter"
        own = of in (look.number.num, QUESTIONS)
        if not own:  # the style is another numbering's
            kind, before, after = _OF_KIND[of]
            label = f"{before}%{level + 1}{after}"
            if before:
                font = bullet_family(style.font, self._sheet.theme.fallbacks)
                style = replace(style, font=font)
        link = f'<w:pStyle w:val="{look.id}"/>' if own and look.id in defined else ""
        if look.id == "Question":
            style = replace(style, bold=True)
        return self._written(look, style, kind, label, link)

    def _label(self, look: ParagraphLook, label: str) -> str:
        """The level of a numbering whose paragraphs have one label."""
        style = self._sheet.theme.styles[look.text]
        if label.startswith(BULLET):
            style = replace(style, font=bullet_family(style.font, self._sheet.theme.fallbacks))
        return self._written(look, style, "none", label)

    def _written(
        self, look: ParagraphLook, style: TextStyle, kind: str, label: str, link: str = ""
    ) -> str:
        assert look.number is not None
        level, styles = look.number.level, self._sheet.theme.styles
        return (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{link}'
            f'<w:lvlText w:val="{label}"/><w:lvlJc w:val="left"/><w:pPr>'
            f'<w:ind w:left="{twips(look.left)}" w:hanging="{twips(look.hanging)}"/></w:pPr>'
            f"{run_properties(style, styles['body'])}</w:lvl>"
        )

    def _instances(self) -> str:
        """The `w:num` elements."""
        plain = "".join(
            f'<w:num w:numId="{self.first + kind}">'
            f'<w:abstractNumId w:val="{self.first + kind}"/></w:num>'
            for kind in (BULLETS, NUMBERS, QUESTIONS, *self._lettered())
        )
        restarted = "".join(
            f'<w:num w:numId="{self.first + _LAST + place}">'
            f'<w:abstractNumId w:val="{self.first + kind}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{at}"/></w:lvlOverride>'
            "</w:num>"
            for place, (kind, level, at) in enumerate(self._restarts, start=1)
        )
        return plain + restarted


def numbers_used(part: DocumentPart) -> int:
    """The highest id that the document's numberings have, of those that ours could meet."""
    root = _root_of(part)
    if root is None:
        return 0
    ids = [
        element.get(qn(attribute), "")
        for tag, attribute in (("w:abstractNum", "w:abstractNumId"), ("w:num", "w:numId"))
        for element in root.findall(qn(tag))
    ]
    return max((int(id_) for id_ in ids if id_.isdecimal() and int(id_) < _FAR), default=0)


def _root_of(part: DocumentPart) -> Any:
    """The root of the document's numbering part, or None. python-docx can't make one."""
    try:
        return part.part_related_by(RT.NUMBERING).element  # type: ignore[attr-defined]
    except KeyError:
        return None


def _unlink(root: Any, styles: Set[str]) -> None:
    """Takes the base's own numberings off styles that are ours now."""
    for link in list(root.iter(qn("w:pStyle"))):
        if link.get(qn("w:val")) in styles:
            link.getparent().remove(link)


def _insert(root: Any, elements: list[Any], before: tuple[str, ...]) -> None:
    for element in elements:
        root.insert_element_before(element, *before)
