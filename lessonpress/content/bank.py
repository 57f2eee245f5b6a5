"""Banks: questions that several lessons draw from, kept in a file of their own.

A question that is drawn is read as if it stood in the lesson, and keeps its place in the bank's file, so
that whatever is wrong with it is told there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, reduce
from operator import or_
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model

from lessonpress.activities import kind_named, kinds
from lessonpress.activities.base import same
from lessonpress.activities.form import MOST_ITEMS, Draw, Draws, Form, Listed
from lessonpress.activities.pools import list_of
from lessonpress.activities.texts import Paragraph, Text, Texts
from lessonpress.content.links import check_spec
from lessonpress.content.spec import SpecSource, ValuePath
from lessonpress.content.stray_problems import strays_in_spec
from lessonpress.problems import Problem, ProblemError
from lessonpress.richtext import RichText
from lessonpress.spelling import advise
from lessonpress.validation import describe_errors, validate

#: The keys by which a question is found; they are no part of it.
_FOUND_BY = ("kind", "name", "topics")
_QUESTIONS = "The questions, each of a kind."


class BankQuestionForm(Form):
    """A question of a bank, by what it is found; its other keys are those of its kind."""

    model_config = ConfigDict(extra="ignore")

    kind: Text = Field(description="The activity that it is a question of.")
    name: Text | None = Field(None, description="What lessons call it by; no two have the same.")
    topics: Texts = Field((), description="What it is about; lessons may draw all on a topic.")


class BankForm(Form):
    """Questions that several lessons draw from."""

    title: Paragraph | None = Field(None, description="What the bank is called in lists.")
    questions: Annotated[
        tuple[BankQuestionForm, ...], Field(min_length=1, max_length=10 * MOST_ITEMS)
    ] = Field(description=_QUESTIONS)


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """A question where it stands in its bank: `data` is what the file says of it."""

    place: int
    kind: str
    name: str | None
    topics: tuple[str, ...]
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bank:
    """The questions of a bank, as far as one must know to draw from it."""

    title: str
    questions: tuple[BankQuestion, ...]
    source: SpecSource

    def with_only(self, places: Iterable[int]) -> SpecSource:
        """The bank's text with the questions at these places alone, each in its own."""
        kept = set(places)
        data = self.source.data["questions"]
        rest = [one if place in kept else None for place, one in enumerate(data)]
        return replace(self.source, file=replace(self.source.file, data={"questions": rest}))


#: The banks that there are. The first gives the one of a name; it raises LookupError or FileNotFoundError
#: for one that isn't there, ProblemError for one that can't be read. The second gives their names.
Banks = tuple[Callable[[str], Bank], Callable[[], Sequence[str]]]


def _none(name: str) -> Bank:
    raise LookupError(name)


NO_BANKS: Banks = (_none, tuple)


# --- a bank by itself ----------------------------------------------------------------------------


def read_bank(path: Path, text: str | None = None) -> Bank:
    """The bank in the file at `path`, of whose questions no more is read than how they are found.

    `text` stands for the file's text if it is given. Raises ProblemError.
    """
    source = SpecSource.read(path, text)
    if not isinstance(source.data, dict):
        empty = source.data is None
        problem = Problem(
            "This bank is empty." if empty else "A bank must be lines of `key: value`.",
            source.location(()),
            "List its questions under `questions:`, each with its `kind:`.",
            code="empty-bank",
        )
        raise ProblemError([problem])
    form = validate(BankForm, source.file)
    questions = tuple(
        BankQuestion(place, one.kind, one.name, one.topics, source.data["questions"][place])
        for place, one in enumerate(form.questions)
    )
    if twins := tuple(_twins(questions, source)):
        raise ProblemError(twins)
    title = str(RichText.from_markdown(form.title)) if form.title else ""
    return Bank(title, questions, source)


def check_bank(path: Path, text: str | None = None) -> tuple[Problem, ...]:
    """All that is wrong with a bank, also with questions that no lesson draws; what needs a lesson to be
    held against, such as evidence, is told by the lessons."""
    try:
        bank = read_bank(path, text)
    except ProblemError as error:
        return error.problems
    problems = [*check_spec(bank.source), *strays_in_spec(bank.source)]
    try:
        validate(whole_bank_form(), bank.source.file)
    except ProblemError as error:
        problems += error.problems
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: one.location))


