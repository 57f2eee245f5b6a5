"""Support: what some pupils get besides what everybody is asked, as people write it and as it is printed.

Help stands beside what is asked, never in an answer's place: numbers, letters and room to answer stay, so that one key
serves all copies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Protocol

from pydantic import BeforeValidator, Field, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError

from lessonpress.activities.form import Form, Truth, whole
from lessonpress.activities.texts import Paragraphs, Prose, Question, Text, opening
from lessonpress.prose import ProseBlock
from lessonpress.richtext import RichText
from lessonpress.words import Message

#: Whatever help there is, by the keys of `supported`.
HelpKey = Literal["word_bank", "starters", "first_letters", "wrong_choices", "look_in", "example"]
# With more, nothing would be left out that the usual questions have.
_MOST_WRONG = 24

# --- what people write ---------------------------------------------------------------------------


def _truth(value: object) -> bool | None:
    """The truth that is said, None where something else is."""
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    return value if isinstance(value, bool) else None


def _words(value: object, words: ValidatorFunctionWrapHandler) -> object:
    """True and false stand for what is derived and for nothing; anything else is words."""
    said = _truth(value)
    return words(value) if said is None else said


if TYPE_CHECKING:
    Words = bool | tuple[str, ...]
else:
    Words = Annotated[
        Paragraphs, WrapValidator(_words, json_schema_input_type=bool | Text | list[Text])
    ]


class ExampleForm(Form):
    """Something like what is asked, shown done."""

    ask: Question = Field(description="What could be asked, and isn't.")
    answer: Prose = Field(description="How it is answered; supported copies print it.")


class QuestionSupport(Form):
    """What helps with one question."""

    off: Truth = Field(False, description="Is nothing to help? The same as `supported: false`.")
    word_bank: Words | None = Field(None, description="Words that help, or false for none.")
    starters: Words | None = Field(
        None, description="How its answer may begin; false for nothing. Default: by what is asked."
    )
    first_letters: Truth | None = Field(
        None, description="Print the first letter of a missing word?"
    )
    wrong_choices: Annotated[int, Field(ge=1, le=_MOST_WRONG), BeforeValidator(whole)] | None = (
        Field(
            None,
            description="How many wrong choices are left. Default: one less than there are, two at the most.",
        )
    )
    look_in: Truth | None = Field(None, description="Name the paragraph that the answer stands in?")


class SupportForm(QuestionSupport):
    """What helps with an activity, in supported copies."""

    example: ExampleForm | None = Field(
        None, description="One that is done, above those that are asked."
    )


def _support(value: object) -> object:
    """False stands for `off`; what is true is as if nothing were said."""
    said = _truth(value)
    if said is not None:
        return {} if said else {"off": True}
    if isinstance(value, dict | Form):
        return value
    raise PydanticCustomError(
        "no-support",
        "This says nothing of what helps.",
        {"hint": "Write false for no help, or what helps: `supported: {starters: [It began …]}`."},
    )


class SomeGet(Form):
    """What an activity may say of what some pupils get, and what its kind derives for them by itself."""

    #: What help a kind can have.
    helps: ClassVar[tuple[HelpKey, ...]] = ("example",)
    #: How what is written in it may begin, where the author says nothing of it.
    usual_starters: ClassVar[tuple[Message, ...]] = ()

    supported: Annotated[
        SupportForm | None,
        BeforeValidator(_support, json_schema_input_type=SupportForm | bool),
    ] = Field(None, description="What helps in supported copies, or false. Default: by its kind.")
    extended: Truth = Field(
        False,
        description="Print it in extended copies alone, behind all others, for those who are done?",
    )

    @property
    def may_help(self) -> tuple[HelpKey, ...]:
        """What help it can have as it is written."""
        return self.helps

    def help_with(self, task: Any, helping: Helping) -> Support:
        """What helps with the task, as far as that isn't the same in all kinds."""
        return Support(
            task, starters=helping.usual_starters(self.usual_starters), bank=helping.bank(())
        )


