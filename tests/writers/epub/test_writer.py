"""EPUB: a package that is whole, in parts that are read in order, with the pages of the paper and who can read it."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import pytest

from lessonpress.document.blocks import (
    Blank,
    Choice,
    Choices,
    Contents,
    ContentsEntry,
    Document,
    Edition,
    Figure,
    Heading,
    ItemList,
    Lines,
    ListItem,
    Masthead,
    Paragraph,
    Question,
    Questions,
    Run,
    Section,
)
from lessonpress.document.walk import ids_in
from lessonpress.writers.epub import write_epub
from lessonpress.writers.formats import write_as_epub
from lessonpress.writers.pdf import page_starts
from tests.end_to_end.opened_epub import EPUB_TYPE, OpenedEpub
from tests.writers import specimens


def words(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def document(*blocks: object, language: str = "en", **more: object) -> Document:
    title = Heading("title", 1, words("A title"))
    made = Document("worksheet", "A title", language, Edition.STUDENT, (title, *blocks))  # type: ignore[arg-type]
    return replace(made, **more)  # type: ignore[arg-type]


def opened(*blocks: object, language: str = "en", **more: object) -> OpenedEpub:
    return OpenedEpub(write_epub(document(*blocks, language=language, **more), specimens.theme()))


ONE = Heading("one", 2, words("One"))
TWO = Heading("two", 2, words("Two"))


def test_the_container_is_as_the_standard_has_it() -> None:
    book = opened()
    first = book.entries[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book.files["mimetype"] == b"application/epub+zip"
    assert {one.date_time for one in book.entries} == {(1980, 1, 1, 0, 0, 0)}
    assert set(book.files) >= {"META-INF/container.xml", "EPUB/package.opf", "EPUB/nav.xhtml"}


def test_the_same_document_makes_the_same_bytes_and_another_has_another_name() -> None:
    one, same, other = (
        write_epub(document(Paragraph("p", words(text))), specimens.theme())
        for text in ("x", "x", "y")
    )
    assert one == same
    names = {
        next(OpenedEpub(data).package.iter("{*}identifier")).text for data in (one, same, other)
    }
    assert len(names) == 2


def test_each_heading_of_a_part_begins_a_file_and_so_does_a_section() -> None:
    section = Section("s", "A lesson", (Heading("h", 2, words("Inside")),))
    book = opened(ONE, Paragraph("p", words("x")), TWO, section)
    assert [page.findtext(".//h2") for page in book.pages.values()] == [
        None,
        "One",
        "Two",
        "Inside",
    ]
    titles = [page.findtext(".//title") for page in book.pages.values()]
    assert titles == ["A title", "One – A title", "Two – A title", "A lesson – A title"]


def test_contents_lead_to_the_headings_and_links_into_the_file_where_they_go_on() -> None:
    entries = (ContentsEntry("two", "To the second", 1),)
    book = opened(Contents("c", entries), ONE, TWO)
    listed = [(one.text, one.get("href")) for one in book.navigation().iter("a")]
    assert listed[:3] == [
        ("A title", "part-01.xhtml#title"),
        ("One", "part-02.xhtml#one"),
        ("Two", "part-03.xhtml#two"),
    ]
    [link] = book.pages["part-01.xhtml"].iter("a")
    assert link.get("href") == "part-03.xhtml#two"


PAGED = {
    "paragraph": (Paragraph("at", words("x")), "at"),
    "item": (ItemList("l", (ListItem("a", ()), ListItem("at", (Paragraph("p", words("x")),)))), "at"),
    "question": (Questions("q", (Question("at", 1, words("x")),)), "at"),
    "lines": (Questions("q", (Question("a", 1, words("x"), (Lines("at", 3),)),)), "at"),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAGED)
def test_a_page_is_marked_where_it_begins(kind: str) -> None:
    block, at = PAGED[kind]
    book = opened(ONE, block, pages=((at, 2),))
    marks = [
        (name, one.get("id"), one.get("aria-label"), one.get(EPUB_TYPE))
        for name, page in book.pages.items()
        for one in page.iter()
        if one.get("role") == "doc-pagebreak"
    ]
    assert marks == [
        ("part-01.xhtml", "page_1", "1", "pagebreak"),
        ("part-02.xhtml", "page_2", "2", "pagebreak"),
    ]
    [_, listed] = book.navigation().iter("nav")
    assert [(one.text, one.get("href")) for one in listed.iter("a")] == [
        ("1", "part-01.xhtml#page_1"),
        ("2", "part-02.xhtml#page_2"),
    ]


def test_every_page_of_the_paper_is_in_the_list() -> None:
    made = replace(specimens.handout(), pages=())
    theme = specimens.theme()
    long = replace(
        made, blocks=(*made.blocks, *(Paragraph(f"x{n}", words("x " * 900)) for n in range(9)))
    )
    starts = page_starts(long, theme)
    assert len(starts) > 3
    book = OpenedEpub(write_as_epub(long, theme).data)
    [_, listed] = book.navigation().iter("nav")
    assert [one.text for one in listed.iter("a")] == ["1", *(str(number) for _, number in starts)]


def test_the_ids_of_a_document_are_walked_in_the_order_of_its_pages() -> None:
    made = specimens.worksheet(Edition.STUDENT)
    ids = list(ids_in(made.blocks))
    assert len(ids) == len(set(ids))
    assert {name for name, _ in page_starts(made, specimens.theme())} <= set(ids)


def test_places_to_write_in_are_shown_and_named_and_nothing_typed_can_be_lost() -> None:
    asked = Question(
        "q1",
        1,
        (Run("Who? "), Blank(8)),
        (Lines("l", 2), Choices("c", (Choice("c1", words("x")),), several=True)),
    )
    book = opened(Questions("q", (asked,)))
    [page] = book.pages.values()
    assert not list(page.iter("input", "textarea", "form", "label"))
    named = [one.get("aria-label") for one in page.iter() if one.get("role") == "img"]
    assert named == ["Blank 1", "Answer to question 1"]


def test_it_says_who_can_read_it() -> None:
    plain, with_picture = opened(), opened(Figure("f", specimens.png(), "A wall"))
    assert plain.meta("schema:accessMode") == ["textual"]
    assert with_picture.meta("schema:accessMode") == ["textual", "visual"]
    assert with_picture.meta("schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" in with_picture.meta("schema:accessibilityFeature")
    assert "pageBreakMarkers" in plain.meta("schema:accessibilityFeature")
    assert plain.meta("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"]
    assert plain.meta("schema:accessibilitySummary")
    czech = opened(language="cs").meta("schema:accessibilitySummary")
    assert czech != plain.meta("schema:accessibilitySummary")


def test_a_picture_is_a_file_of_the_book_and_there_once() -> None:
    data = specimens.png()
    book = opened(
        Figure("f", data, "A wall"),
        Figure("g", data, "A wall"),
        masthead=Masthead("School", data, "Arms"),
    )
    pictures = [
        one.get("href") for one in book.items.values() if "image" in one.get("media-type", "")
    ]
    assert pictures == ["pictures/1.png"]
    assert book.file("pictures/1.png") == data
    [page] = book.pages.values()
    assert [one.get("alt") for one in page.iter("img")] == ["Arms", "A wall", "A wall"]


@pytest.mark.parametrize(("language", "way"), [("cs", "ltr"), ("ar", "rtl")])
def test_language_and_direction_are_said(language: str, way: str) -> None:
    book = opened(language=language)
    [page] = book.pages.values()
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (page.get("lang"), page.get(lang), page.get("dir")) == (language, language, way)
    [spine] = book.package.iter("{*}spine")
    assert spine.get("page-progression-direction") == ("rtl" if way == "rtl" else None)


def test_code_and_footer_stand_at_the_end() -> None:
    book = opened(ONE, footer="Walls · Worksheet", page_label="Code KRBTD · Page {page} of {pages}")
    first, last = book.pages.values()
    assert first.find(".//footer") is None
    assert [one.text for one in last.iterfind(".//footer/p")] == ["Walls · Worksheet", "Code KRBTD"]
