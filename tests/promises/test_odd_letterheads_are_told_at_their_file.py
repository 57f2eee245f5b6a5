"""A letterhead is a person's file and may hold anything: what can't be written on is told at that file.

Either a package comes of it that is whole, or the letterhead is to blame; never a fault, never a hang."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as new_docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from lessonpress.cli import main
from lessonpress.document.blocks import Document, Edition, Heading, Run
from lessonpress.layout.layouts import load_layout
from lessonpress.layout.theme import Theme
from lessonpress.starter import make_workspace
from lessonpress.workspace import builtin_layouts
from lessonpress.writers.formats import LetterheadError, write_as_docx

HUGE = "9" * 400


def letterhead() -> bytes:
    word = new_docx()
    word.sections[0].header.paragraphs[0].text = "Grammar School"
    word.add_paragraph("A line", style="List Bullet")
    data = io.BytesIO()
    word.save(data)
    return data.getvalue()


LETTERHEAD = letterhead()
PARTS = zipfile.ZipFile(io.BytesIO(LETTERHEAD)).namelist()
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def rewritten(change: Callable[[str, bytes], bytes | None]) -> bytes:
    data = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(LETTERHEAD)) as old,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = change(name, old.read(name))
            if text is not None:
                new.writestr(name, text)
    return data.getvalue()


def replaced(part: str, pattern: str, by: str) -> bytes:
    return rewritten(
        lambda name, text: re.sub(pattern, by, text.decode()).encode() if name == part else text
    )


DAMAGE: dict[str, Callable[[bytes], bytes | None]] = {
    "gone": lambda text: None,
    "half": lambda text: text[: len(text) // 2],
    "another": lambda text: b"<a/>",
    "another of Word's": lambda text: f'<x xmlns="{_W}"/>'.encode(),
}
ATTRIBUTES = {
    "width": ("word/document.xml", r'w:w="\d+"', 'w:w="{}"'),
    "height": ("word/document.xml", r'w:h="\d+"', 'w:h="{}"'),
    "margins": ("word/document.xml", r'w:(left|top)="\d+"', r'w:\1="{}"'),
    "columns": ("word/document.xml", r"<w:cols [^>]*/>", '<w:cols w:num="{0}" w:space="{0}"/>'),
    "distances": ("word/document.xml", r'w:(header|footer)="\d+"', r'w:\1="{}"'),
    "number": ("word/numbering.xml", r'<w:num w:numId="\d+"', '<w:num w:numId="{}"'),
    "list": ("word/numbering.xml", r'w:abstractNumId="\d+"', 'w:abstractNumId="{}"'),
    "size": ("word/styles.xml", r'<w:sz w:val="\d+"', '<w:sz w:val="{}"'),
    "style": ("word/styles.xml", r'w:styleId="[^"]*"', 'w:styleId="{}"'),
    "based on": ("word/styles.xml", r'<w:basedOn w:val="[^"]*"', '<w:basedOn w:val="{}"'),
}
SAMPLE = Document(
    "handout",
    "T",
    "en",
    Edition.STUDENT,
    (Heading("h", 1, (Run("Title"),)),),
    "",
    "{page}",
    "",
    "",
    (),
)


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_layout("classic", (builtin_layouts(),)).theme("handout")


def write_on(data: bytes, theme: Theme) -> None:
    """Writes on it: either a package that is whole comes of it, or the letterhead is to blame."""
    try:
        written = write_as_docx(SAMPLE, theme, letterhead=data)
    except LetterheadError:
        return
    with zipfile.ZipFile(io.BytesIO(written.data)) as made:
        for name in made.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(made.read(name))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_letterhead_whose_parts_are_damaged(part: str, damage: str, theme: Theme) -> None:
    write_on(rewritten(lambda name, text: DAMAGE[damage](text) if name == part else text), theme)


@pytest.mark.parametrize("value", ["-5", "0", HUGE, "9" * 5000, "abc", "1.5"])
@pytest.mark.parametrize("where", ATTRIBUTES)
def test_a_letterhead_with_odd_numbers(where: str, value: str, theme: Theme) -> None:
    part, pattern, by = ATTRIBUTES[where]
    write_on(replaced(part, pattern, by.format(value)), theme)


@pytest.mark.parametrize(
    "pattern",
    [
        r"<w:sectPr.*</w:sectPr>",
        r"<w:pgSz[^>]*/>",
        r"<w:pgMar[^>]*/>",
        r"(?s)<w:body>.*</w:body>",
        r' w:styleId="[^"]*"',
        r' w:abstractNumId="[^"]*"',
        r' w:numId="[^"]*"',
        r' r:id="[^"]*"',
        r' w:val="[^"]*"',
    ],
)
def test_a_letterhead_that_lacks_something(pattern: str, theme: Theme) -> None:
    write_on(
        rewritten(
            lambda name, text: (
                re.sub(pattern, "", text.decode()).encode() if name.endswith(".xml") else text
            )
        ),
        theme,
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),  # Word 97
        rb"{\rtf1 hello}",
        b"<html></html>",
        b"PK\x03\x04",
        b"PK\x05\x06" + bytes(18),
        LETTERHEAD[:-5],
        LETTERHEAD[: len(LETTERHEAD) // 2],
        rewritten(lambda name, text: text) + b"x",
    ],
)
def test_what_is_no_letterhead_at_all(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    school = make_workspace(tmp_path / "school")
    monkeypatch.chdir(school.root)
    school.layouts.mkdir(exist_ok=True)
    (school.layouts / "letterhead.docx").write_bytes(data)
    status = main(["build", "--format", "docx", "--document", "handout", "--quiet"])
    said = capsys.readouterr().err
    assert said.startswith("layouts/letterhead.docx: ") or status == 0
    assert "fault in makelesson" not in said


def test_a_letterhead_that_unpacks_without_end(theme: Theme) -> None:
    data = io.BytesIO(LETTERHEAD)
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/x.png", bytes(100_000_000))
    with pytest.raises(LetterheadError, match="unpacks"):
        write_as_docx(SAMPLE, theme, letterhead=data.getvalue())


@given(place=st.integers(0, len(LETTERHEAD) - 1), bit=st.integers(0, 7))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_letterhead_with_one_bit_turned_over(place: int, bit: int, theme: Theme) -> None:
    data = bytearray(LETTERHEAD)
    data[place] ^= 1 << bit
    write_on(bytes(data), theme)
