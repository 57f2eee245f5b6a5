"""Short answer: questions to answer in writing, on as many lines as the answer needs, or in a blank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Item,
    Open,
    Path,
    Pictured,
    Setting,
    Task,
    report_contradiction,
    report_repeated,
    riches,
)
from lessonpress.activities.base import ShortAnswer as GlanceAnswer
from lessonpress.activities.right_words import (
    AnswerBlank,
    NumberSaid,
    RightNumber,
    either,
    report_wordings,
    right_number,
)
from lessonpress.activities.starters import TEXT_SAYS
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import (
    Paragraphs,
    Prose,
    Question,
    Text,
    Texts,
    opening,
    plain_lines,
)
from lessonpress.activities.writing import (
    FOR_WORDS,
    SPACE,
    LineCount,
    Look,
    SpaceOrBlank,
    fits_blank,
    report_lines_without_room,
    room_for,
    space_said,
)
from lessonpress.prose import ProseBlock
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message


class ShortAnswerQuestion(Pictured, Open):
    ask: Question = Field(description="The question.")
    answer: Prose = Field(description="A sample answer.")
    accept: Paragraphs = Field((), description="Other wordings that are as right.")
    tolerance: Text | None = Field(
        None, description="The answer is a number, and may be off by so much: 0.5, or 5 %."
    )
    unit: Text | None = Field(None, description="What the number counts, such as km.")
    look_for: Paragraphs = Field((), description="What a good answer has in it.")
    space: SpaceOrBlank | None = Field(None, description=f"{SPACE[:-1]}, or a blank for a word.")
    lines: LineCount | None = Field(
        None, description="Lines to write on; without it, as many as the answer needs."
    )
    evidence: Texts = Field((), description="Quotes from the event that the answer rests on.")

    @property
    def number(self) -> NumberSaid | None:
        """The answer where it is a number that may be a little off, or that counts something."""
        if self.tolerance is None and self.unit is None:
            return None
        return NumberSaid(self.answer, self.tolerance, self.unit)

    @property
    def fits_blank(self) -> bool:
        """Is there room in a blank for whatever is right?"""
        return all(map(fits_blank, (self.answer, *self.accept)))


class ShortAnswer(ActivityForm):
    """Questions to answer in writing."""

    default_title: ClassVar[Message] = N_("Answer in your own words")
    default_instructions: ClassVar[Message] = N_("Answer each question in complete sentences.")
    order: ClassVar[Literal["any", "shuffled", "given"]] = "any"

    helps: ClassVar[tuple[HelpKey, ...]] = (
        "starters",
        "word_bank",
        "first_letters",
        "look_in",
        "example",
    )

    activity: Literal["short-answer"]
    space: SpaceOrBlank | None = Field(None, description="The same for every question.")
    questions: Annotated[
        tuple[ShortAnswerQuestion, ...], Field(min_length=1, max_length=MOST_ITEMS)
    ]

    @property
    def usual_title(self) -> Message:
        blanks = all(self._in_blank(question) for question in self.questions)
        return N_("Short answers") if blanks else self.default_title

    @property
    def usual_instructions(self) -> Message:
        blanks = [self._in_blank(question) for question in self.questions]
        if all(blanks):
            return N_("Write each answer in its blank.")
        return N_("Answer each question.") if any(blanks) else self.default_instructions

    def help_with(self, task: ShortAnswerTask, helping: Helping) -> Support:
        """How a sentence may begin, and of a word that belongs in a blank its first letter."""
        written = {item.id: item.ask for item in task.items if not item.blank}
        words = {
            item.id: item.blank.answer
            for item in task.items
            if item.blank and item.blank.within is None and not item.blank.also
        }
        helped = helping.starters(written, TEXT_SAYS) | helping.letters(words, derived=True)
        return helping.with_questions(task, helping.with_places(helped, task.items))

    def resolve(self, setting: Setting) -> ShortAnswerTask:
        asked = [question.ask for question in self.questions]
        report_repeated(setting, asked, ("questions",), "question", "ask")
        items = []
        for index, question in enumerate(self.questions):
            path = ("questions", index)
            ask, ask_more = opening(question.ask)
            answer, answer_more = opening(question.answer)
            self._report_answer(question, setting, path)
            number = right_number(setting, path, question.number) if question.number else None
            blank = _blank(question, number) if self._in_blank(question) else None
            if blank is not None:
                right = (blank.answer, *blank.also)
                report_contradiction(setting, (*path, "ask"), question.ask, right, right)
            report_lines_without_room(setting, path, question.space, question.lines)
            space = "none" if blank else self._space(question)
            room = room_for(plain_lines(question.answer), space, question.lines, setting)
            items.append(
                ShortAnswerItem(
                    number=index + 1,
                    id=setting.item_id(index + 1, path),
                    evidence=setting.evidence(question.evidence, path),
                    ask=ask,
                    ask_more=ask_more,
                    answer=answer,
                    answer_more=answer_more,
                    shown=_shown(question, number),
                    look_for=riches(question.look_for),
                    lines=room.lines,
                    look=room.look,
                    blank=blank,
                )
            )
        return ShortAnswerTask(items=tuple(items))

    def _space(self, question: ShortAnswerQuestion) -> str | None:
        return space_said(question.space, self.space, question.lines)

    def _in_blank(self, question: ShortAnswerQuestion) -> bool:
        """Is a word or a number asked for, and not sentences?"""
        said = self._space(question)
        if said is None and question.lines is None:
            return question.number is not None or (bool(question.accept) and question.fits_blank)
        return said == "blank" and (question.number is not None or question.fits_blank)

    def _report_answer(self, question: ShortAnswerQuestion, setting: Setting, path: Path) -> None:
        """Report what can't be right in more than one way, or has no room in a blank."""
        if question.number:
            if question.accept:
                setting.report(
                    (*path, "accept"),
                    "A number has no other wordings.",
                    "Say with `tolerance:` how far off an answer may be.",
                    code="wordings-of-a-number",
                )
            return
        report_wordings(setting, question.answer, question.accept, (*path, "accept"))
        if self._space(question) == "blank" and not question.fits_blank:
            setting.report(
                (*path, "answer"),
                "This answer is too long for a blank.",
                "Write a word or two, or `space: lines` in this question.",
                code="too-long-for-a-blank",
            )


