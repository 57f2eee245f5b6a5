"""What is found in a sentence: when it happened, who, where and how many; and what is left alone."""

from __future__ import annotations

import pytest

from lessonpress.drafting.causes import draft_causes
from lessonpress.drafting.dates import Dated, dated
from lessonpress.drafting.languages import LANGUAGES, LanguageData, language_data
from lessonpress.drafting.names import people_in, places_in
from lessonpress.drafting.numbers import numbers_in
from lessonpress.drafting.sentences_in import Sentence, stands_alone


def data(language: str) -> LanguageData:
    found = language_data(language)
    assert found is not None
    return found


def sentences(*texts: str) -> list[Sentence]:
    return [Sentence(text, 0, 0) for text in texts]


def date_of(language: str, text: str, own: str | None = None) -> Dated | None:
    found = dated(sentences(text), language, data(language), own)
    return found[0] if found else None


DATED = [
    ("en", "On May 5, 1945, the radio called for help.", "May 5, 1945", "The radio called for help."),
    ("en", "The canal opened on August 15, 1914.", "August 15, 1914", "The canal opened."),
    ("en", "In 1609 Galileo built a telescope.", "1609", "Galileo built a telescope."),
    ("en", "The first ones were made in 1608 by hand.", "1608", "The first ones were made by hand."),
    ("en", "On the evening of 9 November 1989, the guards left.", "9 November 1989", "The guards left."),
    ("de", "Am 9. November 1989 fiel die Mauer.", "9. November 1989", "An diesem Tag fiel die Mauer."),
    ("de", "Am Abend des 9. November 1989 fiel die Mauer.", "9. November 1989", "An diesem Tag fiel die Mauer."),
    ("de", "Im Jahr 1990 fanden Wahlen statt.", "1990", "In diesem Jahr fanden Wahlen statt."),
    ("de", "Die DDR öffnete am 9. November 1989 ihre Grenze.", "9. November 1989", "Die DDR öffnete ihre Grenze."),
    ("cs", "Dne 15. března 1939 obsadila vojska Prahu.", "15. března 1939", "Toho dne obsadila vojska Prahu."),
    ("cs", "V roce 1348 založil Karel univerzitu.", "1348", "Toho roku založil Karel univerzitu."),
    ("cs", "V červnu 1990 proběhly svobodné volby.", "červen 1990", "Toho měsíce proběhly svobodné volby."),
    ("cs", "Jan Hus zemřel 6. července 1415.", "6. července 1415", "Jan Hus zemřel."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "date", "statement"), DATED)
def test_a_sentence_says_when_it_happened_and_is_one_without_that(
    language: str, text: str, date: str, statement: str
) -> None:
    found = date_of(language, text)
    assert found is not None
    assert (found.full, found.statement) == (date, statement)


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("en", "On May 5, 1945, the radio called.", "When did this happen? The radio called."),
        ("de", "Am 9. November 1989 fiel die Mauer.", "Wann fiel die Mauer?"),
        ("cs", "V roce 1348 založil Karel univerzitu.", "Kdy založil Karel univerzitu?"),
        ("cs", "Jan Hus zemřel 6. července 1415.", "Kdy se to stalo? Jan Hus zemřel."),
    ],
)
def test_the_question_for_a_date_is_one_of_the_language(
    language: str, text: str, question: str
) -> None:
    found = date_of(language, text)
    assert found is not None
    assert found.question == question


