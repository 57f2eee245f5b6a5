"""The form of a file (ISO 32000-1, 12.7): ReportLab's, with our font and with widgets that look as paper does.

ReportLab's own fields name fonts that aren't in the file, draw boxes, and know no structure tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from reportlab.pdfbase.acroform import AcroForm
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFStream,
    PDFString,
)

from lessonpress.writers.pdf.canvas import TaggedCanvas
from lessonpress.writers.pdf.form_font import FormFont
from lessonpress.writers.pdf.objects import WrittenObject
from lessonpress.writers.pdf.tags import Node

# Text, on one line or more; one letter; one of several choices; and any of them.
Kind = Literal["line", "lines", "letter", "radio", "check"]

# PDFium, which Chrome and Edge show forms with, takes a font of its own for letters that Western European
# languages lack, unless the font of the field is called as one of signs is (CPDF_BAFontMap).
_FONT = "Wingdings"
# What a pupil wrote is dark, as a pencil is.
_INK = "0 g"
_AT_LEFT, _CENTRED, _AT_RIGHT = 0, 1, 2
# Of a button's side: how far its mark keeps from its edge, and how thick its strokes are.
_CLEAR, _STROKE = 0.24, 0.1


@dataclass(frozen=True, slots=True)
class FormField:
    """A field: its name, what it is, what a screen reader says of it, and the size of what is typed.

    It reaches so many points `above` and `below` the rule that it stands on. `group` is what the choices
    are called that this is one of, `value` its own name among them, `asks` what is asked of them all.
    """

    name: str
    kind: Kind
    says: str
    size: float = 0.0
    above: float = 0.0
    below: float = 0.0
    group: str = ""
    value: str = ""
    asks: str = ""


@dataclass(slots=True)
class PlacedField:
    """A field in its box on a side of the file: left, bottom, right, top."""

    field: FormField
    node: Node
    side: int
    box: tuple[float, float, float, float]


class LessonForm(AcroForm):  # type: ignore[misc]
    """The fields of one file. Reading the file again, a viewer needs to make no appearance anew."""

    def __init__(self, canvas: TaggedCanvas, font: FormFont, *, from_right: bool = False) -> None:
        super().__init__(canvas)
        self._align = _AT_RIGHT if from_right else _AT_LEFT
        font.join(canvas.document)
        self._font = self.getRefStr(font.object)
        self._document = canvas.document
        canvas.set_catalog(AcroForm=self)

    def add(self, canvas: TaggedCanvas, placed: PlacedField, key: int) -> int:
        """Puts a field on the side that the canvas was turned to; yields its widget's object number.
        `key` is its own in the parent tree."""
        one = placed.field
        left, bottom, right, top = (round(edge, 2) for edge in placed.box)
        box = {"x": left, "y": bottom, "tooltip": one.says, "name": one.name}
        looks = {"fillColor": None, "borderColor": None, "textColor": None, "borderWidth": 0}
        canvas.document.updateSignature(f"{one} {placed.box}")
        if one.kind in ("radio", "check"):
            side = round(min(right - left, top - bottom), 2)
            box["x"] = round(left + (right - left - side) / 2, 2)
            box["y"] = round(bottom + (top - bottom - side) / 2, 2)
            if one.kind == "radio":
                box |= {"name": one.group, "tooltip": one.asks, "value": one.value}
                self.radio(**box, **looks, size=side, fieldFlags="radio")
            else:
                self.checkbox(**box, **looks, size=side, fieldFlags="")
        else:
            width, height = round(right - left, 2), round(top - bottom, 2)
            size = one.size or height * 0.6
            lines = "multiline" if one.kind == "lines" else ""
            most = 1 if one.kind == "letter" else None
            self.textfield(
                **box, **looks, width=width, height=height, fontName=_FONT, fontSize=size,
                fieldFlags=lines, maxlen=most,
            )  # fmt: skip
        widget = self._last_widget(canvas)
        self._finish(widget, placed, key)
        return canvas.last_annotation()

    def _last_widget(self, canvas: TaggedCanvas) -> dict[str, Any]:
        entries: dict[str, Any] = self._document.idToObject[canvas.last_name()].dict
        return entries

    def _finish(self, widget: dict[str, Any], placed: PlacedField, key: int) -> None:
        """What PDF/UA and PDF/A ask of a widget, and no more (ISO 19005-2, 6.3.3 and 6.4.1)."""
        one = placed.field
        widget["StructParent"] = key
        widget["TU"] = PDFString(one.says)
        widget["AP"] = PDFDictionary({"N": widget["AP"].dict["N"]})
        widget.pop("MK", None)
        if one.kind in ("radio", "check"):
            return
        size = one.size or (placed.box[3] - placed.box[1]) * 0.6
        widget["DA"] = PDFString(f"/{_FONT} {size:.2f} Tf {_INK}")
        widget["Q"] = _CENTRED if one.kind == "letter" else self._align

    # --- what ReportLab asks ---------------------------------------------------------------------

    def makeFont(self, fontName: str | None) -> tuple[str, str]:
        return self._font, _FONT

    def checkboxAP(self, key: str, value: str, size: float = 20.0, **looks: Any) -> PDFStream:
        """A cross, as made with a pencil, or nothing: the circle or the square is the page's."""
        near, far = round(size * _CLEAR, 2), round(size * (1 - _CLEAR), 2)
        cross = (
            f"q 0 G {size * _STROKE:.2f} w 1 J {near} {near} m {far} {far} l S "
            f"{near} {far} m {far} {near} l S Q"
        )
        content = cross if value == "Yes" else ""
        return self.makeStream(size, size, content, Resources=WrittenObject("<< >>"))

    def format(self, doc: PDFDocument) -> bytes:
        fonts = f"<< /Font << /{_FONT} {self._font} >> >>"
        form = {
            "Fields": PDFArray([self.getRef(one) for one in self.fields]),
            "DA": PDFString(f"/{_FONT} 0 Tf {_INK}"),
            "DR": WrittenObject(fonts),
        }
        written: bytes = PDFDictionary(form).format(doc)
        return written
