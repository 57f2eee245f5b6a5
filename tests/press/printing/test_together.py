"""Copies that differ in their accommodations alone share what they say, and the pages of everybody's copy."""

from __future__ import annotations

import pytest

from lessonpress.document.blocks import Document, Paragraph, Run
from lessonpress.press.printing.together import Pages, Together
from lessonpress.registry import accommodations as registry
from lessonpress.registry.accommodations import ACCOMMODATIONS, AccommodationKind, accommodation
from lessonpress.writers.formats import Written


@pytest.fixture
def easier(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = AccommodationKind("easier", "text", adapt="a:b")
    monkeypatch.setattr(registry, "ACCOMMODATIONS", {**ACCOMMODATIONS, kind.name: kind})
    accommodation.cache_clear()


@pytest.mark.usefixtures("easier")
def test_what_says_the_same_is_composed_once_and_pages_are_measured_on_everybody_s_copy() -> None:
    block = Paragraph("b", (Run("The same."),))
    composed: list[str] = []
    measured: list[str] = []

    def compose(key: str) -> Document:
        composed.append(key)
        return Document(
            kind="worksheet", title=key, language="en", edition="student", blocks=(block,)
        )

    def measure(document: Document) -> Pages:
        measured.append(document.title)
        return (("b", 2),)

    together = Together(compose, measure)
    assert together.document("").pages == ()
    for key in ("large-print", "dyslexia-friendly", "easier", "large-print-easier"):
        assert together.document(key).pages == (("b", 2),)
    assert composed == ["", "easier"]
    assert measured == [""]


@pytest.mark.usefixtures("easier")
def test_a_copy_that_says_and_shows_nothing_else_is_everybody_s() -> None:
    document = Document(kind="worksheet", title="", language="en", edition="student", blocks=())
    together = Together(lambda _: document, lambda _: (("b", 2),))
    assert together.document("easier") is together.document("")
    assert together.is_everybodys("easier")
    assert not together.is_everybodys("large-print")
    assert not together.is_everybodys("large-print+easier")
    assert together.document("large-print+easier").pages == (("b", 2),)


def test_what_was_printed_is_not_measured_again() -> None:
    document = Document(kind="worksheet", title="", language="en", edition="student", blocks=())

    def measure(document: Document) -> Pages:
        raise AssertionError

    together = Together(lambda _: document, measure)
    together.written["docx"] = Written(b"", None)
    together.written["pdf"] = Written(b"", 2, starts=(("c", 2),))
    assert together.document("large-print").pages == (("c", 2),)


@pytest.mark.usefixtures("easier")
def test_a_page_is_marked_only_where_both_copies_have_the_same_words() -> None:
    def paragraph(name: str, text: str) -> Paragraph:
        return Paragraph(name, (Run(text),))

    def compose(key: str) -> Document:
        own = "easy" if key else "hard"
        blocks = (paragraph("s1", own), paragraph("v1", "a word"))
        more = (paragraph("s9", own),) if not key else ()
        return Document(
            kind="handout", title="", language="en", edition="student", blocks=blocks + more
        )

    pages = (("s1", 2), ("v1", 3), ("s9", 4))
    together = Together(compose, lambda _: pages)
    assert together.document("large-print").pages == pages
    assert together.document("easier").pages == (("v1", 3),)