def _twins(questions: Sequence[BankQuestion], source: SpecSource) -> Iterator[Problem]:
    first: dict[str, BankQuestion] = {}
    for one in questions:
        if one.name is None:
            continue
        other = first.setdefault(same(one.name), one)
        if other is not one:
            yield Problem(
                f"Question {other.place + 1} of the bank has this name, too.",
                source.location(("questions", one.place, "name")),
                "Give one of the two another name; a lesson could not tell which is meant.",
                code="repeated",
            )


@cache
def whole_bank_form() -> type[BankForm]:
    """The form of a bank, with questions of every kind that lists any."""
    entries: list[Any] = []
    for name, kind in kinds().items():
        if (listed := list_of(kind)) is not None:
            entries.append(_entry_form(name, listed[1]))
    one_of: Any = Annotated[reduce(or_, entries), Field(discriminator="kind")]
    many = Annotated[tuple[one_of, ...], Field(min_length=1, max_length=10 * MOST_ITEMS)]
    return create_model(
        "BankForm",
        __base__=BankForm,
        __doc__=BankForm.__doc__,
        questions=(many, Field(description=_QUESTIONS)),
    )


def _entry_form(kind: str, listed: type[Listed]) -> type[Listed]:
    found_by: dict[str, Any] = {
        key: (info.annotation, info)
        for key, info in BankQuestionForm.model_fields.items()
        if key not in listed.model_fields and key != "kind"
    }
    literal: Any = Literal[kind]
    found_by["kind"] = (
        literal,
        Field(description=BankQuestionForm.model_fields["kind"].description),
    )
    name = "".join(part.capitalize() for part in kind.split("-"))
    return create_model(
        f"{name}InBank",
        __base__=listed,
        __doc__=listed.__doc__,
        **found_by,
    )


# --- drawn by a lesson ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drawn:
    """A lesson's spec with what it draws, as if it stood there.

    `sources` are the banks' texts, with the drawn questions alone; `broken` the activities, by their
    places, for which something could not be drawn, and `problems` why.
    """

    source: SpecSource
    sources: tuple[SpecSource, ...] = ()
    broken: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()


class _Drawing(BaseModel):
    draws: Draws | None = Field(None, alias="from")


class _Drawings(BaseModel):
    """As much of a spec as says what is drawn."""

    activities: Annotated[
        tuple[_Drawing, ...],
        BeforeValidator(lambda entries: [_of_form(one) for one in entries]),
    ]


def _of_form(entry: object) -> object:
    return entry if isinstance(entry, dict) else {}


def draw(source: SpecSource, banks: Banks) -> Drawn:
    """The spec with the questions that its activities draw from banks."""
    written = source.data["activities"]
    problems: list[Problem] = []
    broken: set[int] = set()
    try:
        drawings = _Drawings.model_validate({"activities": written}).activities
    except ValidationError as error:
        problems += describe_errors(error, _Drawings, source.file)
        places = [one["loc"] for one in error.errors(include_url=False)]
        broken = {int(place[1]) for place in places if len(place) > 1}
        sound = [{} if place in broken else one for place, one in enumerate(written)]
        drawings = _Drawings.model_validate({"activities": sound}).activities
    hand = _Hand(source, banks, problems)
    activities = list(written)
    for place, drawing in enumerate(drawings):
        if drawing.draws is None:
            continue
        told = len(problems)
        activities[place] = hand.deal(place, written[place], drawing.draws)
        if len(problems) > told:
            broken.add(place)
    file = replace(source.file, data={**source.data, "activities": activities}, grafts=hand.grafts)
    sources = tuple(bank.with_only(places) for bank, places in hand.drawn.values())
    return Drawn(replace(source, file=file), sources, frozenset(broken), tuple(problems))


