"""Word search: words hidden in a grid of letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from lessonpress.activities.base import (
    ActivityForm,
    Item,
    Setting,
    ShortAnswer,
    Task,
)
from lessonpress.activities.letters import alphabet, pairs_of
from lessonpress.activities.puzzle_words import LARGEST_GRID, Entry, entries
from lessonpress.activities.texts import Texts, listed
from lessonpress.activities.word_search_grid import Step, Stretch, Unhidden, hide
from lessonpress.words import N_, Message

Direction = Literal["across", "down", "diagonal", "backwards"]

_STEPS: dict[Direction, tuple[Step, ...]] = {
    "across": ((0, 1),),
    "down": ((1, 0),),
    "diagonal": ((1, 1), (-1, 1)),
}
_USUAL: dict[str, tuple[Direction, ...]] = {
    "primary": ("across", "down"),
    "secondary": ("across", "down", "diagonal"),
}
# What the sheet says of each direction, and the key of each step.
_SAID: dict[Direction, Message] = {
    "across": N_("across"),
    "down": N_("down"),
    "diagonal": N_("diagonally"),
    "backwards": N_("backwards"),
}
_WAYS: dict[Step, Message] = {
    (0, 1): N_("to the right"),
    (1, 0): N_("down"),
    (1, 1): N_("down to the right"),
    (-1, 1): N_("up to the right"),
    (0, -1): N_("to the left"),
    (-1, 0): N_("up"),
    (-1, -1): N_("up to the left"),
    (1, -1): N_("down to the left"),
}
_PLACE = N_("row {row}, column {column}")
# So that the boxes can be written in on A4.
_MOST_BOXES = {"primary": 15, "secondary": 18}
_MOST_WORDS = 40


class WordSearch(ActivityForm):
    """Words to find in a grid of letters."""

    default_title: ClassVar[Message] = N_("Word search")
    default_instructions: ClassVar[Message] = N_("Find each word in the grid and circle it.")

    activity: Literal["word-search"]
    terms: Texts = Field((), description="Words of the vocabulary.")
    words: Texts = Field((), description="Words of one's own; without both, the vocabulary.")
    size: Annotated[int, Field(ge=5, le=LARGEST_GRID)] | None = Field(
        None, description="Rows and columns; without it, as many as the words need."
    )
    directions: (
        Annotated[
            tuple[Direction, ...],
            Field(min_length=1),
            BeforeValidator(listed, json_schema_input_type=Direction | list[Direction]),
        ]
        | None
    ) = Field(None, description="How words may run; in primary school across and down.")

    def resolve(self, setting: Setting) -> WordSearchTask:
        directions = self.directions or _USUAL[setting.stage]
        words = entries(
            setting,
            self.terms,
            self.words,
            least=1,
            most=_MOST_WORDS,
            longest=self.size or LARGEST_GRID,
            what="A word search",
            clued=False,
        )
        steps = [step for direction in directions for step in _STEPS.get(direction, ())]
        if not steps:
            setting.report(
                ("directions",),
                "`backwards` alone is no direction.",
                "Add `across`, `down` or `diagonal`, which it turns round.",
                code="no-direction",
            )
        if "backwards" in directions:
            steps += [(-down, -right) for down, right in steps]
        if setting.findings or not words or not steps:
            return WordSearchTask(items=(), rows=(), directions=(), pairs=())
        letters = tuple(one.letters for one in words)
        most = self.size or max(_MOST_BOXES[setting.stage], *map(len, letters))
        fillers = alphabet(setting.language, letters)
        sides = (self.size or 0, most)
        made = hide(letters, fillers, tuple(dict.fromkeys(steps)), sides, setting.seed(len(words)))
        if isinstance(made, Unhidden):
            self._report(setting, words, words[made.word], most)
            return WordSearchTask(items=(), rows=(), directions=(), pairs=())
        items = tuple(
            HiddenWord(
                number=index + 1,
                id=setting.item_id(index + 1, () if word.of_lesson else word.path),
                text=word.text,
                stretch=stretch,
            )
            for index, (word, stretch) in enumerate(zip(words, made.stretches, strict=True))
        )
        said = tuple(_SAID[one] for one in _SAID if one in directions)
        return WordSearchTask(
            items=items, rows=made.rows, directions=said, pairs=pairs_of(setting.language)
        )

    def _report(self, setting: Setting, words: list[Entry], word: Entry, most: int) -> None:
        whole = "".join(word.letters)
        around = [
            one.text
            for one in words
            if one is not word and (whole in (text := "".join(one.letters)) or whole[::-1] in text)
        ]
        if around:
            message = f"`{word.text}` stands within `{around[0]}` as well, so it is there twice."
            hint = "Leave one of the two out."
        else:
            message = f"`{word.text}` has no place in a grid of {most} rows and columns."
            hint = "Leave some words out, allow more `directions` or ask for a larger `size`."
        word.report(setting, message, hint, code="unplaced")


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenWord(Item):
    """A word as the lesson has it, and where it is hidden."""

    text: str
    stretch: Stretch

    @property
    def lacks_evidence(self) -> bool:
        return False  # there is nothing to prove

    @property
    def place(self) -> Message:
        """Row and column of its first letter, from 1."""
        return _PLACE.having(row=self.stretch.row + 1, column=self.stretch.column + 1)

    @property
    def way(self) -> Message:
        return _WAYS[self.stretch.step]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSearchTask(Task):
    """`rows` of letters; `directions` in which words run; `pairs` of characters that are one letter."""

    items: tuple[HiddenWord, ...]
    rows: tuple[tuple[str, ...], ...]
    directions: tuple[Message, ...]
    pairs: tuple[str, ...]

    @property
    def from_vocabulary(self) -> bool:
        return True

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        return tuple(ShortAnswer(item.number, item.place) for item in self.items)

    @property
    def found(self) -> frozenset[tuple[int, int]]:
        """The boxes that are a word's, by row and column from 0."""
        return frozenset(box for item in self.items for box in item.stretch.boxes())
