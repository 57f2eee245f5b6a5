"""A school's letterhead as the base: a DOCX that someone made, whose page and looks rule."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docx import Document as open_docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from lessonpress.writers.docx.sections import narrowest_column, read_page

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.parts.document import DocumentPart

    from lessonpress.layout.theme import Paper

# What python-docx and the zip file beneath it raise for a file that is not whole, or encrypted.
WHAT_DAMAGE_RAISES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OpcError,
    KeyError,
    EOFError,
    RuntimeError,
    etree.XMLSyntaxError,
)
#: What is said of a file that is not whole, or not what it should be.
DAMAGED = (
    "The letterhead is not a DOCX file, or it is damaged. Open it in Word and save it again"
    " as a Word document (.docx)."
)
# What a letterhead may unpack to.
_MOST_BYTES = 50_000_000
# Narrower than this, in points, no text can be set.
_NARROWEST = 72.0
# The longest side of a page in Word, in points.
_LARGEST_SIDE = 1584.0
# How far two papers may differ, in points, and be the same: programs round to other units.
_SAME = 3.0


class LetterheadError(ValueError):
    """The letterhead cannot be used. Its text says why and what to do, in whole sentences."""


def open_letterhead(data: bytes) -> WordDocument:
    """The letterhead, to be written on. Raises LetterheadError for one that can't be used."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise LetterheadError(
                    "The letterhead is larger than any Word document need be. Start a new one."
                )
        word = open_docx(io.BytesIO(data))
    except (*WHAT_DAMAGE_RAISES, AttributeError, TypeError) as error:  # a part of another kind
        raise LetterheadError(DAMAGED) from error
    except LetterheadError:
        raise
    except ValueError as error:
        raise LetterheadError(
            "The letterhead is not a Word document: perhaps a template (.dotx) or another file."
            " Save it in Word as a Word document (.docx)."
        ) from error
    body: Any = getattr(word.element, "body", None)
    if body is None or not len(body) or body[-1].tag != qn("w:sectPr"):
        raise LetterheadError("The letterhead has no page. Save it again in Word.")
    return word


def letterhead_page(word: WordDocument, paper: Paper) -> Paper:
    """The page of the letterhead's last section; `paper` is taken for what it leaves open.

    Raises LetterheadError for a page that no sheet is.
    """
    page = read_page(word.element.body[-1], settings_of(word.part), paper)
    if not max(page.width, page.height) <= _LARGEST_SIDE:
        raise LetterheadError(
            "The letterhead's page is larger than 22 inches, the most that Word has. Set it to your"
            " paper in Word (Layout, Size)."
        )
    return page


def letterhead_column(word: WordDocument, page: Paper) -> Paper:
    """The page with the measure of the letterhead's narrowest column.

    Raises LetterheadError where there is no room for text.
    """
    column = narrowest_column(word.element.body[-1], page.measure)
    if min(column, page.depth) < _NARROWEST:
        raise LetterheadError(
            "The letterhead's margins leave no room for text. Make them narrower in Word."
        )
    return replace(page, right=page.width - page.left - column)


def letterhead_differs(data: bytes, paper: Paper) -> str | None:
    """What to tell of a letterhead whose sheets are not those of a paper that someone asked for.

    None where they are. The letterhead's paper is the one that its DOCX are for. Raises
    LetterheadError.
    """
    found = letterhead_page(open_letterhead(data), paper)
    wanted, given = (paper.width, paper.height), (found.width, found.height)
    if all(abs(one - other) <= _SAME for one, other in zip(wanted, given, strict=True)):
        return None
    width, height = (round(side / 72 * 25.4) for side in given)
    return (
        f"The letterhead's paper is {width} × {height} mm, not {paper.name}: the DOCX keep to it."
    )


def settings_of(part: DocumentPart) -> Any:
    """The root of a document's settings, or None. python-docx would put its own where there is none."""
    try:
        return part.part_related_by(RT.SETTINGS).element  # type: ignore[attr-defined]
    except KeyError:
        return None
