"""What stands in two languages is said twice as a whole, and nothing else of the markup moves."""

from __future__ import annotations

import pytest

from lessonpress.document.blocks import (
    Blank,
    Choices,
    Fields,
    Heading,
    LineBreak,
    Paragraph,
    Run,
    Table,
)
from lessonpress.document.inlines import plain_text
from lessonpress.document.markup import parse_markup
from lessonpress.document.second_language import (
    Way,
    first_of,
    mark_both,
    second_of,
    spell_out_pairs,
)


def both(second: str, first: str, way: Way = "") -> str:
    return mark_both(second, first, "cs", way)


PART = both("Část 1", "Part 1")
FILL = both("Doplňte", "Fill in")


def read(body: str, head: str = "") -> tuple[object, ...]:
    markup = f'<document title="T{head}" language="en"><h1 id="t">T</h1>{body}</document>'
    return parse_markup(markup, "worksheet").blocks[1:]


def lines(content: tuple[object, ...]) -> list[list[tuple[str, str | None, bool]]]:
    """The runs of each line: their text, language and whether they are small."""
    found: list[list[tuple[str, str | None, bool]]] = [[]]
    for one in content:
        if isinstance(one, LineBreak):
            found.append([])
        elif isinstance(one, Run):
            found[-1].append((one.text, one.lang, one.small))
    return found


@pytest.mark.parametrize(
    ("body", "above", "below"),
    [
        (f"{PART} · {FILL} (5)", "Část 1 · Doplňte (5)", "Part 1 · Fill in (5)"),
        (f"{PART} · Own title", "Část 1", "Part 1 · Own title"),
        (
            f"<strong>{both('Slova:', 'Words:')}</strong> war · peace",
            "Slova:",
            "Words: war · peace",
        ),
        (f'<a href="https://example.org">{FILL}</a>', "Doplňte", "Fill in"),
    ],
    ids=["whole", "title-of-the-teacher-s", "label", "link"],
)
def test_a_line_is_said_whole_and_small_above_the_class_s(
    body: str, above: str, below: str
) -> None:
    [block] = read(f"<p id='p'>{body}</p>")
    assert isinstance(block, Paragraph)
    first, second = lines(block.content)
    assert "".join(text for text, _, _ in first) == above
    assert {(lang, small) for _, lang, small in first} == {("cs", True)}
    assert "".join(text for text, _, _ in second) == below
    assert {(lang, small) for _, lang, small in second} == {(None, False)}


def test_what_follows_on_own_words_is_said_twice_in_its_place() -> None:
    [block] = read(f"<p>Own words ({both('5 bodů', '5 points')})</p>")
    assert isinstance(block, Paragraph)
    [line] = lines(block.content)
    assert line == [
        ("Own words (", None, False),
        ("5 bodů / ", "cs", False),
        ("5 points)", None, False),
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<h2>{}</h2>", 2),
        ("<ul><li>{}</li></ul>", 2),
        ("<table><tr><th>{}</th><td>{}</td></tr></table>", 4),
        ("<questions><question><prompt>{}</prompt></question></questions>", 2),
        ("<box class='bank'>{}</box>", 2),
        ("<p class='credits'>{} a book</p>", 1),
    ],
)
def test_whatever_has_words_says_them_twice_but_for_small_print(body: str, said: int) -> None:
    blocks = read(body.replace("{}", both("Zdroje", "Sources")))
    assert repr(blocks).count("Zdroje") + repr(blocks).count("Sources") == said


def test_choices_in_one_line_are_said_side_by_side() -> None:
    [block] = read(f"<choices across='true'><choice>{both('ano', 'yes')}</choice></choices>")
    assert isinstance(block, Choices)
    assert lines(block.items[0].content) == [[("ano / ", "cs", False), ("yes", None, False)]]


def test_beside_a_place_to_write_in_so_are_labels() -> None:
    [block] = read(f"<p>{both('Jméno', 'Name')} <blank size='4'/></p>")
    assert isinstance(block, Paragraph)
    assert lines(block.content) == [[("Jméno / ", "cs", False), ("Name ", None, False)]]
    assert isinstance(block.content[-1], Blank)


def test_a_field_has_its_other_label_above() -> None:
    [block] = read(f"<fields><field>{both('Jméno', 'Name')}</field><field>Class</field></fields>")[
        :1
    ]
    assert isinstance(block, Fields)
    name, class_ = block.items
    assert (name.label, name.lang, name.above, name.above_lang) == ("Name", None, "Jméno", "cs")
    assert (class_.label, class_.above, class_.above_lang) == ("Class", "", None)


def test_attributes_and_ids_are_the_class_s_alone() -> None:
    markup = f'<document title="A – {PART}" language="en" footer="{FILL}"><h1>A</h1><p id="p">{FILL}</p></document>'
    document = parse_markup(markup, "worksheet")
    assert (document.title, document.footer) == ("A – Part 1", "Fill in")
    assert [block.id for block in document.blocks][1:] == ["p"]


def test_what_is_the_same_in_both_is_said_once() -> None:
    [block] = read(f"<h2>{both('Test', 'Test')} · {both('1', '1')}</h2>")
    assert isinstance(block, Heading)
    assert lines(block.content) == [[("Test · 1", None, False)]]


def test_a_pair_within_a_pair_is_said_in_each_language() -> None:
    inner = both("5 bodů", "5 points")
    whole = both(f"{inner} za otázku", f"{inner} for each")
    assert (first_of(whole), second_of(whole)) == ("5 points for each", "5 bodů za otázku")


def test_blocks_of_a_cell_stay_what_they_are() -> None:
    [block] = read(f"<table><tr><td>{FILL}<p>own</p>{PART}</td></tr></table>")
    assert isinstance(block, Table)
    cell = block.rows[0].cells[0]
    inside = [plain_text(one.content) for one in cell.blocks if isinstance(one, Paragraph)]
    assert inside == ["Doplňte Fill in", "own", "Část 1 Part 1"]


def test_a_line_that_runs_the_other_way_is_turned_as_a_whole() -> None:
    pair = mark_both("الجزء 1", "Part 1", "ar", "r")
    [block] = read(f"<p>{pair} · {mark_both('املأ.', 'Fill.', 'ar', 'r')}</p>")
    assert isinstance(block, Paragraph)
    [first, _] = lines(block.content)
    assert first == [("\u2067الجزء 1 · املأ.\u2069", "ar", True)]


def test_markup_without_pairs_stays_as_it_is() -> None:
    assert spell_out_pairs("<p>“A”</p>") == "<p>“A”</p>"
    assert spell_out_pairs("<p>\ufdd6 alone</p>") == "<p> alone</p>"
