"""The desk: drafts that are tried. An edit stays only if what is then printed says what the editor said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lessonpress.content.lesson import Lesson
from lessonpress.content.spec import SpecSource
from lessonpress.press.taking_back.drafts import Drafts
from lessonpress.press.taking_back.pieces import Piece, evened
from lessonpress.press.taking_back.places import Place, likely, places_of
from lessonpress.press.taking_back.printed import Printed, Printer
from lessonpress.press.taking_back.splicing import spliced
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.registry.files import File

#: How often what is amiss with an edit is mended by the same edit elsewhere: a quote of a sentence, the
#: answer that is one of the choices.
_MOST_ALONG = 6
_LETTERED = re.compile(r"\b[A-Z]\b|\d+")


@dataclass(frozen=True, slots=True)
class Tried:
    """Drafts that print, and what they print."""

    drafts: Drafts
    printed: Printed


@dataclass(slots=True)
class Desk:
    """One document's sources on the desk. `refusals` are what stood in the way of the last edit that failed."""

    printer: Printer
    spec: Path
    file: File
    tried: Tried
    refusals: tuple[Problem, ...] = ()
    _places: tuple[Drafts, tuple[Place, ...]] | None = None
    _homes: tuple[Drafts, dict[int, Place | None]] | None = None

    @classmethod
    def with_(cls, printer: Printer, spec: Path, file: File, drafts: Drafts) -> Desk:
        """Raises ProblemError where the sources can't be printed as they are."""
        return cls(printer, spec, file, Tried(drafts, printer.print(spec, file, drafts)))

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return self.tried.printed.pieces

    @property
    def lesson(self) -> Lesson:
        return self.tried.printed.lesson

    @property
    def drafts(self) -> Drafts:
        return self.tried.drafts

    @property
    def places(self) -> tuple[Place, ...]:
        if self._places is None or self._places[0] is not self.drafts:
            self._places = (
                self.drafts,
                places_of(self.lesson, self.drafts, self.printer.words(self.lesson)),
            )
        return self._places[1]

    def likely(self, at: int) -> tuple[Place, ...]:
        """Where the piece at that place may be written."""
        return likely(self.pieces[at], self.owner(at), self.lesson, self.places)

    def home(self, at: int) -> Place | None:
        """The likeliest of them; None where there is none."""
        if self._homes is None or self._homes[0] is not self.drafts:
            self._homes = self.drafts, {}
        homes = self._homes[1]
        if at not in homes:
            homes[at] = next(iter(self.likely(at)), None)
        return homes[at]

    def owner(self, at: int) -> str:
        """The id of the nearest block with one, at a piece or before it."""
        return next(
            (self.pieces[one].name for one in range(at, -1, -1) if self.pieces[one].names), ""
        )

    def try_(self, texts: Mapping[Path, str]) -> Tried | None:
        """What these texts print over the drafts; None where they don't, and `refusals` say why."""
        drafts = self.drafts.with_texts(texts)
        try:
            return Tried(drafts, self.printer.print(self.spec, self.file, drafts))
        except ProblemError as error:
            self.refusals = tuple(one for one in error.problems if one.is_error)
        except (ValueError, LookupError):
            self.refusals = ()
        return None

    def keeps_answers(self, tried: Tried) -> bool:
        """Whether the key says what it says in the same order, whichever letters and numbers its answers have."""
        file = File("answer-key", self.file.format)
        before, after = (
            [_unlettered(one) for one in self.printer.print(self.spec, file, drafts).pieces]
            for drafts in (self.drafts, tried.drafts)
        )
        both = set(before) & set(after)
        return [one for one in before if one in both] == [one for one in after if one in both]

    def reword(self, at: int, wanted: Piece) -> bool:
        """Has the piece at that place say what is wanted, if there is a place where that can be written."""
        piece = self.pieces[at]
        wanted = evened(wanted, piece)
        problems: tuple[Problem, ...] = ()
        for place in self.likely(at):
            for raw in spliced(place.raw, piece.tokens, wanted.tokens, markdown=place.markdown):
                self.refusals = ()
                if self._write(place, raw, at, wanted):
                    return True
                problems = problems or self.refusals
                if place in self._named_by(self.refusals, self.drafts):
                    # It is written there and can't be: what it quotes isn't reworded for its sake.
                    return False
        self.refusals = problems
        return False

    def _write(self, place: Place, raw: str, at: int, wanted: Piece) -> bool:
        try:
            texts = {place.file: place.written(self.drafts, raw)}
        except (ValueError, LookupError, ProblemError):
            return False
        tried = self.try_(texts) or self._with_the_same_elsewhere(texts, at, wanted)
        if tried is None or not _says(tried, at, self.pieces, wanted):
            return False
        self.tried = tried
        return True

    def _with_the_same_elsewhere(
        self, texts: Mapping[Path, str], at: int, wanted: Piece
    ) -> Tried | None:
        """The edit with the same one in all that is amiss because of it."""
        texts, first = dict(texts), self.refusals
        old, new = self.pieces[at].tokens, wanted.tokens
        for _ in range(_MOST_ALONG):
            drafts = self.drafts.with_texts(texts)
            moved = False
            for place in self._named_by(self.refusals, drafts):
                for raw in spliced(place.raw, old, new, markdown=place.markdown):
                    try:
                        texts[place.file] = place.written(drafts, raw)
                    except (ValueError, LookupError, ProblemError):
                        continue
                    drafts, moved = self.drafts.with_texts(texts), True
                    break
            if not moved:
                break
            if (tried := self.try_(texts)) is not None:
                return tried
        self.refusals = first
        return None

    def _named_by(self, problems: Sequence[Problem], drafts: Drafts) -> Iterator[Place]:
        """The values that problems point to."""
        sources: dict[Path, SpecSource] = {}
        for place in self.places if problems else ():
            if not place.is_spec or place.path is None:
                continue
            if place.file not in sources:
                try:
                    sources[place.file] = place.source(drafts)
                except ProblemError:
                    return
            value = sources[place.file].location(place.path)
            if any(_points_to(one.location, value) for one in problems):
                yield place


def _unlettered(piece: Piece) -> str:
    return _LETTERED.sub("0", piece.text)


def _points_to(problem: Location, value: Location) -> bool:
    return (problem.file, problem.line, problem.column) == (value.file, value.line, value.column)


def _says(tried: Tried, at: int, before: Sequence[Piece], wanted: Piece) -> bool:
    """Whether the piece that was at that place says what is wanted."""
    pieces = tried.printed.pieces
    if len(pieces) == len(before):
        return pieces[at].said == wanted.said
    name = before[at].name
    return any(one.name == name and one.said == wanted.said for one in pieces if name)
