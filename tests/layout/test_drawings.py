"""Drawings in SVG: printed as they were drawn, or refused in a sentence; nothing they name is fetched."""

from __future__ import annotations

import base64
import time
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from lessonpress.layout.drawing_files import DrawingError
from lessonpress.layout.drawings import check, is_drawing, natural_pixels, paint, pixels
from lessonpress.layout.pictures import Size, printable, printed_size, resolution

LETTERS = ("Alegreya Sans", "Spectral")
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)


def svg(inside: str = "", head: str = 'viewBox="0 0 100 50"') -> bytes:
    return HEAD.format(head, inside).encode()


def colour(data: bytes, x: float, y: float) -> tuple[int, ...]:
    """The colour at a place of the drawing (shares of its width and height), on white."""
    with Image.open(BytesIO(pixels(data, LETTERS, 200, 100))) as opened:
        picture = Image.new("RGBA", opened.size, "white")
        picture.alpha_composite(opened.convert("RGBA"))
    shown: Any = picture.convert("RGB").getpixel((int(200 * x), int(100 * y)))
    return tuple(round(one / 51) * 51 for one in shown)


RED, BLUE, WHITE, GREEN = (255, 0, 0), (0, 0, 255), (255, 255, 255), (0, 255, 0)
WHOLE = '<rect width="100" height="50" fill="{}"/>'


@pytest.mark.parametrize(
    ("inside", "at", "shown"),
    [
        (WHOLE.format("red"), (0.5, 0.5), RED),
        ('<rect width="50" height="50" fill="#00f"/>', (0.25, 0.5), BLUE),
        ('<rect width="50" height="50" fill="#00f"/>', (0.75, 0.5), WHITE),
        ("<style>.a{fill:red}</style>" + '<path class="a" d="M0 0H100V50H0Z"/>', (0.5, 0.5), RED),
        ('<g opacity="0.4">' + WHOLE.format("red") + "</g>", (0.5, 0.5), (255, 153, 153)),
        ('<rect width="100" height="50" style="fill:red;opacity:.4"/>', (0.5, 0.5), (255, 153, 153)),
        ("<style>rect{opacity:0.4}</style>" + WHOLE.format("red"), (0.5, 0.5), (255, 153, 153)),
        ('<use href="#r"/><defs><g id="r">' + WHOLE.format("red") + "</g></defs>", (0.5, 0.5), RED),
        (
            '<g clip-path="url(#c)">' + WHOLE.format("red") + "</g>"
            '<clipPath id="c"><rect width="50" height="50"/></clipPath>',
            (0.75, 0.5),
            WHITE,
        ),
        (
            '<rect width="100" height="50" fill="url(#g)"/><linearGradient id="g">'
            '<stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>',
            (0.98, 0.5),
            BLUE,
        ),
        ('<title>T</title><metadata><x xmlns="other:one"/></metadata>' + WHOLE.format("red"), (0.5, 0.5), RED),
        ('<a href="https://example.org">' + WHOLE.format("red") + "</a>", (0.5, 0.5), RED),
        ('<defs><filter id="f"/></defs>' + WHOLE.format("red"), (0.5, 0.5), RED),
        ('<text x="50" y="40" font-size="60" text-anchor="middle" fill="red">■</text>', (0.5, 0.5), RED),
        ('<text x="50" y="45" font-size="60" text-anchor="middle" fill="red">M</text>', (0.02, 0.5), WHITE),
    ],
)  # fmt: skip
def test_it_is_printed_as_it_was_drawn(
    inside: str, at: tuple[float, float], shown: tuple[int, ...]
) -> None:
    data = svg(inside)
    check(data)
    assert colour(data, *at) == shown


def test_what_lies_outside_its_frame_is_not_printed() -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(300, 300))
    paint(canvas, svg('<circle cx="50" cy="25" r="500" fill="red"/>'), LETTERS, (100, 100, 100, 50))
    canvas.save()
    page = pypdfium2.PdfDocument(file.getvalue())[0].render(scale=1).to_pil().convert("RGB")
    assert page.getpixel((150, 175)) == RED
    assert page.getpixel((50, 175)) == page.getpixel((150, 100)) == WHITE


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('width="200" height="100"', (200, 100)),
        ('viewBox="0 0 40 30"', (40, 30)),
        ('viewBox="-10 -10 40,30"', (40, 30)),
        ('width="1in" height="2.54cm"', (96, 96)),
        ('width="72pt" viewBox="0 0 2 1"', (96, 48)),
        ('height="10mm" viewBox="0 0 2 1"', (75.6, 37.8)),
        ('width="100%" height="100%" viewBox="0 0 40 30"', (40, 30)),
        ('width="1e2" height="+50."', (100, 50)),
    ],
)
def test_its_size_is_the_one_it_says(head: str, size: tuple[float, float]) -> None:
    assert natural_pixels(svg(head=head)) == pytest.approx(size, rel=1e-2)
    check(svg(head=head))


def test_it_has_its_natural_size_in_print_and_is_never_coarse() -> None:
    data = svg(WHOLE.format("red"), 'width="96" height="48"')
    assert printed_size(data, 480, 700) == Size(72, 36)
    assert resolution(data, Size(700, 350)) == float("inf")
    with Image.open(BytesIO(printable(data, Size(72, 36), LETTERS))) as picture:
        assert (picture.format, picture.size) == ("PNG", (300, 150))


def test_the_same_file_gives_the_same_bytes() -> None:
    data = svg('<text x="5" y="30">Ahoj</text>')
    first = pixels(data, LETTERS, 100, 50)
    pixels.cache_clear()
    assert pixels(data, LETTERS, 100, 50) == first


