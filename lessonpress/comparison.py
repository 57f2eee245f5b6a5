"""Comparison: one normal form in which texts are the same that people see as the same. Ground.

Dropped are characters that nobody sees (soft hyphens, zero-width and bidi marks, variation
selectors) and marks of footnotes; composed are letters and their accents (Unicode's NFC); folded are
white space of every kind, quotation marks of every kind, dashes among themselves, hyphens among
themselves, `…` and `...`, and case. A hyphen is no dash, and words are never bent: `fell` is not
`had fallen`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

# Format characters (Unicode's category Cf) of running text, and variation selectors.
_UNSEEN = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_FOOTNOTE = (
    r"\s?\[(?:\d{1,3}|(?:note|nb|n) ?\d{1,3}|citation needed|edit|update)\](?!\()"
    r"|(?<=[.,;:!?”’\"')\]])\[[a-z]\](?!\()"  # but soldier[s]
    r"|(?<=[^\W\d_]{3})[\u00b9\u00b2\u00b3\u2070-\u2079]+(?!\w)"
    r"|(?<=[.,;:!?”’\"'])[\u00b9\u00b2\u00b3\u2070-\u2079]+(?!\w)"
    r"|(?<=[\w.,;:!?”’\"')])[\u2020\u2021]+"
    r"|\[\^[^\s\[\]]{1,80}\]"  # as Markdown has them
)

_Replace = Callable[[re.Match[str]], str]
_STEPS: tuple[tuple[re.Pattern[str], _Replace], ...] = (
    (re.compile(f"[{_UNSEEN}]+"), lambda _: ""),
    (
        re.compile(f"[^{_MARKS}][{_MARKS}]*|[{_MARKS}]+", re.DOTALL),
        lambda match: unicodedata.normalize("NFC", match[0]),
    ),
    (re.compile('["“”„‟«»‹›‘’‚‛′″＂＇`´]'), lambda _: "'"),
    (re.compile("[\u2010\u2011\ufe63\uff0d]"), lambda _: "-"),
    (re.compile("[\u2012-\u2015\u2212\ufe58]"), lambda _: "–"),
    (re.compile("…"), lambda _: "..."),
    (re.compile(_FOOTNOTE, re.IGNORECASE), lambda _: ""),
    (re.compile(r"\s+"), lambda _: " "),
    (re.compile(r"[^\x00-\x60\x7b-\x7f]|[a-zA-Z]"), lambda match: match[0].casefold()),
)
_COMPOSE, _CASE = _STEPS[1], _STEPS[-1]
_ELLIPSIS = re.compile(r"\s*[\[(]?\s*(?:\.{3,}|(?:\. ){2,}\.)\s*[\])]?\s*")


def fold(text: str) -> str:
    """The normal form of `text`; white space at its ends is folded like any other."""
    for step in _STEPS[:-1]:
        if step is not _COMPOSE or not unicodedata.is_normalized("NFC", text):
            text = step[0].sub(step[1], text)
    return text.casefold()


def same_text(one: str, other: str) -> bool:
    return fold(one).strip() == fold(other).strip()


@dataclass(frozen=True)
class Comparable:
    """A text in which others are looked for by what they look like."""

    text: str

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def _sources(self) -> list[tuple[int, int]]:
        """Where in `text` each character of `folded` comes from."""
        text = self.text
        sources = [(at, at + 1) for at in range(len(text))]
        for pattern, replace in _STEPS:
            pieces: list[str] = []
            moved: list[tuple[int, int]] = []
            position = 0
            for match in pattern.finditer(text):
                start, stop = match.span()
                pieces.append(text[position:start])
                moved += sources[position:start]
                new = replace(match)
                if len(new) == stop - start:
                    moved += sources[start:stop]
                elif start < stop:
                    moved += [(sources[start][0], sources[stop - 1][1])] * len(new)
                pieces.append(new)
                position = stop
            text = "".join(pieces) + text[position:]
            sources = moved + sources[position:]
        return sources

    def original(self, start: int, stop: int) -> tuple[int, int]:
        """The place in `text` that `start` to `stop` of its folded form came from."""
        inside = self._sources[start:stop]
        if not inside:
            return 0, 0
        return inside[0][0], max(end for _, end in inside)

    def find(self, wanted: str) -> tuple[int, int] | None:
        """Where `wanted` stands in `text`; None if nowhere."""
        folded = fold(wanted).strip()
        start = self.folded.find(folded) if folded else -1
        return None if start < 0 else self.original(start, start + len(folded))

    def find_with_gaps(self, wanted: str) -> list[tuple[int, int]]:
        """Where the parts of `wanted` stand that an ellipsis parts, in order; empty if any doesn't,
        or if there is no ellipsis. A part is found as whole words."""
        parts = [part for part in _ELLIPSIS.split(fold(wanted).strip()) if part]
        if not parts or (len(parts) == 1 and parts[0] == fold(wanted).strip()):
            return []
        found: list[tuple[int, int]] = []
        position = 0
        for part in parts:
            match = _whole(part).search(self.folded, position)
            if match is None:
                return []
            found.append(self.original(*match.span()))
            position = match.end()
        return found

    def find_words(self, wanted: str) -> list[tuple[int, int]]:
        """Every place where `wanted` stands as whole words."""
        folded = fold(wanted).strip()
        if not folded:
            return []
        return [self.original(*match.span()) for match in _whole(folded).finditer(self.folded)]


def _whole(folded: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if re.match(r"\w", folded) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", folded) else ""
    return re.compile(f"{before}{re.escape(folded)}{after}")


def name_character(character: str) -> str:
    """What Unicode calls a character, such as `ZERO WIDTH SPACE`; its number where it has no name."""
    return unicodedata.name(character, f"U+{ord(character):04X}")


def show_unseen(text: str) -> str:
    """`text` with the name of each character that nobody sees in its place: `‹ZERO WIDTH SPACE›`."""
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() or one == "\n" else f"‹{name_character(one)}›" for one in text
    )


def mark_differences(wanted: Sequence[str], words: Sequence[str]) -> tuple[str, str]:
    """`words` with those marked that `wanted` hasn't, and a clause that says what it has there."""
    from difflib import SequenceMatcher

    ours, theirs = [fold(word).strip() for word in wanted], [fold(word).strip() for word in words]
    shown: list[str] = []
    clauses: list[str] = []
    for what, i, j, k, m in SequenceMatcher(a=ours, b=theirs, autojunk=False).get_opcodes():
        there, here = " ".join(words[k:m]), " ".join(wanted[i:j])
        if what == "equal":
            shown.append(there)
        elif there:
            shown.append(f"›{there}‹")
            clauses.append(f"“{here}” for “{there}”" if here else f"no “{there}”")
        else:
            shown.append("›‹")
            clauses.append(f"“{here}” more")
        if there and here and what == "replace" and (letters := _look_alikes(here, there)):
            clauses.append(letters)
    return " ".join(shown), ", ".join(clauses[:3])


def _look_alikes(one: str, other: str) -> str:
    """Names two letters of different scripts that look alike; empty where that isn't the difference."""
    if len(one) != len(other):
        return ""
    for a, b in zip(one, other, strict=True):
        scripts = {name_character(each).split()[0] for each in (a, b)}
        if a != b and a.isalpha() and b.isalpha() and len(scripts) == 2:
            return f"where “{a}” is {name_character(a)} and “{b}” is {name_character(b)}"
    return ""
