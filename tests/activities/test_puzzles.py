"""Puzzles: every word has its place, or is named with its line; the same puzzle on every machine."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonpress.activities.base import Term
from lessonpress.activities.crossword_grid import Crossed, cross
from lessonpress.activities.letters import counts_of, letters_of
from lessonpress.activities.word_search_grid import Hidden, hide
from lessonpress.richtext import RichText

Resolve = Callable[..., Any]
STEPS = [step for step in product((-1, 0, 1), repeat=2) if step != (0, 0)]
some_words = st.lists(
    st.text("abcčdeřstu", min_size=2, max_size=9).map(tuple), min_size=1, max_size=9, unique=True
).map(tuple)


def terms(**words: str) -> tuple[Term, ...]:
    return tuple(
        Term(RichText.from_markdown(word), RichText.from_markdown(meaning))
        for word, meaning in words.items()
    )


# --- letters ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "letters"),
    [
        ("Čechy", "cs", "Č E CH Y"),
        ("chata", "sk-SK", "CH A T A"),
        ("chata", "en", "C H A T A"),
        ("mnoho chyb", "cs", "M N O H O CH Y B"),
        ("koc hrad", "cs", "K O C H R A D"),  # two words: no CH
        ("Straße", "de", "S T R A S S E"),
        ("Über-Ich", "de", "Ü B E R I C H"),
        ("l’été", "fr", "L É T É"),
        ("Cafe\u0301", "fr", "C A F É"),  # composed
        ("IJsland", "nl", "IJ S L A N D"),
        ("diyar", "tr", "D İ Y A R"),
        ("Anschluss (1938)", "de", "A N S C H L U S S"),
        ("D-Day", "en", "D D A Y"),
        ("1938", "en", "1 9 3 8"),
    ],
)
def test_a_letter_has_one_box(text: str, language: str, letters: str) -> None:
    assert " ".join(letters_of(text, language)) == letters


@pytest.mark.parametrize(
    ("text", "counts"),
    [("siege", "5"), ("Red Army", "3, 4"), ("D-Day", "1, 3"), ("Pact (1938)", "4")],
)
def test_a_clue_says_how_many_letters_each_word_has(text: str, counts: str) -> None:
    assert counts_of(text, "en") == counts


# --- word search -----------------------------------------------------------------------------------


def readings(rows: tuple[tuple[str, ...], ...], word: tuple[str, ...]) -> int:
    """How many sets of boxes the word can be read in."""
    side, found = len(rows), set()
    for row, column, (down, right) in product(range(side), range(side), STEPS):
        boxes = [(row + at * down, column + at * right) for at in range(len(word))]
        if all(0 <= r < side and 0 <= c < side for r, c in boxes) and word == tuple(
            rows[r][c] for r, c in boxes
        ):
            found.add(frozenset(boxes))
    return len(found)


@settings(max_examples=60, deadline=None)
@given(some_words, st.integers())
def test_every_hidden_word_can_be_read_once(words: tuple[tuple[str, ...], ...], seed: int) -> None:
    steps = ((0, 1), (1, 0), (1, 1))
    made = hide(words, tuple("abcčdeřstuvxyz"), steps, (0, 15), str(seed))
    if not isinstance(made, Hidden):
        texts = ["".join(word) for word in words]
        both = [*texts, *(text[::-1] for text in texts)]
        assert any(sum(text in other for other in both) > 1 for text in texts)  # no grid could
        return
    for word, stretch in zip(words, made.stretches, strict=True):
        assert stretch.step in steps
        assert tuple(made.rows[row][column] for row, column in stretch.boxes()) == word
        assert readings(made.rows, word) == 1
    assert all(letter for row in made.rows for letter in row)


def test_the_same_seed_gives_the_same_grid() -> None:
    """As it was when this was written: a key that was printed then still fits."""
    words = (tuple("SIEGE"), tuple("TRUCE"), tuple("ŘEKA"))
    made = hide(words, tuple("ABC"), ((0, 1), (1, 0)), (0, 15), "a seed")
    assert isinstance(made, Hidden)
    grid = ["BBABBC", "TRUCEŘ", "BAABBE", "AABCAK", "CBAACA", "CSIEGE"]
    assert ["".join(row) for row in made.rows] == grid


def test_words_run_as_the_age_allows(resolve: Resolve, vocabulary: tuple[Term, ...]) -> None:
    task, findings = resolve("{activity: word-search}", vocabulary=vocabulary, stage="primary")
    assert findings == []
    assert {item.stretch.step for item in task.items} <= {(0, 1), (1, 0)}
    task, _ = resolve(
        "{activity: word-search, directions: [across, backwards]}", vocabulary=vocabulary
    )
    assert {item.stretch.step for item in task.items} <= {(0, 1), (0, -1)}


def test_a_word_within_another_is_found_there(resolve: Resolve) -> None:
    task, findings = resolve("{activity: word-search, words: [Germany, German, peace]}")
    assert findings == []
    outer, inner, _ = task.items
    assert set(inner.stretch.boxes()) < set(outer.stretch.boxes())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("words: [Germany, German, Germanic]", [(("words", 1), "unplaced")]),  # twice in sight
        ("words: [peace, 'Peace!']", [(("words", 1), "repeated")]),
        ("words: [peace, ü]", [(("words", 1), "too-short")]),
        ("words: [peace, extraordinarily], size: 10", [(("words", 1), "too-long")]),
        ("words: [שלום, peace]", [(("words", 0), "right-to-left")]),
        ("words: [ab, cd], directions: backwards", [(("directions",), "no-direction")]),
        ("terms: [peace]", [(("terms", 0), "unknown-term")]),
        (f"words: [{', '.join(f'word{n}' for n in range(41))}]", [(("words",), "too-many")]),
    ],
)
def test_a_word_that_cannot_be_hidden_is_named(resolve: Resolve, text: str, found: Any) -> None:
    assert resolve(f"{{activity: word-search, {text}}}")[1] == found


def test_too_many_letters_for_the_grid_are_found(resolve: Resolve) -> None:
    words = ", ".join(f"{a}b{c}d{a}" for a in "xyzw" for c in "qrst")
    _, findings = resolve(f"{{activity: word-search, size: 5, words: [{words}]}}")
    assert [code for _, code in findings] == ["unplaced"]


def test_a_word_of_the_vocabulary_is_named_where_it_stands(resolve: Resolve) -> None:
    _, findings = resolve("{activity: word-search}", vocabulary=terms(a="x", peace="y"))
    assert findings == [(("vocabulary", 0, "term"), "too-short")]


# --- crossword -------------------------------------------------------------------------------------


def stretches(boxes: dict[tuple[int, int], str]) -> list[str]:
    """Whatever can be read across or down in a grid, of two letters and more."""
    found = []
    for down in (False, True):
        for row, column in boxes:
            if (row - down, column - (not down)) in boxes:
                continue
            text = ""
            while (row, column) in boxes:
                text += boxes[row, column]
                row, column = row + down, column + (not down)
            found += [text] if len(text) > 1 else []
    return found


@settings(max_examples=60, deadline=None)
@given(some_words.filter(lambda words: len(words) > 1), st.integers())
def test_a_crossword_has_its_words_and_no_others(
    words: tuple[tuple[str, ...], ...], seed: int
) -> None:
    made = cross(words, 15, str(seed))
    if not isinstance(made, Crossed):
        assert made.words
        return
    boxes: dict[tuple[int, int], str] = {}
    for word, place in zip(words, made.places, strict=True):
        for at, letter in enumerate(word):
            box = (place.row + at * place.down, place.column + at * (not place.down))
            assert boxes.setdefault(box, letter) == letter
    assert max(row for row, _ in boxes) + 1 == made.rows <= 15
    assert max(column for _, column in boxes) + 1 == made.columns <= 15
    assert sorted(stretches(boxes)) == sorted("".join(word) for word in words)


def test_boxes_are_numbered_from_the_top(resolve: Resolve, vocabulary: tuple[Term, ...]) -> None:
    task, findings = resolve("{activity: crossword}", vocabulary=vocabulary)
    assert findings == []
    numbers = [box.number for row in task.boxes for box in row if box and box.number]
    assert numbers == list(range(1, len(numbers) + 1))
    for item in task.items:
        box = task.boxes[item.place.row][item.place.column]
        assert (box.number, box.letter) == (item.clue_number, item.letters[0])
    assert {one.text.plain for one in task.short_answers} == {"partisan", "siege", "truce"}
    assert {str(one.number) for one in task.short_answers} == {str(one.name) for one in task.items}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[{word: peace, clue: a}, {word: dot, clue: b}]", [(("words", 1, "word"), "unplaced")]),
        ("[{word: peace, clue: a}]", [(("words",), "too-few")]),
    ],
)
def test_a_word_that_crosses_none_is_named(resolve: Resolve, text: str, found: Any) -> None:
    task, findings = resolve(f"{{activity: crossword, words: {text}}}")
    assert [code for _, code in findings] == [code for _, code in found]
    assert task.items == ()


@pytest.mark.parametrize("kind", ["crossword", "cryptic-word, solution: ea"])
@pytest.mark.parametrize(
    ("clue", "tells"), [("Peace, at last", True), ("**peace**", True), ("peaceful", False)]
)
def test_a_clue_does_not_tell_the_word(resolve: Resolve, kind: str, clue: str, tells: bool) -> None:
    words = f"[{{word: area, clue: x}}, {{word: peace, clue: '{clue}'}}]"
    _, findings = resolve(f"{{activity: {kind}, words: {words}}}")
    assert findings == ([(("words", 1, "word"), "clue-tells")] if tells else [])


def test_a_crossword_needs_two_words(resolve: Resolve) -> None:
    assert resolve("{activity: crossword}")[1] == [((), "too-few")]


# --- cryptic word ----------------------------------------------------------------------------------


def test_the_words_hold_the_solution(resolve: Resolve, vocabulary: tuple[Term, ...]) -> None:
    task, findings = resolve("{activity: cryptic-word, solution: est}", vocabulary=vocabulary)
    assert findings == []
    middle = [box for row in task.boxes for box in row if box and box.middle]
    assert "".join(box.letter for box in middle) == "EST"
    columns = {row.index(box) for row, box in zip(task.boxes, middle, strict=True)}
    assert len(columns) == 1
    assert len({len(row) for row in task.boxes}) == 1
    assert str(task.short_answers[-1].number) == "Down the middle"
    assert task.short_answers[-1].text.plain == "est"


def test_every_letter_gets_a_word_where_there_is_a_way(resolve: Resolve) -> None:
    # Only if "ab" gives its B is there a word left for the A.
    words = "[{word: ab, clue: x}, {word: ac, clue: y}]"
    for solution in ("ab", "ba"):
        task, findings = resolve(
            f"{{activity: cryptic-word, solution: {solution}x, words: {words[:-1]}, "
            "{word: axe, clue: z}]}"
        )
        assert findings == []
        assert len(task.items) == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("solution: zz", [(("solution",), "unplaced")]),
        ("solution: z", [(("solution",), "too-short")]),
        (f"solution: {'ab' * 11}", [(("solution",), "too-long")]),
        ("solution: שלום", [(("solution",), "right-to-left")]),
        (
            "solution: ab, words: [{word: axy, clue: x}, {word: byx, clue: y}, {word: axx, clue: z}]",
            [(("words", 2, "word"), "unplaced")],
        ),
    ],
)
def test_what_does_not_come_out_is_named(
    resolve: Resolve, vocabulary: tuple[Term, ...], text: str, found: Any
) -> None:
    _, findings = resolve(f"{{activity: cryptic-word, {text}}}", vocabulary=vocabulary)
    assert [code for _, code in findings] == [code for _, code in found]
    assert {path[0] for path, _ in findings} == {path[0] for path, _ in found}


@pytest.mark.parametrize("kind", ["word-search", "crossword", "cryptic-word, solution: east"])
def test_another_shuffle_is_another_puzzle(resolve: Resolve, kind: str) -> None:
    words = terms(partisan="A", siege="B", truce="C", east_wind="D", army="E", rest="F")
    made = [
        resolve(f"{{activity: {kind}}}", vocabulary=words, shuffle=number)[0] for number in range(6)
    ]
    assert len({str(task.items) for task in made}) > 1
    again = resolve(f"{{activity: {kind}}}", vocabulary=words, shuffle=5)[0]
    assert again == made[5]
