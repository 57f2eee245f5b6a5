"""Scripts are told apart, and a text of plain letters from one that asks for more."""

from __future__ import annotations

import unicodedata

import pytest

from lessonpress.layout.fonts import INVISIBLE
from lessonpress.layout.scripts import (
    SCRIPTS,
    font_for,
    needs_care,
    runs_right_to_left,
    script_of,
)


@pytest.mark.parametrize(
    ("language", "turned"),
    [
        *(
            ("ar", True),
            ("he", True),
            ("fa-IR", True),
            ("ur", True),
            ("AR", True),
            ("ku-Arab", True),
        ),
        *(("en", False), ("ar-Latn", False), ("az-Arab-IR", True), ("th", False), ("ja", False)),
    ],
)
def test_languages_run_one_way_or_the_other(language: str, turned: bool) -> None:
    assert runs_right_to_left(language) is turned


@pytest.mark.parametrize(
    "text",
    ["Plain “text” – it’s 1938…", "Příliš žluťoučký", "Привет", "Ελλάδα", "მზე", "Հայ", "a\u00adb"],
)
def test_letters_side_by_side_are_plain(text: str) -> None:
    assert not needs_care(text)


@pytest.mark.parametrize(
    "text",
    ["שלום", "العربية", "हिन्दी", "ไทย", "日本", "한국", "ខ្មែរ", "a\u200eb", "a\u200bb", "ﷲ", "𞤀"],
)
def test_others_are_not(text: str) -> None:
    assert needs_care(text)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_block_holds_its_script(script: object) -> None:
    name = script.name  # type: ignore[attr-defined]
    letters = [
        chr(code)
        for code in range(0x370, 0x20000)
        if script_of(chr(code)) is script and unicodedata.category(chr(code)) in ("Lo", "Ll", "Lu")
    ]
    assert len(letters) > 20
    words = {"Han": "CJK", "Kana": "KATAKANA", "Odia": "ORIYA", "N’Ko": "NKO"}
    assert any(words.get(name, name.upper()) in unicodedata.name(one, "") for one in letters)


def test_every_letter_from_right_to_left_asks_for_care() -> None:
    turned = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.bidirectional(chr(code))
        in ("R", "AL", "AN", "RLE", "RLO", "RLI", "FSI", "LRI")
    ]
    assert [f"{ord(one):04X}" for one in turned if not needs_care(one)] == []


def test_a_family_is_named_by_the_language() -> None:
    han = next(script for script in SCRIPTS if script.name == "Han")
    named = {tag: font_for(han, tag) for tag in ("ja", "ko", "zh", "zh-Hant", "zh-TW", "en")}
    assert [font and font.family for font in named.values()] == [
        *("Noto Sans JP", "Noto Sans KR", "Noto Sans SC"),
        *("Noto Sans TC", "Noto Sans TC", "Noto Sans SC"),
    ]
    kana = font_for(han, "en", "漢字かな")
    assert kana is not None
    assert kana.family == "Noto Sans JP"


def test_what_unicode_calls_ignorable_is_invisible() -> None:
    for code in (
        0xAD,
        0x34F,
        0x61C,
        0x180E,
        0x200B,
        0x202E,
        0x2060,
        0x2069,
        0xFE0F,
        0xFEFF,
        0xE0041,
    ):
        assert INVISIBLE.fullmatch(chr(code)), hex(code)
    assert not INVISIBLE.match("a")
    assert not INVISIBLE.match("\n")
