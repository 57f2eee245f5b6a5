"""Of a page its article comes along; what stands around it stays behind, and is listed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lessonpress.content.article import event_words
from lessonpress.importing.importing import Imported

Page = Callable[[str], Imported]
TEXT = "<p>The comet came in 1910, and people looked up at it for three nights in a row.</p>"
ARTICLE = f"<h1>The Comet</h1>{TEXT}<h2>What happened?</h2>{TEXT.replace('1910', '1911')}"
AROUND = {
    "a menu": "<nav><ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li></ul></nav>",
    "a list of links": "<ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li><li><a href=/s>Sport</a></li></ul>",
    "a foot": "<footer>Home · News · © 2026</footer>",
    "a banner": "<div role=banner>Home of the News</div>",
    "cookies": "<div class='cookie cookies'>We like cookies. Home News</div>",
    "a form": "<form>Home News <input name=q><button>Search</button></form>",
    "hidden": "<div style='display: none'>Home News</div>",
    "comments": "<div class=comments>Home News</div>",
    "a script": "<script>var Home = 'News'</script>",
}


@pytest.mark.parametrize("what", list(AROUND))
@pytest.mark.parametrize("holder", ["article", "main", "div", "div itemprop=articleBody"])
@pytest.mark.parametrize("inside", [True, False])
def test_what_stands_around_an_article_stays_behind(
    page: Page, what: str, holder: str, inside: bool
) -> None:
    around = AROUND[what]
    body = ARTICLE + around if inside else ARTICLE
    made = page(
        f"<html><body>{'' if inside else around}<{holder}>{body}</{holder.split()[0]}></body></html>"
    )
    said = event_words(made.event)
    assert "1910" in said
    assert "1911" in said
    assert "Home" not in said
    if what not in ("a script",):
        assert any("News" in one for one in made.left)


def test_marks_of_references_and_the_sections_about_the_article_stay_behind(page: Page) -> None:
    made = page(
        "<div class='mw-parser-output'><h1>The Comet</h1>"
        + TEXT.replace("row.", "row.<sup class=reference><a href='#n1'>[1]</a></sup>")
        + "<h2>What happened?<span class=mw-editsection>[edit]</span></h2>"
        + TEXT
        + "<h2>See also</h2><ul><li>Other comets</li></ul><h3>Notes</h3><p>Many.</p><h2>Legacy</h2><p>It comes back.</p>"
        "<h2>References</h2><ol class=references><li>A book</li></ol></div>"
    )
    said = event_words(made.event)
    assert [section.heading for section in made.event.sections] == ["What happened?", "Legacy"]
    assert "[1]" not in said
    assert "Other comets" not in said
    assert {"See also", "Other comets", "References", "A book"} <= set(made.left)


def test_an_article_within_a_form_is_one(page: Page) -> None:
    """As pages of some servers are."""
    made = page(f"<body><form><div>{ARTICLE}</div></form></body>")
    assert [section.heading for section in made.event.sections] == ["What happened?"]


@pytest.mark.parametrize(
    ("head", "source", "licence"),
    [
        ("<title>The Comet - Wikipedia</title><link rel=canonical href=https://en.wikipedia.org/wiki/Comet>",
         "[The Comet](https://en.wikipedia.org/wiki/Comet), Wikipedia", ""),
        ("<meta property=og:site_name content='The Times'><meta name=author content='Ada Roe'><title>The Comet | The Times</title>"
         "<meta property=article:published_time content=2024-05-06T10:00:00Z>",
         "Ada Roe, The Comet, The Times, 2024-05-06", ""),
        ("<link rel=license href=https://creativecommons.org/licenses/by-sa/4.0/>", "",
         "[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)"),
        ("<link rel=license href=//creativecommons.org/licenses/by/3.0/deed.cs>", "",
         "[CC BY 3.0](https://creativecommons.org/licenses/by/3.0/deed.cs)"),
        ("<title>Luna 3 - the far side</title><link rel=canonical href=https://e.org/l>",
         "[Luna 3 - the far side](https://e.org/l)", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself_is_its_source(
    page: Page, head: str, source: str, licence: str
) -> None:
    made = page(f"<html><head>{head}</head><body><article>{ARTICLE}</article></body></html>")
    assert (made.source, made.licence) == (source, licence)
    told = " ".join(problem.message for problem in made.problems)
    assert ("licence" in told) == (not licence)
    assert ("where this text comes from" in told) == (not source)
