"""Evidence: where a quote stands in an event, as people compare texts (see comparison)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from lessonpress.activities.base import KEY_FACT, Evidence
from lessonpress.comparison import Comparable, fold, mark_differences
from lessonpress.content.article import Event
from lessonpress.prose import ProseBlock, ProseKind, every_text
from lessonpress.richtext import RichText, one_line
from lessonpress.words import N_, Message

# By what it is counted under, what a block of a section is called, with the section's heading.
_NAMES = {
    "paragraph": N_("{heading}, paragraph {number}"),
    "quote": N_("{heading}, quotation {number}"),
    "item": N_("{heading}, list item {number}"),
    "subheading": N_("{heading}, subheading {number}"),
    "table": N_("{heading}, table {number}"),
}
_KINDS: dict[ProseKind, str] = {
    "bullet": "item",
    "number": "item",
    "paragraph": "paragraph",
    "verse": "paragraph",
    "quote": "quote",
    "subheading": "subheading",
    "table": "table",
}
#: Where a quote stands that is of what an activity's questions are about, and not of the event.
ABOVE = N_("Above the questions")
# Between the lines of verse that is quoted in one.
_LINE_MARK = re.compile(r"\s+/{1,2}\s+")


@dataclass(frozen=True)
class Passage:
    """A piece of the event that a quote may stand in, and what it is called in print; `of_article` where it stands
    in a section."""

    words: RichText
    where: Message
    of_article: bool = False

    @cached_property
    def text(self) -> str:
        return self.words.plain

    def shown(self, start: int, stop: int) -> str:
        """What stands from `start` up to `stop` of the text, as it is printed."""
        return str(self.words.part(start, stop)).strip()

    @cached_property
    def comparable(self) -> Comparable:
        return Comparable(self.text)


class Passages:
    """All passages of an event, in order: summary, key facts, sections; then what stands `above` the
    questions of an activity."""

    def __init__(self, event: Event, above: Iterable[ProseBlock] = ()) -> None:
        self._event = event
        texts = (Passage(text, ABOVE) for text in every_text(above))
        self._all = (*_passages(event), *texts)

    def __iter__(self) -> Iterator[Passage]:
        return iter(self._all)

    def with_text(self, above: Iterable[ProseBlock]) -> Passages:
        """The same, and what an activity's questions are about."""
        return Passages(self._event, above)

    def find(self, quote: str) -> Evidence | None:
        """The first place where `quote` stands, in the event's own characters; None if nowhere. It may
        have been copied with the marks of Markdown."""
        found = self._find(quote)
        if found is None and (plain := RichText.from_markdown(quote).plain) != quote:
            return self._find(plain)
        return found

    def _find(self, quote: str) -> Evidence | None:
        for passage in self._all:
            if (found := passage.comparable.find(quote)) is not None:
                return Evidence(passage.shown(*found), passage.where)
        if (one_line := _LINE_MARK.sub(" ", quote)) != quote:
            return self.find(one_line)
        for passage in self._all:
            if parts := passage.comparable.find_with_gaps(quote):
                quoted = " … ".join(passage.shown(*part) for part in parts)
                return Evidence(quoted, passage.where)
        return None

    def nearest(self, quote: str) -> str:
        """A sentence that names the passage most like `quote`, and marks what differs in it."""
        best, text, where = 0.0, "", Message("")
        wanted = fold(quote).split()
        for passage in self._all:
            score, window = _nearest_window(wanted, passage.text.split())
            if score > best:
                best, text, where = score, window, passage.where
        if best < 0.4:
            return "Nothing in the event is like it. Copy the words from the event."
        marked, differs = mark_differences(one_line(quote).split(" "), text.split())
        if not differs:  # the same words, in another order
            return f"The nearest passage is “{text}” ({where})."
        return f"The nearest passage is “{marked}” ({where}); the quote has {differs}."


def _nearest_window(wanted: list[str], words: list[str]) -> tuple[float, str]:
    """The stretch of `words` that shares most with `wanted`, and how much (0 to 1)."""
    size = min(len(wanted), len(words))
    if not size:
        return 0.0, ""
    folded = [fold(word) for word in words]
    counts = Counter(wanted)
    inside = Counter(folded[:size])
    shared = sum((inside & counts).values())
    best, at = shared, 0
    for start in range(1, len(words) - size + 1):
        out, new = folded[start - 1], folded[start + size - 1]
        shared -= inside[out] <= counts[out]
        inside[out] -= 1
        inside[new] += 1
        shared += inside[new] <= counts[new]
        if shared > best:
            best, at = shared, start
    return best / len(wanted), " ".join(words[at : at + size])


def _passages(event: Event) -> Iterator[Passage]:
    for number, paragraph in enumerate(event.summary, start=1):
        where = N_("Summary, paragraph {number}").having(number=number)
        if len(event.summary) == 1:
            where = N_("Summary")
        yield Passage(paragraph, where)
    for number, fact in enumerate(event.key_facts, start=1):
        yield Passage(fact, KEY_FACT.having(number=number))
    for section in event.sections:
        yield from _passages_of(section.blocks, section.heading, Counter(), None)
    for number, note in enumerate(event.notes, start=1):
        yield Passage(note, N_("Note {number}").having(number=number))


def _passages_of(
    blocks: Iterable[ProseBlock], heading: str, counts: Counter[str], around: Message | None
) -> Iterator[Passage]:
    """Those of a section, each named by the block that a reader would count: an item's further
    paragraphs are the item's, and what a quotation holds the quotation's."""
    for block in blocks:
        where = around
        kind = _KINDS.get(block.kind)
        if kind is not None and (around is None or kind not in ("paragraph", "subheading")):
            counts[kind] += 1
            where = _NAMES[kind].having(heading=heading, number=counts[kind])
        if where is not None:
            # The number of an item may be part of what it says: 5. května 1945.
            label = RichText.verbatim(f"{block.number}. " if block.kind == "number" else "")
            for text in every_text([replace(block, inside=())]):
                yield Passage(RichText((*label.spans, *text.spans)), where, of_article=True)
        inner = None if block.kind in ("figure", "figures") else where
        yield from _passages_of(block.inside, heading, counts, inner)
