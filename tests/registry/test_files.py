"""A file has one name and one key for all that it is, and is found again by its key."""

from __future__ import annotations

from itertools import product

import pytest

from lessonpress.registry.accommodations import ACCOMMODATIONS, of
from lessonpress.registry.files import (
    EVERY_FILE,
    VERSIONS,
    File,
    file_called,
    is_printed_in,
    versions_of,
)
from lessonpress.registry.formats import FORMATS
from lessonpress.registry.kinds import KINDS, STUDENT_KINDS

FILES = [
    File(*parts) for parts in product(KINDS, FORMATS, ("", "a", "b"), ("", "large-print", "easy"))
]


def test_a_key_leads_back_to_its_file() -> None:
    assert [File.from_key(file.key) for file in FILES] == FILES


def test_no_two_files_share_a_name_or_a_key() -> None:
    assert len({file.name("walls") for file in FILES}) == len(FILES)
    assert len({file.key for file in FILES}) == len(FILES)


def test_the_plain_file_is_called_as_it_always_was() -> None:
    assert File("answer-key", "docx").name("walls") == "walls-answer-key.docx"
    assert File("handout", "2up").name("walls") == "walls-handout-2up.pdf"


@pytest.mark.parametrize("key", ["", "worksheet", "worksheet.b.docx", "a.b.c.d.e", "worksheet.odt"])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises((ValueError, LookupError)):
        File.from_key(key)


def test_every_file_is_known_by_its_name() -> None:
    accommodations = [
        of(kind.name, size, *ground).key
        for kind in ACCOMMODATIONS.values()
        if kind.sizes
        for size in kind.sizes
        for ground in ((None, None), *((paper, None) for paper in kind.papers), *((None, tint) for tint in kind.tints))
    ]  # fmt: skip
    every = [
        File(document, format_, version, key)
        for document in KINDS
        for version in {"", *versions_of(document, len(VERSIONS))}
        for key in ("", *(accommodations if document in STUDENT_KINDS else ()))
        for format_ in FORMATS
        if is_printed_in(document, format_)
    ]
    assert File("worksheet", "2up", "z", "large-print-36-a3-landscape") in every
    assert [file for file in every if file_called(file.name("")) != file] == []
    assert all(file in EVERY_FILE for file in every)


def test_what_can_t_be_printed_is_no_file() -> None:
    assert File("answer-key", "pdf", "", "large-print") not in EVERY_FILE
    assert File("answer-key", "fillable") not in EVERY_FILE
    assert File("worksheet", "pdf", "", "large-print-99") not in EVERY_FILE


@pytest.mark.parametrize(
    "name",
    ["", "-worksheet", "-worksheet-b", "-essay.pdf", "-worksheet-all.pdf", "-handout-b.pdf",
     "-answer-key-large-print.pdf", "-worksheet-large-print-18.pdf", "-worksheet-large-print-99.pdf",
     "-worksheet-large-print-b.pdf", "-worksheet-large-print-.pdf", "-answer-key-fillable.pdf",
     "-worksheet-class-set.pdf", "-worksheet.new.docx"],
)  # fmt: skip
def test_what_no_file_is_called_is_none(name: str) -> None:
    assert file_called(name) is None
