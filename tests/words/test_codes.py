"""Codes of languages are known by the CLDR, and what else somebody writes for one is understood."""

from __future__ import annotations

import pytest

from lessonpress.words import languages
from lessonpress.words.codes import canonical, is_language, language_meant, meant


def test_every_language_that_the_program_speaks_is_one() -> None:
    assert [code for code in languages() if not is_language(code)] == []


@pytest.mark.parametrize("code", ["vi", "hmn", "so", "zh-Hans", "pt-BR", "PT-br", "fa"])
def test_languages_of_newcomers_are_known(code: str) -> None:
    assert is_language(code)


@pytest.mark.parametrize(
    ("word", "code"),
    [("cz", "cs"), ("ua", "uk"), ("vn", "vi"), ("Ukrainian", "uk"), ("gr", "el"), ("jp", "ja")],
)
def test_a_country_or_a_name_is_understood(word: str, code: str) -> None:
    assert not is_language(word)
    assert (language_meant(word) or ("",))[0] == code


@pytest.mark.parametrize("word", ["", "q", "qqq", "klingonish"])
def test_nothing_is_made_of_what_means_nothing(word: str) -> None:
    assert not is_language(word)
    assert language_meant(word) is None


def test_codes_are_written_as_usual() -> None:
    assert [canonical(code) for code in ("UK", "pt_br", "zh-hant-tw")] == [
        "uk",
        "pt-BR",
        "zh-Hant-TW",
    ]


def test_a_language_is_found_by_itself_or_by_its_main_one() -> None:
    known = ["cs", "pt-BR", "pt-PT"]
    assert meant(["pt-pt", "cs"], known) == ("pt-PT", "cs")
    assert meant(["pt"], known) == ("pt-BR",)
    assert meant(["cs-CZ", "de"], known) == ("cs",)
