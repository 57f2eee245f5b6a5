"""SVG files: what of one is drawn, and what is refused. Knows no page.

What people who draw have in their files and nobody sees (notes of the program, unused definitions) is left
out; what would be seen and can't be printed is told.
"""

from __future__ import annotations

import math
import re
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

_MOST_BYTES = 5_000_000
_MOST_ELEMENTS = 50_000
_DEEPEST = 60
_MOST_PIXELS = 40_000_000
# The longest side over the shortest; more is a line.
_FLATTEST = 100.0

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_DRAWN = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "a", "switch", "style", "clipPath"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image"),
        *("text", "tspan", "linearGradient", "radialGradient", "stop"),
    )
)
# Definitions that are left out, which matters only where something refers to them.
_DEFINED = frozenset(("filter", "mask", "pattern", "marker", "font", "font-face"))
_UNSEEN = frozenset(("title", "desc", "metadata", "view", "cursor", "color-profile"))
_MOVING = frozenset(("animate", "animateMotion", "animateTransform", "animateColor", "set"))
_PROGRAMS = frozenset(("script", "handler"))
# What is drawn by something that isn't printed, and how that is called.
_EFFECTS = {
    "filter": "a filter",
    "mask": "a mask",
    "marker": "a marker (such as the head of an arrow)",
    "marker-start": "a marker (such as the head of an arrow)",
    "marker-mid": "a marker",
    "marker-end": "a marker (such as the head of an arrow)",
}
_PLAIN = "Save it as plain SVG, with effects and text turned into paths, or as a PNG file."
_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|q|em|)\s*$", re.I)  # fmt: skip
# CSS pixels a unit (CSS Values 3, 6.2).
_UNITS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4,
          "q": 96 / 101.6, "em": 16}  # fmt: skip
_URL = re.compile(r"url\(\s*['\"]?([^)'\"]*)", re.IGNORECASE)
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_EFFECT = re.compile(r"(?:^|[;{\s])(filter|mask|marker(?:-\w+)?)\s*:\s*(?!none)", re.IGNORECASE)
_CSS_OPACITY = re.compile(r"(?<![-\w])opacity\s*:\s*([^;}]+)", re.IGNORECASE)
_DATA = re.compile(r"data:image/(?:png|jpe?g);base64,(.*)", re.DOTALL)
# Where letters sit on their line, in ems below its middle or top.
_BASELINES = {"middle": 0.35, "central": 0.35, "hanging": 0.72, "text-before-edge": 0.8}


class DrawingError(ValueError):
    """A drawing that can't be printed: the end of a sentence that begins with its name, and a hint."""

    def __init__(self, wrong: str, hint: str = _PLAIN) -> None:
        self.wrong = wrong
        self.hint = hint
        super().__init__(f"The drawing {wrong}.")


def tidy(data: bytes) -> Any:
    """The root element with what is drawn alone. Raises DrawingError."""
    root = _parse(data)
    for effect in _effects(root):
        raise DrawingError(f"has {effect} in it, which isn't printed")
    _sweep(root)
    _check_uses(root)
    _define_first(root)
    width, height = size_of(root)
    if root.get("viewBox") is None:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    return root


def size_of(root: Any) -> tuple[float, float]:
    """Width and height in CSS pixels. Raises DrawingError."""
    box = _view_box(root)
    width, height = _length(root.get("width")), _length(root.get("height"))
    if box is not None:
        if width is None and height is None:
            width, height = box
        elif width is None and height is not None:
            width = height * box[0] / box[1]
        elif height is None and width is not None:
            height = width * box[1] / box[0]
    if width is None or height is None:
        raise DrawingError(
            "doesn't say how large it is",
            'Write its size into its first element, such as `viewBox="0 0 400 300"`.',
        )
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise DrawingError("has no size", "Give it a width and a height.")
    if max(width / height, height / width) > _FLATTEST:
        raise DrawingError("is far longer than wide", "Look at its width, height and viewBox.")
    return width, height


def _view_box(root: Any) -> tuple[float, float] | None:
    said = root.get("viewBox")
    if said is None:
        return None
    try:
        _, _, width, height = map(float, said.replace(",", " ").split())
    except ValueError:
        width = height = 0.0
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise DrawingError(
            f"has the viewBox `{said[:40]}`, which is none",
            "It has four numbers: left, top, width and height.",
        )
    return width, height


