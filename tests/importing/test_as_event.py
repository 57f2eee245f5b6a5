"""An article becomes an event: each part in its place, no word lost, none that reads as something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessonpress.content.article import event_words
from lessonpress.content.event import read_event
from lessonpress.importing.as_event import write_event
from lessonpress.importing.found import Unreadable
from lessonpress.importing.importing import Imported
from lessonpress.importing.reading import read_article
from lessonpress.prose import every_block

Page = Callable[[str], Imported]


def kinds(imported: Imported) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in imported.event.reading]


def test_title_summary_key_facts_and_sections_are_told_by_the_headings(page: Page) -> None:
    made = page(
        "<h1>The Comet</h1><p>It came in 1910.</p><ul><li>It shone.</li><li>It went.</li></ul>"
        "<h2>What happened?</h2><p>People looked up.</p><h3>At night</h3><p>They feared it.</p>"
    )
    assert kinds(made) == [
        ("title", "The Comet"),
        ("summary", "It came in 1910."),
        ("key fact", "It shone."),
        ("key fact", "It went."),
        ("heading", "What happened?"),
        ("paragraph", "People looked up."),
        ("subheading", "At night"),
        ("paragraph", "They feared it."),
    ]


@pytest.mark.parametrize("top", [1, 2, 3, 4])
def test_levels_of_headings_are_those_of_the_article(page: Page, top: int) -> None:
    made = page(
        f"<title>T</title><p>S.</p><h{top}>A</h{top}><p>a</p><h{top + 1}>B</h{top + 1}><p>b</p><h{top}>C</h{top}><p>c</p>"
    )
    headings = [(kind, text) for kind, text in kinds(made) if "heading" in kind]
    assert headings == [("heading", "A"), ("subheading", "B"), ("heading", "C")]


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("<p>One.</p><p>Two.</p><p>Three.</p>", ["One."]),
        ("<h2>A</h2><p>One.</p><p>Two.</p>", ["One."]),
        ("<h2>A</h2><ul><li>One.</li><li>Two.</li></ul>", ["One."]),
        ("<p>One.</p><p>Two.</p><h2>A</h2><p>Three.</p>", ["One.", "Two."]),
        ("<ul><li>One.</li></ul><p>Two.</p><h2>A</h2><p>Three.</p>", ["Two."]),
    ],
)
def test_there_is_a_summary_whatever_the_article_begins_with(
    page: Page, body: str, summary: list[str]
) -> None:
    made = page(f"<h1>T</h1>{body}")
    assert [one.plain for one in made.event.summary] == summary
    assert sorted(re.findall("One|Two|Three", event_words(made.event))) == sorted(
        re.findall("One|Two|Three", body)
    )


def test_what_is_no_paragraph_before_the_first_heading_goes_below_one(page: Page) -> None:
    made = page(
        "<h1>T</h1><p>S.</p><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
        "<p>More.</p><h2>A</h2><p>x</p>"
    )
    assert [section.heading for section in made.event.sections] == ["T", "A"]


def test_looks_links_lists_quotations_tables_and_captions_come_along(page: Page) -> None:
    made = page(
        '<link rel="canonical" href="https://example.org/a/b"><h1>T</h1><p>S.</p><h2>A</h2>'
        '<p>CO<sub>2</sub>, 10<sup>6</sup>, <b>bold </b>and <i>slanted</i> <a href="../c">there</a><a href="#x">here</a></p>'
        "<blockquote><p>He said.</p><p>— Ada</p></blockquote>"
        '<ol start="3"><li>three<ul><li>inner</li></ul></li><li>four</li></ol><ol><li>one</li><li>two</li></ol>'
        "<table><caption>Armies</caption><tr><th>a|b</th><th>c</th></tr><tr><td colspan=2>1</td></tr></table>"
    )
    assert made.text.partition("## A\n\n")[2] == (
        "CO~2~, 10^6^, **bold** and *slanted* [there](https://example.org/c)here\n\n"
        "> He said.\n>\n> — Ada\n\n"
        "3. three\n   - inner\n4. four\n\n1) one\n2) two\n\n"
        "| a\\|b | c |\n| --- | --- |\n| 1 |  |\n: Armies\n"
    )
    every = [block.kind for block in every_block(made.event.sections[0].blocks)]
    assert every == [
        "paragraph",
        "quote",
        "attribution",
        "number",
        "bullet",
        "number",
        "number",
        "number",
        "table",
    ]


def test_a_table_that_only_places_things_is_what_it_holds(page: Page) -> None:
    made = page("<h1>T</h1><table><tr><td><p>One.</p><h2>A</h2><p>Two.</p></td></tr></table>")
    assert kinds(made) == [
        ("title", "T"), ("summary", "One."), ("heading", "A"), ("paragraph", "Two."),
    ]  # fmt: skip


def test_an_article_without_a_paragraph_is_refused() -> None:
    with pytest.raises(Unreadable):
        write_event(read_article(b"<h1>Only a title</h1>", Path("a.html")), "a", "a")


# --- any words ---------------------------------------------------------------------------------------

WORDS = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp", "Cf", "Co")),
        st.sampled_from("*_`[]<>&~^{}#|-+=:.1a)(!\\\"'$ "),
    ),
    min_size=1,
    max_size=40,
).map(lambda text: " ".join(text.split())).filter(lambda text: re.search(r"\w", text) and "[" not in text)  # fmt: skip


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=3, max_size=6), st.sampled_from(["p", "li", "td", "blockquote"]))
def test_whatever_the_words_they_read_back_as_they_were(words: list[str], tag: str) -> None:
    """No sign begins a list, a heading, a table or a link that was none."""
    title, summary, *rest = words
    said = [escape(one) for one in rest]
    inside = {
        "p": "".join(f"<p>{one}</p>" for one in said),
        "li": f"<ul>{''.join(f'<li>{one}</li>' for one in said)}</ul>",
        "td": f"<table><tr><td>a</td><td>b</td></tr>{''.join(f'<tr><td>{one}</td><td>{one}</td></tr>' for one in said)}</table>",
        "blockquote": f"<blockquote>{''.join(f'<p>{one}</p>' for one in said)}</blockquote>",
    }[tag]
    html = f"<article><h1>x{escape(title)}</h1><p>x{escape(summary)}.</p><h2>Heading</h2><p>Begins.</p>{inside}</article>"
    written = write_event(read_article(html.encode(), Path("a.html")), "a", "a")
    event = read_event(Path("a.md"), written.text)
    read = squeezed(event_words(event))
    for one in rest:
        assert squeezed(one) in read, written.text
    assert len(event.sections) == 1
