"""LibreOffice opens what we write, and sets it as the PDF is set."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from lessonpress.document.blocks import Edition
from lessonpress.layout.fonts import family_files
from lessonpress.writers.docx import write_docx
from lessonpress.writers.pdf import write_pdf
from tests.writers import specimens
from tests.writers.docx.test_letterhead import letterhead

pytestmark = pytest.mark.libreoffice

DOCUMENTS = {
    "handout": specimens.handout(),
    "worksheet": specimens.worksheet(),
    "answer-key": specimens.worksheet(Edition.TEACHER),
}


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pypdf.PdfReader]:
    """Each document as LibreOffice prints it, with the theme's fonts at hand."""
    folder = tmp_path_factory.mktemp("libreoffice")
    theme = specimens.theme()
    made = {name: write_docx(document, theme) for name, document in DOCUMENTS.items()}
    made["letterhead"] = write_docx(DOCUMENTS["worksheet"], theme, letterhead())
    for name, data in made.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = shutil.which("soffice") or shutil.which("libreoffice")
    assert command is not None
    subprocess.run(
        [command, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        + ["--convert-to", "pdf", "--outdir", str(folder)]
        + [str(folder / f"{name}.docx") for name in made],
        env=os.environ | {"FONTCONFIG_FILE": str(font_configuration(folder))},
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {name: pypdf.PdfReader(folder / f"{name}.pdf") for name in made}


def font_configuration(folder: Path) -> Path:
    """A fontconfig file that adds the theme's families to the computer's."""
    families = (family_files(name).regular.parent for name in specimens.theme().families)
    added = "".join(f"<dir>{path}</dir>" for path in families)
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{added}</fontconfig>'
    )
    return path


def words(reader: pypdf.PdfReader) -> str:
    """The text of all pages with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_page_count_is_within_one_of_the_pdfs(
    kind: str, converted: dict[str, pypdf.PdfReader]
) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(write_pdf(DOCUMENTS[kind], specimens.theme()).data))
    assert abs(len(converted[kind].pages) - len(pdf.pages)) <= 1


@pytest.mark.parametrize("kind", ["worksheet", "letterhead"])
def test_questions_and_choices_are_numbered(
    kind: str, converted: dict[str, pypdf.PdfReader]
) -> None:
    text = words(converted[kind])
    for label in ("1. From where", "A. ○ North", "D. ○ West", "2. Who helped", "A. ○ Nobody"):
        assert label in text
    assert "1. It began in 1944." in text, "the next set starts anew"
    assert "1. Why did the offensive" in text


def test_items_in_a_box_have_their_bullets(converted: dict[str, pypdf.PdfReader]) -> None:
    assert "• Soviet forces advanced from the East." in words(converted["handout"])


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_pages_are_counted(kind: str, converted: dict[str, pypdf.PdfReader]) -> None:
    count = len(converted[kind].pages)
    for number, page in enumerate(converted[kind].pages, start=1):
        assert f"Page {number} of {count}" in " ".join(page.extract_text().split())


def test_the_letterhead_is_on_every_page(converted: dict[str, pypdf.PdfReader]) -> None:
    for page in converted["letterhead"].pages:
        assert "Riverside High School" in page.extract_text()


def test_the_themes_families_are_used(converted: dict[str, pypdf.PdfReader]) -> None:
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2].partition("-")[0]
        for page in converted["handout"].pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert {"Spectral", "AlegreyaSans"} <= fonts
