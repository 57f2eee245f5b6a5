"""True or false: statements; a false one carries its correction. The text may not say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

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
    rich,
    writing_lines,
)
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import Paragraph, Question, Texts, opening, plain_lines
from lessonpress.comparison import fold
from lessonpress.prose import ProseBlock
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

FEWEST_TO_LEAN = 3
TRUE, FALSE, NOT_IN_THE_TEXT = N_("True"), N_("False"), N_("Not in the text")
_CHOICES = {True: TRUE, False: FALSE, None: NOT_IN_THE_TEXT}


#: What is written where the text doesn't say whether a statement is true.
NOT_SAID = "not in the text"


_ALL = ("true", "false", NOT_SAID)


def _judged(value: object) -> object:
    if isinstance(value, str) and fold(value).strip(" .") == NOT_SAID:
        return None
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if isinstance(value, bool):
        return value
    raise PydanticCustomError(
        "not-true-or-false",
        "This is neither true nor false.",
        {"hint": f"Write true or false, or `{NOT_SAID}` where the text doesn't say."},
    )


Judgement = Annotated[
    bool | None,
    BeforeValidator(_judged, json_schema_input_type=bool | Literal["not in the text"]),
]


class Statement(Pictured, Marked):
    say: Question = Field(description="The statement.")
    answer: Judgement = Field(description="Is it true? Or `not in the text`, which doesn't say.")
    correction: Paragraph | None = Field(
        None, description="What is true instead, where it is false."
    )
    evidence: Texts = Field((), description="Quotes from the event that the answer rests on.")


#: Where students write false statements again; never where it tells which are false.
Where = Literal["below", "each", "nowhere"]


_WHERE: dict[str, Where] = {
    "below": "below",
    "true": "below",
    "each": "each",
    "false": "nowhere",
}


def _where(value: object) -> object:
    word = str(value).lower() if isinstance(value, str | bool) else ""
    if word in _WHERE:
        return _WHERE[word]
    raise PydanticCustomError(
        "not-a-place",
        "This is no place for corrections.",
        {
            "hint": "Write `below` (all below the list), `each` (below each statement), or false, "
            "where nothing is to be corrected."
        },
    )


class TrueFalse(ActivityForm):
    """Statements to mark as true or false, and to correct."""

    default_title: ClassVar[Message] = N_("True or false?")
    default_instructions: ClassVar[Message] = N_(
        "Mark True or False. If a statement is false, write it again so that it is true."
    )
    order: ClassVar[Literal["any", "shuffled", "given"]] = "any"

    helps: ClassVar[tuple[HelpKey, ...]] = ("look_in", "example")

    activity: Literal["true-false"]
    corrections: Annotated[
        Where,
        BeforeValidator(_where, json_schema_input_type=Literal["below", "each"] | bool),
    ] = Field(
        "below",
        description="Where false statements are written again: `below` the list, or below `each` "
        "statement, whether it is false or not; false where nothing is to be corrected.",
    )
    not_in_the_text: Truth | None = Field(
        None, description="Print a third choice? Without it, where it is the answer somewhere."
    )
    statements: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=MOST_ITEMS)]

    def resolve(self, setting: Setting) -> TrueFalseTask:
        report_repeated(setting, [one.say for one in self.statements], ("statements",), "statement")
        lines = self._lines(setting)
        choices = (TRUE, FALSE, NOT_IN_THE_TEXT) if self._has_third else (TRUE, FALSE)
        items = []
        for index, statement in enumerate(self.statements):
            path = ("statements", index)
            truth = NOT_SAID if statement.answer is None else str(statement.answer)
            report_contradiction(setting, (*path, "say"), statement.say, [truth], _ALL)
            if statement.answer is None:
                self._report_not_said(setting, statement, path)
            is_false = statement.answer is False
            if self.corrections != "nowhere" and is_false and statement.correction is None:
                setting.report(
                    path,
                    "This false statement has no correction.",
                    "Add `correction:` with the sentence that is true instead, or say "
                    "`corrections: false` where students need not write one.",
                    code="correction-missing",
                )
            if statement.correction is not None and is_false:
                self._report_correction(setting, statement.correction, index)
            if statement.answer and statement.correction is not None:
                setting.report(
                    (*path, "correction"),
                    "A true statement needs no correction.",
                    "Remove the correction, or make the answer false.",
                    code="correction-of-truth",
                )
            say, say_more = opening(statement.say)
            items.append(
                TrueFalseItem(
                    number=index + 1,
                    id=setting.item_id(index + 1, path),
                    evidence=setting.evidence(statement.evidence, path),
                    say=say,
                    say_more=say_more,
                    answer=statement.answer,
                    choices=choices,
                    correction=rich(statement.correction),
                    lines=lines if self.corrections == "each" else 0,
                )
            )
        return TrueFalseTask(
            items=tuple(items), lines_below=lines if self.corrections == "below" else 0
        )

    def help_with(self, task: TrueFalseTask, helping: Helping) -> Support:
        return Support(task, items=helping.look_in(task.items))

    @property
    def usual_instructions(self) -> Message:
        each = self.corrections == "each"
        if not self._has_third:
            return self.default_instructions if each else N_("Mark True or False.")
        if not each:
            return N_("Mark True, False or Not in the text.")
        return N_(
            "Mark True, False or Not in the text. If a statement is false, write it again so that it is true."
        )

    @property
    def _has_third(self) -> bool:
        if self.not_in_the_text is None:
            return any(one.answer is None for one in self.statements)
        return self.not_in_the_text

    def _report_not_said(self, setting: Setting, statement: Statement, path: Path) -> None:
        """Report what speaks against it that the text doesn't say."""
        if not self._has_third:
            setting.report(
                (*path, "answer"),
                "This answer is none that students are given.",
                "Leave `not_in_the_text: false` out, which prints True and False alone.",
                code="answer-not-a-choice",
            )
        for key in ("correction", "evidence"):
            if getattr(statement, key):
                setting.report(
                    (*path, key),
                    f"Of what is not in the text there is no {key}.",
                    f"Remove the {key}, or answer true or false.",
                    code="not-in-the-text",
                )

    def _lines(self, setting: Setting) -> int:
        """As many for every statement, and also where all are true: the room tells no answer."""
        if self.corrections == "nowhere":
            return 0
        texts = [
            plain_lines(text) for one in self.statements for text in (one.say, one.correction or "")
        ]
        return max(writing_lines(text, setting.stage, spare=0) for text in texts)

    def _report_correction(self, setting: Setting, correction: str, index: int) -> None:
        """Report a correction that is itself called false."""
        for other, statement in enumerate(self.statements):
            if statement.answer is False and alike(statement.say) == alike(correction):
                which = "the statement itself" if other == index else f"statement {other + 1}"
                setting.report(
                    ("statements", index, "correction"),
                    f"This correction is the same as {which}, which is said to be false.",
                    "Write what is true instead, or mend the answer.",
                    code="correction-false",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalseItem(Item):
    """`say` is the first paragraph, `say_more` what follows. `answer` is None where the text doesn't say;
    `choices` are what it is chosen from, in order. `lines` is the room below it for a correction, the
    same for all; 0 where none is asked for there."""

    say: RichText
    say_more: tuple[ProseBlock, ...] = ()
    answer: bool | None
    choices: tuple[Message, ...] = (TRUE, FALSE)
    correction: RichText | None
    lines: int

    @property
    def right(self) -> Message:
        """The choice that is right."""
        return _CHOICES[self.answer]

    @property
    def lacks_evidence(self) -> bool:
        return self.answer is not None and not self.evidence

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        said = self.say if self.answer else self.correction
        return ((said.plain,),) if said and self.answer is not None else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalseTask(Task):
    """`lines_below` is the room for one correction below the list, where there is that room for each; or 0."""

    items: tuple[TrueFalseItem, ...]
    lines_below: int = 0

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        return tuple(ShortAnswer(item.number, item.right) for item in self.items)

    @property
    def leaning(self) -> Leaning | None:
        answers = {item.answer for item in self.items}
        if len(self.items) < FEWEST_TO_LEAN or len(answers) > 1:
            return None
        said, other = {
            True: ("true", "false"),
            False: ("false", "true"),
            None: (NOT_SAID, "true or false"),
        }[answers.pop()]
        return Leaning(
            f"All {len(self.items)} statements are {said}.",
            f"Make some of them {other}, or students will mark the rest without reading.",
        )
