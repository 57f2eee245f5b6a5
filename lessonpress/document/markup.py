"""Markup -> a document. The markup is what templates yield: XML that reads like HTML.

Knows nothing of templates, lessons or formats. Every problem of a document comes at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5
from typing import Any

from lxml import etree

from lessonpress.document.blocks import Document
from lessonpress.document.foreign import spell_out_languages
from lessonpress.document.markup_problems import Complaints
from lessonpress.document.origins import is_marked, take_marks
from lessonpress.document.quotes import Quotes
from lessonpress.document.reading import Reading
from lessonpress.document.second_language import say_twice, spell_out_pairs
from lessonpress.problems import ProblemError

_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})


def parse_markup(
    markup: str,
    kind: str,
    *,
    load_image: Callable[[str], bytes] | None = None,
    load_document: Callable[[int, str], Document] | None = None,
    as_written: bool = False,
) -> Document:
    """The document that the markup says, answers and all (the teacher's edition).

    `load_image` gives the bytes of a figure's `src`; it may raise OSError or ProblemError.
    `load_document` gives what a packet's `<insert>` asks for, by the lesson's number (from 1) and
    the document's kind; it may raise LookupError or ProblemError. Straight quotation marks are set as the
    language has them, unless they are to stay `as_written`. Raises
    ProblemError with everything that is wrong with the markup; a line counts in the markup itself,
    or in the template where that has left its marks (see origins).
    """
    markup = spell_out_languages(spell_out_pairs(markup))
    marked = is_marked(markup)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=not marked,
    )
    try:
        root: Any = etree.fromstring(_resolve_entities(markup).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ProblemError([Complaints().not_xml(error, markup)]) from None
    complaints = Complaints(take_marks(root) if marked else None)
    complaints.check_root(root)
    say_twice(root)
    quotes = Quotes(root.get("language") or "", as_written=as_written)
    reading = Reading(complaints, root, load_image, load_document, quotes)
    document = reading.read_document(root, kind)
    complaints.raise_any()
    return document


def _resolve_entities(markup: str) -> str:
    """HTML's named characters, such as `&nbsp;`; XML itself knows five only."""

    def resolve(match: re.Match[str]) -> str:
        name = match[1]
        return match[0] if name in _XML_ENTITIES else html5.get(f"{name};", match[0])

    return _ENTITY.sub(resolve, markup) if "&" in markup else markup
