"""Texts in other languages: by codes that there are, each once, and told where they belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.content.event import read_event
from lessonpress.content.lesson import Lesson, read_lesson
from lessonpress.problems import ProblemError

EVENT = read_event(Path("war.md"), "# War\n\nA partisan was there.\n\n- F.")


def read(text: str) -> Lesson:
    return read_lesson(Path("a.yaml"), lambda _: EVENT, lambda: ["war"], f"event: war\n{text}")[0]


WORDS = "vocabulary: [{{term: partisan, definition: One., translations: {}}}]"
ACTIVITY = "activities: [{{activity: short-answer, {}, questions: [{{ask: Why?, answer: So.}}]}}]"


def test_a_word_has_its_translations_by_their_usual_codes() -> None:
    lesson = read(
        WORDS.format("{cs: partyzán, UK: партизан, no: partisan, pt_br: '*guerrilheiro*'}")
    )
    [term] = lesson.vocabulary
    assert [(one.language, one.text.plain) for one in term.translations] == [
        ("cs", "partyzán"),
        ("uk", "партизан"),
        ("no", "partisan"),
        ("pt-BR", "guerrilheiro"),
    ]


def test_an_activity_has_its_title_and_instructions_in_others() -> None:
    told = "instructions: Say so., translations: {cs: {instructions: Řekni to.}, uk: {title: Чому}}"
    [activity] = read(ACTIVITY.format(told)).activities
    found = {code: (one.title, one.instructions) for code, one in activity.translations.items()}
    assert {code: tuple(map(str, texts)) for code, texts in found.items()} == {
        "cs": ("None", "Řekni to."),
        "uk": ("Чому", "None"),
    }


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (WORDS.format("{cz: partyzán}"), "`cz` is no language.", "Czech is `cs`."),
        (WORDS.format("{qq: x}"), "`qq` is no language.", "Write a code such as uk"),
        (WORDS.format("{pt-br: x, pt-BR: y}"), "The language `pt-BR` stands twice here.", "Remove"),
        (ACTIVITY.format("translations: {ua: {title: x}}"), "`ua` is no language.", "Ukrainian is"),
        (
            ACTIVITY.format("instructions: {en: Say so., uk: Скажи.}"),
            "Here stands a text in several languages, and one is meant.",
            "`translations: {uk: {instructions: …}}`",
        ),
        ("glossary_languages: [cs, english]", "`english` is no language.", "English is `en`."),
        ("glossary_languages: ua", "`ua` is no language.", "Ukrainian is `uk`."),
    ],
)
def test_a_slip_is_told_at_its_line_with_what_is_meant(text: str, message: str, hint: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read(text)
    [problem] = caught.value.problems
    assert problem.message == message
    assert hint in problem.hint
    assert problem.location.line == 2


def test_none_says_that_words_are_in_no_other_language() -> None:
    assert read("glossary_languages: none").wishes.glossary_languages == ()
    assert read("glossary_languages: cs").wishes.glossary_languages == ("cs",)
    assert read("title: A").wishes.glossary_languages is None
