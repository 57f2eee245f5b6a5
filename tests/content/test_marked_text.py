"""Terms stand out where a text first has them, and no letter of it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.activities.base import Term
from lessonpress.content.article import Event, Section
from lessonpress.content.forms import Place
from lessonpress.content.marked_text import MarkedText, gloss_letter, mark_terms
from lessonpress.prose import ProseBlock, ProseKind, plain_text
from lessonpress.richtext import RichText, Span


def term(word: str, *forms: str) -> Term:
    return Term(RichText.from_markdown(word), RichText.from_markdown("A meaning."), forms)


def block(text: str, kind: ProseKind = "paragraph") -> ProseBlock:
    return ProseBlock(kind, RichText.from_markdown(text))


def event(*blocks: ProseBlock, summary: str = "A summary.") -> Event:
    return Event(
        "e", Path("e.md"), "E", (RichText.from_markdown(summary),), sections=(Section("S", blocks),)
    )


def marked(
    one: Event, *terms: Term, place: Place = "after", mark: bool = True
) -> tuple[MarkedText, list[str]]:
    text = mark_terms(one, terms, place, marked=mark)
    blocks = [*text.summary, *(inner for section in text.sections for inner in section.blocks)]
    strong = [span.text for each in blocks for span in each.text.spans if span.strong]
    return text, strong


def test_a_term_is_marked_once_where_it_first_stands() -> None:
    one = event(block("The Wall. A wall."), block("The wall again."), summary="Walls fall.")
    text, strong = marked(one, term("wall"))
    assert strong == ["Wall"]
    assert text.unmet == ()
    assert marked(one, term("wall", "walls"))[1] == ["Walls"]


def test_nothing_is_marked_unasked() -> None:
    one = event(block("The wall."))
    text, strong = marked(one, term("wall"), mark=False)
    assert (strong, text.glosses, text.sections) == ([], (), one.sections)


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("wall", "A wallet and a wall-clock", ["wall"]),  # whole words, as people see them
        ("Soviet army", "The  *Soviet\narmy*", ["Soviet army"]),
        ("café", "The cafe\u0301 closed", ["café"]),
        ("STRASSE", "Die Straße ist", ["Straße"]),
        ("wall", "walls and walled", []),
        ("C++", "In C++ one", ["C++"]),
    ],
)
def test_words_are_found_whole_and_as_people_see_them(
    word: str, text: str, found: list[str]
) -> None:
    import unicodedata

    _, strong = marked(event(block(text)), term(word))
    joined = unicodedata.normalize("NFC", "".join(strong))
    assert joined == "".join(found)


def test_the_longer_of_two_terms_is_marked_and_the_shorter_where_it_stands_alone() -> None:
    one = event(block("The Soviet army came. No army helped."))
    text, strong = marked(one, term("army"), term("Soviet army"))
    assert strong == ["Soviet army", "army"]
    assert [gloss.term.plain for gloss in text.glosses] == ["Soviet army", "army"]


@pytest.mark.parametrize("kind", ["quote", "verse", "attribution", "subheading"])
def test_what_is_somebody_elses_stays_as_it_is(kind: ProseKind) -> None:
    one = event(block("The wall fell.", kind), block("A wall."))
    text, strong = marked(one, term("wall"))
    assert text.sections[0].blocks[0] == one.sections[0].blocks[0]
    assert strong == ["wall"]


def test_words_links_and_notes_of_the_text_stay() -> None:
    linked = RichText(
        (
            Span("The "),
            Span("old wall", href="https://example.org"),
            Span("", note=1),
            Span(" fell, a "),
            Span("garrison", emphasis=True),
            Span("."),
        )
    )
    one = event(ProseBlock("paragraph", linked))
    text, _ = marked(one, term("wall"), term("garrison"), place="foot")
    [after] = text.sections[0].blocks
    assert plain_text([after]) == linked.plain
    spans = [span for span in after.text.spans if span.text or span.note or span.gloss]
    assert [(one.text, one.strong, one.note, one.gloss) for one in spans] == [
        ("The ", False, None, None),
        ("old ", False, None, None),
        ("wall", True, None, None),
        ("", False, 1, None),
        ("", False, None, "a"),
        (" fell, a ", False, None, None),
        ("garrison", True, None, None),
        ("", False, None, "b"),
        (".", False, None, None),
    ]
    assert all(span.href for span in spans if "wall" in span.text or span.text == "old ")


def test_glosses_go_with_the_block_that_first_has_the_word() -> None:
    inner = ProseBlock("bullet", RichText.verbatim("One"), inside=(block("a garrison"),))
    one = event(block("The wall."), inner, summary="An army.")
    text, _ = marked(one, *map(term, ("wall", "garrison", "army", "ghost")), place="margin")
    of = [[name.plain for name, _ in each.glosses] for each in text.sections[0].blocks]
    assert of == [["wall"], ["garrison"]]
    assert [name.plain for name, _ in text.summary[0].glosses] == ["army"]
    assert [(gloss.term.plain, gloss.place) for gloss in text.unmet] == [("ghost", 3)]


def test_letters_go_on_as_those_of_lettered_lists() -> None:
    assert [gloss_letter(index) for index in (0, 25, 26, 27, 52)] == ["a", "z", "aa", "bb", "aaa"]
