"""Font families: where their files lie and which characters they have. Sets no type itself.

Families come as packages of the fontpkg project (`fontpkg-spectral` holds Spectral), each with a
`metadata.json` that names weight and style of every file, or in packs of several families for scripts
that fontpkg hasn't. Files are TrueType, static or variable.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import uharfbuzz

from lessonpress.layout.scripts import IGNORABLE, SCRIPTS
from lessonpress.spelling import nearest

# Set as space of some width, or as nothing at all: no glyph of their own is needed.
SPACES = frozenset(
    "\u0009\u0020\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u2000\u2001\u2004\u2005\u2006\u2008\u205f\u2028\u2029"
)
INVISIBLE = re.compile(f"[{IGNORABLE}\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Drawn with another glyph where a family lacks their own.
SUBSTITUTES = {"\u2010": "-", "\u2011": "-", "\u3000": " "}
_REGULAR, _BOLD = 400.0, 700.0


class UnknownFamily(Exception):
    """No installed package holds the family, in files that a PDF can take in."""

    def __init__(self, family: str, hint: str = "") -> None:
        self.family = family
        self.hint = hint or _remedy(family)
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
    """The four faces of a family that a document may use. `weights` are what to set a variable font's
    weight axis to, for regular and bold; None where the files have one weight each."""

    family: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path
    weights: tuple[float, float] | None = None

    def file(self, *, bold: bool, italic: bool) -> Path:
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular

    def weight(self, *, bold: bool) -> float | None:
        return None if self.weights is None else self.weights[bold]


class _File(NamedTuple):
    path: Path
    weight: int | None
    style: str
    variable: bool


@cache
def family_files(family: str) -> FamilyFiles:
    """The files of a family's regular (400), bold (700) and italic faces.

    Raises UnknownFamily where no package has it, or where its outlines aren't TrueType's. A family
    without italics lends its upright faces.
    """
    files = list(_package_files(family)) or list(_pack_files(family))
    if not files:
        raise UnknownFamily(family)
    files = [file for file in files if file.path.suffix.lower() == ".ttf"]
    if not files:
        hint = "Its files have PostScript outlines; name a family with TrueType ones (.ttf)."
        raise UnknownFamily(family, hint)
    faces = {(file.weight, file.style): file.path for file in files if not file.variable}
    regular = faces.get((400, "normal"))
    if regular is not None:
        bold = faces.get((700, "normal"), faces.get((600, "normal"), regular))
        italic = faces.get((400, "italic"), regular)
        return FamilyFiles(family, regular, bold, italic, faces.get((700, "italic"), bold))
    variable = {file.style: file.path for file in reversed(files) if file.variable}
    upright = variable.get("normal") or next((file.path for file in files), None)
    assert upright is not None
    italic = variable.get("italic", upright)
    weights = (_REGULAR, _BOLD) if variable else None
    return FamilyFiles(family, upright, upright, italic, italic, weights)


def is_installed(family: str) -> bool:
    """Whether a package here holds the family."""
    try:
        family_files(family)
    except UnknownFamily:
        return False
    return True


def _package_files(family: str) -> Iterator[_File]:
    """What the family's own package of fontpkg lists."""
    root = _folder_of(f"fontpkg_{slug(family).replace('-', '_')}")
    if root is None:
        return
    for entry in json.loads((root / "metadata.json").read_text(encoding="utf-8"))["files"]:
        yield _File(root / entry["path"], entry["weight"], entry["style"], entry["variable"])


def _pack_files(family: str) -> Iterator[_File]:
    """The family's files in the pack that the table of scripts names, which lists none."""
    fonts = (font for script in SCRIPTS for font in script.fonts)
    pack = next((font.package for font in fonts if font.family == family), "")
    root = _folder_of(pack.replace("-", "_"))
    if root is None:
        return
    plain = family.replace(" ", "")
    for path in sorted(root.rglob(f"{plain}[-.[]*")):
        cut = re.split(r"[-.[]", path.name.removeprefix(plain).lstrip("-"))[0].lower()
        weight = {"": 400, "regular": 400, "oblique": 400, "italic": 400}.get(cut)
        weight = 700 if cut in ("bold", "boldoblique", "bolditalic") else weight
        style = "italic" if "italic" in cut or "oblique" in cut else "normal"
        yield _File(path, weight, style, "[" in path.name)


def _folder_of(module: str) -> Path | None:
    """Where a package lies, without importing it."""
    try:
        spec = find_spec(module) if module else None
    except (ImportError, ValueError):
        return None
    places = spec.submodule_search_locations if spec is not None else None
    return Path(next(iter(places))) if places else None


@cache
def packaged_families() -> frozenset[str]:
    """The families that fontpkg has packages of on PyPI, as those are spelled."""
    listed = Path(__file__).with_name("font_packages.txt").read_text(encoding="utf-8")
    return frozenset(line for line in listed.split("\n") if line and not line.startswith("#"))


