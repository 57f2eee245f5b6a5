"""Fields: what students write on. The line at the top of what they hand in, and lines for answers."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from lessonpress.document.blocks import Fields, Lines, Run, Stage
from lessonpress.layout.marks import number_gap
from lessonpress.layout.spaces import SQUARE, space_size
from lessonpress.layout.theme import TextStyle, Theme
from lessonpress.layout.worths import lines_of_fields
from lessonpress.writers.pdf.inline.lines import SetLine
from lessonpress.writers.pdf.inline.paragraphs import InlineNodes, Paragraphs, baseline
from lessonpress.writers.pdf.inline.parts import SetWord, natural_width
from lessonpress.writers.pdf.strips import Rule, Strip, WriteOnRule
from lessonpress.writers.pdf.tags import Node

_FIELD_GAP = 10.0  # points between two fields
_RULE_GAP = 4.0  # points between a label and its rule
_VALUE_INSET = 4.0  # points from the rule's ends to what stands on it


def set_fields(
    block: Fields, setter: Paragraphs, theme: Theme, parent: Node, *, left: float, right: float
) -> list[Strip]:
    """A strip for each line that the fields need, which is a paragraph of its own."""
    size, pitch = theme.styles["field"].size, theme.ruled_pitch[setter.stage]
    roomy = bool(theme.accommodation)
    return [
        _set_line(replace(block, items=items), setter, theme, Node("P", parent), left, right)
        for items in lines_of_fields(block.items, size, right - left, pitch, roomy=roomy)
    ]


def _set_line(
    block: Fields, setter: Paragraphs, theme: Theme, node: Node, left: float, right: float
) -> Strip:
    """One strip with all fields side by side, each with a rule from its label on."""
    style = theme.styles["field"]
    room = theme.to_write_in(style, setter.stage).leading
    above = replace(style, size=style.size * theme.small, leading=style.leading * theme.small)
    if any(item.above for item in block.items):
        room = max(room, style.leading + above.leading)
    strip = Strip(max(room, style.size * 2), before=style.before, after=style.after)
    y = strip.height - (style.leading - baseline(style))
    labels = [Run(item.label, lang=item.lang) for item in block.items]
    nodes = InlineNodes(node, mixed=True)
    x = left
    for index, item in enumerate(block.items):
        last = index == len(block.items) - 1
        words = setter.words((labels[index],), style)
        width = natural_width(words)
        end = x + item.share * (right - left)
        if item.above:
            upper = _fitting(
                (Run(item.above, lang=item.above_lang),), setter, above, end - x - _FIELD_GAP
            )
            line = SetLine(upper, natural_width(upper))
            setter.fill(
                strip, line, x, y - style.leading, nodes, space_after=upper[-1].parts[-1].look
            )
        # The space is for readers that follow the tags, and see no distance.
        tail = setter.words((Run(f"\u00a0{item.tail}"),), style) if item.tail else []
        behind = natural_width(tail)
        stop = (end if last else end - _FIELD_GAP) - behind
        more = words[0].parts[0].look if words and not (last and item.value is None) else None
        setter.fill(strip, SetLine(words, width), x, y, nodes, space_after=more)
        start = x + width + _RULE_GAP
        if item.value is None:
            form = nodes.field(
                partial(
                    setter.fields.labelled,
                    label=item.label,
                    language=item.lang,
                    size=style.size,
                )
            )
            strip.items.append(
                WriteOnRule(form, start, y + 2.0, stop - start, theme.rule_width, theme.rule_colour)
            )
        else:
            strip.rules.append(
                Rule(start, y + 2.0, stop, y + 2.0, theme.rule_width, theme.rule_colour)
            )
            filled = (Run(item.value, strong=True),)
            value = _fitting(filled, setter, style, stop - start - 2 * _VALUE_INSET)
            more = value[0].parts[0].look if value and not last else None
            line = SetLine(value, natural_width(value))
            setter.fill(strip, line, start + _VALUE_INSET, y, nodes, space_after=more)
        if tail:
            more = None if last else tail[0].parts[0].look
            setter.fill(strip, SetLine(tail, behind), stop, y, nodes, space_after=more)
        x = end
    return strip


def _fitting(
    content: tuple[Run, ...], setter: Paragraphs, style: TextStyle, room: float
) -> list[SetWord]:
    """The words of a line, set smaller where they are too long for it: nothing of a name is cut."""
    words = setter.words(content, style)
    width = natural_width(words)
    if width > room > 0:
        words = setter.words(content, replace(style, size=style.size * room / width))
    return words


def set_lines(
    block: Lines, theme: Theme, stage: Stage, node: Node, *, left: float, right: float
) -> list[Strip]:
    """A strip for each line to write an answer on; further apart for younger students. All of them
    are one field, that of `node`."""
    pitch = theme.ruled_pitch[stage]
    rule = WriteOnRule(node, left, pitch, right - left, theme.rule_width, theme.rule_colour)
    # Two lines at least stay together, so that nobody is left with one to write on.
    together = (0, block.count - 2)
    strips = [Strip(pitch, items=[rule], keep=at in together) for at in range(block.count)]
    if block.numbers:
        start, gap = number_gap(stage, theme.box_room)
        short = rule._replace(width=start)
        rest = rule._replace(x=left + start + gap, width=right - left - start - gap)
        for at, strip in enumerate(strips):
            first = at % block.numbers == 0
            strip.items = [short, rest] if first else [rest]
            strip.keep = strip.keep or (at + 1) % block.numbers != 0
    if strips:
        strips[-1].after = pitch * 0.5
    return strips


def set_space(
    block: Lines, theme: Theme, stage: Stage, node: Node, *, left: float, right: float
) -> list[Strip]:
    """An empty box to write in, or squares to draw on; one field, that of `node`, which no page break
    parts. What there is to see of it besides its lower edge says nothing."""
    high, wide = space_size(block, theme, stage, right - left)
    right = left + wide
    line = (theme.rule_width, theme.rule_colour)
    foot = WriteOnRule(node, left, high, wide, *line)
    rules = [
        Rule(left, 0.0, right, 0.0, *line),
        Rule(left, 0.0, left, high, *line),
        Rule(right, 0.0, right, high, *line),
    ]
    if block.look == "grid":
        thin = (theme.rule_width * 0.5, theme.rule_colour)
        down, across = (round(size / SQUARE) for size in (high, wide))
        rules += [Rule(left, SQUARE * at, right, SQUARE * at, *thin) for at in range(1, down)]
        sides = (left + SQUARE * at for at in range(1, across))
        rules += [Rule(side, 0.0, side, high, *thin) for side in sides]
    space = theme.ruled_pitch[stage] * 0.5
    return [Strip(high, items=[foot], rules=rules, before=space * 0.5, after=space)]
