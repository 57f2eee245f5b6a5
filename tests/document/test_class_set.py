"""Class sets: everybody's own copy, with the name on it and nowhere else."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdf
import pytest

from lessonpress.document.blocks import Document, Fields, Section, Table
from lessonpress.document.class_set import make_class_set
from lessonpress.document.ids import PATTERN
from lessonpress.words import words_for
from lessonpress.writers.pdf import write_pdf
from tests.conformance import broken_rules
from tests.writers import specimens

ENGLISH = words_for("en")
NAMES = ("Žofie Nováková", "Adam Černý", "Adam Černý")


def sections(document: Document) -> list[Section]:
    return [block for block in document.blocks if isinstance(block, Section)]


def test_a_list_to_tick_off_comes_first_then_a_copy_for_each_in_the_rosters_order() -> None:
    slip, *copies = sections(make_class_set(specimens.worksheet(), NAMES, ENGLISH))
    (table,) = (block for block in slip.blocks if isinstance(block, Table))
    shown = [
        [getattr(cell.content[0], "text", "") if cell.content else "" for cell in row.cells]
        for row in table.rows
    ]
    assert shown == [[str(n), name, ""] for n, name in enumerate(NAMES, 1)]
    assert [copy.title for copy in copies] == list(NAMES)


def test_the_name_is_filled_in_on_each_copy() -> None:
    _, *copies = sections(make_class_set(specimens.worksheet(), NAMES, ENGLISH))
    for copy, name in zip(copies, NAMES, strict=True):
        fields = next(block for block in copy.blocks if isinstance(block, Fields))
        assert [field.value for field in fields.items] == [name, None, None]
        assert [field.label for field in fields.items] == ["Name", "Class", "Date"]


def test_every_copy_begins_on_a_sheet_of_its_own_and_counts_its_own_pages() -> None:
    _, *copies = sections(make_class_set(specimens.worksheet(), NAMES, ENGLISH))
    assert {(copy.starts, copy.restart_pages) for copy in copies} == {("right", True)}


def test_a_copy_is_the_document_but_for_name_and_ids() -> None:
    document = specimens.worksheet()
    _, copy, *_ = sections(make_class_set(document, ("",), ENGLISH))
    plain = re.sub(r"id='[a-z0-9_]*'", "", repr(document.blocks))
    assert (
        re.sub(r"id='[a-z0-9_]*'", "", repr(copy.blocks)).replace("value=''", "value=None") == plain
    )


def test_ids_are_unique_and_tell_no_name() -> None:
    ids = re.findall(r"\bid='([^']*)'", repr(make_class_set(specimens.worksheet(), NAMES, ENGLISH)))
    assert len(ids) == len(set(ids))
    assert all(PATTERN.fullmatch(one) for one in ids)
    assert not any("nov" in one or "adam" in one for one in ids)


def test_a_layout_can_give_the_words_of_the_list() -> None:
    words = ENGLISH.reworded({"Class list": "Třída"}, "en")
    slip = sections(make_class_set(specimens.worksheet(), NAMES, words))[0]
    assert slip.title == "Třída"


def test_what_cannot_be_made_is_refused_without_a_name() -> None:
    with pytest.raises(ValueError, match="one pupil"):
        make_class_set(specimens.worksheet(), (), ENGLISH)
    with pytest.raises(ValueError, match="no line of fields") as caught:
        make_class_set(replace(specimens.worksheet(), blocks=()), NAMES, ENGLISH)
    assert "Adam" not in str(caught.value)


def test_prints_as_one_file_that_conforms_with_the_pages_of_a_single_copy() -> None:
    theme = specimens.theme()
    one = write_pdf(specimens.worksheet(), theme).pages
    printed = write_pdf(make_class_set(specimens.worksheet(), NAMES, ENGLISH), theme)
    assert broken_rules(printed.data) == []
    each = one + one % 2  # a copy's last leaf has an empty back
    assert printed.pages == 2 + (len(NAMES) - 1) * each + one
    reader = pypdf.PdfReader(io.BytesIO(printed.data))
    for number, name in enumerate(NAMES):
        first = reader.pages[2 + number * each].extract_text()
        assert name in first
        assert f"Page 1 of {one}" in first


def test_copies_that_were_set_once_are_painted_as_if_each_were_alone() -> None:
    theme = specimens.theme()
    reader = pypdf.PdfReader(
        io.BytesIO(write_pdf(make_class_set(specimens.worksheet(), NAMES[1:], ENGLISH), theme).data)
    )
    count = write_pdf(specimens.worksheet(), theme).pages
    start, each = 2, count + count % 2
    for number in range(count):
        first, second = (reader.pages[start + copy * each + number] for copy in (0, 1))
        assert first.get_contents().get_data() == second.get_contents().get_data()  # type: ignore[union-attr]
