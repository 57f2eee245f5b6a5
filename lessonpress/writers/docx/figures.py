"""Figures, as pictures in the line with their alternative text."""

from __future__ import annotations

from lessonpress.layout.pictures import Size
from lessonpress.writers.docx.ooxml import PIC, A, emus, escape, twips

#: How far below the top of the text beside it a framed picture begins, in points.
FRAME_DROP = 4.0


def frame_properties(width: float, gap: float, side: str) -> str:
    """Of paragraphs in a frame that the text after them runs past: `width` points wide, `gap` from
    the text, on this `side` of it. They stay in the order of reading."""
    return (
        f'<w:framePr w:w="{twips(width)}" w:hSpace="{twips(gap)}" w:wrap="around"'
        f' w:vAnchor="text" w:hAnchor="text" w:xAlign="{side}" w:y="{twips(FRAME_DROP)}"/>'
    )


def margin_frame(left: float, width: float) -> str:
    """Of paragraphs in a frame beside the text after them: `left` points from that of the measure."""
    return (
        f'<w:framePr w:w="{twips(width)}" w:wrap="around" w:vAnchor="text" w:hAnchor="margin"'
        f' w:x="{twips(left)}" w:y="1"/>'
    )


def figure_xml(relation: str, alternative: str, number: int, size: Size) -> str:
    """The run that holds the picture of that relationship."""
    extent = f'cx="{emus(size.width)}" cy="{emus(size.height)}"'
    name = f"Figure {number}"
    text = escape(alternative)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{text}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{A}" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}">'
        f'<pic:pic xmlns:pic="{PIC}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}" descr="{text}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
