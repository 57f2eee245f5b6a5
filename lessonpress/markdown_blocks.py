"""How Markdown marks blocks beyond CommonMark: tables with captions, lines of verse. Ground.

Tables are GitHub's (https://github.github.com/gfm/#tables-extension-), line blocks and captions
pandoc's (https://pandoc.org/MANUAL.html#line-blocks). What is found is noted in tokens' `meta`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

#: In a paragraph's `meta`: its lines are verse; they are counted; it is something else gone wrong.
VERSE, NUMBERED, STRAY = "verse", "numbered", "stray"
_COUNTED = "{.numbered}"
_DASH = re.compile("—|―|–|--")  # before the name of whoever said it
# Lists and quotations deeper than that would vanish in silence; long before, they are told of.
_DEEPEST = 40


def add_block_rules(parser: MarkdownIt) -> None:
    """Has a parser read tables and verse, too."""
    from markdown_it.rules_block import table  # loaded on first use, as the parser is

    def table_with_cells(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """A table, whose rows note the cells that they were written with."""
        first = len(state.tokens)
        if not table(state, start, end, silent):
            return False
        for token in state.tokens[first:]:
            if token.type == "tr_open" and token.map:
                token.meta["cells"] = _cells(_line(state, token.map[0]))
        return True

    parser.options["maxNesting"] = _DEEPEST
    ruler = parser.block.ruler
    ruler.enable("table")
    ruler.at("table", table_with_cells, {"alt": ["paragraph", "reference"]})
    ruler.before("table", "end_of_table", _ends_table, {"alt": ["blockquote"]})
    parser.core.ruler.before("inline", "verse", _find_verse)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _cells(line: str) -> list[str]:
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)]


def _ends_table(state: StateBlock, line: int, _: int, silent: bool) -> bool:
    """Whether a table ends above this line: it has no bar, and so is none of its rows. (GitHub's
    would take it for the first cell of one; here it is the caption, or the next paragraph.)"""
    return silent and state.parentType == "table" and "|" not in _line(state, line)


# --- verse -----------------------------------------------------------------------------------------


def _find_verse(state: StateCore) -> None:
    """Marks paragraphs that are verse, parts them in stanzas, and ends each line with a break."""
    if "|" not in state.src and _COUNTED not in state.src:
        return
    tokens: list[Token] = []
    counted: Token | None = None  # the `{.numbered}` that waits for verse
    index = 0
    while index < len(state.tokens):
        token = state.tokens[index]
        if token.type != "paragraph_open":
            if counted is not None and token.type != "blockquote_open":
                counted = None
            tokens.append(token)
            index += 1
            continue
        paragraph = state.tokens[index : index + 3]
        index += 3
        inline = paragraph[1]
        lines = inline.content.split("\n")
        if lines[0].strip() == _COUNTED:
            counted = inline
            lines = lines[1:]
            if not lines:
                if _precedes_paragraph(state.tokens, index):
                    continue
                counted = None
        stanzas = _stanzas(lines, counted=counted is not None)
        if not stanzas:
            if _looks_like_a_table(lines):
                inline.meta[STRAY] = (
                    "These lines look like a table and aren't one.",
                    "Below its first row a table has a line such as `| --- | --- |`, with as many "
                    "parts as there are columns.",
                )
            tokens += paragraph
            continue
        first = (inline.map or [0])[0] + (inline.content.count("\n") + 1 - len(lines))
        for at, stanza in stanzas:
            opened, text, closed = (one.copy() for one in paragraph)
            text.content, text.children = "  \n".join(stanza), []
            text.meta = {VERSE: True} | ({NUMBERED: True} if counted is not None else {})
            opened.map = text.map = [first + at, first + at + len(stanza)]
            counted = None
            tokens += [opened, text, closed]
    state.tokens = tokens


def _precedes_paragraph(tokens: list[Token], index: int) -> bool:
    types = [token.type for token in tokens[index : index + 2]]
    return types[:1] == ["paragraph_open"] or types == ["blockquote_open", "paragraph_open"]


def _stanzas(lines: list[str], *, counted: bool) -> list[tuple[int, list[str]]]:
    """The lines of each stanza, with the place of its first; none where these are no verse."""
    if not lines or _looks_like_a_table(lines):
        return []
    barred = lines[0].startswith("| ") or lines[0] == "|"
    if not (barred or counted):
        return []
    stanzas: list[tuple[int, list[str]]] = []
    new = True
    for at, line in enumerate(lines):
        bar = barred and (line.startswith("| ") or line.rstrip() == "|")
        text = line[2:] if bar else line
        if not text.strip():
            new = True
            continue
        if new:
            stanzas.append((at, []))
        elif barred and not bar and not _DASH.match(line):  # what was too long for one line
            stanzas[-1][1][-1] += f" {text.strip()}"
            continue
        new = False
        indent = len(text) - len(text.lstrip(" "))
        stanzas[-1][1].append("\u00a0" * indent + text.strip().rstrip("\\"))
    return stanzas


def _looks_like_a_table(lines: list[str]) -> bool:
    """Rows in bars, of which each has several cells."""
    if not lines:
        return False
    if any(
        re.fullmatch(r"\|?[ \t]*:?-{2,}:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?", line)
        for line in lines[1:2]
    ):
        return "|" in lines[0] and "|" in lines[1]
    return all(re.fullmatch(r"\|[^|].*[^\\]\|[ \t]*", line) for line in lines) and (
        len(lines) > 1 or lines[0].count("|") > 2
    )
