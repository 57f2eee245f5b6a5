"""A DOCX opens in a word processor, and runs to as many pages there as the PDF, give or take one.

The word processor is LibreOffice, with the layouts' own fonts made known to it.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from tests.end_to_end.printing import LAYOUTS, Press

pytestmark = pytest.mark.libreoffice

FONT_PACKAGES = ("fontpkg_spectral", "fontpkg_alegreya_sans", "fontpkg_atkinson_hyperlegible")
# As PDFs name them; OpenSymbol draws LibreOffice's bullets.
KNOWN_FONTS = ("Spectral", "AlegreyaSans", "AtkinsonHyperlegible", "OpenSymbol")
_FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  {folders}
  <cachedir>{cache}</cachedir>
  <include ignore_missing="yes">/etc/fonts/conf.d</include>
</fontconfig>
"""


def font_folders() -> list[str]:
    specs = [importlib.util.find_spec(name) for name in FONT_PACKAGES]
    return [place for one in specs if one for place in one.submodule_search_locations or ()]


def convert(files: list[Path], folder: Path) -> dict[str, Path]:
    """The PDFs that LibreOffice makes of files, by the names that those have without the ending."""
    fonts = folder / "fonts.conf"
    folders = "\n  ".join(f"<dir>{place}</dir>" for place in font_folders())
    fonts.write_text(_FONTS.format(folders=folders, cache=folder / "cache"), "utf-8")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office
    done = subprocess.run(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder / "converted"),
            *map(str, files),
        ],
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "FONTCONFIG_FILE": str(fonts)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return {path.stem: path for path in (folder / "converted").iterdir()}


def fonts_in(pdf: Path) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"]).rpartition("+")[2].split("-")[0].lstrip("/")
        for page in PdfReader(pdf).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }


def has_pictures(pdf: Path) -> bool:
    """Whether any stands in it: beside text, a word processor places them in its own way."""
    with pikepdf.open(pdf) as opened:
        return any(
            isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
            for one in opened.objects
        )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_has_the_layout_s_fonts_and_as_many_pages_as_the_pdf(
    press: Press, tmp_path: Path, layout: str
) -> None:
    made = press.files("sample", layout, format_="pdf")
    converted = convert([one.path.with_suffix(".docx") for one in made], tmp_path)
    for one in made:
        pdf = converted[one.path.stem]
        assert one.pages is not None
        found = len(PdfReader(pdf).pages)
        assert abs(one.pages - found) <= 1, pdf.name
        if layout == "classic" and one.document == "handout" and not has_pictures(one.path):
            # Type that is fitted leaves room for lines that are broken in another way, where it can be
            # smaller: in the modern layout one of these is at the smallest that is read with ease.
            assert found <= one.pages, pdf.name
        strange = {name for name in fonts_in(pdf) if not name.startswith(KNOWN_FONTS)}
        assert strange == set(), pdf.name
