"""Numbering: bullets, numbers, questions with their lettered choices, and where they start anew.

Labels are never typed as text, so a question that someone adds or takes out renumbers the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonpress.writers.docx.looks import BULLETS, LIST_LEVELS, NUMBERS, QUESTIONS, Numbered
from lessonpress.writers.docx.ooxml import DECLARATION, W, twips
from lessonpress.writers.docx.properties import run_properties

if TYPE_CHECKING:
    from collections.abc import Set

    from lessonpress.layout.theme import StyleName, Theme

_NAMES = {BULLETS: "4C500001", NUMBERS: "4C500002", QUESTIONS: "4C500003"}


class Numbering:
    """The numberings of one document."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
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
        theme, step = self._theme, self._theme.list_indent
        bullets = "".join(
            _level(theme, level, "bullet", "•", step * (level + 1), "item", "ListBullet", defined)
            for level in range(LIST_LEVELS)
        )
        numbers = "".join(
            _level(
                theme,
                level,
                "decimal",
                f"%{level + 1}.",
                step * (level + 1),
                "item",
                "ListNumber",
                defined,
            )
            for level in range(LIST_LEVELS)
        )
        questions = _level(
            theme, 0, "decimal", "%1.", step, "prompt", "Question", defined
        ) + _level(theme, 1, "upperLetter", "%2.", step * 2, "choice", "Choice", defined)
        return "".join(
            f'<w:abstractNum w:abstractNumId="{kind}"><w:nsid w:val="{_NAMES[kind]}"/>'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            for kind, levels in ((BULLETS, bullets), (NUMBERS, numbers), (QUESTIONS, questions))
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


def _level(
    theme: Theme,
    level: int,
    format_: str,
    label: str,
    left: float,
    text: StyleName,
    style: str,
    defined: Set[str],
) -> str:
    if format_ != "upperLetter" and level:
        style = f"{style}{level + 1}"
    link = f'<w:pStyle w:val="{style}"/>' if style in defined else ""
    letters = run_properties(theme.styles[text], theme.styles["body"])
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>{link}'
        f'<w:lvlText w:val="{label}"/><w:lvlJc w:val="left"/><w:pPr><w:ind'
        f' w:left="{twips(left + theme.styles[text].indent)}" w:hanging="{twips(theme.list_indent)}"/></w:pPr>{letters}</w:lvl>'
    )
