"""Copies that differ in their accommodations alone share what they say, and the pages of everybody's copy."""

from __future__ import annotations

import pytest

from lessonpress.document.blocks import Document
from lessonpress.press.printing.together import Pages, Together
from lessonpress.registry import accommodations as registry
from lessonpress.registry.accommodations import ACCOMMODATIONS, AccommodationKind, accommodation


@pytest.fixture
def easier(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = AccommodationKind("easier", "text", adapt="a:b")
    monkeypatch.setattr(registry, "ACCOMMODATIONS", {**ACCOMMODATIONS, kind.name: kind})
    accommodation.cache_clear()


@pytest.mark.usefixtures("easier")
def test_what_says_the_same_is_composed_once_and_pages_are_measured_on_everybody_s_copy() -> None:
    composed: list[str] = []
    measured: list[str] = []

    def compose(key: str) -> Document:
        composed.append(key)
        return Document(kind="worksheet", title=key, language="en", edition="student", blocks=())

    def measure(document: Document) -> Pages:
        measured.append(document.title)
        return (("b", 2),)

    together = Together(compose, measure)
    assert together.document("").pages == ()
    for key in ("large-print", "dyslexia-friendly", "easier", "large-print-easier"):
        assert together.document(key).pages == (("b", 2),)
    assert composed == ["", "easier"]
    assert measured == [""]
