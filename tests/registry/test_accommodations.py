"""An accommodation is one word, which says all of it and is part of a file's name."""

from __future__ import annotations

import pytest

from lessonpress.layout.measures import PAPERS
from lessonpress.registry.accommodations import (
    ACCOMMODATIONS,
    Accommodation,
    WrongAccommodation,
    accommodation,
    in_order,
    of,
)
from lessonpress.registry.files import File


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("large-print", Accommodation("large-print")),
        ("Large-Print", Accommodation("large-print")),
        ("large-print-18", Accommodation("large-print")),
        ("large-print-22", Accommodation("large-print", 22)),
        ("large-print-a3", Accommodation("large-print", None, "A3")),
        ("large-print-28-A3-landscape", Accommodation("large-print", 28, "A3-landscape")),
        ("dyslexia-friendly", Accommodation("dyslexia-friendly")),
        ("dyslexia-friendly-14-cream", Accommodation("dyslexia-friendly", 14, None, "cream")),
    ],
)
def test_one_word_says_all_of_it(key: str, meant: Accommodation) -> None:
    assert accommodation(key) == meant
    assert accommodation(meant.key) == meant


@pytest.mark.parametrize(
    "key",
    ["", "large", "large-prin", "large-print-", "large-print-17", "large-print-37", "large-print-22pt",
     "large-print-b5", "large-print-cream", "dyslexia-friendly-11", "dyslexia-friendly-a3",
     "large-print-22-a3-x", "large-print-a3-22", "none"],
)  # fmt: skip
def test_what_there_isn_t_is_said_with_what_there_is(key: str) -> None:
    with pytest.raises(WrongAccommodation) as caught:
        accommodation(key)
    assert caught.value.hint


def test_a_hint_can_be_asked_for() -> None:
    """What is shown as an example is one."""
    for kind in ACCOMMODATIONS.values():
        with pytest.raises(WrongAccommodation) as caught:
            accommodation(f"{kind.name}-nowhere")
        example = caught.value.hint.rpartition(": `")[2].rstrip("`.")
        assert accommodation(example).key == example


def test_every_paper_is_one_that_there_is() -> None:
    assert {paper for kind in ACCOMMODATIONS.values() for paper in kind.papers} <= set(PAPERS)


def test_they_are_printed_once_and_in_the_usual_order() -> None:
    keys = [
        "dyslexia-friendly",
        "large-print-22",
        "large-print",
        "large-print-18",
        "LARGE-PRINT-22",
    ]
    assert in_order(keys) == ("large-print-22", "large-print", "dyslexia-friendly")


def test_a_file_is_known_by_it() -> None:
    file = File("worksheet", "pdf", "", of("large-print", 22, "a3").key)
    assert file.name("walls") == "walls-worksheet-large-print-22-a3.pdf"
    assert File.from_key(file.key) == file
