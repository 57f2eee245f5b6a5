"""References between questions, in the languages that the program has words in; nothing else is one."""

from __future__ import annotations

import pytest

from lessonpress.activities.references import held_together, names_another_part

BY_NUMBER = [
    "Look at question 1 again.", "Why is statement 2 wrong?", "See number 3.", "Use your answer to Q1.",
    "Podívej se na otázku 1.", "Proč je tvrzení č. 2 chybné?", "Pozri sa na otázku 1.",
    "Sieh dir Frage 1 noch einmal an.", "Warum ist Aussage Nr. 2 falsch?",
    "Regarde la question 1.", "Vuelve a la pregunta 1.",
]  # fmt: skip
BACK = [
    "Explain the previous answer.", "Who is meant in the question above?", "What does your last answer show?",
    "Zdůvodni předchozí odpověď.", "Kto je v predchádzajúcej otázke?", "Begründe die vorherige Antwort.",
    "Explique la réponse précédente.", "Explica la respuesta anterior.",
]  # fmt: skip
ON = [
    "Use it in the next question.", "Keep this for the question below.", "Použij to v následující otázce.",
    "Merke es dir für die nächste Frage.", "Garde-le pour la question suivante.",
    "Guárdalo para la pregunta siguiente.",
]  # fmt: skip
NONE = [
    "Explain your answer.", "Which of these came first?", "What number of people came?", "Who asked questions?",
    "In 1945, who won?", "What was the question of the day?", "Odpověz na otázku, kdo přišel.", "Was war 1945 die Frage?",
    "What happened on the previous day?", "Why did the last king leave?", "Proč odešel poslední král?",
]  # fmt: skip


@pytest.mark.parametrize("text", BY_NUMBER)
def test_where_one_is_named_by_its_number_all_are_held(text: str) -> None:
    assert held_together(["Who?", "When?", text, "Where?"]) == {0, 1, 2, 3}


@pytest.mark.parametrize("text", BACK)
def test_what_speaks_of_the_one_before_is_held_with_it(text: str) -> None:
    assert held_together(["Who?", "When?", text, "Where?"]) == {1, 2}


@pytest.mark.parametrize("text", ON)
def test_what_speaks_of_the_next_is_held_with_it(text: str) -> None:
    assert held_together(["Who?", "When?", text, "Where?"]) == {2, 3}


@pytest.mark.parametrize("text", NONE)
def test_nothing_else_is_a_reference(text: str) -> None:
    assert held_together(["Who?", "When?", text, "Where?"]) == frozenset()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Compare it with question 2 of Part 1.", True),
        ("Srovnej s otázkou 2 v části 1.", True),
        ("Vergleiche mit Frage 2 aus Teil 1.", True),
        ("Look at question 2.", False),
        ("Part 1 of the treaty says what?", False),
    ],
)
def test_a_question_of_another_part_is_named_by_both_numbers(text: str, names: bool) -> None:
    assert names_another_part(text) == names