def _plain(text: str) -> str:
    return str(RichText.from_markdown(text))


def _blank(question: ShortAnswerQuestion, number: RightNumber | None) -> AnswerBlank:
    """The blank that the answer is written in."""
    if number is None:
        return AnswerBlank(FOR_WORDS, _plain(question.answer), tuple(map(_plain, question.accept)))
    return AnswerBlank.of_number(number)


def _shown(question: ShortAnswerQuestion, number: RightNumber | None) -> RichText | Message | None:
    """What the key says where more than the answer alone is right."""
    if number is not None:
        return number.shown
    if question.accept and "\n" not in question.answer:
        return either([_plain(question.answer), *map(_plain, question.accept)])
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswerItem(Item):
    """`ask` and `answer` are first paragraphs, `ask_more` and `answer_more` what follows. `shown` is what
    the key says instead, where several answers are right. There are `lines` to write on, which look as
    `look` says, or there is a `blank`, or neither."""

    ask: RichText
    ask_more: tuple[ProseBlock, ...] = ()
    answer: RichText
    answer_more: tuple[ProseBlock, ...] = ()
    shown: RichText | Message | None = None
    look_for: tuple[RichText, ...]
    lines: int
    look: Look = "ruled"
    blank: AnswerBlank | None = None

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        blank = self.blank
        return ((blank.answer, *blank.also),) if blank else ((self.answer.plain,),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswerTask(Task):
    items: tuple[ShortAnswerItem, ...]

    @property
    def short_answers(self) -> tuple[GlanceAnswer, ...]:
        if not any(item.blank for item in self.items):
            return ()
        return tuple(
            GlanceAnswer(
                item.number, (item.shown or item.answer) if item.blank else N_("in writing")
            )
            for item in self.items
        )
