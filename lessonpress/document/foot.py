"""The foot: what stands at the foot of each page besides its number, for formats that have no pages of their own."""

from __future__ import annotations

from lessonpress.document.blocks import Document

_BETWEEN = " · "


def foot_of(document: Document) -> tuple[str, ...]:
    """The document's footer, and what its page label says but for the page: its version and its code.

    >>> from lessonpress.document.blocks import Edition
    >>> label = "Code KRBTD · Page {page} of {pages}"
    >>> foot_of(Document("worksheet", "W", "en", Edition.STUDENT, (), "Walls · Worksheet", label))
    ('Walls · Worksheet', 'Code KRBTD')
    """
    label = [one for one in document.page_label.split(_BETWEEN) if "{page" not in one]
    return tuple(filter(None, (document.footer, _BETWEEN.join(label))))
