"""What every activity shares: how people write one, what it may ask of its lesson, what it yields.

Knows neither events nor files: a `Setting` brings what an activity needs of them and takes back
what it found wrong, by the path of the value inside the activity.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Protocol

from pydantic import BeforeValidator, Field

from lessonpress.activities.amounts import PartPoints, Points
from lessonpress.activities.form import MOST_ITEMS as MOST_ITEMS
from lessonpress.activities.form import Draws
from lessonpress.activities.form import Form as Form
from lessonpress.activities.form import Listed as Listed
from lessonpress.activities.form import Minutes as Minutes
from lessonpress.activities.form import Truth as Truth
from lessonpress.activities.form import whole as whole
from lessonpress.activities.orders import Stand, order_by
from lessonpress.activities.pictures import Pictured as Pictured
from lessonpress.activities.pictures import PictureForm, figures
from lessonpress.activities.rubrics import RubricForm, RubricPlace, RubricUse
from lessonpress.activities.support import ItemSupport, QuestionGets, SomeGet
from lessonpress.activities.terms import Term as Term
from lessonpress.activities.texts import Paragraph, Prose, Texts, listed
from lessonpress.activities.translations import OneLanguage, ToldIn
from lessonpress.comparison import fold
from lessonpress.prose import ProseBlock
from lessonpress.registry.kinds import STUDENT_KINDS
from lessonpress.richtext import RichText
from lessonpress.words import N_, Message
from lessonpress.words.lists import alphabet_of, list_letter

Path = tuple[str | int, ...]
Stage = Literal["primary", "secondary"]

if TYPE_CHECKING:
    DocumentKind = str
else:  # those that students get
    DocumentKind = Literal[STUDENT_KINDS]

# Handwriting, letters a line, on the 17 cm that A4 leaves between its margins.
LETTERS_A_LINE: dict[Stage, int] = {"primary": 35, "secondary": 55}

# How the key names a key fact of the event, counted from 1.
KEY_FACT = N_("Key fact {number}")

# --- what people write ---------------------------------------------------------------------------


class ActivityForm(SomeGet):
    """What every activity may say. A kind adds its own keys, and names itself in `activity`."""

    default_title: ClassVar[Message]
    default_instructions: ClassVar[Message]
    default_documents: ClassVar[tuple[DocumentKind, ...]] = ("worksheet",)
    # Whether what is to be marked in it gets the lesson's points, or only those that it says itself.
    marked: ClassVar[Literal["always", "when asked"]] = "always"
    # Which of its questions its rubric is for, where that isn't each.
    rubric_for: ClassVar[str | None] = None

    #: In another version the listed stand in any order, in one that the kind shuffles itself, or as given.
    order: ClassVar[Literal["any", "shuffled", "given"]] = "given"

    activity: str = Field(description="What students do.")
    title: Annotated[Paragraph | None, OneLanguage] = Field(
        None, description="The heading; each kind has one of its own."
    )
    instructions: Annotated[Prose | None, OneLanguage] = Field(
        None, description="What students are told to do."
    )
    about: Prose | None = Field(
        None, description="What it is about, such as a table or a quotation; stands above it."
    )
    minutes: Minutes | None = Field(None, description="How long it takes.")
    documents: (
        Annotated[
            tuple[DocumentKind, ...],
            BeforeValidator(listed, json_schema_input_type=DocumentKind | list[DocumentKind]),
        ]
        | None
    ) = Field(None, description="Where it is printed: handout, worksheet or both.")
    points: PartPoints | None = Field(
        None, description="What each of its questions is worth, or `{total: 10}` for all of them."
    )
    partial: Paragraph | None = Field(
        None, description="How part of the points is given; only the key shows it."
    )
    rubric: RubricUse | None = Field(None, description="A rubric to mark it by, or its name.")
    rubric_on: RubricPlace = Field("both", description="Who gets the rubric: sheet, key or both.")
    picture: PictureForm | None = Field(None, description="A picture that stands above it.")
    pick: Annotated[int, Field(ge=1)] | None = Field(
        None, description="How many of its list are printed; `shuffle` and version say which."
    )
    keep: Texts = Field((), description="Words of its list that `pick` always takes.")
    draws: Draws | None = Field(
        None, alias="from", description="Questions of a bank, behind those that stand here."
    )
    translations: ToldIn = Field(
        default_factory=dict, description="It in other languages, by code."
    )
    todo: Truth = Field(False, description="Is all of it still to be looked at? It is marked so.")
    shuffle_questions: Truth | None = Field(
        None, description="Print the questions of other versions in another order? Default: yes."
    )

    @property
    def usual_title(self) -> Message:
        """The heading where the author gives no `title`."""
        return self.default_title

    @property
    def usual_instructions(self) -> Message:
        """What students are told to do where the author gives no `instructions`."""
        return self.default_instructions

    @property
    def shown_above(self) -> tuple[ProseBlock, ...]:
        """The picture that stands above all that is asked; none where the kind prints it itself."""
        return figures(self.picture)

    def parted(self) -> tuple[str, tuple[str, ...]] | None:
        """The key of a text and its parts, where these are what `pick` takes some of; None in most kinds."""
        return None

    @abstractmethod
    def resolve(self, setting: Setting) -> Task:
        """What is printed. What is wrong goes to `setting.report`; the task is then discarded."""


class Marked(QuestionGets):
    """A question that may have points of its own."""

    points: Points | None = Field(None, description="What it is worth.")
    partial: Paragraph | None = Field(
        None, description="How part of the points is given; only the key shows it."
    )


class Open(Marked):
    """A question that is answered in writing."""

    rubric: RubricUse | None = Field(None, description="A rubric to mark it by, or its name.")


# --- what templates see --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote in the event's own characters, and where it stands: `What Happened?, paragraph 2`."""

    quote: str
    where: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One numbered thing to do. The number counts from 1 in its activity; the id tells no answer. `partial` says how part of its
    points is given. In a key of all versions, `stands` is where it stands in each. `support` is what helps with it."""

    number: int
    id: str
    evidence: tuple[Evidence, ...] = ()
    partial: RichText | None = None
    stands: tuple[Stand, ...] = ()
    support: ItemSupport | None = None

    @property
    def lacks_evidence(self) -> bool:
        """Does its answer rest on nothing that the key could show?"""
        return not self.evidence

    @property
    def right_texts(self) -> tuple[tuple[str, ...], ...]:
        """What is right here, in words of the event, each with others that say the same; mostly none."""
        return ()


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """What is right at the `number` that the sheet prints (1, or 1 across): a letter, a number, the
    lesson's word, or a message."""

    number: int | Message
    text: RichText | Message

    @classmethod
    def of(cls, number: int | Message, text: str) -> ShortAnswer:
        """The answer of that text, which isn't ours to translate."""
        return cls(number, RichText.verbatim(text))


