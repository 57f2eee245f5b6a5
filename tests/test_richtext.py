"""Text with a little Markdown keeps every word, and only emphasis, strong and links mean anything."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.markdown_prose import parse_placed_prose, parse_prose
from lessonpress.prose import plain_text
from lessonpress.richtext import RichText, Span


def test_emphasis_strong_and_links_become_spans() -> None:
    text = RichText.from_markdown("A *soft* and **loud** [link](https://example.org/a).")
    assert text.spans == (
        Span("A "),
        Span("soft", emphasis=True),
        Span(" and "),
        Span("loud", strong=True),
        Span(" "),
        Span("link", href="https://example.org/a"),
        Span("."),
    )


def test_looks_add_up() -> None:
    text = RichText.from_markdown("***both*** **[link](http://a.b)**")
    assert text.spans[0] == Span("both", strong=True, emphasis=True)
    assert text.spans[-1] == Span("link", strong=True, href="http://a.b")


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "snake_case_name",
        "`code` stays",
        "<b>not bold</b>",
        "AT&T; &nothing;",
        "[no link] and [neither][this]",
        "# not a heading",
        "1. not a list",
        "- not a list",
        "[bad] (javascript:alert)",
        "a\u00a0b",
        "*",
        "50 % <",
    ],
)
def test_everything_else_stays_as_it_was_written(text: str) -> None:
    assert RichText.from_markdown(text).plain == text


def test_a_backslash_keeps_an_asterisk() -> None:
    assert RichText.from_markdown(r"\*not emphasis\*") == RichText.verbatim("*not emphasis*")


def test_lines_of_a_yaml_block_are_one_paragraph() -> None:
    assert RichText.from_markdown("one\n  *two*\nthree\n").plain == "one two three"


def test_verbatim_text_is_not_read_as_markdown() -> None:
    assert RichText.verbatim("**a**").plain == "**a**"


def test_text_is_falsy_when_empty() -> None:
    assert not RichText.verbatim("")
    assert not RichText.from_markdown("  \n")
    assert RichText.verbatim("a")


@given(st.text(alphabet="ab *_\\", max_size=30), st.data())
def test_parts_of_a_text_are_its_characters_with_their_looks(
    source: str, data: st.DataObject
) -> None:
    text = RichText.from_markdown(source)
    start = data.draw(st.integers(0, len(text.plain)))
    stop = data.draw(st.integers(start, len(text.plain)))
    assert text.part(start, stop).plain == text.plain[start:stop]
    assert text.part(0, len(text.plain)) == text


@given(st.text(alphabet="abé *_[]()<>`&;!#\\\n-", max_size=60))
def test_no_letter_is_lost_in_markdown(source: str) -> None:
    def letters(text: str) -> list[str]:
        return [character for character in text if character.isalpha()]

    text = RichText.from_markdown(source)
    if not any(span.href for span in text.spans):
        assert letters(text.plain) == letters(source)


def test_prose_has_paragraphs_lists_quotes_and_subheadings() -> None:
    blocks = parse_prose("One\nline.\n\n- a\n- b\n\n1. c\n2. d\n\n> e\n\n### F\n\ng")
    assert [(block.kind, block.plain) for block in blocks] == [
        ("paragraph", "One line."),
        ("bullet", "a"),
        ("bullet", "b"),
        ("number", "c"),
        ("number", "d"),
        ("quote", "e"),
        ("subheading", "F"),
        ("paragraph", "g"),
    ]
    assert plain_text(blocks[:2]) == "One line.\na"


def test_prose_knows_its_lines_and_levels() -> None:
    placed = parse_placed_prose("# A\n\nb\nc\n\n## D\n")
    assert [(one.line, one.level, one.block.plain) for one in placed] == [
        (1, 1, "A"),
        (3, 0, "b c"),
        (6, 2, "D"),
    ]


def test_a_picture_is_a_figure_with_its_words() -> None:
    before, figure, after = parse_prose('Look: ![A tank](img/a%20b.png "In Prague") Good?')
    assert (before.plain, after.plain) == ("Look:", "Good?")
    assert figure.kind == "figure"
    assert figure.picture is not None
    assert figure.picture.source == "img/a b.png"
    assert figure.picture.alternative == "A tank"
    assert figure.text.plain == "In Prague"


def test_a_year_that_looks_like_a_list_keeps_its_number() -> None:
    (block,) = parse_prose("1968. A year of hope.")
    assert (block.kind, block.plain) == ("paragraph", "1968. A year of hope.")


def test_numbers_that_do_not_count_up_are_kept() -> None:
    assert [block.plain for block in parse_prose("1. a\n3. b")] == ["1. a", "3. b"]
    assert [block.plain for block in parse_prose("1. a\n1. b")] == ["a", "b"]


def test_code_and_html_are_text() -> None:
    source = "<div>\n\n    four spaces\n\n```\nfence\n```"
    assert " ".join(block.plain for block in parse_prose(source)).split() == source.split()


def test_the_words_of_a_links_tooltip_are_printed() -> None:
    assert RichText.from_markdown('[a](http://b.c "d e")').plain == "a (d e)"


def test_plain_text_does_not_load_the_parser() -> None:
    code = (
        "import sys; from lessonpress.richtext import RichText; "
        "RichText.from_markdown('No Markdown, (really) - none!'); "
        "sys.exit('markdown_it' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
