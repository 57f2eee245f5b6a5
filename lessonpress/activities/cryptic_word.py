"""Cryptic word: clues across, whose answers hold a word in the column down the middle."""

from __future__ import annotations

from collections.abc import Sequence
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
    rich,
)
from lessonpress.activities.chance import Chance
from lessonpress.activities.letters import letters_of, pairs_of, runs_to_the_left
from lessonpress.activities.puzzle_words import LARGEST_GRID, ClueWord, Entry, entries
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import Paragraph, Texts
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

_ROW = N_("{number}.")
_SOLUTION = N_("Down the middle")
_SAID = N_("Row {number}: {count} boxes, of which number {middle} is in the middle.")
_MOST_LETTERS = 20


class CrypticWord(ActivityForm):
    """Words across, found by their clues, and one down the middle."""

    default_title: ClassVar[Message] = N_("The hidden word")
    default_instructions: ClassVar[Message] = N_(
        "Write the answers across, one letter in each box. Then read the word down the middle."
    )

    helps: ClassVar[tuple[HelpKey, ...]] = ("word_bank", "first_letters", "example")

    activity: Literal["cryptic-word"]
    solution: Paragraph = Field(description="The word down the middle; only the key shows it.")
    clue: Paragraph | None = Field(None, description="What the word down the middle is.")
    terms: Texts = Field(
        (), description="Words of the vocabulary; their definitions are the clues."
    )
    words: Annotated[tuple[ClueWord, ...], Field(max_length=MOST_ITEMS)] = Field(
        (), description="Words of one's own; without both, those of the vocabulary that fit."
    )

    def resolve(self, setting: Setting) -> CrypticTask:
        solution = letters_of(self.solution, setting.language)
        words = entries(
            setting,
            self.terms,
            self.words,
            least=2,
            most=MOST_ITEMS,
            longest=LARGEST_GRID,
            what="A cryptic word",
        )
        self._report_solution(setting, solution)
        rows = _rows(solution, words, Chance(setting.seed(len(words))))
        if rows is not None and not setting.findings:
            self._report_left_over(setting, words, rows)
        elif rows is None and not setting.findings:
            self._report_missing(setting, solution, words)
        if setting.findings or rows is None:
            return CrypticTask(items=(), solution="", clue=None, pairs=())
        items = tuple(
            CrypticItem(
                number=index + 1,
                id=setting.item_id(index + 1, () if word.of_lesson else word.path[:2]),
                evidence=word.evidence,
                clue=word.clue or RichText.verbatim(""),
                text=word.text,
                letters=word.letters,
                counts=word.counts,
                middle=_middle(word, letter),
                of_lesson=word.from_vocabulary,
            )
            for index, (word, letter) in enumerate(zip(rows, solution, strict=True))
        )
        return CrypticTask(
            items=items,
            solution=RichText.from_markdown(self.solution).plain,
            clue=rich(self.clue),
            pairs=pairs_of(setting.language),
        )

    def help_with(self, task: CrypticTask, helping: Helping) -> Support:
        """The words that are looked for; the one down the middle comes out by itself."""
        answers = {item.id: item.text for item in task.items}
        letters = helping.letters(answers, derived=False)
        return Support(task, bank=helping.bank(list(answers.values())), items=letters)

    def _report_solution(self, setting: Setting, solution: tuple[str, ...]) -> None:
        if runs_to_the_left(self.solution):
            message = "The word is written from right to left, and boxes from left to right."
            setting.report(
                ("solution",),
                message,
                "Use another activity, such as `cloze`.",
                code="right-to-left",
            )
        elif not 2 <= len(solution) <= _MOST_LETTERS:
            setting.report(
                ("solution",),
                f"The word down the middle has {len(solution)} letters.",
                f"Choose one of two to {_MOST_LETTERS} letters.",
                code="too-short" if len(solution) < 2 else "too-long",
            )

    def _report_left_over(
        self, setting: Setting, words: list[Entry], rows: Sequence[Entry]
    ) -> None:
        """Words that were asked for by name and have no row."""
        for word in words:
            if not word.of_lesson and word not in rows:
                word.report(
                    setting,
                    f"`{word.text}` has no place: `{self.solution}` has {len(rows)} letters, and "
                    "other words hold them.",
                    "Leave it out, or choose a longer word for the middle.",
                    code="unplaced",
                )

    def _report_missing(
        self, setting: Setting, solution: tuple[str, ...], words: list[Entry]
    ) -> None:
        """The first letter for which no word is left."""
        for length in range(1, len(solution) + 1):
            if _rows(solution[:length], words, Chance("")) is None:
                letter = solution[length - 1]
                setting.report(
                    ("solution",),
                    f"No word is left that holds letter {length} of `{self.solution}`, {letter}.",
                    f"Add a word with {letter} in it under `words:`, or choose another solution.",
                    code="unplaced",
                )
                return


