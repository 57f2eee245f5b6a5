"""The glossary: each word once, in the order that the language's readers look for it."""

from __future__ import annotations

import random

import pytest

from lessonpress.document.glossary import Word, can_sort, merge_glossary, sort_key
from lessonpress.richtext import RichText

# Words in the order that a dictionary of the language has them.
ORDERS = {
    "cs": "auto cukr čas dům had hrad chata chléb ibis rada řada ulice",
    "sk": "auto cukor čas dom hrad chata ihla oko ôsmy pero šach týždeň zima žena",
    "de": "Acker Arger Ärger Arm Öl Ort Übel Uhr",
    "pl": "cena ćma dom las lód łódź mama nos ósmy śnieg zima źrebię żaba",
    "uk": "гора ґанок дім екран єдність жито зима игри ім'я їжак йод",
    "el": "άλφα αυγό βήμα έργο ήλιος όρος ύψος ψωμί ώρα",
    "fr": "cote coté côte côté crête été eux",
    "es": "nube ñandú oso",
    "hu": "cukor csak dob hold zene zseb",
    "sv": "zebra ånga äpple öl",
    "hr": "cvijet čas ćup dom džep đak",
    "ru": "ёлка ель ехать яблоко",
    "en": "1938 alliance Alliance Anschluss Zionism",
}


@pytest.mark.parametrize("language", ORDERS)
def test_words_stand_as_the_language_sorts(language: str) -> None:
    words = ORDERS[language].split()
    shuffled = random.Random(7).sample(words, len(words))
    assert sorted(shuffled, key=lambda word: sort_key(word, language)) == words


def test_a_language_whose_alphabet_is_not_known_is_told_apart() -> None:
    assert all(can_sort(language) for language in (*ORDERS, "cs-CZ", "nb", "PT-br"))
    assert not any(can_sort(language) for language in ("tr", "lt", "et", "cy", "vi", "zh"))


def test_a_country_sorts_as_its_language() -> None:
    assert sort_key("chata", "cs-CZ") == sort_key("chata", "cs")


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert sort_key("c\u030cas", "cs")[0] == sort_key("čas", "cs")[0]


def test_what_another_language_has_finds_a_place() -> None:
    words = ["łódź", "čas", "ørsted", "übermensch", "лес", "δήμος", "zoo"]
    latin_first = ["čas", "łódź", "ørsted", "übermensch", "zoo", "δήμος", "лес"]
    assert sorted(words, key=lambda word: sort_key(word, "en")) == latin_first


def word(term: str, definition: str, lesson: int) -> Word:
    return Word(RichText.from_markdown(term), RichText.from_markdown(definition), lesson)


def test_a_term_of_several_lessons_is_one_entry() -> None:
    (entry,) = merge_glossary([word("Ally", "A friend.", 1), word("ally", "A  friend.", 3)], "en")
    assert entry.term.plain == "Ally"
    ((definition, lessons),) = [(one.definition.plain, one.lessons) for one in entry.meanings]
    assert (definition, lessons) == ("A friend.", (1, 3))


def test_definitions_that_differ_are_all_there() -> None:
    words = [
        word("ally", "A friend.", 1),
        word("ally", "A partner.", 2),
        word("ally", "A friend.", 4),
    ]
    (entry,) = merge_glossary(words, "en")
    assert [(one.definition.plain, one.lessons) for one in entry.meanings] == [
        ("A friend.", (1, 4)),
        ("A partner.", (2,)),
    ]