def _remedy(family: str) -> str:
    """What to do about a family that isn't installed; names packages only that there are."""
    fonts = {font.family: font for script in SCRIPTS for font in script.fonts}
    if family in fonts:
        command = install_command(fonts[family].package)
        return f"Install it with `{command}`, or name another family."
    if slug(family) in packaged_families():
        return f"Install it with `pip install fontpkg-{slug(family)}`, or name another family."
    words = family.title().split()
    for script in SCRIPTS:
        if script.fonts and script.name in words:  # Noto Sans Georgian, Noto Serif Hebrew
            [font, *_] = script.fonts
            return (
                f"No package is known to bring it. {script.name} is in {font.family} "
                f"(`{install_command(font.package)}`)."
            )
    near = nearest(slug(family), sorted(packaged_families()))
    if near is not None:
        return f"Did you mean “{near.replace('-', ' ').title()}” (`pip install fontpkg-{near}`)?"
    return "No package is known to bring it. Name a family of fontpkg.org, such as `Lato`."


def install_command(package: str) -> str:
    """What to type to install a package of fonts: what else a pack would bring isn't needed."""
    alone = "" if package.startswith("fontpkg-") else "--no-deps "
    return f"pip install {alone}{package}"


def covers(family: str, character: str) -> bool:
    """Whether the family can set the character: with a glyph, as a space, or as nothing."""
    if character in SPACES or INVISIBLE.match(character):
        return True
    code = ord(SUBSTITUTES.get(character, character))
    return code in _coverage(family)


def covers_all(family: str, text: str) -> bool:
    """Whether the family has a glyph for every character of the text."""
    return _coverage(family).issuperset(map(ord, text))


# Two and more, with the marks that some have.
_LETTERS_OF_A_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])+")

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


def split_by_family(
    text: str, family: str, fallbacks: Sequence[str] = (), *, lenient: bool = False
) -> list[tuple[str, str]]:
    """The text cut into (piece, family), each piece set in the first family that covers it.

    A letter and its marks stay in one family where one has both, and so do the letters of a word: a family that has
    but two letters of an alphabet lends none. Raises MissingGlyph for a character
    that none of them has; if `lenient`, it is the first family's, and someone else finds it a glyph.
    """
    if covers_all(family, text):
        return [(text, family)] if text else []
    pieces: list[tuple[str, str]] = []
    for cluster in _words_and_clusters(text, family, fallbacks):
        candidate = _family_of(cluster, family, fallbacks)
        if candidate is None:
            for character in cluster:
                candidate = _family_of(character, family, fallbacks)
                if candidate is None and not lenient:
                    raise MissingGlyph(character, (family, *fallbacks))
                _add_piece(pieces, character, candidate or family)
        else:
            _add_piece(pieces, cluster, candidate)
    return pieces


def family_of_all(text: str, family: str, fallbacks: Sequence[str]) -> str | None:
    """The first family that can set all of the text, so that a full stop looks like the letters before it;
    None where none can."""
    for candidate in (family, *fallbacks):
        if all(covers(candidate, character) for character in text):
            return candidate
    return None


def _add_piece(pieces: list[tuple[str, str]], text: str, family: str) -> None:
    if pieces and (text in SPACES or INVISIBLE.fullmatch(text)):
        family = pieces[-1][1]  # a space does not change the family
    if pieces and pieces[-1][1] == family:
        pieces[-1] = (pieces[-1][0] + text, family)
    else:
        pieces.append((text, family))


def _family_of(cluster: str, family: str, fallbacks: Sequence[str]) -> str | None:
    return family_of_all(unicodedata.normalize("NFC", cluster), family, fallbacks)


def _words_and_clusters(text: str, family: str, fallbacks: Sequence[str]) -> Iterator[str]:
    """Words whose letters one family has, where the first lacks some of them; of all else the clusters."""
    start = 0
    for word in _LETTERS_OF_A_WORD.finditer(text):
        if covers_all(family, word[0]) or _family_of(word[0], family, fallbacks) is None:
            continue
        if word.start() > start:
            yield from _clusters(text[start : word.start()])
        yield word[0]
        start = word.end()
    if start < len(text):
        yield from _clusters(text[start:])


def _clusters(text: str) -> Iterator[str]:
    """Characters, each with the marks that go with it."""
    start = 0
    for at in range(1, len(text)):
        if not unicodedata.category(text[at]).startswith("M"):
            yield text[start:at]
            start = at
    yield text[start:]


@cache
def _coverage(family: str) -> frozenset[int]:
    blob = uharfbuzz.Blob.from_file_path(str(family_files(family).regular))
    return frozenset(uharfbuzz.Face(blob).unicodes)


def slug(family: str) -> str:
    """A family's name as packages spell it."""
    return re.sub(r"[^a-z0-9]+", "-", family.lower()).strip("-")
