"""Pictures as they come out on the paper: what is clear lets the paper through."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from lessonpress.document.blocks import Document, Edition, Figure, Heading, Run
from lessonpress.writers.pdf import write_pdf
from tests.conformance import broken_rules
from tests.writers import specimens

SIZE = (40, 20)
Make = Callable[[], Image.Image]


def halves(mode: str, left: object, right: object) -> Image.Image:
    picture = Image.new(mode, SIZE, left)  # type: ignore[arg-type]
    picture.paste(right, (SIZE[0] // 2, 0, *SIZE))  # type: ignore[arg-type]
    return picture


def palette(clear: int | bytes) -> Image.Image:
    picture = halves("P", 0, 1)
    picture.putpalette([0, 0, 0, 200, 30, 30])
    picture.info["transparency"] = clear
    return picture


def with_clear(picture: Image.Image, clear: object) -> Image.Image:
    picture.info["transparency"] = clear
    return picture


# The left half of each is black and clear, the right one of a colour and solid.
CLEAR: dict[str, tuple[Make, tuple[int, int, int]]] = {
    "RGBA": (lambda: halves("RGBA", (0, 0, 0, 0), (200, 30, 30, 255)), (200, 30, 30)),
    "grey and alpha": (lambda: halves("LA", (0, 0), (120, 255)), (120, 120, 120)),
    "a clear colour of a palette": (lambda: palette(0), (200, 30, 30)),
    "alpha for each colour of a palette": (lambda: palette(b"\x00\xff"), (200, 30, 30)),
    "a clear grey": (lambda: with_clear(halves("L", 0, 120), 0), (120, 120, 120)),
    "a clear colour": (
        lambda: with_clear(halves("RGB", (0, 0, 0), (200, 30, 30)), (0, 0, 0)),
        (200, 30, 30),
    ),
    "a clear grey of 16 bits": (
        lambda: with_clear(halves("I;16", 0, 120 * 257), 0),
        (120, 120, 120),
    ),
}
SOLID: dict[str, tuple[Make, tuple[int, int, int]]] = {
    "RGB": (lambda: halves("RGB", (10, 200, 10), (200, 30, 30)), (200, 30, 30)),
    "grey of 16 bits": (lambda: halves("I;16", 65535, 120 * 257), (120, 120, 120)),
    "black and white": (lambda: halves("1", 1, 0), (0, 0, 0)),
    "RGBA without anything clear": (
        lambda: halves("RGBA", (9, 9, 9, 255), (200, 30, 30, 255)),
        (200, 30, 30),
    ),
}


def png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    clear = picture.info.get("transparency")
    picture.save(file, "PNG", **({} if clear is None else {"transparency": clear}))
    return file.getvalue()


def document(*pictures: bytes) -> Document:
    figures = (
        Figure(f"f{at}", data, f"Picture {at}", share=0.5) for at, data in enumerate(pictures)
    )
    heading = Heading("h", 1, (Run("Pictures"),))
    return Document("handout", "Pictures", "en", Edition.STUDENT, (heading, *figures))


def printed(*pictures: bytes) -> bytes:
    return write_pdf(document(*pictures), specimens.theme()).data


def masked(data: bytes) -> list[bool]:
    """For each image object, whether it has a soft mask. (A mask is an image object, too.)"""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            "/SMask" in one
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]


def colours_of(data: bytes, box: tuple[float, ...]) -> list[tuple[int, int, int]]:
    """The colours in the middle of the left and of the right half of a picture's box, in points."""
    left, bottom, right, top = box
    page = pypdfium2.PdfDocument(data)[0]
    shown = page.render(scale=2).to_pil().convert("RGB")
    y = (page.get_height() - (top + bottom) / 2) * 2
    quarters = (left + (right - left) / 4, left + (right - left) * 3 / 4)
    return [shown.getpixel((int(x * 2), int(y))) for x in quarters]  # type: ignore[misc]


def box_of_figure(data: bytes) -> tuple[float, ...]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        [figure] = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        return tuple(float(value) for value in figure.A.BBox)


@pytest.mark.parametrize("kind", CLEAR)
def test_the_paper_shows_through_what_is_clear(kind: str) -> None:
    make, colour = CLEAR[kind]
    data = printed(png(make()))
    left, right = colours_of(data, box_of_figure(data))
    assert left == (255, 255, 255)
    assert right == pytest.approx(colour, abs=2)
    assert broken_rules(data) == []


@pytest.mark.parametrize("kind", SOLID)
def test_a_picture_without_anything_clear_has_its_colours_and_no_mask(kind: str) -> None:
    make, colour = SOLID[kind]
    data = printed(png(make()))
    left, right = colours_of(data, box_of_figure(data))
    assert left != right
    assert right == pytest.approx(colour, abs=2)
    assert masked(data) == [False]
    assert broken_rules(data) == []


def test_half_clear_is_half_way_to_the_paper() -> None:
    data = printed(png(halves("RGBA", (0, 0, 0, 128), (0, 0, 0, 255))))
    left, _ = colours_of(data, box_of_figure(data))
    assert left == pytest.approx((127, 127, 127), abs=3)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_jpeg_keeps_its_bytes_unless_its_colours_are_for_another_machine(mode: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", SIZE, (200, 30, 30)).convert(mode).save(file, "JPEG")
    data = printed(file.getvalue())
    assert (file.getvalue() in data) == (mode != "CMYK")
    assert broken_rules(data) == []


def test_a_picture_that_stands_twice_is_one_object() -> None:
    one, other = (png(halves("RGB", (0, 0, 0), (level, 0, 0))) for level in (100, 200))
    assert masked(printed(one, one, other)) == [False, False]


def test_the_same_picture_is_the_same_bytes() -> None:
    data = png(CLEAR["RGBA"][0]())
    once = printed(data)
    printed(png(SOLID["RGB"][0]()))
    assert printed(data) == once
    assert (
        printed(data) != write_pdf(replace(document(data), title="Other"), specimens.theme()).data
    )