def _rows(solution: Sequence[str], words: Sequence[Entry], chance: Chance) -> list[Entry] | None:
    """A word for each letter of the solution, none twice; None where there is no such choice.

    Kuhn's algorithm for matchings in a bipartite graph.
    """
    usable = [word for word in words if word.letters != tuple(solution)]
    # Words of the lesson that were asked for come first, so that none is left over needlessly.
    order = sorted(chance.shuffled(range(len(usable))), key=lambda one: usable[one].of_lesson)
    row_of: dict[int, int] = {}

    def find(row: int, tried: set[int]) -> bool:
        for number in order:
            if solution[row] in usable[number].letters and number not in tried:
                tried.add(number)
                if number not in row_of or find(row_of[number], tried):
                    row_of[number] = row
                    return True
        return False

    if not all(find(row, set()) for row in range(len(solution))):
        return None
    numbers = {row: number for number, row in row_of.items()}
    return [usable[numbers[row]] for row in range(len(solution))]


def _middle(word: Entry, letter: str) -> int:
    """Which letter of the word, from 0, stands in the middle: the one nearest its own middle."""
    half = (len(word.letters) - 1) / 2
    places = [at for at, one in enumerate(word.letters) if one == letter]
    return min(places, key=lambda at: abs(at - half))


@dataclass(frozen=True, slots=True, kw_only=True)
class CrypticItem(Item):
    """A word across; its letter number `middle`, from 0, is one of the solution."""

    clue: RichText
    text: str
    letters: tuple[str, ...]
    counts: str
    middle: int
    of_lesson: bool

    @property
    def lacks_evidence(self) -> bool:
        return not self.of_lesson and not self.evidence

    @property
    def name(self) -> Message:
        return _ROW.having(number=self.number)

    @property
    def said(self) -> Message:
        """Its boxes in words."""
        return _SAID.having(number=self.number, count=len(self.letters), middle=self.middle + 1)

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        return () if self.of_lesson else ((self.text,),)


@dataclass(frozen=True, slots=True)
class CrypticBox:
    """A box of a row: what belongs there, and whether it is in the middle; or the row's number."""

    letter: str = ""
    middle: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrypticTask(Task):
    """`clue` is what the solution is, if that is told; `pairs` of characters are one letter."""

    items: tuple[CrypticItem, ...]
    solution: str
    clue: RichText | None
    pairs: tuple[str, ...]

    @property
    def from_vocabulary(self) -> bool:
        return any(item.of_lesson for item in self.items)

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        words = (ShortAnswer.of(item.number, item.text) for item in self.items)
        return (*words, ShortAnswer.of(_SOLUTION, self.solution))

    @property
    def boxes(self) -> tuple[tuple[CrypticBox | None, ...], ...]:
        """The grid, row by row, each with its number before its first box; None where there is none."""
        left = max(item.middle for item in self.items) + 1
        right = max(len(item.letters) - item.middle for item in self.items)
        rows = []
        for item in self.items:
            row: list[CrypticBox | None] = [None] * (left - item.middle - 1)
            row.append(CrypticBox(number=item.number))
            row += [CrypticBox(one, at == item.middle) for at, one in enumerate(item.letters)]
            row += [None] * (left + right - len(row))
            rows.append(tuple(row))
        return tuple(rows)
