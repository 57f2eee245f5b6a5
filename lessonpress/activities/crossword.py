"""Crossword: words that cross each other, found by their clues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Item,
    Setting,
    ShortAnswer,
    Task,
)
from lessonpress.activities.crossword_grid import Crossed, Crossing, Uncrossed, cross
from lessonpress.activities.letters import pairs_of
from lessonpress.activities.puzzle_words import LARGEST_GRID, ClueWord, Entry, entries
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import Texts
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

_ACROSS, _DOWN = N_("{number} across"), N_("{number} down")
_SAID_ACROSS = N_("{number} across: row {row}, from column {column}, {count} boxes.")
_SAID_DOWN = N_("{number} down: column {column}, from row {row}, {count} boxes.")
# So that the boxes can be written in on A4.
_MOST_BOXES = {"primary": 15, "secondary": 18}
_MOST_WORDS = 40


class Crossword(ActivityForm):
    """Words to write into boxes, found by clues across and down."""

    default_title: ClassVar[Message] = N_("Crossword")
    default_instructions: ClassVar[Message] = N_(
        "Write one letter in each box. The number behind a clue says how many boxes the word has."
    )

    helps: ClassVar[tuple[HelpKey, ...]] = ("word_bank", "first_letters", "example")

    activity: Literal["crossword"]
    terms: Texts = Field(
        (), description="Words of the vocabulary; their definitions are the clues."
    )
    words: Annotated[tuple[ClueWord, ...], Field(max_length=MOST_ITEMS)] = Field(
        (), description="Words of one's own; without both, the vocabulary."
    )
    size: Annotated[int, Field(ge=5, le=LARGEST_GRID)] | None = Field(
        None, description="The most rows and columns that it may have."
    )

    def resolve(self, setting: Setting) -> CrosswordTask:
        words = entries(
            setting,
            self.terms,
            self.words,
            least=2,
            most=_MOST_WORDS,
            longest=self.size or LARGEST_GRID,
            what="A crossword",
        )
        nothing = CrosswordTask(items=(), rows=0, columns=0, pairs=())
        if setting.findings or len(words) < 2:
            return nothing
        letters = tuple(one.letters for one in words)
        most = self.size or max(_MOST_BOXES[setting.stage], *map(len, letters))
        made = cross(letters, most, setting.seed(len(words)))
        if isinstance(made, Uncrossed):
            for number in made.words:
                self._report(setting, words[number], most)
            return nothing
        return CrosswordTask(
            items=tuple(_numbered(setting, words, made)),
            rows=made.rows,
            columns=made.columns,
            pairs=pairs_of(setting.language),
        )

    def help_with(self, task: CrosswordTask, helping: Helping) -> Support:
        answers = {item.id: item.text for item in task.items}
        letters = helping.letters(answers, derived=False)
        return Support(task, bank=helping.bank(list(answers.values())), items=letters)

    def _report(self, setting: Setting, word: Entry, most: int) -> None:
        word.report(
            setting,
            f"`{word.text}` crosses no other word in a grid of {most} rows and columns.",
            "Leave it out, add a word that shares letters with it"
            + (", or ask for a larger `size`." if most < LARGEST_GRID else "."),
            code="unplaced",
        )


def _numbered(setting: Setting, words: list[Entry], made: Crossed) -> list[CrosswordItem]:
    """Those across first, and each by its number; boxes are numbered from the top, row by row."""
    starts = sorted({(one.row, one.column) for one in made.places})
    numbers = {start: index for index, start in enumerate(starts, start=1)}
    placed = sorted(
        zip(words, made.places, strict=True),
        key=lambda one: (one[1].down, one[1].row, one[1].column),
    )
    return [
        CrosswordItem(
            number=index,
            id=setting.item_id(index, () if word.of_lesson else word.path[:2]),
            evidence=word.evidence,
            clue_number=numbers[place.row, place.column],
            clue=word.clue or RichText.verbatim(""),
            text=word.text,
            letters=word.letters,
            counts=word.counts,
            place=place,
            of_lesson=word.from_vocabulary,
        )
        for index, (word, place) in enumerate(placed, start=1)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswordItem(Item):
    """A word with its clue. `clue_number` stands in its first box, `counts` behind its clue."""

    clue_number: int
    clue: RichText
    text: str
    letters: tuple[str, ...]
    counts: str
    place: Crossing
    of_lesson: bool

    @property
    def lacks_evidence(self) -> bool:
        return not self.of_lesson and not self.evidence

    @property
    def name(self) -> Message:
        return (_DOWN if self.place.down else _ACROSS).having(number=self.clue_number)

    @property
    def said(self) -> Message:
        """Where its boxes are, in words, with rows and columns from 1."""
        return (_SAID_DOWN if self.place.down else _SAID_ACROSS).having(
            number=self.clue_number,
            row=self.place.row + 1,
            column=self.place.column + 1,
            count=len(self.letters),
        )

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        return () if self.of_lesson else ((self.text,),)


@dataclass(frozen=True, slots=True)
class CrosswordBox:
    """A box of the grid: what belongs there and, in the first one of a word, its number."""

    letter: str
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswordTask(Task):
    """`rows` and `columns` of the grid; `pairs` of characters that are one letter."""

    items: tuple[CrosswordItem, ...]
    rows: int
    columns: int
    pairs: tuple[str, ...]

    @property
    def from_vocabulary(self) -> bool:
        return any(item.of_lesson for item in self.items)

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        return tuple(ShortAnswer.of(item.name, item.text) for item in self.items)

    @property
    def across(self) -> tuple[CrosswordItem, ...]:
        return tuple(item for item in self.items if not item.place.down)

    @property
    def down(self) -> tuple[CrosswordItem, ...]:
        return tuple(item for item in self.items if item.place.down)

    @property
    def boxes(self) -> tuple[tuple[CrosswordBox | None, ...], ...]:
        """The grid, row by row; None where it has no box."""
        grid: list[list[CrosswordBox | None]] = [[None] * self.columns for _ in range(self.rows)]
        for item in self.items:
            for at, letter in enumerate(item.letters):
                row = item.place.row + at * item.place.down
                column = item.place.column + at * (not item.place.down)
                there = grid[row][column]
                number = item.clue_number if not at else there.number if there else None
                grid[row][column] = CrosswordBox(letter, number)
        return tuple(map(tuple, grid))