NOT_DATED = [
    ("en", "The town has stood since 1938."), ("en", "By May 1945, Berlin had fallen."), ("en", "It lasted from 1938 to 1945."),
    ("en", "Between 1945 and 1946 they left."), ("en", "About 1939 people came."), ("en", "They won on May 5, 1945, and on May 8, 1945."),
    ("en", "On October 28, 1939, the anniversary of independence, crowds came."), ("en", "When it came in September 1939, Britain declared war."),
    ("de", "Seit 1949 gab es zwei Staaten."), ("de", "Er regierte bis 1953."), ("de", "Zwischen 1939 und 1945 war Krieg."),
    ("cs", "Trvalo to od roku 1939 do roku 1945."), ("cs", "Před rokem 1989 se nevolilo."), ("cs", "Po 28. říjnu 1918 se slavilo."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NOT_DATED)
def test_a_stretch_of_time_or_a_bound_is_no_date_of_an_event(language: str, text: str) -> None:
    assert date_of(language, text) is None


def test_a_date_without_a_year_has_the_only_one_that_was_named_or_none() -> None:
    def full(*texts: str, own: str | None = None) -> list[str]:
        return [one.full for one in dated(sentences(*texts), "en", data("en"), own)]

    assert full("In 1938 they met.", "On May 5, they met.")[-1] == "May 5, 1938"
    assert full("On May 5, they met.", own="May 4, 1938") == ["May 5, 1938"]
    assert full("In 1938 they met.", "In 1939 they met.", "On May 5, they met.")[2:] == []
    assert full("On May 5, they met.") == []


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "General Lucius Clay met John Smith and Xyz Abc.", ["Lucius Clay", "John Smith"]),
        ("en", "The Red Army and the United States met.", []),
        ("de", "Kanzler Helmut Kohl reiste ab.", ["Helmut Kohl"]),
        ("de", "Die Rote Armee und das Weiße Haus schwiegen.", []),
        ("cs", "Prezident Václav Havel přijel.", ["Václav Havel"]),
        ("cs", "Rudá armáda a Národní divadlo.", []),
    ],
)
def test_a_person_goes_by_a_first_name_and_a_title_is_none_of_it(
    language: str, text: str, names: list[str]
) -> None:
    found = [one.text for one in people_in(sentences(text), data(language), [])]
    assert found == names


def test_a_person_that_the_event_names_needs_no_known_first_name() -> None:
    [one] = people_in(sentences("Aung San spoke, and Xyz Abc left."), data("en"), ["Aung San"])
    assert one.text == "Aung San"


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("en", "They met in Prague and in Congress in May.", ["Prague"]),
        ("en", "The largest in Europe was in France.", ["France"]),
        ("de", "Sie lebten in Berlin in Angst.", ["Berlin"]),
        ("cs", "Žili v Praze, ve Vídni a v Evropě.", ["Praze", "Vídni"]),
    ],
)
def test_a_place_is_a_country_or_a_city_and_no_continent(
    language: str, text: str, places: list[str]
) -> None:
    found = [one.text for one in places_in(sentences(text), language, data(language), [])]
    assert found == places


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("en", "About 1,500 people died at 11:40 on May 5, 1945.", ["1,500"]),
        ("en", "It cost $500 in 1938; see page 7.", []),
        ("de", "Rund 12.800 Tonnen kamen am 3. Tag.", ["12.800"]),
        ("cs", "Asi 90 000 mužů a 15000 žen šlo 3 dny.", ["90 000", "15000"]),
    ],
)
def test_a_number_counts_something_and_is_no_date_or_time(
    language: str, text: str, numbers: list[str]
) -> None:
    assert [one.text for one in numbers_in(sentences(text), language, data(language))] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "He came to the town again.", "Then the war ended there.", "This was the first of many.", "In March 1939, it took the city at last.",
        "“Go away,” the old man said.", "Who came to the town first?", "They left.", "She (the queen) came to town.",
    ],
)  # fmt: skip
def test_a_sentence_that_leans_on_another_does_not_stand_alone(text: str) -> None:
    assert not stands_alone(text, data("en"))
    assert stands_alone("The queen came to the town.", data("en"))


def test_a_cause_is_what_the_text_joins_and_stands_with_its_effect() -> None:
    told = sentences(
        "The men left, because they feared the army.", "He stayed, because he was ill."
    )
    [part] = draft_causes(told, data("en"))
    [link] = part.items
    assert isinstance(link, dict)
    assert link["effect"]["text"] == "The men left."
    assert link["cause"] == {
        "text": "Because they feared the army.",
        "evidence": "The men left, because they feared the army.",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_languages_words_are_in_small_letters_and_its_questions_have_their_places(
    language: str,
) -> None:
    one = data(language)
    for words in (
        one.on_date,
        one.around_date,
        one.dependent,
        one.pronouns,
        one.titles,
        one.bounds,
        one.states,
    ):
        assert words
        assert all(word == word.lower() for word in words)
    assert "{statement}" in one.when
    assert "{rest}" in one.who
    assert "{sentence}" in one.gap
    assert "{sentence}" in one.how_many
    assert all("{heading}" in stem for stem in one.stems)
    assert one.subject_first or (
        "{rest}" in one.when_before_verb and one.that_day and one.that_year
    )
