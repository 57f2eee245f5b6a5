"""The page of a class: who has how much right, how each question went, and the answers in writing side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lessonpress.document.blocks import (
    Block,
    Cell,
    Document,
    Edition,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Row,
    Run,
    Table,
)
from lessonpress.layout.fonts import covers
from lessonpress.layout.scripts import MissingDictionary, break_places
from lessonpress.layout.theme import Theme
from lessonpress.press.marking.key import Asked, labels
from lessonpress.press.marking.marking import Marked, Marking
from lessonpress.press.marking.table import EMPTY, NEARLY, POINTS, PUPIL, RIGHT
from lessonpress.press.marking.verdicts import Verdict
from lessonpress.press.marking.worths import shown
from lessonpress.words import N_, Message, Words

KIND = "answer-key"  # it looks as what teachers mark by
_MOST_SHOWN = 4  # other answers to a question
_LONGEST_SHOWN = 40  # characters of one
_NONE = "–"
# What stands for a character that no font of the layout has.
_UNSEEN = "\u25a1"


def class_page(marking: Marking, theme: Theme, _: Words) -> Document:
    """The document, for teachers alone."""
    page = _Page(marking, theme, _)
    title = f"{marking.lesson.title} – {_(N_('Marked sheets'))}"
    return Document(
        kind=KIND,
        title=title,
        language=marking.lesson.language,
        edition=Edition.TEACHER,
        blocks=tuple(page.blocks()),
        footer=title,
        page_label=_(N_("Page {page} of {pages}")),
    )


class _Page:
    def __init__(self, marking: Marking, theme: Theme, words: Words) -> None:
        self._marking = marking
        self._words = words
        self._families = {style.font for style in theme.styles.values()}
        self._fallbacks = theme.fallbacks
        self._labels = labels(marking.asked)

    def blocks(self) -> Iterator[Block]:
        _, marking = self._words, self._marking
        yield Heading("title", 1, (Run(marking.lesson.title),))
        code = marking.lesson.mark
        parts = [
            _(N_("Marked sheets")),
            *([_(N_("Code {mark}").having(mark=code))] if code else []),
        ]
        parts.append(_(N_("Pupils: {count}").having(count=len(marking.sheets))))
        yield Paragraph("dateline", (Run(" · ".join(parts)),), "dateline")
        yield Heading("pupils", 2, (Run(_(N_("Pupils"))),))
        yield self._pupils()
        closed = [at for at, one in enumerate(marking.asked) if not one.is_open]
        if closed:
            yield Heading("questions", 2, (Run(_(N_("Question by question"))),))
            yield self._questions(closed)
        written = [at for at, one in enumerate(marking.asked) if one.is_open]
        written = [at for at in written if any(one.answers[at][1] for one in marking.sheets)]
        if written:
            yield Heading("written", 2, (Run(_(N_("Answers in writing"))),))
            for at in written:
                yield from self._written(at)

    def _pupils(self) -> Table:
        marking = self._marking
        head = [PUPIL, RIGHT, NEARLY, EMPTY]
        if marking.points:
            head.insert(1, POINTS)
        rows = [
            (
                one.name,
                *self._points(one),
                f"{one.count(Verdict.RIGHT)} / {marking.closed}",
                str(one.count(Verdict.NEARLY) or _NONE),
                str(one.count(Verdict.EMPTY) or _NONE),
            )
            for one in marking.sheets
        ]
        widths = (0.36, *(0.16,) * 4) if marking.points else (0.46, *(0.18,) * 3)
        return self._table("pupils_t", widths, head, rows)

    def _points(self, sheet: Marked) -> tuple[str, ...]:
        """Of what has a right answer; what was written, the teacher judges."""
        marking = self._marking
        if not marking.points:
            return ()
        return (f"{shown(marking.points_of(sheet))} / {shown(marking.points)}",)

    def _questions(self, places: Sequence[int]) -> Table:
        head = [N_("Question"), N_("Answer"), RIGHT, N_("Other answers")]
        rows = [
            (
                self._labels[at],
                _answer(self._marking.asked[at], self._words),
                self._share(at),
                self._others(at),
            )
            for at in places
        ]
        return self._table("questions_t", (0.24, 0.24, 0.16, 0.36), head, rows)

    def _share(self, at: int) -> str:
        sheets = self._marking.sheets
        right = sum(one.answers[at][0] is Verdict.RIGHT for one in sheets)
        return f"{right} / {len(sheets)}"

    def _others(self, at: int) -> str:
        """What was answered instead, the most frequent first."""
        sheets = self._marking.sheets
        missed = (Verdict.WRONG, Verdict.NEARLY)
        said = Counter(one.answers[at] for one in sheets if one.answers[at][0] in missed)
        shown = []
        for (verdict, text), count in said.most_common(_MOST_SHOWN):
            text = " ".join(text.split())
            text = text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
            nearly = f" ({self._words(NEARLY)})" if verdict is Verdict.NEARLY else ""
            shown.append(f"{text}{nearly} × {count}" if count > 1 else f"{text}{nearly}")
        more = " …" if len(said) > _MOST_SHOWN else ""
        return f"{' · '.join(shown)}{more}" or _NONE

    def _written(self, at: int) -> Iterator[Block]:
        one, sheets = self._marking.asked[at], self._marking.sheets
        worth = self._marking.worths[at]
        label = f"{self._labels[at]} / {shown(worth)}" if worth else self._labels[at]
        yield Heading(f"w{at}", 3, (Run(self._seen(label)),))
        yield Paragraph(f"w{at}_ask", (Run(self._seen(one.text)),), "instructions")
        rows = [(sheet.name, sheet.answers[at][1]) for sheet in sheets if sheet.answers[at][1]]
        yield self._table(f"w{at}_t", (0.26, 0.74), [PUPIL, N_("Answer")], rows)
        if missing := [sheet.name for sheet in sheets if not sheet.answers[at][1]]:
            place = self._words(N_("{place}:").having(place=EMPTY))
            text = f"{place} {self._words.list(missing)}"
            yield Paragraph(f"w{at}_none", (Run(self._seen(text)),), "note")

    def _table(
        self,
        id: str,
        widths: tuple[float, ...],
        head: Sequence[Message],
        rows: Iterable[Sequence[str]],
    ) -> Table:
        heads = tuple(Cell((Run(self._words(one)),), "column") for one in head)
        return Table(
            id,
            widths,
            (Row(f"{id}_r0", heads),),
            tuple(
                Row(f"{id}_r{number}", tuple(Cell(self._content(one)) for one in row))
                for number, row in enumerate(rows, 1)
            ),
        )

    def _content(self, text: str) -> tuple[Inline, ...]:
        """The text, a line each."""
        content: list[Inline] = []
        for line in filter(None, map(str.strip, self._seen(text).split("\n"))):
            content += [LineBreak()] * bool(content) + [Run(line)]
        return tuple(content)

    def _seen(self, text: str) -> str:
        """The text in characters that can be set: pupils type what no font of the layout has."""
        try:
            break_places(text)
        except MissingDictionary:
            return _UNSEEN
        return "".join(one if one == "\n" or self._is_set(one) else _UNSEEN for one in text)

    def _is_set(self, character: str) -> bool:
        if not character.isprintable() and not character.isspace():
            return False
        return all(
            covers(family, character) or any(covers(one, character) for one in self._fallbacks)
            for family in self._families
        )


def _answer(one: Asked, words: Words) -> str:
    if one.letters:
        return f"{len(one.letters)} / {len(one.letters)}"
    if one.choices:
        return words.list(choice.shown for choice in one.choices if choice.right)
    assert one.blank is not None
    return " / ".join(filter(None, (one.blank.answer, *one.blank.also)))