def _length(said: str | None) -> float | None:
    """A length in CSS pixels; None where there is none, or a share of something."""
    if said is None or said.strip().endswith("%") or said.strip().lower() == "auto":
        return None
    match = _LENGTH.match(said)
    if match is None:
        raise DrawingError(f"has the size `{said[:40]}`, which is none", "Write it in pixels.")
    return float(match[1]) * _UNITS[match[2].lower()]


def _parse(data: bytes) -> Any:
    if len(data) > _MOST_BYTES:
        raise DrawingError("is too large", "Simplify its paths, or save it as a PNG file.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = f" (line {error.lineno})" if error.lineno else ""
        raise DrawingError(f"is damaged, or no SVG file{line}", "Save it anew.") from error
    if not isinstance(root.tag, str) or _name(root) != "svg":
        raise DrawingError("is no SVG file", "Save it anew as SVG, PNG or JPEG.")
    kind: Any = root.getroottree().docinfo.internalDTD
    if kind is not None and any(True for _ in kind.iterentities()):
        raise DrawingError("defines entities, which aren't read", _PLAIN)
    for before in root.itersiblings(preceding=True):
        if before.tag is etree.ProcessingInstruction and "stylesheet" in str(before.target):
            raise DrawingError("names another file for its looks, which isn't fetched", _PLAIN)
    _check_extent(root)
    return root


def _check_extent(root: Any) -> None:
    count, left = 0, [(root, 1)]
    while left:
        element, depth = left.pop()
        count += 1
        if count > _MOST_ELEMENTS or depth > _DEEPEST:
            raise DrawingError("has more in it than a page can show", "Simplify it.")
        left += [(child, depth + 1) for child in element]


def _name(element: Any) -> str:
    """The element's name in SVG; empty for what belongs to another language."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.removeprefix(_SVG) if tag.startswith(_SVG) or not tag.startswith("{") else ""


def _properties(element: Any) -> dict[str, str]:
    """Attributes, and what the style says in their stead."""
    found = {str(key): str(value) for key, value in element.attrib.items()}
    for one in found.get("style", "").split(";"):
        key, colon, value = one.partition(":")
        if colon:
            found[key.strip().lower()] = value.replace("!important", "").strip()
    return found


def _effects(root: Any) -> Iterator[str]:
    """What is seen in the drawing and can't be printed."""
    kinds = {element.get("id"): _name(element) for element in root.iter(etree.Element)}
    for element in root.iter(etree.Element):
        name = _name(element)
        if name in _PROGRAMS or any(str(key).lower().startswith("on") for key in element.attrib):
            yield "a program"
        if name in ("foreignObject", "video", "audio", "iframe", "canvas"):
            yield f"`{name}`"
        if name in _DEFINED or any(_name(above) in _DEFINED for above in element.iterancestors()):
            continue  # what refers to it is told
        if name in ("textPath", "tref", "altGlyph", "flowRoot"):
            yield "text along a path or in a frame"
        said = _properties(element)
        for key, what in _EFFECTS.items():
            if said.get(key, "none") != "none":
                yield what
        for key in ("fill", "stroke"):
            if (address := _URL.match(said.get(key, ""))) is None:
                continue
            kind = kinds.get(address[1].removeprefix("#"), "")
            if kind == "pattern":
                yield "a pattern"
            elif key == "stroke" and kind:
                yield "a line in several colours"
        if name == "stop" and _share(said.get("stop-opacity")) < 1:
            yield "a transparent gradient"
        if name == "style" and (match := _CSS_EFFECT.search(_css(element))):
            yield _EFFECTS.get(match[1].lower(), "an effect")


def _css(element: Any) -> str:
    return _FONT_FACE.sub("", _CSS_COMMENT.sub("", "".join(element.itertext())))


def _share(said: str | None) -> float:
    try:
        text = (said or "1").strip()
        return float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return 1.0


def _sweep(root: Any) -> None:
    """Takes out what isn't drawn, and has the rest say its opacity and its place in svglib's words."""
    for element in list(root.iter()):
        name = _name(element)
        if element is not root and element.getparent() is None:
            continue
        if name not in _DRAWN:
            known = not name or name in _DEFINED | _UNSEEN | _MOVING
            if not known and not name.startswith("fe"):
                raise DrawingError(f"has `{name}` in it, which isn't printed")
            _drop(element)
            continue
        _check_addresses(element, name)
        if name == "style":
            element.text = _CSS_OPACITY.sub(r"fill-opacity:\1;stroke-opacity:\1", _css(element))
            continue
        _spread_opacity(element)
        if name == "text":
            _shift_baseline(element)


def _drop(element: Any) -> None:
    """Removes an element, and keeps the text behind it."""
    parent, behind = element.getparent(), element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + behind
    else:
        parent.text = (parent.text or "") + behind
    parent.remove(element)


def _check_addresses(element: Any, name: str) -> None:
    """Raises DrawingError where the element names another file."""
    for key in ("href", _HREF):
        address = element.get(key)
        if address is None:
            continue
        if name == "a":
            del element.attrib[key]
        elif name == "image" and (match := _DATA.fullmatch(address.strip())):
            _check_image(match[1])
        elif not address.strip().startswith("#"):
            raise DrawingError(
                f"names another file, `{address.strip()[:40]}`, which isn't fetched",
                "Embed what it shows in it, or save it as a PNG file.",
            )
    said = _css(element) if name == "style" else " ".join(map(str, element.attrib.values()))
    if "@import" in said or any(
        not one.strip().startswith("#") for one in _URL.findall(said) if one.strip()
    ):
        raise DrawingError("names another file for its looks, which isn't fetched", _PLAIN)


def _check_image(text: str) -> None:
    from PIL import Image

    try:
        with Image.open(BytesIO(b64decode(text)), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise DrawingError("has a picture in it that is larger than any page", _PLAIN)
            picture.load()
    except DrawingError:
        raise
    except Exception as error:  # whatever a broken file makes a decoder say
        raise DrawingError("has a picture in it that is damaged", "Save it anew.") from error


def _spread_opacity(element: Any) -> None:
    """svglib knows the opacity of areas and lines alone; groups hand theirs down."""
    said = _properties(element)
    share = _share(said.get("opacity"))
    style = ";".join(
        one
        for one in element.get("style", "").split(";")
        if one.partition(":")[0].strip().lower() != "opacity"
    )
    if "opacity" in element.attrib:
        del element.attrib["opacity"]
    if "style" in element.attrib:
        element.set("style", style)
    if share >= 1:
        return
    for below in element.iter(etree.Element):
        if below is not element and _name(element) not in ("g", "svg", "a", "use", "symbol"):
            continue
        own = _properties(below)
        for key in ("fill-opacity", "stroke-opacity"):
            value = f"{_share(own.get(key)) * share:g}"
            below.set(key, value)
            if "style" in below.attrib:
                below.set("style", f"{_without(below.get('style'), key)};{key}:{value}")


def _without(style: str, key: str) -> str:
    return ";".join(one for one in style.split(";") if one.partition(":")[0].strip().lower() != key)


def _shift_baseline(text: Any) -> None:
    said = _properties(text)
    baseline = said.get("dominant-baseline") or said.get("alignment-baseline") or ""
    if (shift := _BASELINES.get(baseline)) is not None and text.get("dy") is None:
        text.set("dy", f"{shift}em")


def _check_uses(root: Any) -> None:
    """Raises DrawingError where uses lead in a circle, or to more than can be drawn."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    sizes: dict[Any, int] = {}
    under_way: set[Any] = set()

    def size(element: Any, depth: int) -> int:
        if element in under_way or depth > _DEEPEST:
            raise DrawingError("leads back to itself", "Look at what its `use` elements name.")
        if element not in sizes:
            under_way.add(element)
            whole = 1 + sum(size(child, depth + 1) for child in element)
            target = element.get("href") or element.get(_HREF) or ""
            if _name(element) == "use" and (used := by_id.get(target.strip()[1:])) is not None:
                whole += size(used, depth + 1)
            under_way.discard(element)
            sizes[element] = whole
        return sizes[element]

    if size(root, 0) > _MOST_ELEMENTS:
        raise DrawingError("has more in it than a page can show", "Simplify it.")


def _define_first(root: Any) -> None:
    """svglib reads from the top: what others refer to must stand before them."""
    first = etree.Element(f"{_SVG}defs" if root.tag.startswith(_SVG) else "defs")
    styles = [one for one in root.iter() if _name(one) == "style"]
    named = [
        one
        for one in root.iter()
        if _name(one) in ("clipPath", "linearGradient", "radialGradient", "symbol")
    ]
    for one in (*styles, *named):
        if not any(above in named for above in one.iterancestors()):
            _drop_into(one, first)
    root.insert(0, first)


def _drop_into(element: Any, place: Any) -> None:
    behind, element.tail = element.tail or "", None
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + behind
    else:
        parent.text = (parent.text or "") + behind
    place.append(element)