@dataclass(frozen=True, slots=True)
class Leaning:
    """Answers that can be guessed from one another, in a sentence, and how to mend it."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What an activity comes to: its items and, in some kinds, what stands beside them."""

    items: tuple[Item, ...]

    @property
    def instructions(self) -> Message | None:
        """What students are told to do, where the lesson's stage has it otherwise than the form says."""
        return None

    @property
    def from_vocabulary(self) -> bool:
        """Is it made from the vocabulary? Then it doesn't show that a word is met anywhere."""
        return False

    @property
    def apart(self) -> bool:
        """Does it stand on pages of its own, because it is cut up or hung up?"""
        return False

    @property
    def fills_pages(self) -> bool:
        """Does it end on pages that have nothing else on them?"""
        return self.apart

    @property
    def to_mark(self) -> bool:
        """Is there anything in it that a teacher marks?"""
        return True

    @property
    def short_answers(self) -> tuple[ShortAnswer, ...]:
        """What the key says in a letter, a number or a missing word, in the order of the sheet."""
        return ()

    @property
    def answer_count(self) -> int:
        """How many answers there are to mark one by one."""
        return len(self.short_answers) or len(self.items)

    @property
    def leaning(self) -> Leaning | None:
        """Whether most answers are the same, so that one who guesses is right."""
        return None


# --- what an activity may ask --------------------------------------------------------------------


class PassageFinder(Protocol):
    """Where quotes stand in the event."""

    def find(self, quote: str) -> Evidence | None: ...

    def nearest(self, quote: str) -> str:
        """A sentence that names the passage most like `quote`."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong inside an activity; `path` leads from the activity to the value; from the lesson with `of_lesson`."""

    path: Path
    message: str
    hint: str
    code: str
    of_lesson: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """What the activity `id` says is right, of what there is to choose from."""

    id: str
    right: frozenset[str]
    choices: frozenset[str]


