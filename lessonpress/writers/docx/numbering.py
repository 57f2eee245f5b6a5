"""Numbering: bullets, numbers, questions with their lettered choices, and where they start anew.

Labels are never typed as text, so a question that someone adds or takes out renumbers the rest.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lessonpress.writers.docx.looks import BULLETS, LIST_LEVELS, NUMBERS, QUESTIONS, Numbered
from lessonpress.writers.docx.ooxml import DECLARATION, W, twips
from lessonpress.writers.docx.properties import run_properties

if TYPE_CHECKING:
    from collections.abc import Set

    from lessonpress.writers.docx.looks import ParagraphLook
    from lessonpress.writers.docx.styles import StyleSheet

_NAMES = {BULLETS: "4C500001", NUMBERS: "4C500002", QUESTIONS: "4C500003"}


class Numbering:
    """The numberings of one document."""

    def __init__(self, sheet: StyleSheet) -> None:
        self._sheet = sheet
        self._restarts: list[tuple[int, int, int]] = []  # kind, level, start

    def start(self, kind: int, level: int, at: int = 1) -> Numbered:
        """A numbering of this kind that begins at `at` on `level`."""
        self._restarts.append((kind, level, at))
        return Numbered(QUESTIONS + len(self._restarts), level)

    def xml(self, defined: Set[str]) -> bytes:
        """The part `numbering.xml`; `defined` are the styles that the sheet holds."""
        body = self.definitions(defined) + self.instances()
        return f'{DECLARATION}<w:numbering xmlns:w="{W}">{body}</w:numbering>'.encode()

    def definitions(self, defined: Set[str]) -> str:
        """The `w:abstractNum` elements."""
        lists = {BULLETS: "ListBullet", NUMBERS: "ListNumber"}
        levels: dict[int, list[str]] = {
            kind: [f"{id_}{level + 1 if level else ''}" for level in range(LIST_LEVELS)]
            for kind, id_ in lists.items()
        } | {QUESTIONS: ["Question", "Choice"]}
        return "".join(
            f'<w:abstractNum w:abstractNumId="{kind}"><w:nsid w:val="{_NAMES[kind]}"/>'
            '<w:multiLevelType w:val="multilevel"/>'
            f"{''.join(self._level(self._sheet.looks[id_], defined) for id_ in ids)}</w:abstractNum>"
            for kind, ids in levels.items()
        )

    def _level(self, look: ParagraphLook, defined: Set[str]) -> str:
        """A level with the label and the indents of its style."""
        assert look.number is not None
        level = look.number.level
        kind, label = "decimal", f"%{level + 1}."
        if look.number.num == BULLETS:
            kind, label = "bullet", "•"
        elif look.id == "Choice":
            kind = "upperLetter"
        link = f'<w:pStyle w:val="{look.id}"/>' if look.id in defined else ""
        styles = self._sheet.theme.styles
        style = styles[look.text]
        if look.id == "Question":
            style = replace(style, bold=True)
        return (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{link}'
            f'<w:lvlText w:val="{label}"/><w:lvlJc w:val="left"/><w:pPr>'
            f'<w:ind w:left="{twips(look.left)}" w:hanging="{twips(look.hanging)}"/></w:pPr>'
            f"{run_properties(style, styles['body'])}</w:lvl>"
        )

    def instances(self) -> str:
        """The `w:num` elements."""
        plain = "".join(
            f'<w:num w:numId="{kind}"><w:abstractNumId w:val="{kind}"/></w:num>'
            for kind in (BULLETS, NUMBERS, QUESTIONS)
        )
        restarted = "".join(
            f'<w:num w:numId="{QUESTIONS + place}">'
            f'<w:abstractNumId w:val="{kind}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{at}"/></w:lvlOverride>'
            "</w:num>"
            for place, (kind, level, at) in enumerate(self._restarts, start=1)
        )
        return plain + restarted
