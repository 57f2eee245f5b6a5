"""Scripts: which writing systems a text is in, what each asks of a typesetter, and fonts that have it.

Ranges are those of Unicode's blocks (Blocks.txt), which is as fine as a choice of fonts and breaks needs.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import NamedTuple


class Font(NamedTuple):
    """A family that has a script, and the package on PyPI that brings it."""

    family: str
    package: str


class Script(NamedTuple):
    """`blocks` are ranges for a character class; `fonts` have it, the first is the one to name."""

    name: str
    blocks: str
    fonts: tuple[Font, ...] = ()
    right_to_left: bool = False


_CJK = "justmytype-intl-cjk"
_JAPANESE, _KOREAN = Font("Noto Sans JP", _CJK), Font("Noto Sans KR", _CJK)
_SIMPLIFIED, _TRADITIONAL = Font("Noto Sans SC", _CJK), Font("Noto Sans TC", _CJK)
_DEJAVU = Font("DejaVu Sans", "rinoh-typeface-dejavusans")


def _noto(script: str, pack: str = "") -> Font:
    family = f"Noto Sans {script}"
    return Font(family, pack or f"fontpkg-{family.lower().replace(' ', '-')}")


#: Scripts that are told apart. Every package was installed, and its family set, when it was entered.
SCRIPTS: tuple[Script, ...] = (
    Script("Greek", "\u0370-\u03ff\u1f00-\u1fff", (Font("Noto Sans", "fontpkg-noto-sans"),)),
    Script(
        "Cyrillic",
        "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
        (Font("Noto Sans", "fontpkg-noto-sans"),),
    ),
    Script("Armenian", "\u0530-\u058f\ufb13-\ufb17", (_DEJAVU,)),
    Script("Georgian", "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f", (_DEJAVU,)),
    Script(
        "Hebrew",
        "\u0590-\u05ff\ufb1d-\ufb4f",
        (
            Font("Heebo", "fontpkg-heebo"),
            Font("Frank Ruhl Libre", "fontpkg-frank-ruhl-libre"),
            _noto("Hebrew", "justmytype-intl-rtl"),
        ),
        True,
    ),
    Script(
        "Arabic",
        "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefe",
        (Font("Amiri", "fontpkg-amiri"), _noto("Arabic")),
        True,
    ),
    Script("Syriac", "\u0700-\u074f\u0860-\u086f", (), True),
    Script("Thaana", "\u0780-\u07bf", (), True),
    Script("N’Ko", "\u07c0-\u07ff", (), True),
    Script(
        "Devanagari",
        "\u0900-\u097f\ua8e0-\ua8ff",
        (Font("Mukta", "fontpkg-mukta"), _noto("Devanagari")),
    ),
    Script("Bengali", "\u0980-\u09ff", (Font("Hind Siliguri", "fontpkg-hind-siliguri"),)),
    Script("Gurmukhi", "\u0a00-\u0a7f"),
    Script("Gujarati", "\u0a80-\u0aff"),
    Script("Odia", "\u0b00-\u0b7f"),
    Script("Tamil", "\u0b80-\u0bff", (_noto("Tamil"),)),
    Script("Telugu", "\u0c00-\u0c7f", (_noto("Telugu"),)),
    Script("Kannada", "\u0c80-\u0cff"),
    Script("Malayalam", "\u0d00-\u0d7f"),
    Script("Sinhala", "\u0d80-\u0dff"),
    Script("Thai", "\u0e00-\u0e7f", (Font("Sarabun", "fontpkg-sarabun"), _noto("Thai"))),
    Script("Lao", "\u0e80-\u0eff", (_noto("Lao", "justmytype-intl-sea"),)),
    Script("Tibetan", "\u0f00-\u0fff"),
    Script(
        "Myanmar",
        "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
        (_noto("Myanmar", "justmytype-intl-sea"),),
    ),
    Script(
        "Ethiopic",
        "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f",
        (_noto("Ethiopic", "justmytype-intl-africa"),),
    ),
    Script("Cherokee", "\u13a0-\u13ff\uab70-\uabbf"),
    Script("Khmer", "\u1780-\u17ff\u19e0-\u19ff", (_noto("Khmer"),)),
    Script("Mongolian", "\u1800-\u18af"),
    Script("Hangul", "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff", (_KOREAN,)),
    Script("Kana", "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f", (_JAPANESE,)),
    Script("Bopomofo", "\u3100-\u312f\u31a0-\u31bf", (_TRADITIONAL,)),
    Script(
        "Han",
        "\u2e80-\u2fdf\u3000-\u303f\u3200-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff65\uffe0-\uffee\U00020000-\U0003ffff",
        (_SIMPLIFIED, _TRADITIONAL, _JAPANESE, _KOREAN),
    ),
)

#: Characters of which Unicode says that they need no glyph of their own (Default_Ignorable_Code_Point):
#: soft hyphens, joiners, marks for directions, variation selectors, tags.
IGNORABLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"

# Text that is more than letters side by side from left to right: it runs the other way, is shaped by its
# neighbours, or may be parted where no space is. A text without any is set the short way.
_NOT_PLAIN = re.compile(
    "[\u0590-\u109f\u1100-\u11ff\u1700-\u18af\u1900-\u1aff\u1b00-\u1c7f\u200b\u200e\u200f\u202a-\u202e"
    "\u2066-\u2069\u2e80-\ua4cf\ua800-\uabff\ud7b0-\ud7ff\uac00-\ud7af\uf900-\ufaff\ufb1d-\ufdff\ufe30-\ufe4f"
    "\ufe70-\ufefe\uff00-\uffef\U00010800-\U000118ff\U0001e800-\U0001efff\U00020000-\U0003ffff]"
)
needs_care: Callable[[str], object] = _NOT_PLAIN.search

# Languages that run from right to left, unless their tag names a script that doesn't.
_RIGHT_TO_LEFT = frozenset(
    [
        "ar",
        "arc",
        "ckb",
        "dv",
        "fa",
        "he",
        "iw",
        "ji",
        "ks",
        "nqo",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    ]
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(
    ["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"]
)


@cache
def runs_right_to_left(language: str) -> bool:
    """Whether a language (a BCP 47 tag) is written from right to left."""
    main, *others = language.lower().replace("_", "-").split("-")
    named = [tag for tag in others if len(tag) == 4 and tag.isalpha()]
    return named[0] in _RIGHT_TO_LEFT_SCRIPTS if named else main in _RIGHT_TO_LEFT


@cache
def _script_finder() -> re.Pattern[str]:
    return re.compile("|".join(f"([{script.blocks}])" for script in SCRIPTS))


def script_of(character: str) -> Script | None:
    """The script of a letter or mark; None for one that no script of the table has, or many share."""
    found = _script_finder().match(character)
    return SCRIPTS[found.lastindex - 1] if found and found.lastindex else None


def font_for(script: Script, language: str, text: str = "") -> Font | None:
    """The family to name to somebody whose text, in this language, needs the script."""
    if script.name != "Han":
        return script.fonts[0] if script.fonts else None
    main, *others = language.lower().split("-")
    named = {script_of(character) for character in set(text)}
    if main == "ja" or any(one and one.name == "Kana" for one in named):
        return _JAPANESE
    if main == "ko" or any(one and one.name == "Hangul" for one in named):
        return _KOREAN
    return _TRADITIONAL if {"hant", "tw", "hk", "mo"} & set(others) else _SIMPLIFIED


# --- where lines may break without a space -------------------------------------------------------

_THAI = re.compile("[\u0e00-\u0e7f]+")
# Written without spaces, too, but with no dictionary that would be known here: Lao, Myanmar, Khmer.
_UNPARTED = re.compile("[\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_LONGEST_UNPARTED = 30  # characters that are sure to fit into a line
_BREAKING = re.compile(
    "[\u2e80-\u2fdf\u3003-\u30ff\u3105-\u312f\u31a0-\u31ff\u3200-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff]"
)
# What stands neither at a line's start nor at its end (kinsoku; JIS X 4051, W3C's jlreq and clreq).
_NOT_FIRST = frozenset(
    "!%),.:;?]}°’”′″℃‐–—…‥、。〃々〉》」』】〕〗〙〛〜〞〟ぁぃぅぇぉっゃゅょゎゕゖ゛゜ゝゞ゠ァィゥェォッャュョヮヵヶ・ーヽヾ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ！％），．：；？］｝～｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
)
_NOT_LAST = frozenset("([{£¥$€‘“〈《「『【〔〖〘〚〝（［｛＄￡￥｢")


def break_places(text: str) -> frozenset[int]:
    """Where else than at spaces and hyphens a new line may begin: between ideographs and kana, between
    Thai words, after a zero-width space. Places count characters from 0. Raises MissingDictionary."""
    places = {at + 1 for at, character in enumerate(text) if character == "\u200b"}
    for found in _BREAKING.finditer(text):
        places.update(at for at in (found.start(), found.end()) if _may_break(text, at))
    for found in _UNPARTED.finditer(text):
        if len(found.group()) > _LONGEST_UNPARTED:
            script = script_of(found.group()[0])
            raise MissingDictionary(script.name if script else "")
    for found in _THAI.finditer(text):
        places.update(found.start() + at for at in _thai_breaks(found.group()))
    return frozenset(places - {0, len(text)})


def _may_break(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace() or before in _NOT_LAST or after in _NOT_FIRST:
        return False
    if before == after in "―…‥":
        return False
    return not unicodedata.category(after).startswith("M") and not _is_joined(before, after)


def _is_joined(before: str, after: str) -> bool:
    return before in "\u200d\u2060\ufeff\u00a0" or after in "\u200d\u2060\ufeff\u00a0\ufe0e\ufe0f"


class MissingDictionary(Exception):
    """Lines of a script break between words that only a dictionary tells apart, which isn't installed.
    `package` brings one, if any does."""

    def __init__(self, script: str, package: str = "") -> None:
        self.script = script
        self.package = package
        super().__init__(f"{script} has no spaces between words, and no dictionary is installed.")


def _thai_breaks(text: str) -> Iterator[int]:
    at = 0
    for word in _thai_words()(text)[:-1]:
        at += len(word)
        yield at


@cache
def _thai_words() -> Callable[[str], list[str]]:
    # It would make a folder in the home of whoever prints, and needs none.
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    try:
        from pythainlp.tokenize import word_tokenize
    except ModuleNotFoundError:
        raise MissingDictionary("Thai", "pythainlp") from None
    return partial(word_tokenize, engine="newmm", keep_whitespace=True, join_broken_num=False)
