"""Vocabulary quiz: definitions, whose words students write down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from lessonpress.activities.base import ActivityForm, Item, Setting, ShortAnswer, Task
from lessonpress.activities.support import Helping, HelpKey, Support
from lessonpress.activities.texts import Texts
from lessonpress.activities.vocabulary_terms import chosen_terms
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message

# A gap tells nothing of the word's length: all are as wide as the longest.
_SMALLEST_GAP = 14
_LARGEST_GAP = 24


class VocabularyQuiz(ActivityForm):
    """Definitions, for which students write the word."""

    default_title: ClassVar[Message] = N_("Which word is it?")
    default_instructions: ClassVar[Message] = N_("Write the word that each sentence explains.")
    order: ClassVar[Literal["any", "shuffled", "given"]] = "shuffled"

    helps: ClassVar[tuple[HelpKey, ...]] = ("word_bank", "first_letters", "example")

    activity: Literal["vocabulary-quiz"]
    terms: Texts = Field((), description="Words of the vocabulary; without it, all of them.")

    def resolve(self, setting: Setting) -> QuizTask:
        terms = chosen_terms(setting, self.terms, least=1, what="A vocabulary quiz")
        longest = max([_SMALLEST_GAP, *(len(term.term.plain) + 2 for term in terms)])
        items = []
        for place, index in enumerate(setting.order(len(terms), given_is_right=False)):
            identity = setting.item_id(place + 1, ("terms", index) if self.terms else ())
            items.append(
                QuizItem(
                    number=place + 1,
                    id=identity,
                    definition=terms[index].definition,
                    answer=terms[index].term.plain,
                    size=min(longest, _LARGEST_GAP),
                )
            )
        return QuizTask(items=tuple(items))

    def help_with(self, task: QuizTask, helping: Helping) -> Support:
        answers = {item.id: item.answer for item in task.items}
        letters = helping.letters(answers, derived=False)
        return Support(task, bank=helping.bank(list(answers.values())), items=letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizItem(Item):
    """`size` is the width of the gap in letters, the same for all."""

    definition: RichText
    answer: str
    size: int

    @property
    def lacks_evidence(self) -> bool:
        return False  # the vocabulary is the lesson's own


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizTask(Task):
    items: tuple[QuizItem, ...]

    @property
    def from_vocabulary(self) -> bool:
        return True

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        return tuple(ShortAnswer.of(item.number, item.answer) for item in self.items)
