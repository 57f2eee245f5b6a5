"""The structure tree as a whole: every way into it leads to where it should."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from lessonpress.document.blocks import Document, Edition, Heading, Paragraph, Run
from lessonpress.writers.pdf import write_pdf, write_sheets
from tests.writers import specimens


def linked() -> Document:
    """Two pages and more, with links to the inside and the outside, some of them over two lines."""
    long = Run(
        "a link that goes on and on, over the end of its line " * 3, href="https://example.org/x"
    )
    paragraphs = (
        Paragraph(f"p{number}", (Run("See "), long, Run(" or "), Run("above", href="#h"), Run(".")))
        for number in range(20)
    )
    heading = Heading("h", 1, (Run("Title"),))
    return Document("handout", "Title", "en", Edition.STUDENT, (heading, *paragraphs))


def test_the_next_key_is_free_also_for_one_page_with_one_link() -> None:
    blocks = (Heading("h", 1, (Run("T"),)), Paragraph("p", (Run("x", href="https://example.org"),)))
    made = write_pdf(Document("handout", "T", "en", Edition.STUDENT, blocks), specimens.theme())
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        root = pdf.Root.StructTreeRoot
        assert [int(key) for key in root.ParentTree.Nums[::2]] == [0, 1]
        assert int(root.ParentTreeNextKey) == 2


def walk(element: Any) -> Iterator[Any]:
    yield element
    for kid in element.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from walk(kid)


@pytest.mark.parametrize("arrangement", [None, "booklet", "2up"])
def test_the_parent_tree_leads_from_all_content_and_all_annotations_to_their_elements(
    arrangement: Any,
) -> None:
    theme = specimens.theme()
    made = write_sheets(linked(), theme, arrangement) if arrangement else write_pdf(linked(), theme)
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        root = pdf.Root.StructTreeRoot
        numbers = [int(key) for key in root.ParentTree.Nums[::2]]
        found = dict(zip(numbers, root.ParentTree.Nums[1::2], strict=True))
        assert numbers == sorted(set(numbers))
        # The next key is free, and every one below it is taken: a tool that adds to it breaks nothing.
        assert int(root.ParentTreeNextKey) == numbers[-1] + 1 == len(numbers)
        content, notes = {}, {}
        for element in walk(root.K[0]):
            for kid in element.get("/K", ()):
                if isinstance(kid, int):
                    content[element.Pg.objgen, kid] = element
                elif kid.get("/Type") == "/MCR":
                    content[kid.Pg.objgen, int(kid.MCID)] = element
                elif kid.get("/Type") == "/OBJR":
                    notes[kid.Obj.objgen] = element
        seen = []
        for page in pdf.pages:
            seen.append(int(page.StructParents))
            for mcid, element in enumerate(found[int(page.StructParents)]):
                assert content.pop((page.objgen, mcid)).objgen == element.objgen
            for note in page.get("/Annots", ()):
                seen.append(int(note.StructParent))
                element = found[int(note.StructParent)]
                assert element.S == "/Link"
                assert notes.pop(note.objgen).objgen == element.objgen
        assert content == notes == {}
        assert sorted(seen) == numbers


def test_elements_name_their_parents() -> None:
    data = write_pdf(specimens.worksheet(), specimens.theme()).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for element in walk(pdf.Root.StructTreeRoot.K[0]):
            for kid in element.get("/K", ()):
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    assert kid.P.objgen == element.objgen
