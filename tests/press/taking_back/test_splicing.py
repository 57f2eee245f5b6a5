"""Words are put into the Markdown that the rest was written in, which keeps its spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonpress.press.taking_back.pieces import PLAIN, Look, Stretch, Token, tokens_of
from lessonpress.press.taking_back.splicing import in_markdown, read_markdown, spliced

RAW = "The *Eagle* landed, and [it](https://example.org/x) was 10^6^ [Schritt]{lang=de} away"


def tokens(*stretches: tuple[str, Look] | str) -> list[Token]:
    return list(
        tokens_of(
            Stretch(one, PLAIN) if isinstance(one, str) else Stretch(*one) for one in stretches
        )
    )


def reworded(raw: str, old: str, new: str) -> str:
    """The first way to write it, where the plain words `old` became `new`."""
    before = read_markdown(raw)
    texts = [token.text for token in before]
    words = [token.text for token in tokens(old)]
    at = next(i for i in range(len(texts)) if texts[i : i + len(words)] == words)
    look = before[at].look
    after = [*before[:at], *tokens((new, look)), *before[at + len(words) :]]
    return next(iter(spliced(raw, before, after)))


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("landed", "came down", "The *Eagle* came down, and"),
        ("Eagle", "Falcon", "The *Falcon* landed"),
        ("it", "that", "[that](https://example.org/x)"),
        ("Schritt", "Schritte", "[Schritte]{lang=de}"),
        ("away", "off, *really*", r"{lang=de} off, \*really\*"),
    ],
)
def test_only_the_words_change(old: str, new: str, written: str) -> None:
    result = reworded(RAW, old, new)
    assert written in result
    assert "".join(one.text for one in read_markdown(result)) == "".join(
        one.text for one in read_markdown(RAW)
    ).replace(old, new, 1)


@pytest.mark.parametrize(
    ("raw", "new", "written"),
    [
        ("one two", ["one ", ("two", Look(emphasis=True))], "one *two*"),
        ("one *two*", ["one two"], "one two"),
        ("one two three", ["one ", ("two three", Look(strong=True))], "one **two three**"),
        ("H2O", ["H", ("2", Look(script="subscript")), "O"], "H~2~O"),
        ("see it", ["see ", ("it", Look(href="https://a.org/"))], "see [it](https://a.org/)"),
        ("un*believ*able", ["un", ("grant", Look(emphasis=True)), "able"], "un*grant*able"),
        ("*one*", [("one", Look(emphasis=True)), " two"], "*one* two"),
        ("one", ["one\ntwo"], "one\\\ntwo"),
        ('it\'s "so"', ["it’s “thus”"], 'it\'s "thus"'),
    ],
)
def test_looks_are_written_as_markdown(
    raw: str, new: list[tuple[str, Look] | str], written: str
) -> None:
    assert next(iter(spliced(raw, read_markdown(raw), tokens(*new)))) == written


def test_what_the_source_does_not_say_has_no_place_there() -> None:
    before = tokens("Part 1 · Timeline")
    assert list(spliced("Timeline", before, tokens("Part 2 · Timeline"))) == []
    assert next(iter(spliced("Timeline", before, tokens("Part 1 · A line")))) == "A line"


def test_plain_text_gets_no_backslashes() -> None:
    before, after = tokens("one two"), tokens("one *two*")
    assert next(iter(spliced("one two", before, after, markdown=False))) == "one *two*"


_LOOKS = st.sampled_from(
    [PLAIN, PLAIN, PLAIN, Look(strong=True), Look(emphasis=True), Look(strong=True, emphasis=True)]
)
_WORDS = st.lists(
    st.tuples(st.text("abcčž'“”*_[]<>&\\^~#.,:", min_size=1, max_size=8), _LOOKS),
    min_size=1,
    max_size=8,
)


@given(old=_WORDS, new=_WORDS)
def test_whatever_is_written_says_what_was_wanted(
    old: list[tuple[str, Look]], new: list[tuple[str, Look]]
) -> None:
    raw = in_markdown(tokens(*(part for word in old for part in (word, " "))))
    wanted = tokens(*[part for word in new for part in (word, " ")][:-1])
    before = read_markdown(raw)
    for way in spliced(raw, before, wanted):
        said = [one[:2] for one in read_markdown(way)]
        assert said == [one[:2] for one in wanted]
