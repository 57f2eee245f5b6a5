"""Draws the README's pictures anew from the sample lesson: `python docs/draw_pictures.py`.

Needs poppler's `pdftoppm` and what `pip install -e .` brings.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

ROOT = Path(__file__).parents[1]
LESSON = "soviet-liberation-of-czechoslovakia-begins"
PICTURES = ROOT / "docs" / "pictures"
# Name of the picture: layout, document, page.
SHOWN = {
    "handout": ("classic", "handout", 1),
    "worksheet": ("classic", "worksheet", 2),
    "answer-key": ("classic", "answer-key", 2),
    "modern": ("modern", "handout", 1),
}
DPI = 64


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for layout in {layout for layout, _, _ in SHOWN.values()}:
            command = [sys.executable, ROOT / "makelesson.py", "build", LESSON, "--quiet"]
            options = ["--format", "pdf", "--layout", layout, "--output", f"{folder}/{layout}"]
            subprocess.run([*command, *options], cwd=ROOT, check=True)
        for name, (layout, document, page) in SHOWN.items():
            pdf = f"{folder}/{layout}/{LESSON}/{LESSON}-{document}.pdf"
            stem = f"{folder}/{name}"
            pages = ["-f", str(page), "-l", str(page), "-r", str(DPI), "-png", "-singlefile"]
            subprocess.run(["pdftoppm", *pages, pdf, stem], check=True)
            with Image.open(f"{stem}.png") as sheet:
                framed = ImageOps.expand(sheet.convert("RGB"), border=1, fill="#bbbbbb")
                framed.quantize(32).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
