"""Styles of paragraphs where more than their letters counts: in a quotation, and with a hairline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lessonpress.layout.theme import StyleName, TextStyle, Theme
from lessonpress.writers.pdf.strips import Rule, Strip

_QUOTED = ("body", "item", "verse", "quote")


class QuotedStyles:
    """The styles within a quotation: its text has the quotation's letters, and stands in already."""

    def __init__(self, theme: Theme) -> None:
        self._styles = theme.styles
        self._known: dict[StyleName, TextStyle] = {}

    def find(self, name: StyleName) -> TextStyle:
        found = self._known.get(name)
        if found is None:
            own = found = self._styles[name]
            if name in _QUOTED:
                found = self._styles["quote"]
                if name != "body":
                    found = replace(found, before=own.before, after=own.after)
            found = self._known[name] = replace(found, indent=0.0)
        return found


def rule_off(
    strips: Sequence[Strip], style: TextStyle, theme: Theme, left: float, right: float
) -> None:
    """The hairline of a style, half the space away from the text."""
    if style.rule == "above":
        gap = max(style.before * 0.4, 3.0)
        strips[0].rules.append(Rule(left, -gap, right, -gap, theme.rule_width, theme.rule_colour))
    elif style.rule == "below":
        depth = strips[-1].height + max(style.after * 0.4, 2.0)
        rule = Rule(left, depth, right, depth, theme.rule_width, theme.rule_colour)
        strips[-1].rules.append(rule)
