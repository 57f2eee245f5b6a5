"""An accommodation is one word, which says all of it and is part of a file's name."""

from __future__ import annotations

import pytest

from lessonpress.layout.measures import PAPERS
from lessonpress.registry import accommodations as registry
from lessonpress.registry.accommodations import (
    ACCOMMODATIONS,
    AccommodationKind,
    Part,
    WrongAccommodation,
    accommodation,
    in_order,
    joined,
    of,
)
from lessonpress.registry.files import File
from lessonpress.words import languages, words_for


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("large-print", Part("large-print")),
        ("Large-Print", Part("large-print")),
        ("large-print-18", Part("large-print")),
        ("large-print-22", Part("large-print", 22)),
        ("large-print-a3", Part("large-print", None, "A3")),
        ("large-print-28-A3-landscape", Part("large-print", 28, "A3-landscape")),
        ("dyslexia-friendly", Part("dyslexia-friendly")),
        ("dyslexia-friendly-14-cream", Part("dyslexia-friendly", 14, None, "cream")),
    ],
)
def test_one_word_says_all_of_it(key: str, meant: Part) -> None:
    assert accommodation(key).parts == (meant,)
    assert accommodation(meant.key).parts == (meant,)


MORE = (
    AccommodationKind("easier", "text", adapt="a:b"),
    AccommodationKind("in", "language", adapt="c:d", of_language=True),
)


@pytest.fixture
def more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kinds about other things than looks, as none but looks could be joined."""
    others = {name: kind for name, kind in ACCOMMODATIONS.items() if name != "in"}
    monkeypatch.setattr(registry, "ACCOMMODATIONS", {**others, **{one.name: one for one in MORE}})
    accommodation.cache_clear()


@pytest.mark.usefixtures("more")
@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("easier+large-print", "large-print-easier"),
        ("large-print-22-a3 + easier", "large-print-22-a3-easier"),
        ("large-print-22-a3-easier", "large-print-22-a3-easier"),
        ("In-pt-BR+dyslexia-friendly-cream", "dyslexia-friendly-cream-in-pt-br"),
        ("easier+in-cs+large-print-20", "large-print-20-easier-in-cs"),
        ("easier+easier", "easier"),
    ],
)
def test_a_copy_may_have_one_of_each_kind_of_thing(said: str, key: str) -> None:
    """Whatever the order in which they are asked for."""
    assert accommodation(said).key == key
    assert accommodation(key) == accommodation(said)


@pytest.mark.usefixtures("more")
@pytest.mark.parametrize("key", ["large-print+dyslexia-friendly", "large-print+large-print-22", "in-cs+in-de",
    "easier-22", "easier+", "+", "in", "in-", "in-x", "in-cs-", "easier-a3", "large-print+nothing"])  # fmt: skip
def test_what_can_t_be_joined_is_said_with_what_can(key: str) -> None:
    with pytest.raises(WrongAccommodation) as caught:
        accommodation(key)
    assert caught.value.hint


@pytest.mark.usefixtures("more")
def test_of_several_parts_one_has_the_looks_and_the_others_the_words() -> None:
    both = accommodation("large-print-22+easier+in-cs")
    assert both.looks == Part("large-print", 22)
    assert both.adapts == (Part("easier"), Part("in", language="cs"))
    assert accommodation("easier").looks is None
    assert accommodation("large-print").adapts == ()
    assert joined([Part("easier"), Part("large-print", 22), Part("in", language="cs")]) == both


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


@pytest.mark.parametrize("kind", ACCOMMODATIONS.values(), ids=lambda kind: kind.name)
def test_teachers_read_what_each_is_in_a_list_of_who_has_what(kind: AccommodationKind) -> None:
    assert kind.of_language or kind.title is not None
    for language in languages():
        words = words_for(language)
        assert kind.title is None or words.language_of(kind.title) == language


def test_a_list_says_all_of_an_accommodation_in_words() -> None:
    def shown(key: str, language: str = "en") -> list[str]:
        return [part.shown(words_for(language)) for part in accommodation(key).parts]

    assert shown("large-print") == ["Large print"]
    assert shown("large-print-22-a3-landscape") == ["Large print 22, A3-landscape"]
    assert shown("dyslexia-friendly-14-cream") == ["Dyslexia-friendly 14, cream"]
    assert shown("large-print-22", "de") == ["Großdruck 22"]


def test_a_language_goes_by_its_name() -> None:
    assert Part("x", language="uk").shown(words_for("en")) == "Ukrainian"
    assert Part("x", language="uk").shown(words_for("cs")) == "ukrajinština"
    assert Part("x", language="xqq").shown(words_for("cs")) == "xqq"
