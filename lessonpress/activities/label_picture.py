"""Label a picture: places in it are numbered, and students write down what each is called."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Item,
    Listed,
    Setting,
    ShortAnswer,
    Task,
    Truth,
    alike,
    report_repeated,
    same,
)
from lessonpress.activities.pictures import PictureForm
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import Paragraph, Paragraphs, Text, Texts
from lessonpress.prose import Picture, ProseBlock
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

# Letters that a blank has room for. It tells nothing of how long its label is, nor of how long any is.
_GAP = 24
#: Numbers that are nearer to each other, in hundredths of the picture's width and height, hide each other.
NEAREST = 4.0


def _hundredths(value: object) -> object:
    text = str(value).strip().removesuffix("%").strip()
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 100 or isinstance(value, bool):
        raise PydanticCustomError(
            "wrong-place",
            "This is no place in a picture.",
            {
                "hint": "Write how far from the left and from the top it is, in hundredths of the "
                "picture: `at: [30, 45]`."
            },
        )
    return number


Hundredths = Annotated[float, BeforeValidator(_hundredths, json_schema_input_type=float | str)]


class Label(Listed):
    at: Annotated[tuple[Hundredths, ...], Field(min_length=2, max_length=2)] = Field(
        description="Where it points: from the left and from the top, in hundredths of the picture."
    )
    label: Text = Field(description="What is there; students write it.")
    where: Paragraph = Field(
        description="Where the number points, in words, for those who can't see it; no label."
    )
    evidence: Texts = Field((), description="Quotes from the event that it rests on.")


class LabelPicture(ActivityForm):
    """A picture with numbers in it, each of which is to be named."""

    default_title: ClassVar[Message] = N_("Label the picture")
    default_instructions: ClassVar[Message] = N_("Write what each number in the picture points to.")

    helps: ClassVar[tuple[HelpKey, ...]] = ("word_bank", "first_letters", "example")

    activity: Literal["label-picture"]
    picture: PictureForm = Field(description="The picture.")
    labels: Annotated[tuple[Label, ...], Field(min_length=1, max_length=MOST_ITEMS)]
    word_bank: Truth = Field(True, description="Print the labels in a box?")
    distractors: Paragraphs = Field((), description="Words of the box that belong nowhere.")

    @property
    def shown_above(self) -> tuple[ProseBlock, ...]:
        return ()  # with its numbers

    def resolve(self, setting: Setting) -> LabelTask:
        report_repeated(setting, [one.label for one in self.labels], ("labels",), "label", "label")
        self._report_places(setting)
        self._report_told(setting)
        self._report_distractors(setting)
        words = [RichText.from_markdown(one.label).plain for one in self.labels]
        items = [
            LabelItem(
                number=index + 1,
                id=setting.item_id(index + 1, ("labels", index)),
                evidence=setting.evidence(one.evidence, ("labels", index)),
                answer=words[index],
                where=RichText.from_markdown(one.where),
                place=(one.at[0] / 100, one.at[1] / 100),
                size=_GAP,
            )
            for index, one in enumerate(self.labels)
        ]
        bank = [*words, *(RichText.from_markdown(one).plain for one in self.distractors)]
        order = setting.order(len(bank)) if self.word_bank else ()
        return LabelTask(
            items=tuple(items),
            picture=self.picture.picture,
            word_bank=tuple(bank[place] for place in order),
        )

    def help_with(self, task: LabelTask, helping: Helping) -> Support:
        """A bank where there is none, and first letters where there is one."""
        words = [item.answer for item in task.items]
        letters = helping.letters(
            {item.id: item.answer for item in task.items}, derived=bool(task.word_bank)
        )
        if isinstance(helping.said.word_bank, tuple):
            return Support(replace(task, word_bank=()), bank=helping.bank(()), items=letters)
        return Support(task, bank=() if task.word_bank else helping.bank(words), items=letters)

    def _report_places(self, setting: Setting) -> None:
        """Report each number that another one hides."""
        for index, one in enumerate(self.labels):
            for other in range(index):
                if math.dist(one.at, self.labels[other].at) < NEAREST:
                    setting.report(
                        ("labels", index, "at"),
                        f"Number {index + 1} stands on number {other + 1}.",
                        "Move one of the two to another part of what it points to.",
                        code="places-equal",
                    )
                    break

    def _report_told(self, setting: Setting) -> None:
        """Report each description that says the label: what it tells, students are asked."""
        for index, one in enumerate(self.labels):
            words = f" {' '.join(_words(one.where))} "
            if f" {' '.join(_words(one.label))} " in words:
                setting.report(
                    ("labels", index, "where"),
                    f"This says `{one.label}`, which students are to find.",
                    "Say where the number points without naming what is there.",
                    code="clue-tells",
                )

    def _report_distractors(self, setting: Setting) -> None:
        report_repeated(setting, self.distractors, ("distractors",), "distractor")
        if self.distractors and not self.word_bank:
            setting.report(
                ("distractors",),
                "There is no box for these to stand in.",
                "Leave out `word_bank: false`, or the distractors.",
                code="no-word-bank",
            )
        labels = {alike(one.label) for one in self.labels}
        for index, text in enumerate(self.distractors):
            if alike(text) in labels:
                setting.report(
                    ("distractors", index),
                    "This distractor is one of the labels.",
                    "Write a word that belongs nowhere in the picture.",
                    code="repeated",
                )


def _words(text: str) -> list[str]:
    letters = (one if one.isalnum() else " " for one in same(text))
    return "".join(letters).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelItem(Item):
    """A number in the picture; `place` is where, in shares of its width and height from the left and the
    top. `size` is the width of the blank in letters, the same for all."""

    answer: str
    where: RichText
    place: tuple[float, float]
    size: int

    @property
    def lacks_evidence(self) -> bool:
        return False  # the picture shows it


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelTask(Task):
    """`word_bank` is empty where none is wanted."""

    items: tuple[LabelItem, ...]
    picture: Picture
    word_bank: tuple[str, ...]

    @property
    def spoken(self) -> str:
        """What the picture shows, and where each number points."""
        numbers = (f"{item.number}: {item.where.plain.rstrip('.')}" for item in self.items)
        shown = self.picture.alternative.rstrip(".")
        return f"{shown}. {'; '.join(numbers)}."

    @property
    def pointers(self) -> str:
        """Where the numbers stand, for the template."""
        return " ".join(f"{item.place[0]:g},{item.place[1]:g}" for item in self.items)

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        return tuple(ShortAnswer.of(item.number, item.answer) for item in self.items)
