"""Where a sentence ends, by the marks and abbreviations of its language."""

from __future__ import annotations

from time import perf_counter

import pytest

from lessonpress.sentences import split_sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Dr. Smith met J. F. Kennedy on Jan. 16.", "They talked."]),
        ("en", ["Gen. Patton left St. Petersburg for the U.S. Army.", "No. 5 was lost."]),
        ("en", ["It ended in 1945.", "It was World War II.", "Nobody said no.", "Then they left."]),
        ("en", ["“Halt!” he said.", "“Go on.”", "Then he left.", "Why?", "He was tired…"]),
        ("en", ["He loved art.", "She went on Mar. 5 at noon.", "They went."]),
        ("de", ["Am 16. Oktober traf Dr. Müller z. B. den Gen. Schmidt.", "Er blieb bis 1939."]),
        ("de", ["S. Freud lebte im 19. Jahrhundert, d. h. vor dem 1. Weltkrieg.", "Dann ging er."]),
        ("de-AT", ["Sie war von dieser Art.", "Ludwig XIV. Bourbon kam."]),
        (
            "cs",
            ["Dne 16. října přijel dr. Novák do č. p. 125.", "V 19. století žil T. G. Masaryk."],
        ),
        ("cs", ["Byl to např. Karel IV. Lucemburský.", "Kostel sv. Víta stojí v Praze."]),
        ("pl", ["Powstanie wybuchło o godz. 17 w Warszawie.", "Dowodził nim gen. Bór."]),
        ("uk", ["Площу названо ім. Шевченка.", "Вона стоїть на вул. Київській."]),
        ("sk", ["Dňa 29. augusta gen. Golian napr. vyhlásil povstanie.", "Potom odišiel."]),
        ("fr", ["M. Dupont et Mme. Durand rencontrent le Dr. Martin.", "Il part."]),
        ("es", ["El Sr. García y la Dra. López vivían en EE. UU. hasta 1945.", "Luego se fue."]),
        ("xx", ["Prof. A. Bee came.", "He left."]),
    ],
)
def test_a_sentence_ends_where_its_language_ends_it(language: str, sentences: list[str]) -> None:
    assert list(split_sentences(" ".join(sentences), language)) == sentences


def test_nothing_has_no_sentences_and_no_mark_ends_one() -> None:
    assert list(split_sentences("  ", "en")) == []
    assert list(split_sentences(" no mark ", "en")) == ["no mark"]


@pytest.mark.parametrize("text", ["a." * 100_000, "a. " * 50_000, "Word. " * 50_000, "." * 200_000])
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    started = perf_counter()
    list(split_sentences(text, "en"))
    assert perf_counter() - started < 5