BOMB = "".join(
    f'<g id="a{n}">' + f'<use href="#a{n + 1}"/>' * 10 + "</g>" for n in range(12)
) + '<g id="a12"><rect width="1" height="1"/></g>'  # fmt: skip
LAUGHS = (
    '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c SYSTEM "file:///etc/passwd">]>'
)
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\nnone").decode()


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (svg("<script>alert(1)</script>"), "a program"),
        (svg('<rect width="1" height="1" onclick="x()"/>'), "a program"),
        (svg("<foreignObject/>"), "foreignObject"),
        (svg('<image href="https://example.org/a.png" width="9" height="9"/>'), "names another file"),
        (svg('<image xlink:href="file:///etc/passwd" width="9" height="9"/>'), "names another file"),
        (svg('<image href="../a.svg" width="9" height="9"/>'), "names another file"),
        (svg('<image href="data:image/svg+xml,x" width="9" height="9"/>'), "names another file"),
        (svg(f'<image href="data:image/png;base64,{PNG}" width="9" height="9"/>'), "is damaged"),
        (svg('<use href="other.svg#a"/>'), "names another file"),
        (svg("<style>@import url(a.css);</style>"), "for its looks"),
        (svg('<rect fill="url(a.svg#b)" width="1" height="1"/>'), "for its looks"),
        (b'<?xml-stylesheet href="a.css"?>' + svg(), "for its looks"),
        (LAUGHS.encode() + svg("<text>&b;</text>"), "entities"),
        (LAUGHS.encode() + svg("<text>&c;</text>"), "entities"),
        (svg(BOMB + '<use href="#a0"/>'), "more in it"),
        (svg('<g id="a"><use href="#a"/></g>'), "leads back to itself"),
        (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "leads back"),
        (svg("<g>" * 100 + "</g>" * 100), "more in it"),
        (svg("<g/>" * 60_000), "more in it"),
        (svg("<!--" + "x" * 6_000_000 + "-->"), "too large"),
        (svg(head=""), "how large"),
        (svg(head='width="100%" height="100%"'), "how large"),
        (svg(head='width="0" height="10"'), "no size"),
        (svg(head='width="-5" height="10"'), "no size"),
        (svg(head='width="wide" height="10"'), "which is none"),
        (svg(head='viewBox="0 0 10"'), "which is none"),
        (svg(head='viewBox="0 0 0 10"'), "which is none"),
        (svg(head='viewBox="0 0 nan 10"'), "which is none"),
        (svg(head='viewBox="0 0 1e999 10"'), "which is none"),
        (svg(head='width="100000" height="1"'), "longer than wide"),
        (svg('<rect filter="url(#f)" width="1" height="1"/><filter id="f"/>'), "a filter"),
        (svg('<g style="mask: url(#m)"/><mask id="m"/>'), "a mask"),
        (svg('<style>.a { marker-end: url(#m) }</style><marker id="m"/>'), "a marker"),
        (svg('<rect fill="url(#p)" width="1" height="1"/><pattern id="p"/>'), "a pattern"),
        (svg('<text><textPath href="#p">x</textPath></text>'), "along a path"),
        (svg('<rect width="1e30" height="1"/>'), "can't be drawn"),
        (svg("<blink/>"), "blink"),
        (b"<svg", "damaged"),
        (b"<html><body/></html>", "no SVG"),
        (b"<", "damaged"),
        (svg("<rect>")[:-6], "damaged"),
    ],
)  # fmt: skip
def test_what_is_odd_or_hostile_is_refused_quickly_in_a_sentence(data: bytes, wrong: str) -> None:
    assert is_drawing(data)
    started = time.perf_counter()
    with pytest.raises(DrawingError) as caught:
        check(data)
    assert wrong in caught.value.wrong
    assert caught.value.hint
    assert time.perf_counter() - started < 20


_NAMES = st.sampled_from(["rect", "g", "use", "path", "text", "tspan", "circle", "polygon", "line", "image",
    "style", "defs", "symbol", "clipPath", "linearGradient", "stop", "svg", "switch", "a"])  # fmt: skip
_KEYS = st.sampled_from(["id", "href", "d", "x", "y", "width", "height", "points", "transform", "style",
    "fill", "stroke", "opacity", "stroke-dasharray", "font-size", "viewBox", "r", "offset", "dy", "class"])  # fmt: skip
_VALUES = st.sampled_from(["a", "#a", "url(#a)", "1", "-1", "0", "1e9", "nan", "1 2 3 4", "M0 0L9 9z", "M", "100%",
    "rotate(5)", "matrix(1)", "scale()", "fill:red;opacity:0", "none", "", ",", "red", "bold", "1,2,", "0.5em"])  # fmt: skip


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> str:
    name = draw(_NAMES)
    said = " ".join(f'{key}="{draw(_VALUES)}"' for key in draw(st.sets(_KEYS, max_size=5)))
    inner = "".join(draw(st.lists(elements(depth + 1), max_size=3))) if depth < 3 else "x"
    return f"<{name} {said}>{inner}</{name}>"


@given(st.lists(elements(), max_size=4))
@example(['<svg><svg viewBox="1 2 3 4"></svg></svg>'])  # a drawing in one without any size
def test_whatever_a_file_says_it_is_drawn_or_refused(parts: list[str]) -> None:
    data = svg("".join(parts))
    try:
        check(data)
    except DrawingError:
        return
    assert pixels(data, LETTERS, 40, 20)
