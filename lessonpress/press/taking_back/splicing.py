"""Splicing: the words that an editor changed, put into the Markdown that the rest was written in.

What stays keeps the spelling that it has in the source: marks of emphasis, links, languages, spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, product
from typing import NamedTuple

from lessonpress.press.taking_back.pieces import GAP, Look, Stretch, Token, alike, tokens_of
from lessonpress.richtext import RichText

_WORD = re.compile(r"[^\W_]+|[\s\u00a0]+|.", re.DOTALL)
_LETTER = re.compile(r"[\s\u00a0]+|.", re.DOTALL)
_SPECIAL = re.compile(r"([\\`*_\[\]<>^~&])")
_MARKS = "*_^~"


class Hunk(NamedTuple):
    """The printed tokens from `start` to `stop` became those edited ones."""

    start: int
    stop: int
    new: tuple[Token, ...]


def hunks(old: Sequence[Token], new: Sequence[Token]) -> list[Hunk]:
    """What differs, in order. Words that differ side by side are one hunk."""
    left, right = [one[:2] for one in old], [one[:2] for one in new]
    found: list[tuple[int, int, int, int]] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            continue
        if found:
            first, last, from_, _ = found[-1]
            if all(one.said == " " for one in old[last:i1]):
                found[-1] = first, i2, from_, j2
                continue
        found.append((i1, i2, j1, j2))
    return [Hunk(i1, i2, tuple(new[j1:j2])) for i1, i2, j1, j2 in found]


def spliced(
    raw: str, old: Sequence[Token], new: Sequence[Token], *, markdown: bool = True
) -> Iterator[str]:
    """Ways to write `new` where `raw` says `old`, the likeliest first; none where what was changed isn't said
    by `raw`. Where `raw` says nothing else, only those that say `new`."""
    changed = hunks(old, new)
    if any(GAP in token.said for hunk in changed for token in hunk.new):
        return
    whole = markdown and _says(raw, old)
    seen = {raw}
    by_letters = _by_letters(old, changed)
    for words, edits in ((old, changed), by_letters):
        aligned = _Aligned(raw, words, letters=words is not old)
        for inside, wide, plain in product((True, False), (False, True), (False, True)):
            written = aligned.write(edits, inside=inside, wide=wide, plain=plain or not markdown)
            if written is None or written in seen:
                continue
            seen.add(written)
            if not whole or _says(written, new):
                yield written
        if len(seen) > 1:
            break
    if whole:
        written = in_markdown(new)
        if written not in seen and _says(written, new):
            yield written


def _says(raw: str, tokens: Sequence[Token]) -> bool:
    return [one[:2] for one in read_markdown(raw)] == [one[:2] for one in tokens]


def read_markdown(raw: str) -> tuple[Token, ...]:
    """The tokens of what is written so."""
    spans = RichText.from_markdown(raw).spans
    return tuple(
        tokens_of(
            Stretch(one.text, Look(one.strong, one.emphasis, one.script, one.href)) for one in spans
        )
    )


def _by_letters(old: Sequence[Token], changed: Sequence[Hunk]) -> tuple[list[Token], list[Hunk]]:
    """The same with a token for each letter, where a mark stands within a word."""
    letters: list[Token] = []
    begins: list[int] = []
    for one in old:
        begins.append(len(letters))
        letters += _letters(one)
    begins.append(len(letters))
    found: list[Hunk] = []
    for hunk in changed:
        start, stop = begins[hunk.start], begins[hunk.stop]
        new = [letter for one in hunk.new for letter in _letters(one)]
        while start < stop and new and letters[start][:2] == new[0][:2]:
            start, new = start + 1, new[1:]
        while start < stop and new and letters[stop - 1][:2] == new[-1][:2]:
            stop, new = stop - 1, new[:-1]
        found.append(Hunk(start, stop, tuple(new)))
    return letters, found


def _letters(token: Token) -> list[Token]:
    if token.said == " ":
        return [token]
    return [Token(alike(letter), token.look, letter) for letter in token.text]


class _Aligned:
    """Where each printed token stands in the source; `letters` where each is one letter."""

    def __init__(self, raw: str, old: Sequence[Token], *, letters: bool) -> None:
        self._raw = raw
        words = list((_LETTER if letters else _WORD).finditer(raw))
        said = [" " if _is_space(one[0]) else alike(one[0]) for one in words]
        matcher = SequenceMatcher(None, [one.said for one in old], said, autojunk=False)
        self._spans: dict[int, tuple[int, int]] = {}
        for i, j, size in matcher.get_matching_blocks():
            for step in range(size):
                self._spans[i + step] = words[j + step].span()

    def write(
        self, changed: Iterable[Hunk], *, inside: bool, wide: bool, plain: bool
    ) -> str | None:
        """The source with the hunks in it. What is put in stands `inside` marks of emphasis that end there, or
        behind them; what is replaced takes the marks around it along if `wide`."""
        parts: list[str] = []
        done = 0
        for hunk in changed:
            span = self._span(hunk, inside=inside)
            if span is None:
                return None
            start, stop = span
            if wide and stop > start:
                start, stop = self._widened(start, stop)
            if start < done:
                return None
            text = "".join(one.text for one in hunk.new) if plain else in_markdown(hunk.new)
            parts += [self._raw[done:start], text]
            done = stop
        return "".join([*parts, self._raw[done:]])

    def _span(self, hunk: Hunk, *, inside: bool) -> tuple[int, int] | None:
        if hunk.start < hunk.stop:
            first, last = self._spans.get(hunk.start), self._spans.get(hunk.stop - 1)
            if first is None or last is None:
                return None
            return first[0], last[1]
        before, after = self._spans.get(hunk.start - 1), self._spans.get(hunk.start)
        if before is not None and (inside or after is None):
            return before[1], before[1]
        return None if after is None else (after[0], after[0])

    def _widened(self, start: int, stop: int) -> tuple[int, int]:
        """With the marks around it, and those of which it has one half."""
        raw = self._raw
        while (
            start and stop < len(raw) and raw[start - 1] in _MARKS and raw[stop] == raw[start - 1]
        ):
            start, stop = start - 1, stop + 1
        if stop < len(raw) and raw[stop] in _MARKS and raw.count(raw[stop], start, stop) % 2:
            stop += 1
        elif start and raw[start - 1] in _MARKS and raw.count(raw[start - 1], start, stop) % 2:
            start -= 1
        return start, stop


def _is_space(text: str) -> bool:
    return text[0].isspace() or text[0] == "\u00a0"


def in_markdown(tokens: Sequence[Token]) -> str:
    """Markdown that says these, with no more marks than it takes."""
    parts: list[str] = []
    for look, group in groupby(_with_spaces_inside(tokens), key=lambda one: one.look):
        parts.append(_marked("".join(one.text for one in group), look))
    return "".join(parts)


def _with_spaces_inside(tokens: Sequence[Token]) -> Iterator[Token]:
    """Space between two words of one look is of that look."""
    for at, one in enumerate(tokens):
        if one.said == " " and 0 < at < len(tokens) - 1:
            look = tokens[at - 1].look
            yield one._replace(look=look) if look == tokens[at + 1].look else one
        else:
            yield one


def _marked(text: str, look: Look) -> str:
    text = _escaped(text).replace("\n", "\\\n")
    if look.script is not None:
        mark = "^" if look.script == "superscript" else "~"
        text = f"{mark}{text.replace(' ', chr(92) + ' ')}{mark}"
    if look.emphasis:
        text = f"*{text}*"
    if look.strong:
        text = f"**{text}**"
    return f"[{text}]({look.href})" if look.href else text


def _escaped(text: str) -> str:
    """The text with a backslash before each mark, if Markdown would take any of them for one."""
    if RichText.from_markdown(text).spans == RichText.verbatim(" ".join(text.split())).spans:
        return text
    return _SPECIAL.sub(r"\\\1", text)
