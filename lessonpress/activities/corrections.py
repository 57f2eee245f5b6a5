"""Corrections: sentences in which something is wrong, to be found and put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import (
    MOST_ITEMS,
    ActivityForm,
    Item,
    Leaning,
    Listed,
    Marked,
    Path,
    Setting,
    ShortAnswer,
    Task,
    alike,
    report_contradiction,
    report_repeated,
    writing_lines,
)
from lessonpress.activities.right_words import AnswerBlank, either, report_wordings
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import Paragraph, Paragraphs, Texts
from lessonpress.activities.writing import FOR_WORDS, fits_blank
from lessonpress.comparison import Comparable
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

NO_ERROR = N_("no error")


class Sentence(Listed, Marked):
    say: Paragraph = Field(description="The sentence, as it is printed.")
    wrong: Paragraph | None = Field(
        None, description="The words of it that are wrong; without it, nothing is."
    )
    right: Paragraph | None = Field(None, description="What is right in their place.")
    accept: Paragraphs = Field((), description="Other wordings that are as right.")
    evidence: Texts = Field((), description="Quotes from the event that the answer rests on.")


class Corrections(ActivityForm):
    """Sentences with an error to find and to correct."""

    default_title: ClassVar[Message] = N_("Find the errors")
    default_instructions: ClassVar[Message] = N_(
        "In each sentence something is wrong. Underline it, and write what is right."
    )
    order: ClassVar[Literal["any", "shuffled", "given"]] = "any"

    helps: ClassVar[tuple[HelpKey, ...]] = ("look_in", "example")

    activity: Literal["corrections"]
    sentences: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=MOST_ITEMS)]

    def help_with(self, task: CorrectionsTask, helping: Helping) -> Support:
        return Support(task, items=helping.look_in(task.items))

    @property
    def usual_instructions(self) -> Message:
        if any(one.wrong is None for one in self.sentences):
            return N_(
                "In some of the sentences something is wrong. Underline it, and write what is right."
            )
        return self.default_instructions

    def resolve(self, setting: Setting) -> CorrectionsTask:
        report_repeated(
            setting, [one.say for one in self.sentences], ("sentences",), "sentence", "say"
        )
        rights = [text for one in self.sentences for text in (one.right or "", *one.accept)]
        in_blanks = all(map(fits_blank, rights))
        lines = (
            0 if in_blanks else max(writing_lines(one, setting.stage, spare=0) for one in rights)
        )
        items = []
        for index, one in enumerate(self.sentences):
            path = ("sentences", index)
            truth = "true" if one.wrong is None else "false"
            report_contradiction(setting, (*path, "say"), one.say, [truth], ("true", "false"))
            parts = self._parts(one, setting, path)
            right = str(RichText.from_markdown(one.right or ""))
            others = tuple(str(RichText.from_markdown(text)) for text in one.accept)
            items.append(
                CorrectionItem(
                    number=index + 1,
                    id=setting.item_id(index + 1, path),
                    evidence=setting.evidence(one.evidence, path),
                    before=parts[0],
                    wrong=parts[1],
                    after=parts[2],
                    right=either([right, *others]) if right else None,
                    lines=lines,
                    blank=AnswerBlank(FOR_WORDS, right, others) if in_blanks else None,
                )
            )
        return CorrectionsTask(items=tuple(items))

    def _parts(
        self, one: Sentence, setting: Setting, path: Path
    ) -> tuple[RichText, RichText, RichText]:
        """The sentence before the error, the error, and what comes behind it."""
        said = RichText.from_markdown(one.say)
        nothing = (said, RichText(), RichText())
        if (one.wrong is None) != (one.right is None):
            missing = "right" if one.right is None else "wrong"
            setting.report(
                path,
                f"This sentence lacks `{missing}:`.",
                "Write the words that are wrong behind `wrong:`, and what is right behind `right:`; or neither, where the sentence has no error.",
                code="correction-missing",
            )
            return nothing
        if one.wrong is None or one.right is None:
            if one.accept:
                setting.report(
                    (*path, "accept"),
                    "There is nothing to put right in this sentence.",
                    "Remove the wordings, or write what is wrong.",
                    code="correction-of-truth",
                )
            return nothing
        report_wordings(setting, one.right, one.accept, (*path, "accept"))
        wrong = RichText.from_markdown(one.wrong).plain
        found = Comparable(said.plain).find_words(wrong)
        if len(found) != 1:
            times = "more than once" if found else "nowhere"
            setting.report(
                (*path, "wrong"),
                f"`{one.wrong}` stands {times} in the sentence.",
                "Write the words as the sentence has them, with more around them where they stand twice.",
                code="error-not-found",
            )
            return nothing
        if any(alike(text) == alike(one.wrong) for text in (one.right, *one.accept)):
            setting.report(
                (*path, "right"),
                "What is right is the same as what is wrong.",
                "Write what belongs in its place.",
                code="correction-false",
            )
        start, stop = found[0]
        return said.part(0, start), said.part(start, stop), said.part(stop, len(said.plain))


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionItem(Item):
    """A sentence in three parts, of which `wrong` is the error, empty where there is none; `right` is
    what the key says in its place. It is written in a `blank`, or on `lines`, the same for all."""

    before: RichText
    wrong: RichText
    after: RichText
    right: RichText | Message | None
    lines: int
    look: Literal["ruled"] = "ruled"
    blank: AnswerBlank | None

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        return ((self.right.plain,),) if isinstance(self.right, RichText) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsTask(Task):
    items: tuple[CorrectionItem, ...]

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        return tuple(ShortAnswer(item.number, item.right or NO_ERROR) for item in self.items)

    @property
    def leaning(self) -> Leaning | None:
        if any(item.right for item in self.items):
            return None
        return Leaning(
            "None of the sentences has an error.",
            "Write something wrong into some of them, and say what with `wrong:` and `right:`.",
        )