@dataclass(slots=True)
class _Hand:
    """Draws for one lesson, and remembers what."""

    source: SpecSource
    banks: Banks
    problems: list[Problem]
    grafts: dict[ValuePath, tuple[Any, ValuePath]] = field(default_factory=dict)
    drawn: dict[str, tuple[Bank, set[int]]] = field(default_factory=dict)

    def deal(self, place: int, activity: Mapping[str, Any], draws: Sequence[Draw]) -> Any:
        """The activity with its list made longer by what it draws."""
        kind = kind_named(str(activity.get("activity")))
        base = ("activities", place)
        if kind is None:  # which the form tells
            return activity
        listed = list_of(kind)
        if listed is None:
            self._tell(
                (*base, "from"),
                f"Nothing can be drawn for `{activity['activity']}`: it has no list of questions.",
                "Write it out here, and leave `from:` out.",
                "nothing-to-draw",
            )
            return activity
        key, form = listed
        own = activity.get(key)
        if isinstance(own, Mapping):  # no list, which the form tells
            return activity
        entries = list(own) if isinstance(own, list) else [] if own is None else [own]
        for bank, question in self._all(activity, base, draws):
            there = ("questions", question.place)
            self.grafts[(*base, key, len(entries))] = (bank.source.file, there)
            entries.append(_without_labels(question, form))
        return {**activity, key: entries}

    def _all(
        self, activity: Mapping[str, Any], base: ValuePath, draws: Sequence[Draw]
    ) -> Iterator[tuple[Bank, BankQuestion]]:
        """What is drawn in all, each question once."""
        seen: set[tuple[str, int]] = set()
        for index, one in enumerate(draws):
            where = (*base, "from", *([index] if isinstance(activity["from"], list) else []))
            bank = self._bank(one.bank, where)
            if bank is None:
                continue
            _, places = self.drawn.setdefault(one.bank, (bank, set()))
            for question in self._of(bank, one, activity, where):
                if (one.bank, question.place) not in seen:
                    seen.add((one.bank, question.place))
                    places.add(question.place)
                    yield bank, question

    def _bank(self, name: str, where: ValuePath) -> Bank | None:
        try:
            return self.banks[0](name)
        except (LookupError, FileNotFoundError):
            hint = advise(name, self.banks[1]()) or "Put its file into lessons/questions/."
            self._tell((*where, "bank"), f"There is no bank `{name}`.", hint, "unknown-bank")
        except ProblemError as error:
            self.problems += error.problems
        return None

    def _of(
        self, bank: Bank, asked: Draw, activity: Mapping[str, Any], where: ValuePath
    ) -> Iterator[BankQuestion]:
        """What one draw draws of its bank: first by name, then by topic; all where it says neither."""
        kind = activity["activity"]
        named = {same(one.name): one for one in bank.questions if one.name is not None}
        raw = self._raw(where).get("names")
        for index, name in enumerate(asked.names):
            at = (*where, "names", *([index] if isinstance(raw, list) else []))
            found = named.get(same(name))
            if found is None:
                hint = advise(name, [one.name for one in named.values() if one.name])
                message = f"The bank `{asked.bank}` has no question `{name}`."
                self._tell(at, message, hint, "unknown-question")
            elif found.kind != kind:
                message = f"`{name}` is a question of `{found.kind}`, and this is `{kind}`."
                hint = "Draw it in an activity of its own kind."
                self._tell(at, message, hint, "other-kind")
            else:
                yield found
        if asked.names and not asked.topics:
            return
        ours = [one for one in bank.questions if one.kind == kind]
        raw = self._raw(where).get("topic")
        for index, topic in enumerate(asked.topics):
            at = (*where, "topic", *([index] if isinstance(raw, list) else []))
            on_it = [one for one in ours if same(topic) in map(same, one.topics)]
            if not on_it:
                known = dict.fromkeys(each for one in ours for each in one.topics)
                message = f"The bank `{asked.bank}` has no question of `{kind}` on `{topic}`."
                self._tell(at, message, advise(topic, known), "unknown-topic")
            yield from on_it
        if not asked.topics:
            if not ours:
                known = dict.fromkeys(one.kind for one in bank.questions)
                message = f"The bank `{asked.bank}` has no question of `{kind}`."
                hint = f"It has some of {', '.join(f'`{one}`' for one in known)}."
                self._tell((*where, "bank"), message, hint, "nothing-to-draw")
            yield from ours

    def _raw(self, where: ValuePath) -> Mapping[str, Any]:
        """What is written of a draw; a bank's name alone says no more."""
        value = self.source.data
        for step in where:
            value = value[step]
        return value if isinstance(value, dict) else {}

    def _tell(self, path: ValuePath, message: str, hint: str, code: str) -> None:
        self.problems.append(Problem(message, self.source.location(path), hint, code=code))


def _without_labels(question: BankQuestion, form: type[Listed]) -> dict[str, Any]:
    """What is asked, without the keys by which it was found."""
    labels = {key for key in _FOUND_BY if key not in form.model_fields}
    return {key: value for key, value in question.data.items() if key not in labels}
