"""Font families: where their files lie and which characters they have. Sets no type itself.

Families come as packages of the fontpkg project (`fontpkg-spectral` holds Spectral). Each ships
static TrueType files and a `metadata.json` that names weight and style of every file.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz

# Set as space of some width, or as nothing at all: no glyph of their own is needed.
SPACES = frozenset("\u0009\u0020\u00a0\u2007\u202f\u2009\u200a\u2002\u2003")
_CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"]
INVISIBLE = frozenset([*"\u00ad\u200b\u200c\u200d\u2060\ufeff", *_CONTROLS])
# Drawn with another glyph where a family lacks their own.
SUBSTITUTES = {"\u2010": "-", "\u2011": "-"}


class UnknownFamily(Exception):
    """No installed package holds the family."""

    def __init__(self, family: str, reason: str = "") -> None:
        self.family = family
        self.hint = reason or (
            f"Install it with `pip install fontpkg-{_slug(family)}`, or name another family."
        )
        super().__init__(f"The font family “{family}” is not installed.")


class MissingGlyph(Exception):
    """None of the families that may be used has the character."""

    def __init__(self, character: str, families: Sequence[str]) -> None:
        self.character = character
        self.families = tuple(families)
        super().__init__(
            f"U+{ord(character):04X} is in none of the fonts {', '.join(dict.fromkeys(families))}."
        )


@dataclass(frozen=True, slots=True)
class FamilyFiles:
    """The four faces of a family that a document may use."""

    family: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path

    def file(self, *, bold: bool, italic: bool) -> Path:
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular


@cache
def family_files(family: str) -> FamilyFiles:
    """The files of a family's regular (400), bold (700) and italic faces.

    Raises UnknownFamily where no package has it, or where its files are variable fonts, which a
    PDF cannot take in as they are. A family without italics lends its upright faces.
    """
    try:
        package = importlib.import_module(f"fontpkg_{_slug(family).replace('-', '_')}")
    except ModuleNotFoundError:
        raise UnknownFamily(family) from None
    root = Path(package.ROOT)
    entries = json.loads((root / "metadata.json").read_text(encoding="utf-8"))["files"]
    faces = {
        (entry["weight"], entry["style"]): root / entry["path"]
        for entry in entries
        if not entry["variable"]
    }
    regular = faces.get((400, "normal"))
    if regular is None:
        raise UnknownFamily(family, "Its files are variable fonts; name a family of static ones.")
    bold = faces.get((700, "normal"), faces.get((600, "normal"), regular))
    italic = faces.get((400, "italic"), regular)
    return FamilyFiles(family, regular, bold, italic, faces.get((700, "italic"), bold))


def covers(family: str, character: str) -> bool:
    """Whether the family can set the character: with a glyph, as a space, or as nothing."""
    if character in SPACES or character in INVISIBLE:
        return True
    code = ord(SUBSTITUTES.get(character, character))
    return code in _coverage(family)


def covers_all(family: str, text: str) -> bool:
    """Whether the family has a glyph for every character of the text."""
    return _coverage(family).issuperset(map(ord, text))


BULLET = "•"
#: The least diameter of a bullet that is seen at a glance, also on a photocopy, in ems. Of the families
#: that come along, Alegreya Sans has one of 0.1, the others have 0.24 and more.
_SEEN = 0.2


@cache
def bullet_family(family: str, fallbacks: tuple[str, ...] = ()) -> str:
    """The family to take a list's bullet from: the text's own, or a fallback where that has hardly more
    than a point."""
    for candidate in (family, *fallbacks):
        if _diameter(candidate, BULLET) >= _SEEN:
            return candidate
    return family


def _diameter(family: str, character: str) -> float:
    """The height of a character's ink, in ems; 0 where the family lacks it."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(family_files(family).regular)))
    font = uharfbuzz.Font(face)
    glyph = font.get_nominal_glyph(ord(character))
    extents = font.get_glyph_extents(glyph) if glyph else None
    return abs(extents.height) / float(face.upem) if extents else 0.0


def split_by_family(text: str, family: str, fallbacks: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The text cut into (piece, family), each piece set in the first family that covers it.

    Raises MissingGlyph for a character that none of them has.
    """
    if covers_all(family, text):
        return [(text, family)] if text else []
    pieces: list[tuple[str, str]] = []
    for character in text:
        for candidate in (family, *fallbacks):
            if covers(candidate, character):
                break
        else:
            raise MissingGlyph(character, (family, *fallbacks))
        if character in SPACES and pieces:
            candidate = pieces[-1][1]  # a space does not change the family
        if pieces and pieces[-1][1] == candidate:
            pieces[-1] = (pieces[-1][0] + character, candidate)
        else:
            pieces.append((character, candidate))
    return pieces


@cache
def _coverage(family: str) -> frozenset[int]:
    blob = uharfbuzz.Blob.from_file_path(str(family_files(family).regular))
    return frozenset(uharfbuzz.Face(blob).unicodes)


def _slug(family: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", family.lower()).strip("-")
