"""Figures, as pictures in the line with their alternative text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonpress.writers.docx.ooxml import PIC, A, emus, escape

if TYPE_CHECKING:
    from lessonpress.writers.docx.relations import Picture

# The share of the page's depth that a picture may take: its caption must fit below it.
_TALLEST = 0.85


def figure_xml(picture: Picture, alternative: str, number: int, width: float, depth: float) -> str:
    """The run that holds a picture `width` points wide, less where it would outgrow the page."""
    height = width * picture.height / picture.width
    if height > depth * _TALLEST:
        width, height = width * depth * _TALLEST / height, depth * _TALLEST
    extent = f'cx="{emus(width)}" cy="{emus(height)}"'
    name = f"Figure {number}"
    text = escape(alternative)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{text}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{A}" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}">'
        f'<pic:pic xmlns:pic="{PIC}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}" descr="{text}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{picture.relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