@dataclass(slots=True)
class Setting:
    """The lesson as far as an activity needs it. None stands for what could not be read.

    `id` is that of the activity's place in the lesson that is called `lesson`; `shuffle` is a number
    that changes the order of what is shuffled, `shuffle_choices` what holds for choices where an
    activity doesn't say, `version` the one that is printed (None for the first), and `before` those that come before it. `language`
    is a tag such as `cs` or `de-AT`. `running_text` gives the event's sentences, a paragraph a line.
    `place` is the id that chance goes by, where it isn't the activity's; `written` has the number, from 0, at which each of the listed things was
    written, where these are some of them or stand in another order.
    """

    id: str
    lesson: str = ""
    shuffle: int = 0
    shuffle_choices: bool = True
    version: str | None = None
    before: tuple[str | None, ...] = ()
    place: str = ""
    written: tuple[int, ...] = ()
    stage: Stage = "secondary"
    language: str = "en"
    vocabulary: tuple[Term, ...] | None = ()
    key_facts: tuple[RichText, ...] | None = ()
    passages: PassageFinder | None = None
    running_text: Callable[[], str] = str
    rubrics: Mapping[str, RubricForm] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, Path] = field(default_factory=dict)
    # What the lesson's activities up to this one answer, by the folded question; all share it.
    answered: dict[str, list[Answered]] = field(default_factory=dict)

    def report(
        self, path: Path, message: str, hint: str = "", *, code: str, of_lesson: bool = False
    ) -> None:
        self.findings.append(Finding(path, message, hint, code, of_lesson))

    def order(self, count: int, part: int = 0, *, given_is_right: bool = True) -> tuple[int, ...]:
        """The numbers from 0 up to `count` in the order in which so many things are printed.

        Wording has no part in it: it depends on the lesson's name, the activity's place, the `part` of
        it (such as a question's number, where each is shuffled for itself), how many things there
        are, the lesson's `shuffle` and the version. Where the order that was given is the right
        answer, it never comes out, if there is another; nor does that of an earlier version. All others
        are equally likely.
        """
        return order_by(count, self.seeds(count, part), other_than_given=given_is_right)

    def seeds(self, count: int, part: int | str = 0) -> list[str]:
        """Those of the versions before this one, and its own."""
        return [self._seed(count, part, version) for version in (*self.before, self.version)]

    def seed(self, count: int, part: int = 0) -> str:
        """What chance depends on where so many things are put in an order, or into a puzzle."""
        return self._seed(count, part, self.version)

    def _seed(self, count: int, part: int | str, version: str | None) -> str:
        if isinstance(part, int) and 0 < part <= len(self.written):
            part = self.written[part - 1] + 1
        where = self.place or self.id
        place = f"{where}.{part}" if part else where
        return f"{self.lesson}\n{place}\n{count}\n{self.shuffle}\n{version or ''}"

    def letter(self, index: int) -> str:
        """The letter of a choice, by its place from 0, as the lesson's language letters a list."""
        return list_letter(index, alphabet_of(self.language))

    def item_id(self, number: int, path: Path) -> str:
        """The id of the item at `number`; where it was written is remembered with it."""
        identity = f"{self.id}_q{number}"
        self.places[identity] = path
        return identity

    def evidence(self, quotes: Iterable[str], path: Path) -> tuple[Evidence, ...]:
        """Each quote where it stands in the event; one that isn't there is reported."""
        found: list[Evidence] = []
        if self.passages is None:
            return ()
        for index, quote in enumerate(quotes):
            evidence = self.passages.find(quote)
            if evidence is not None:
                found.append(evidence)
            else:
                self.report(
                    (*path, "evidence", index),
                    "This quote does not stand in the event.",
                    self.passages.nearest(quote),
                    code="quote-not-found",
                )
        return tuple(found)


# --- what several kinds need ---------------------------------------------------------------------


def rich(text: str | None) -> RichText | None:
    return None if text is None else RichText.from_markdown(text)


def riches(texts: Iterable[str]) -> tuple[RichText, ...]:
    return tuple(RichText.from_markdown(text) for text in texts)


def writing_lines(answer: str, stage: Stage, *, spare: int = 1) -> int:
    """Lines to write `answer` on by hand, with some to spare; two at least. Each of its own lines begins a new one."""
    lines = (math.ceil(len(line) / LETTERS_A_LINE[stage]) for line in answer.split("\n"))
    return max(2, sum(lines) + spare)


def same(text: str) -> str:
    """What two texts have in common that look the same (see comparison), Markdown aside."""
    return fold(RichText.from_markdown(text).plain).strip()


def alike(text: str) -> str:
    """As `same`, and without a stop at the end: two such answers are one to a student."""
    folded = same(text)
    return folded.rstrip(" .,;:。،") or folded


def report_contradiction(
    setting: Setting, path: Path, question: str, right: Iterable[str], choices: Iterable[str]
) -> None:
    """Report a question that another activity answers otherwise, from choices that both have."""
    ours = Answered(setting.id, frozenset(map(alike, right)), frozenset(map(alike, choices)))
    earlier = setting.answered.setdefault(alike(question), [])
    for other in earlier:
        shared = ours.choices & other.choices
        if other.id != ours.id and ours.right & shared != other.right & shared:
            setting.report(
                path,
                "Another activity asks the same, and its answer is another.",
                "Mend one of the two answers, so that both are right.",
                code="answers-differ",
            )
            break
    earlier.append(ours)


def report_repeated(
    setting: Setting, texts: Sequence[str], path: Path, what: str, key: str | None = None
) -> None:
    """Report each text that already stands earlier in the list at `path`, or stands there but for
    its last stop; with `key`, the texts stand behind that key of each item."""
    seen: dict[str, int] = {}
    tail = () if key is None else (key,)
    for index, text in enumerate(texts):
        folded = alike(text)
        if folded in seen:
            setting.report(
                (*path, index, *tail),
                f"This {what} is the same as number {seen[folded] + 1}.",
                f"Change or remove one of the two, so that no {what} stands twice.",
                code="repeated",
            )
        else:
            seen[folded] = index
