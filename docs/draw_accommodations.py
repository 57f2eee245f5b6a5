"""Draws a page of each accommodation anew, side by side: `python docs/draw_accommodations.py`.

Needs poppler's `pdftoppm` and what `pip install -e .` brings.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps
from pypdf import PdfReader

from lessonpress.layout.fonts import family_files

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "pictures" / "accommodations.png"
LIBERATION, LUNA = "soviet-liberation-of-czechoslovakia-begins", "luna-3-sees-the-far-side"
# What stands below a page: its lesson, document, accommodation, and what the page has that is shown.
SHOWN = {
    "everybody’s": (LIBERATION, "worksheet", "", "Part 5"),
    "large print": (LIBERATION, "worksheet", "large-print", "Part 5"),
    "dyslexia-friendly, cream": (LIBERATION, "worksheet", "dyslexia-friendly-cream", "Part 5"),
    "supported": (LIBERATION, "worksheet", "supported", "Part 5"),
    "two languages": (LIBERATION, "worksheet", "in-uk", "Part 5"),
    "large print, supported": (LIBERATION, "worksheet", "large-print-supported", "Part 4"),
    "handout: everybody’s": (LUNA, "handout", "", "Key Facts"),
    "handout: easy read": (LUNA, "handout", "easy-read", "Key Facts"),
}
DPI, ACROSS, GAP, CAPTION = 40, 4, 12, 26


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asked = sorted({key for _, _, key, _ in SHOWN.values()} - {""})
        command = [sys.executable, ROOT / "makelesson.py", "build", LIBERATION, LUNA, "--quiet"]
        options = ["--format", "pdf", "--accommodation", ",".join(asked), "--output", folder]
        subprocess.run([*command, *options], cwd=ROOT, check=True)
        pages = {name: draw(Path(folder), *shown) for name, shown in SHOWN.items()}
    wide, high = (max(getattr(one, side) for one in pages.values()) for side in ("width", "height"))
    rows = -(-len(pages) // ACROSS)
    size = (ACROSS * (wide + GAP) + GAP, rows * (high + CAPTION + GAP) + GAP)
    whole = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(whole)
    font = ImageFont.truetype(str(family_files("PT Sans").regular), 14)
    for at, (name, page) in enumerate(pages.items()):
        x, y = GAP + at % ACROSS * (wide + GAP), GAP + at // ACROSS * (high + CAPTION + GAP)
        whole.paste(page, (x, y))
        pen.text((x + wide / 2, y + high + 4), name, fill="#333333", font=font, anchor="ma")
    whole.quantize(48).save(PICTURE, optimize=True)


def draw(folder: Path, lesson: str, document: str, key: str, has: str) -> Image.Image:
    """The page of a document on which some words first stand."""
    name = "-".join(filter(None, (lesson, document, key)))
    pdf = folder / lesson / f"{name}.pdf"
    texts = (page.extract_text() for page in PdfReader(pdf).pages)
    number = next(at for at, text in enumerate(texts, start=1) if has in text)
    stem = pdf.with_suffix("")
    pages = ["-f", str(number), "-l", str(number), "-r", str(DPI), "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *pages, pdf, stem], check=True)
    with Image.open(stem.with_suffix(".png")) as sheet:
        return ImageOps.expand(sheet.convert("RGB"), border=1, fill="#bbbbbb")


if __name__ == "__main__":
    main()
