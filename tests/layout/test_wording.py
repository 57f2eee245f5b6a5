"""What templates say: in the document's language, in another where that has no words, and in a second one if asked."""

from __future__ import annotations

import pytest

from lessonpress.document.second_language import first_of, second_of
from lessonpress.layout.wording import Sayings
from lessonpress.richtext import InTwo, RichText
from lessonpress.words import N_, words_for


def sayings(language: str = "en", second: str = "") -> Sayings:
    return Sayings(words_for(language), language, *((words_for(second), second) if second else ()))


def test_with_one_language_nothing_is_marked() -> None:
    say = sayings()
    assert say("Key Facts") == "Key Facts"
    assert say.plural("{count} point", "{count} points", 2) == "2 points"
    assert say(RichText.verbatim("A & B")) == "A &amp; B"


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        (lambda say: say("Key Facts"), "Key Facts", "Klíčová fakta"),
        (lambda say: say("Part {number}", number=2), "Part 2", "Část 2"),
        (lambda say: say(N_("Part {number}").having(number=3)), "Part 3", "Část 3"),
        (lambda say: say.plural("{count} point", "{count} points", 5), "5 points", "5 bodů"),
        (
            lambda say: say(
                "{points} for each question.", points=say("{number} points", number="2½")
            ),
            "2½ points for each question.",
            "2½ bodu za každou otázku.",
        ),
    ],
    ids=["message", "value", "message-with-a-value", "number", "message-within"],
)
def test_a_message_is_said_in_both(said: object, first: str, second: str) -> None:
    assert callable(said)
    text = said(sayings(second="cs"))
    assert (first_of(text), second_of(text)) == (first, second)


def test_what_a_teacher_wrote_is_said_in_both_where_it_is_given() -> None:
    say = sayings(second="cs")
    own = RichText.from_markdown("Say *so* & so.")
    text = say(InTwo(own, RichText.from_markdown("Řekni *to*.")))
    assert (first_of(text), second_of(text)) == ("Say <em>so</em> &amp; so.", "Řekni <em>to</em>.")
    alone = say(InTwo(own))
    assert alone == first_of(alone) == second_of(alone)
    usual = say(InTwo(N_("Timeline"), RichText.verbatim("Kdy")))
    assert (first_of(usual), second_of(usual)) == ("Timeline", "Kdy")


def test_a_language_without_words_says_nothing_and_one_of_the_class_s_neither() -> None:
    for second in ("vi", "en-GB"):
        assert sayings(second=second)("Key Facts") == "Key Facts"


def test_an_editor_s_words_in_it_are_said() -> None:
    vietnamese = words_for("vi").reworded({"Key Facts": "Sự kiện chính"}, "vi")
    say = Sayings(words_for("en"), "en", vietnamese, "vi")
    assert second_of(say("Key Facts")) == "Sự kiện chính"
    assert say("Vocabulary") == "Vocabulary"


@pytest.mark.parametrize(
    ("language", "second", "way"), [("en", "ar", ":r"), ("ar", "en", ":l"), ("en", "cs", "")]
)
def test_it_is_told_where_a_line_runs_the_other_way(language: str, second: str, way: str) -> None:
    assert f"{second}{way}\ufdd7" in sayings(language, second)("Key Facts")
