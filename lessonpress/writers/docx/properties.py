"""A theme's text styles and boxes as Word's run and paragraph properties. Knows no style sheet.

The order of the elements is the one that the schema of WordprocessingML demands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonpress.writers.docx.ooxml import colour, eighths, escape, half_points, twips

if TYPE_CHECKING:
    from lessonpress.layout.theme import BoxLook, TextStyle, Theme

# The widest space between a border and its text that Word knows, in points.
_WIDEST_BORDER_SPACE = 31
# The width of a border that is not seen, in points.
_UNSEEN = 0.5
# The distance between a heading's hairline and its text, in points.
_RULE_SPACE = 4


def fonts(family: str) -> str:
    """The family for every script."""
    name = escape(family)
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def run_properties(style: TextStyle, base: TextStyle) -> str:
    """The looks of a style's letters where they differ from those of `base`."""
    out: list[str] = []
    if style.font != base.font:
        out.append(fonts(style.font))
    if style.bold:
        out.append("<w:b/><w:bCs/>")
    if style.italic:
        out.append("<w:i/><w:iCs/>")
    if style.uppercase:
        out.append("<w:caps/>")
    if style.colour != base.colour:
        out.append(f'<w:color w:val="{colour(style.colour)}"/>')
    if style.tracking:
        out.append(f'<w:spacing w:val="{twips(style.tracking)}"/>')
    if style.size != base.size:
        size = half_points(style.size)
        out.append(f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    return f"<w:rPr>{''.join(out)}</w:rPr>" if out else ""


def spacing(before: float, after: float, leading: float | None, *, exact: bool) -> str:
    """The space around a paragraph and the distance of its baselines, all in points.

    No `leading` means the font's own. Of two meeting spaces Word takes the larger, as the theme
    wants it.
    """
    if leading is None:
        line = ' w:line="240" w:lineRule="auto"'
    else:
        line = f' w:line="{twips(leading)}" w:lineRule="{"exact" if exact else "atLeast"}"'
    return f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"{line}/>'


def indents(left: float, right: float, hanging: float) -> str:
    """Where a paragraph's lines begin and end, in points from the edges of the measure."""
    hang = f' w:hanging="{twips(hanging)}"' if hanging else ""
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"{hang}/>'


def rule_border(style: TextStyle, theme: Theme) -> str:
    """The hairline above or below a paragraph."""
    if style.rule == "none":
        return ""
    side = "top" if style.rule == "above" else "bottom"
    return f"<w:pBdr>{border(side, theme.rule_width, _RULE_SPACE, theme.rule_colour)}</w:pBdr>"


def border(side: str, width: float, space: float, line_colour: str) -> str:
    """One side's border: width and distance from the text in points."""
    return (
        f'<w:{side} w:val="single" w:sz="{eighths(width)}"'
        f' w:space="{min(_WIDEST_BORDER_SPACE, max(0, int(space)))}" w:color="{colour(line_colour)}"/>'
    )


def box_border(box: BoxLook, *, mirrored: bool = False) -> str:
    """The box around a paragraph; Word joins the boxes of neighbours that have the same. If `mirrored`, a
    rule at the left is one at the right.

    Tint and rules reach as far as the borders, so a side without a rule gets one that is not seen:
    it keeps the text from the box's edge.
    """
    unseen = box.fill or "#ffffff"
    ruled = {
        "none": (),
        "left": ("left",),
        "top": ("top",),
        "top-bottom": ("top", "bottom"),
        "all": ("top", "left", "bottom", "right"),
    }[box.border]
    sides: list[str] = []
    other = {"left": "right", "right": "left"} if mirrored else {}
    for side in ("top", "left", "bottom", "right"):
        if other.get(side, side) in ruled:
            space = box.padding - box.border_width
            sides.append(border(side, box.border_width, space, box.border_colour))
        elif box.fill or (ruled and side in ("top", "bottom")):
            sides.append(border(side, _UNSEEN, box.padding - _UNSEEN, unseen))
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour(box.fill)}"/>' if box.fill else ""
    return (f"<w:pBdr>{''.join(sides)}</w:pBdr>" if sides else "") + fill


def box_edge(box: BoxLook, *sides: str) -> str:
    """The rules of a paragraph at the edge of a box that is ruled above and below; none without `sides`."""
    space = box.padding - box.border_width
    edges = (
        border(side, box.border_width, space, box.border_colour)
        if side in sides
        else f'<w:{side} w:val="none" w:sz="0" w:space="0" w:color="auto"/>'
        for side in ("top", "bottom")
    )
    return f"<w:pBdr>{''.join(edges)}</w:pBdr>"


def box_indents(box: BoxLook) -> tuple[float, float]:
    """How far a box's text stands in, left and right, for its outer edge to meet the measure."""
    width = _UNSEEN if box.border not in ("left", "all") else box.border_width
    padding = min(_WIDEST_BORDER_SPACE, int(box.padding - width)) + width
    left = padding if box.fill or box.border in ("left", "all") else 0.0
    right = padding if box.fill or box.border == "all" else 0.0
    return left, right
