"""The writer's face: a document in, the bytes of a BRF out: what embossers and braille displays read.

Lines of ASCII braille end with CR and LF, pages with a form feed (a convention without a standard; so do the Library of Congress's and
Bookshare's files).
"""

from __future__ import annotations

from lessonpress.document.blocks import Document
from lessonpress.document.foot import foot_of
from lessonpress.writers.braille.body import Body
from lessonpress.writers.braille.cells import as_ascii
from lessonpress.writers.braille.pages import Pages
from lessonpress.writers.braille.scribe import Scribe

_LINE, _PAGE = "\r\n", "\f"


def write_braille(document: Document) -> bytes:
    """The document as a BRF, with the pages of `Document.pages` marked. Raises NoBrailleCode and LouisMissing."""
    scribe = Scribe(document.language, document.stage)
    body = Body(document, scribe, dict(document.pages))
    if document.masthead is not None:
        body.piece(scribe.text(document.masthead.text), 0, 2, after=1)
    body.add(document.blocks)
    for count, line in enumerate(foot_of(document)):
        body.piece(scribe.text(line), 0, 2, before=0 if count else 1)
    pages = Pages(scribe.text(document.title), scribe.text).lay_out(body.pieces)
    made = "".join(
        "".join(as_ascii(line).rstrip() + _LINE for line in page) + _PAGE for page in pages
    )
    return made.encode("ascii")