class QuestionGets(Form):
    """What a question may say of help with it."""

    supported: Annotated[
        QuestionSupport | None,
        BeforeValidator(_support, json_schema_input_type=QuestionSupport | bool),
    ] = Field(None, description="What helps with it in supported copies, or false.")


# --- what templates see --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ItemSupport:
    """What helps with one question: how its answer may begin, words for it, and where to look.

    `begins` is a first letter as it is printed (`h…`), `among` the letters of what may be right, in order.
    """

    starters: tuple[RichText | Message, ...] = ()
    bank: tuple[RichText, ...] = ()
    look_in: tuple[Message, ...] = ()
    begins: str = ""
    among: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != _NO_HELP


_NO_HELP = ItemSupport()


@dataclass(frozen=True, slots=True)
class Example:
    """One that is done: what is asked and how it is answered, the first paragraph of each and the rest."""

    ask: RichText
    ask_more: tuple[ProseBlock, ...]
    answer: RichText
    answer_more: tuple[ProseBlock, ...]

    @classmethod
    def of(cls, form: ExampleForm) -> Example:
        return cls(*opening(form.ask), *opening(form.answer))


@dataclass(frozen=True, slots=True)
class Support:
    """What helps with an activity. `task` is what is printed of it now, such as fewer choices.

    `bank` are words and `starters` beginnings for all of it; `told` are facts with what each says, such as
    which comes first; `items` is what helps with single items, by their ids.
    """

    task: Any
    bank: tuple[RichText, ...] = ()
    starters: tuple[RichText | Message, ...] = ()
    told: tuple[tuple[Message, RichText], ...] = ()
    example: Example | None = None
    items: Mapping[str, ItemSupport] = field(default_factory=dict)


def riches(texts: Sequence[str]) -> tuple[RichText, ...]:
    return tuple(map(RichText.from_markdown, texts))


# --- what a kind may ask -------------------------------------------------------------------------


class Surroundings(Protocol):
    """What help may follow from: a `Setting`, as far as it matters here."""

    id: str
    lesson: str
    shuffle: int
    place: str
    language: str
    places: dict[str, tuple[str | int, ...]]

    @property
    def running_text(self) -> Callable[[], str]: ...

    def seeds(self, count: int, part: int | str = 0) -> list[str]: ...


class _Evidence(Protocol):
    @property
    def where(self) -> Message: ...


