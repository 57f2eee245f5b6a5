"""Marked text: an event's text in which words of the vocabulary stand out where it first has them.

No letter of it changes: quotes are found in it as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lessonpress.activities.base import Term
from lessonpress.activities.translations import Translation
from lessonpress.comparison import Comparable
from lessonpress.content.article import Event, Section
from lessonpress.content.forms import Place
from lessonpress.prose import ProseBlock
from lessonpress.richtext import RichText, Span

# What is the author's own running text. A quotation or a verse is somebody else's and stays as it is.
_OWN = frozenset({"paragraph", "bullet", "number"})


@dataclass(frozen=True, slots=True)
class Gloss:
    """A word of the vocabulary with the letter of its mark; where it isn't `met` in the text, nothing has
    that mark. `place` is its place in the vocabulary, from 0."""

    letter: str
    term: RichText
    definition: RichText
    place: int
    met: bool
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedText:
    """`summary` and `sections` are the event's. `glosses` are the vocabulary in the order in which they
    have it, and then what they haven't; there are none where nothing is marked."""

    summary: tuple[ProseBlock, ...]
    sections: tuple[Section, ...]
    glosses: tuple[Gloss, ...] = ()

    @property
    def unmet(self) -> tuple[Gloss, ...]:
        """The words that stand nowhere in the text as the vocabulary has them."""
        return tuple(gloss for gloss in self.glosses if not gloss.met)


def mark_terms(
    event: Event,
    vocabulary: Sequence[Term],
    place: Place,
    *,
    marked: bool,
    languages: Sequence[str] = (),
) -> MarkedText:
    """The event's text with its terms marked, where they are to be or their glosses need it. What explains them has
    them in these `languages` as well."""
    summary = tuple(ProseBlock("paragraph", text) for text in event.summary)
    if not vocabulary or not (marked or place in ("margin", "foot")):
        return MarkedText(summary, event.sections)
    marker = _Marker(vocabulary, place, languages)
    summary = marker.mark(summary)
    sections = tuple(replace(one, blocks=marker.mark(one.blocks)) for one in event.sections)
    glosses = (
        Gloss(
            gloss_letter(count),
            vocabulary[index].term,
            vocabulary[index].definition,
            index,
            count < len(marker.met),
            vocabulary[index].translations,
        )
        for count, index in enumerate((*marker.met, *sorted(marker.open)))
    )
    return MarkedText(summary, sections, tuple(glosses))


def gloss_letter(index: int) -> str:
    """a, b, c … for 0, 1, 2 …; after z comes aa, then bb, as in a lettered list."""
    times, place = divmod(index, 26)
    return chr(ord("a") + place) * (times + 1)


class _Marker:
    """Marks each term once. `open` are those that aren't met yet, `met` the others in their order."""

    def __init__(self, vocabulary: Sequence[Term], place: Place, languages: Sequence[str]) -> None:
        self._vocabulary = vocabulary
        self._languages = languages
        self._place = place
        self.open = set(range(len(vocabulary)))
        self.met: list[int] = []

    def mark(self, blocks: Iterable[ProseBlock]) -> tuple[ProseBlock, ...]:
        """The blocks, each with its glosses where they go into the margin."""
        marked = []
        for block in blocks:
            count = len(self.met)
            new = self._block(block)
            if self._place == "margin" and (met := self.met[count:]):
                terms = (self._vocabulary[index] for index in met)
                glosses = ((one.term, self._explained(one)) for one in terms)
                new = replace(new, glosses=tuple(glosses))
            marked.append(new)
        return tuple(marked)

    def _explained(self, term: Term) -> RichText:
        """What a term means and, a line each, what it is called in other languages."""
        spans = term.definition.spans
        for one in term.translations:
            if one.language in self._languages:
                own = (replace(span, lang=span.lang or one.language) for span in one.text.spans)
                spans = (*spans, Span("\n"), *own)
        return RichText(spans)

    def _block(self, block: ProseBlock) -> ProseBlock:
        if block.kind not in _OWN or not self.open:
            return block
        text = self._text(block.text)
        return replace(block, text=text, inside=tuple(map(self._block, block.inside)))

    def _text(self, text: RichText) -> RichText:
        spans: list[Span] = []
        end = 0
        for start, stop, index in self._places(Comparable(text.plain)):
            if start < end or index not in self.open:
                continue
            self.open.remove(index)
            spans += text.part(end, start).spans if start > end else ()
            spans += (
                replace(span, strong=True) if span.text else span
                for span in text.part(start, stop).spans
            )
            if self._place == "foot":
                spans.append(Span("", gloss=gloss_letter(len(self.met))))
            self.met.append(index)
            end = stop
        if not end:
            return text
        return RichText((*spans, *text.part(end, len(text.plain)).spans))

    def _places(self, words: Comparable) -> list[tuple[int, int, int]]:
        """Where terms stand: the first first and, of those that begin in one place, the longest."""
        found = [
            (*place, index)
            for index in self.open
            for form in (self._vocabulary[index].term.plain, *self._vocabulary[index].forms)
            for place in words.find_words(form)
        ]
        return sorted(found, key=lambda place: (place[0], -place[1], place[2]))
