"""Spaces to write in: an empty box, or squares to draw on, as a Word table of one cell that can be typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonpress.layout.spaces import SQUARE
from lessonpress.writers.docx.ooxml import WPS, A, colour, emus, twips
from lessonpress.writers.docx.properties import border

if TYPE_CHECKING:
    from lessonpress.layout.spaces import Space
    from lessonpress.layout.theme import Theme
    from lessonpress.writers.docx.paragraphs import Paragraph

_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
# What Word knows an extension by that says that a drawing is nothing to read.
_DECORATIVE_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_SIDES = ("top", "left", "bottom", "right")
# Between the line and what is typed, in points.
_PADDING = 4.0


def space_xml(
    inside: Paragraph, space: Space, left: float, theme: Theme, *, mirrored: bool = False
) -> str:
    """The `w:tbl` element, `left` points in, with the paragraph that is typed in."""
    lines = "".join(border(side, theme.rule_width, 0, theme.rule_colour) for side in _SIDES)
    margins = "".join(f'<w:{side} w:w="{twips(_PADDING)}" w:type="dxa"/>' for side in _SIDES)
    width, height = twips(space.wide), twips(space.high)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/>{"<w:bidiVisual/>" if mirrored else ""}'
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="{twips(left)}" w:type="dxa"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside.xml()}</w:tc></w:tr></w:tbl>'
    )


def squares_behind(space: Space, number: int, theme: Theme) -> str:
    """The run of a drawing behind the text of such a cell: the lines of its squares."""
    wide, high = emus(space.wide), emus(space.high)
    across, down = round(space.wide / SQUARE), round(space.high / SQUARE)
    sides = ((emus(SQUARE * at), 0, emus(SQUARE * at), high) for at in range(1, across))
    rows = ((0, emus(SQUARE * at), wide, emus(SQUARE * at)) for at in range(1, down))
    path = "".join(
        f'<a:moveTo><a:pt x="{x0}" y="{y0}"/></a:moveTo><a:lnTo><a:pt x="{x1}" y="{y1}"/></a:lnTo>'
        for x0, y0, x1, y1 in (*sides, *rows)
    )
    inset = emus(-_PADDING)
    ink = f'<a:solidFill><a:srgbClr val="{colour(theme.rule_colour)}"/></a:solidFill>'
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="0"'
        ' behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{inset}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{inset}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="Grid {number}"><a:extLst xmlns:a="{A}">'
        f'<a:ext uri="{_DECORATIVE_URI}"><adec:decorative xmlns:adec="{_DECORATIVE}" val="1"/></a:ext>'
        f'</a:extLst></wp:docPr><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{A}">'
        f'<a:graphicData uri="{WPS}"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{high}" fill="none">{path}</a:path></a:pathLst></a:custGeom>'
        f'<a:noFill/><a:ln w="{emus(theme.rule_width * 0.5)}">{ink}</a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice></mc:AlternateContent></w:r>"
    )
