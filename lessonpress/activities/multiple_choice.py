"""Multiple choice: one of the choices is right, or several are; the answer is the text of those."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Item,
    Leaning,
    Marked,
    Path,
    Pictured,
    Setting,
    ShortAnswer,
    Task,
    Truth,
    alike,
    report_contradiction,
    report_repeated,
    riches,
)
from lessonpress.activities.choice_order import names_others, order_of_choices
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import Paragraph, Paragraphs, Question, Texts, opening
from lessonpress.activities.written_values import same_value
from lessonpress.prose import ProseBlock
from lessonpress.richtext import RichText
from lessonpress.spelling import nearest
from lessonpress.words import N_, Message
from lessonpress.words.lists import listed, typed_letter

# Of fewer answers several are one letter by chance; of so many, 3 of 5 often are.
FEWEST_TO_LEAN = 5
MOST_OF_ONE_LETTER = 0.6


class MultipleChoiceQuestion(Pictured, Marked):
    ask: Question = Field(description="The question.")
    choices: Annotated[tuple[Paragraph, ...], Field(min_length=2, max_length=26)] = Field(
        description="What students choose from; numbers and dates are printed in ascending order."
    )
    answer: Annotated[Paragraphs, Field(min_length=1)] = Field(
        description="The text of the right choice, or a list of all that are right."
    )
    all_that_apply: Truth | None = Field(
        None, description="Do students choose all that apply? Default: where several are right."
    )
    shuffle: Truth | None = Field(None, description="As for the activity, for this question alone.")
    evidence: Texts = Field((), description="Quotes from the event that the answer rests on.")


class MultipleChoice(ActivityForm):
    """Questions with choices, of which one is right, or all that apply."""

    default_title: ClassVar[Message] = N_("Choose the best answer")
    default_instructions: ClassVar[Message] = N_("Mark the circle beside the best answer.")
    order: ClassVar[Literal["any", "shuffled", "given"]] = "any"

    helps: ClassVar[tuple[HelpKey, ...]] = ("wrong_choices", "example")

    activity: Literal["multiple-choice"]
    all_that_apply: Truth | None = Field(
        None, description="Do students choose all that apply, also where only one is right?"
    )
    shuffle: Truth | None = Field(
        None, description="Print the choices in another order than written? Default: yes."
    )
    questions: Annotated[
        tuple[MultipleChoiceQuestion, ...], Field(min_length=1, max_length=MOST_ITEMS)
    ]

    @property
    def usual_instructions(self) -> Message:
        several = [self._is_several(question) for question in self.questions]
        if all(several):
            return N_("Mark the squares beside all the right answers.")
        if any(several):
            return N_(
                "Mark the circle beside the best answer, or the squares beside all that apply."
            )
        return self.default_instructions

    def _is_several(self, question: MultipleChoiceQuestion) -> bool:
        said = (question.all_that_apply, self.all_that_apply, len(question.answer) > 1)
        return next(one for one in said if one is not None)

    def resolve(self, setting: Setting) -> MultipleChoiceTask:
        self._report_asked_twice(setting)
        items = []
        for index, question in enumerate(self.questions):
            path = ("questions", index)
            identity = setting.item_id(index + 1, path)
            right = _right_choices(question, setting, path)
            several = self._is_several(question)
            if len(right) > 1 and not several:
                setting.report(
                    (*path, "answer"),
                    "Here are several answers, and students are not told to choose all that apply.",
                    "Leave `all_that_apply: false` out, or write the one best answer.",
                    code="several-answers",
                )
            report_repeated(setting, question.choices, (*path, "choices"), "choice")
            report_contradiction(
                setting, (*path, "ask"), question.ask, question.answer, question.choices
            )
            _report_same_values(setting, question.choices, (*path, "choices"))
            said = (question.shuffle, self.shuffle, setting.shuffle_choices)
            shuffle = next(one for one in said if one is not None)
            order = order_of_choices(question.choices, setting, index + 1, shuffle=shuffle)
            texts = riches(question.choices)
            ask, ask_more = opening(question.ask)
            items.append(
                MultipleChoiceItem(
                    number=index + 1,
                    id=identity,
                    evidence=setting.evidence(question.evidence, path),
                    ask=ask,
                    ask_more=ask_more,
                    choices=tuple(
                        ChoiceItem(
                            setting.letter(place),
                            f"{identity}_c{place + 1}",
                            texts[written],
                            written in right,
                            written,
                        )
                        for place, written in enumerate(order)
                    ),
                    answer=listed(
                        (
                            setting.letter(place)
                            for place, written in enumerate(order)
                            if written in right
                        ),
                        setting.language,
                    ),
                    several=several,
                )
            )
        return MultipleChoiceTask(items=tuple(items))

    def help_with(self, task: MultipleChoiceTask, helping: Helping) -> Support:
        items = tuple(_with_fewer(item, helping) for item in task.items)
        return Support(replace(task, items=items))

    def _report_asked_twice(self, setting: Setting) -> None:
        """Report each question that an earlier one asks too, with a choice that is right in one only.

        The same words over other choices are another question: Which of these came first?
        """
        earlier: dict[str, list[int]] = {}
        for index, question in enumerate(self.questions):
            others = earlier.setdefault(alike(question.ask), [])
            for other in others:
                first = self.questions[other]
                right, was_right = set(map(alike, question.answer)), set(map(alike, first.answer))
                if right & set(map(alike, first.choices)) or was_right & set(
                    map(alike, question.choices)
                ):
                    what = "" if right == was_right else ", with another answer"
                    setting.report(
                        ("questions", index, "ask"),
                        f"This question is the same as number {other + 1}{what}.",
                        "Change or remove one of the two, so that each has one answer.",
                        code="repeated",
                    )
                    break
            others.append(index)


def _report_same_values(setting: Setting, choices: tuple[str, ...], path: Path) -> None:
    """Report each number or date that an earlier choice writes in another way."""
    for index, choice in enumerate(choices):
        for other in range(index):
            if alike(choices[other]) != alike(choice) and same_value(
                choices[other], choice, setting.language
            ):
                setting.report(
                    (*path, index),
                    f"This choice says the same as number {other + 1}, `{choices[other]}`.",
                    "Change or remove one of the two, so that one choice is right.",
                    code="repeated",
                )
                break


def _right_choices(
    question: MultipleChoiceQuestion, setting: Setting, path: Path
) -> frozenset[int]:
    """The places of the right choices as they are written."""
    choices = [alike(choice) for choice in question.choices]
    found = set()
    for index, text in enumerate(question.answer):
        answer = alike(text)
        if answer not in choices:
            where = (*path, "answer", index) if len(question.answer) > 1 else (*path, "answer")
            _report_no_choice(question, text, setting, where)
            continue
        place = choices.index(answer)
        if place in found:
            setting.report(
                (*path, "answer", index),
                f"The answer `{text}` stands twice.",
                "Write each choice that is right once.",
                code="repeated",
            )
        found.add(place)
    return frozenset(found)


def _report_no_choice(
    question: MultipleChoiceQuestion, text: str, setting: Setting, path: Path
) -> None:
    count = len(question.choices)
    hint = "Write the text of the right choice, letter by letter."
    letters = [alike(setting.letter(place)) for place in range(count)]
    if (answer := alike(typed_letter(text, setting.language))) in letters:
        meant = question.choices[letters.index(answer)]
        hint = f"Write the text of the right choice, not its letter: {meant}"
    elif near := nearest(text, question.choices):
        hint = f"The nearest choice is: {near}"
    setting.report(
        path,
        f"The answer `{text}` is none of the choices.",
        hint,
        code="answer-not-a-choice",
    )


def _with_fewer(item: MultipleChoiceItem, helping: Helping) -> MultipleChoiceItem:
    """The question with fewer wrong choices. Where choices speak of each other, all are needed."""
    letters = {choice.letter for choice in item.choices}
    if names_others([one.text for one in item.choices], letters, helping.setting.language):
        return item
    wrong = [choice.written for choice in item.choices if not choice.correct]
    left = helping.wrong_left(item.id, wrong)
    if left is None:
        return item
    choices = (one for one in item.choices if one.correct or one.written in left)
    return replace(item, choices=tuple(choices))


@dataclass(frozen=True, slots=True)
class ChoiceItem:
    """A choice with its letter; `written` is the number, from 0, at which it is written."""

    letter: str
    id: str
    text: RichText
    correct: bool
    written: int = 0

    @property
    def place(self) -> int:
        """The number, from 1, of its letter."""
        return int(self.id.rpartition("_c")[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoiceItem(Item):
    """`ask` is the first paragraph, `ask_more` what follows; `answer` the letter of the right
    choice, or those of all (`A, C`). `several` is whether students are to choose all that apply."""

    ask: RichText
    ask_more: tuple[ProseBlock, ...] = ()
    choices: tuple[ChoiceItem, ...]
    answer: str
    several: bool = False

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        return tuple((one.text.plain,) for one in self.choices if one.correct)


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoiceTask(Task):
    items: tuple[MultipleChoiceItem, ...]

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        return tuple(ShortAnswer.of(item.number, item.answer) for item in self.items)

    @property
    def leaning(self) -> Leaning | None:
        letters = Counter(item.answer for item in self.items)
        ((most, times),) = letters.most_common(1)
        if len(self.items) < FEWEST_TO_LEAN or times <= len(self.items) * MOST_OF_ONE_LETTER:
            return None
        return Leaning(
            f"{times} of {len(self.items)} answers are {most}.",
            "Another number in the lesson's `shuffle:` deals the choices anew; where they aren't "
            "shuffled, write some in another order.",
        )
