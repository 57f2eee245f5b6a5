"""Quotations in Markdown: whose they are, said in their last line. Ground."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lessonpress.prose import ProseBlock
from lessonpress.richtext import RichText

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONGEST_ATTRIBUTION = 200
_DASH = re.compile(r"(—|―|–|--)[ \t\u00a0]*(?=\S)")


def split_attribution(tokens: Sequence[Token]) -> tuple[Sequence[Token], ProseBlock | None]:
    """A quotation's tokens without its last line, and that line, where it says whose the words are:
    `— Name, *Source*, 1945`. In a dialogue other lines begin with a dash, too, and all are speech."""
    if not tokens or tokens[-1].type != "paragraph_close":
        return tokens, None
    paragraphs = [one for one in tokens if one.type == "inline"]
    lines = [line for one in paragraphs for line in _lines(one)]
    if len(lines) < 2 or not _opens_with_dash(lines[-1]) or any(map(_opens_with_dash, lines[:-1])):
        return tokens, None
    if any(token.type == "image" for token in lines[-1]):
        return tokens, None
    text = RichText.from_tokens(lines[-1])
    dash = _DASH.match(text.plain)
    if dash is None or len(text.plain) > _LONGEST_ATTRIBUTION:
        return tokens, None
    sign = RichText.verbatim("— " if dash[1] == "--" else f"{dash[1]} ")
    text = RichText((*sign.spans, *text.part(dash.end(), len(text.plain)).spans))
    last = paragraphs[-1]
    source = ProseBlock("attribution", text, line=(last.map or [0, 0])[1])
    if len(_lines(last)) == 1:
        return tokens[:-3], source
    children = last.children or []
    breaks = [at for at, child in enumerate(children) if child.type in _BREAKS]
    return [*tokens[:-2], last.copy(children=children[: breaks[-1]]), tokens[-1]], source


_BREAKS = ("softbreak", "hardbreak")


def _lines(token: Token) -> list[list[Token]]:
    """The children of a paragraph, by the lines of the source."""
    lines: list[list[Token]] = [[]]
    for child in token.children or ():
        if child.type in _BREAKS:
            lines.append([])
        else:
            lines[-1].append(child)
    return lines


def _opens_with_dash(line: Sequence[Token]) -> bool:
    return bool(_DASH.match("".join(token.content for token in line)))
