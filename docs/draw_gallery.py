"""Draws the gallery's pictures anew from its own YAML: `python docs/draw_gallery.py`.

A strip of each family goes to docs/pictures/, and a larger picture of each kind, with a page to look through
them, to output/gallery/. Needs what `pip install -e '.[test]'` brings.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from html import escape
from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps

from lessonpress import Workspace, open_workspace, print_document
from lessonpress.layout.fonts import family_files

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "pictures"
GALLERY = ROOT / "output" / "gallery"
# Points, from the edges of the paper: what stands below is the foot, and beside it is nothing.
FOOT, SIDE = 60, 56
POINTS_AN_INCH = 72
DPI = 110
# A strip has so many kinds beside each other, each a pair of pictures of at most this size. Pixels.
ACROSS, WIDE, HIGH = 2, 280, 300
SPACE, LABEL = 14, 24
GREYS = 16


def read_page() -> tuple[str, dict[str, dict[str, str]]]:
    """What each lesson begins with, and the YAML of each family's kinds."""
    head, *parts = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.M)
    [begins] = re.findall(r"^```yaml\n(.*?)^```$", head, flags=re.M | re.S)
    families = {}
    for part in parts:
        found = re.findall(r"^### ([\w-]+)\n.*?^```yaml\n(.*?)^```$", part, flags=re.M | re.S)
        families[part.partition("\n")[0]] = dict(found)
    return begins, families


def copy_events(folder: Path) -> None:
    """Makes a folder a workspace that has the events of this one."""
    shutil.copytree(ROOT / "lessons" / "events", folder / "lessons" / "events")


def draw(workspace: Workspace, kind: str, document: str) -> Image.Image:
    """What a document says of its only activity: of each page what is printed, one below the other."""
    data = print_document(workspace, kind, document, "pdf").data
    reader = pypdf.PdfReader(BytesIO(data))
    heads = _heads(reader.outline)
    begins = next(one for one in reversed(heads) if str(one.title).startswith("Part 1"))
    first = reader.get_destination_page_number(begins)
    assert first is not None
    pieces = []
    with pypdfium2.PdfDocument(data) as pages:
        for number in range(first, len(pages)):
            page = pages[number]
            drawn = page.render(scale=DPI / POINTS_AN_INCH).to_pil().convert("L")
            height = page.get_height()
            # The outline leads to a little above a heading.
            top = height - float(begins.top or height) + 3 if number == first else 0
            box = (SIDE, top, page.get_width() - SIDE, height - FOOT)
            pieces.append(_trim(drawn.crop([round(one * DPI / POINTS_AN_INCH) for one in box])))
    return _stack(pieces)


def _heads(outline: Sequence[object]) -> list[pypdf.generic.Destination]:
    """All entries of an outline, in order."""
    heads: list[pypdf.generic.Destination] = []
    for one in outline:
        if isinstance(one, list):
            heads += _heads(one)
        elif isinstance(one, pypdf.generic.Destination):
            heads.append(one)
    return heads


def _trim(picture: Image.Image) -> Image.Image:
    """Without the white around it, but as wide as it is."""
    box = ImageChops.invert(picture).getbbox()
    if box is None:
        return picture.crop((0, 0, picture.width, 1))
    return picture.crop((0, max(0, box[1] - 6), picture.width, box[3] + 6))


def _stack(pieces: list[Image.Image]) -> Image.Image:
    whole = Image.new("L", (pieces[0].width, sum(one.height for one in pieces)), 255)
    top = 0
    for one in pieces:
        whole.paste(one, (0, top))
        top += one.height
    return whole


def strip(pairs: dict[str, tuple[Image.Image, Image.Image]]) -> Image.Image:
    """The kinds of a family, each as its sheet beside its key, under its name."""
    font = ImageFont.truetype(str(family_files("PT Sans").bold), 15)
    cells = [(kind, [_small(picture) for picture in pair]) for kind, pair in pairs.items()]
    rows = [cells[at : at + ACROSS] for at in range(0, len(cells), ACROSS)]
    heights = [max(one.height for _, pair in row for one in pair) for row in rows]
    pair_wide = 2 * WIDE + 3 * SPACE
    across = min(ACROSS, len(cells))
    sheet = Image.new("L", (across * pair_wide, sum(heights) + len(rows) * (LABEL + SPACE)), 255)
    pen = ImageDraw.Draw(sheet)
    top = 0
    for row, height in zip(rows, heights, strict=True):
        for index, (kind, pair) in enumerate(row):
            left = SPACE + index * pair_wide
            pen.text((left, top), kind, fill=0, font=font)
            for place, picture in enumerate(pair):
                sheet.paste(picture, (left + place * (WIDE + SPACE), top + LABEL))
        top += LABEL + height + SPACE
    return sheet


def _small(picture: Image.Image) -> Image.Image:
    """As wide as its room in a strip, and framed; what is longer is cut off below."""
    small = ImageOps.scale(picture, (WIDE - 2) / picture.width)
    small = small.crop((0, 0, WIDE - 2, min(small.height, HIGH - 2)))
    # Thin strokes turn pale when they are made smaller.
    darker = small.point([round(255 * (grey / 255) ** 1.7) for grey in range(256)])
    return ImageOps.expand(darker, border=1, fill=170)


def write_page(families: dict[str, dict[str, str]]) -> None:
    """A page with every kind, its YAML, and both pictures in full."""
    parts = ["<!doctype html><html lang='en'><meta charset='utf-8'><title>Gallery</title>"]
    parts.append(
        "<style>body{font:16px sans-serif;margin:2em}img{width:45%;vertical-align:top}</style>"
    )
    parts.append("<h1>Gallery</h1>")
    for family, kinds in families.items():
        parts.append(f"<h2>{escape(family)}</h2>")
        for kind, text in kinds.items():
            parts.append(f"<h3>{kind}</h3><pre>{escape(text)}</pre>")
            parts.append(f"<img src='{kind}.png' alt='{kind}, for students'> ")
            parts.append(f"<img src='{kind}-key.png' alt='{kind}, with its answers'>")
    (GALLERY / "index.html").write_text("\n".join(parts), "utf-8")


def main() -> None:
    begins, families = read_page()
    GALLERY.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy_events(Path(folder))
        workspace = open_workspace(folder)
        for family, kinds in families.items():
            pairs = {}
            for kind, text in kinds.items():
                (workspace.lessons / f"{kind}.yaml").write_text(
                    f"{begins}activities:\n{text}", "utf-8"
                )
                pair = draw(workspace, kind, "worksheet"), draw(workspace, kind, "answer-key")
                for picture, end in zip(pair, ("", "-key"), strict=True):
                    picture.save(GALLERY / f"{kind}{end}.png", optimize=True)
                pairs[kind] = pair
            drawn = strip(pairs).quantize(GREYS)
            drawn.save(PICTURES / f"gallery-{family.lower()}.png", optimize=True)
    write_page(families)


if __name__ == "__main__":
    main()
