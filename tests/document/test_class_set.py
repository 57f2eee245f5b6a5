"""Class sets: what is somebody's own on a copy, and a list that tells the teacher what the copies don't."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lessonpress.document.blocks import Document, Field, Fields, Table
from lessonpress.document.class_set import (
    Listed,
    fields_for_names,
    fill_in,
    list_to_tick_off,
    shows_class,
    values_for,
)
from lessonpress.document.ids import PATTERN
from lessonpress.document.inlines import plain_text
from lessonpress.words import languages, words_for
from tests.writers import specimens

ENGLISH = words_for("en")
NAMES = ("Žofie Nováková", "Adam Černý", "Adam Černý")


def shown(listed: list[Listed], words: object = ENGLISH) -> list[list[str]]:
    """The table's head and rows, as text."""
    slip = list_to_tick_off(specimens.worksheet(), listed, words)  # type: ignore[arg-type]
    (table,) = (block for block in slip.blocks if isinstance(block, Table))
    assert sum(table.widths) == pytest.approx(1)
    assert min(table.widths) > 0.05
    return [[plain_text(cell.content) for cell in row.cells] for row in (*table.head, *table.rows)]


def fields(document: Document) -> list[str | None]:
    return [one.value for one in fields_for_names(document).items]


def test_the_list_has_a_row_for_each_in_the_order_given() -> None:
    head, *rows = shown([Listed(name) for name in NAMES])
    assert head == ["No.", "Name", "Handed in"]
    assert rows == [[str(n), name, ""] for n, name in enumerate(NAMES, 1)]


def test_the_list_tells_whatever_tells_copies_apart() -> None:
    head, first, second = shown(
        [
            Listed("Eva", "9.A", "2-3", "B", "Large print 22; Ukrainian", 2),
            Listed("Jan", "9.B", file="walls-worksheet.html"),
        ]
    )
    assert head[2:] == ["Class", "Seat", "Version", "Accommodation", "Copies", "Handed in"]
    assert first[1:] == ["Eva", "9.A", "2-3", "B", "Large print 22; Ukrainian", "2", ""]
    assert second[1:] == ["Jan", "9.B", "", "", "walls-worksheet.html", "", ""]


def test_a_class_that_all_are_in_is_said_once() -> None:
    both = [Listed("Eva", "9.A"), Listed("Jan", "9.A")]
    assert shown(both)[0] == ["No.", "Name", "Handed in"]
    slip = list_to_tick_off(specimens.worksheet(), both, ENGLISH)
    assert plain_text(slip.blocks[1].content).endswith(" · 9.A")  # type: ignore[union-attr]


@pytest.mark.parametrize("language", languages())
def test_its_heads_are_said_in_every_language(language: str) -> None:
    words = words_for(language)
    whole = [Listed("Eva", "9.A", "1", "B", "x", 2), Listed("Jan", "9.B")]
    slip = list_to_tick_off(replace(specimens.worksheet(), language=language), whole, words)
    (table,) = (block for block in slip.blocks if isinstance(block, Table))
    heads = [cell.content[0] for cell in table.head[0].cells]
    assert all(getattr(one, "lang", None) is None for one in heads)


def test_it_belongs_to_no_version_and_has_nobodys_page_marks() -> None:
    document = replace(specimens.worksheet(), page_label="Version B", pages=(("q1", 2),))
    slip = list_to_tick_off(document, [Listed("Eva", version="B")], ENGLISH)
    assert "B" not in slip.page_label
    assert slip.pages == ()


def test_ids_tell_no_name() -> None:
    slip = list_to_tick_off(specimens.worksheet(), [Listed(name) for name in NAMES], ENGLISH)
    ids = [block.id for block in slip.blocks]
    assert all(PATTERN.fullmatch(one) for one in ids)


def test_the_name_goes_into_the_first_field_and_the_class_into_its_own() -> None:
    document = specimens.worksheet()
    assert fields(document) == [None, None, None]
    assert fields(fill_in(document, values_for(document, "Eva", "9.A", ENGLISH))) == [
        *("Eva", "9.A", None),
    ]
    assert fields(fill_in(document, values_for(document, "Eva", "", ENGLISH))) == [
        *("Eva", None, None),
    ]


def test_a_document_without_a_field_for_the_class_has_none_in_it() -> None:
    fields_ = Fields("f", (Field("Name", 0.5), Field("Score", 0.5, "5")))
    document = replace(specimens.worksheet(), blocks=(fields_,))
    assert shows_class(specimens.worksheet(), ENGLISH)
    assert not shows_class(document, ENGLISH)
    filled = fill_in(document, values_for(document, "Eva", "9.A", ENGLISH))
    assert fields(filled) == ["Eva", "5"]


def test_a_copy_is_the_document_but_for_what_is_filled_in() -> None:
    document = specimens.worksheet()
    filled = fill_in(document, values_for(document, "Eva", "9.A", ENGLISH))
    assert fill_in(filled, ()) is filled
    same = [
        one == other
        for one, other in zip(document.blocks, filled.blocks, strict=True)
        if not isinstance(one, Fields)
    ]
    assert same
    assert all(same)
    assert replace(filled, blocks=()) == replace(document, blocks=())


def test_what_has_no_line_of_fields_is_refused_without_a_name() -> None:
    bare = replace(specimens.worksheet(), blocks=())
    for refused in (
        lambda: values_for(bare, "Adam", "", ENGLISH),
        lambda: fill_in(bare, ("Adam",)),
        lambda: shows_class(bare, ENGLISH),
    ):
        with pytest.raises(ValueError, match="no line of fields") as caught:
            refused()
        assert "Adam" not in str(caught.value)
