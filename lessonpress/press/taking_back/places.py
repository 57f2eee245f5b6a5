"""Places: where in spec, bank and event a printed text may have been written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from lessonpress.content.lesson import Lesson
from lessonpress.content.spec import SpecSource, ValuePath, walk
from lessonpress.content.spec_edits import with_key
from lessonpress.press.taking_back.drafts import Drafts
from lessonpress.press.taking_back.pieces import Piece
from lessonpress.press.taking_back.splicing import read_markdown
from lessonpress.words import Message, Words

_MARKDOWN = (".md", ".markdown")
_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\r?\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_LINE = re.compile(r"[^\r\n]+")
_BLOCK = re.compile(r"(?:[^\r\n]*\S[^\r\n]*(?:\r\n|\r|\n|\Z))+")
_WORD = re.compile(r"[^\W_]+")
_ACTIVITY = re.compile(r"a(\d+)(?:_|\Z)")
#: So many places are tried for a text, the likeliest first.
_MOST = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A text in a source.

    `path` is that of a value of YAML, and `known_as` its path in the lesson, where a bank's question stands as
    if it were the spec's own; None for a stretch of running text, which goes from `start` to `stop`. The YAML
    itself may be such a stretch: an event's front matter. With a `key`, nobody has written the text yet: it is
    what the program says where the mapping at `path` lacks that key.
    """

    file: Path
    raw: str
    path: ValuePath | None = None
    known_as: ValuePath = ()
    start: int = 0
    stop: int | None = None
    markdown: bool = True
    key: str = ""

    @property
    def is_spec(self) -> bool:
        return self.path is not None and self.stop is None

    def path_of(self, depth: int) -> ValuePath:
        """The path in the file of what has the first `depth` steps of `known_as`."""
        assert self.path is not None
        return self.path[: len(self.path) - (len(self.known_as) - depth)]

    def source(self, drafts: Drafts) -> SpecSource:
        """The YAML that the value stands in."""
        return SpecSource.read(self.file, drafts.text(self.file)[self.start : self.stop])

    def within(self, drafts: Drafts, yaml: str) -> str:
        """The file's text with that in the place of its YAML."""
        text = drafts.text(self.file)
        return text[: self.start] + yaml + ("" if self.stop is None else text[self.stop :])

    def written(self, drafts: Drafts, raw: str) -> str:
        """The file's text with `raw` in this place. Raises ValueError, KeyError and ProblemError where YAML can't
        say it there."""
        if self.path is None:
            return self.within(drafts, raw)
        if self.key:
            return with_key(self.source(drafts), self.path, self.key, raw)
        return self.within(drafts, self.source(drafts).with_value(self.path, raw))


def places_of(lesson: Lesson, drafts: Drafts, words: Words) -> tuple[Place, ...]:
    """Every text that a lesson is printed from; `words` are those that the program has for it."""
    event = _in_event(lesson.event.path, drafts)
    return (*_in_spec(lesson), *event, *_unwritten(lesson, words))


def _unwritten(lesson: Lesson, words: Words) -> Iterator[Place]:
    """Titles and instructions that the program gives an activity, which has none of its own."""
    for one in lesson.activities:
        path: ValuePath = ("activities", int(one.id.removeprefix("a")) - 1)
        for key, text in (("title", one.title), ("instructions", one.instructions)):
            if isinstance(text, Message):
                yield Place(lesson.spec.file.path, words(text), path, path, key=key)


def _in_spec(lesson: Lesson) -> Iterator[Place]:
    spec = lesson.spec
    grafts = spec.file.grafts
    for path, raw in walk(spec.data):
        home = next(
            (
                (grafts[path[:length]], path[length:])
                for length in range(1, len(path) + 1)
                if grafts and path[:length] in grafts
            ),
            None,
        )
        if home is None:
            yield Place(spec.file.path, raw, path, path)
        else:
            (file, at), rest = home
            yield Place(file.path, raw, (*at, *rest), path)


def _in_event(path: Path, drafts: Drafts) -> Iterator[Place]:
    text = drafts.text(path)
    markdown = path.suffix.lower() in _MARKDOWN
    front = _FRONT_MATTER.match(text) if markdown else None
    if front is not None:
        start, stop = front.span(1)
        source = SpecSource.read(path, text[start:stop])
        for at, raw in walk(source.data):
            yield Place(path, raw, at, (), start, stop)
    begin = front.end() if front else 0
    spans = {match.span() for match in _LINE.finditer(text, begin)}
    for match in _BLOCK.finditer(text, begin):
        spans.add((match.start(), match.start() + len(match[0].rstrip("\r\n"))))
    for start, stop in sorted(spans):
        if text[start:stop].strip():
            yield Place(path, text[start:stop], None, (), start, stop, markdown)


def likely(piece: Piece, owner: str, lesson: Lesson, places: Sequence[Place]) -> tuple[Place, ...]:
    """The places that a piece may be printed from, the likeliest first; `owner` is the id of the nearest block
    with one, at the piece or before it."""
    words = [one.said for one in piece.tokens if one.said.strip()]
    known = Counter(words)
    named = lesson.places.get(owner) or _place_of_item(owner, lesson)
    activity = _ACTIVITY.match(owner)
    ranked: list[tuple[float, int, Place]] = []
    for order, place in enumerate(places):
        said = _words(place.raw, markdown=place.markdown)
        common = (known & _counted(place.raw, markdown=place.markdown)).total() if said else 0
        if not common or (common < 0.5 * len(words) and common < 0.8 * len(said)):
            continue
        blocks = SequenceMatcher(None, words, said, autojunk=False).get_matching_blocks()
        same, longest = sum(one.size for one in blocks), max(one.size for one in blocks)
        letters = [one for one in said if _WORD.match(one)]
        if same < 0.5 * len(words) and same < 0.8 * len(letters):
            continue
        score = (longest + 0.5 * same) / len(words) + 0.5 * same / len(said)
        if place.known_as and named and place.known_as[: len(named)] == tuple(named):
            score += 1.0
        elif activity and place.known_as[:2] == ("activities", int(activity[1]) - 1):
            score += 0.5
        ranked.append((-score, order, place))
    ranked.sort(key=lambda one: one[:2])
    return tuple(place for _, _, place in ranked[:_MOST])


@lru_cache(maxsize=4096)
def _counted(raw: str, *, markdown: bool) -> Counter[str]:
    return Counter(_words(raw, markdown=markdown))


@lru_cache(maxsize=4096)
def _words(raw: str, *, markdown: bool) -> list[str]:
    """The words and marks of what is written so; links' addresses and escapes are none."""
    if markdown:
        return [one.said for one in read_markdown(raw) if one.said.strip()]
    return list(re.findall(r"[^\W_]+|\S", raw))


def _place_of_item(owner: str, lesson: Lesson) -> ValuePath | None:
    """The path of the item that a block is of: ids of blocks go on from those of their items."""
    name = owner
    while "_" in name:
        name = name.rpartition("_")[0]
        if name in lesson.places:
            return lesson.places[name]
    return None