class _Item(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def evidence(self) -> Sequence[_Evidence]: ...


@dataclass(frozen=True, slots=True)
class Helping:
    """What help is asked for with one activity: `said` by the author for all of it, `of` for an item."""

    said: SupportForm
    setting: Surroundings
    questions: Mapping[str, QuestionSupport] = field(default_factory=dict)

    def of(self, identity: str) -> QuestionSupport | None:
        """What is said for the item of that id: what it says itself, or else what holds for all; None where
        nobody is to be helped with it."""
        own = self.questions.get(identity)
        if own is None:
            return self.said
        if own.off:
            return None
        said = {key: getattr(own, key) for key in QuestionSupport.model_fields}
        return self.said.model_copy(
            update={key: value for key, value in said.items() if value is not None}
        )

    def with_questions(self, task: Any, items: Mapping[str, ItemSupport]) -> Support:
        """What helps with questions, and above them what is said for all of them."""
        return Support(task, bank=self.bank(()), starters=self.usual_starters(()), items=items)

    def usual_starters(self, usual: Sequence[Message]) -> tuple[RichText | Message, ...]:
        """How what is written may begin: as the author says it for all of it, or as it usually does."""
        said = self.said.starters
        if said is False:
            return ()
        return riches(said) if isinstance(said, tuple) else tuple(usual)

    def bank(self, words: Sequence[str]) -> tuple[RichText, ...]:
        """As `bank_of`, of words without looks."""
        return self.bank_of(list(map(RichText.verbatim, words)))

    def bank_of(self, words: Sequence[RichText]) -> tuple[RichText, ...]:
        """The bank of an activity: as it is written, or of these words, which are given in the order of the
        blanks and printed in another."""
        said = self.said.word_bank
        if said is False:
            return ()
        if isinstance(said, tuple):
            return riches(said)
        from lessonpress.activities.orders import order_by

        # Not the order of the blanks; and not by the chance that those were put in order by.
        order = order_by(len(words), self.setting.seeds(len(words), "bank"), other_than_given=True)
        return tuple(words[at] for at in order)

    def letters(self, answers: Mapping[str, str], *, derived: bool) -> dict[str, ItemSupport]:
        """The first letter of each answer, by the ids of the items; `derived` where nobody says whether."""
        from lessonpress.activities.letters import first_letter

        found = {}
        for identity, answer in answers.items():
            said = self.of(identity)
            letter = first_letter(answer, self.setting.language)
            wanted = said is not None and (
                derived if said.first_letters is None else said.first_letters
            )
            if wanted and letter != answer and not letter.isdecimal():
                found[identity] = ItemSupport(begins=f"{letter}…")
        return found

    def look_in(self, items: Sequence[_Item]) -> dict[str, ItemSupport]:
        """Where the event says what each item rests on, by the items' ids. Derived for all of them or for
        none: that a text is silent, or has nothing to mend, is an answer, too."""
        told_of = all(item.evidence for item in items)
        found = {}
        for item in items:
            said = self.of(item.id)
            if said is None or not (told_of if said.look_in is None else said.look_in):
                continue
            places = tuple(dict.fromkeys(one.where for one in item.evidence))
            if places:
                found[item.id] = ItemSupport(look_in=places)
        return found

    def with_places(
        self, helped: Mapping[str, ItemSupport], items: Sequence[_Item]
    ) -> dict[str, ItemSupport]:
        """What helps with items, and where to look for those of which that is said."""
        said = [item for item in items if (asked := self.of(item.id)) and asked.look_in]
        places = self.look_in(said)
        return {
            **places,
            **{
                key: replace(one, look_in=places[key].look_in if key in places else ())
                for key, one in helped.items()
            },
        }

    def starters(
        self, asked: Mapping[str, RichText | Message | None], usual: Message
    ) -> dict[str, ItemSupport]:
        """How the answer to each question may begin, by the items' ids: as it is written, or by what is asked;
        `usual` where that doesn't say."""
        from lessonpress.activities.starters import starter_for

        found = {}
        for identity, ask in asked.items():
            said = self.of(identity)
            if said is None or said.starters is False:
                continue
            own = self.questions.get(identity) or QuestionSupport.model_construct()
            beginnings: tuple[RichText | Message, ...] = (usual,)
            if isinstance(own.starters, tuple):
                beginnings = riches(own.starters)
            elif isinstance(self.said.starters, tuple):
                beginnings = ()  # they stand above, once for all
            elif isinstance(ask, RichText):
                beginnings = (starter_for(ask.plain, self.setting.language, usual),)
            bank = riches(own.word_bank) if isinstance(own.word_bank, tuple) else ()
            found[identity] = ItemSupport(starters=beginnings, bank=bank)
        return found

    def wrong_left(self, identity: str, wrong: Sequence[int]) -> frozenset[int] | None:
        """Which of the wrong choices, by the numbers at which they are written, are left for the item of that
        id; None where all are. The same in all versions."""
        said = self.of(identity)
        if said is None:
            return None
        left = said.wrong_choices or max(1, min(2, len(wrong) - 1))
        if left >= len(wrong):
            return None
        from lessonpress.activities.chance import Chance

        setting = self.setting
        written = setting.places.get(identity, (identity,))
        where = f"{setting.lesson}\n{setting.place or setting.id}\n{written}\n{len(wrong)}"
        chance = Chance(f"{where}\n{setting.shuffle}\nsupported")
        return frozenset(chance.shuffled(sorted(wrong))[:left])
