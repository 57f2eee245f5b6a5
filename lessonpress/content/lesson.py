"""The lesson: a spec and its event, read, checked and resolved into what is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lessonpress.activities.amounts import Said
from lessonpress.activities.base import (
    ActivityForm,
    Setting,
    Stage,
    Term,
    rich,
    riches,
    same,
)
from lessonpress.activities.points import mark
from lessonpress.activities.pools import resolve
from lessonpress.activities.supporting import report_support
from lessonpress.activities.todo import marked
from lessonpress.activities.translations import Translation
from lessonpress.activities.versions import report_no_order
from lessonpress.content.article import Event, all_pictures, event_words, running_text
from lessonpress.content.evidence import Passages
from lessonpress.content.forms import (
    Advice,
    LessonForm,
    Place,
    StandardForm,
    VocabularyForm,
    wishes_of,
)
from lessonpress.content.lesson_form import read_form
from lessonpress.content.links import check_spec, locate_in, without_words
from lessonpress.content.mark import mark_of
from lessonpress.content.marked_text import MarkedText, mark_terms
from lessonpress.content.placed import PlacedActivity as PlacedActivity
from lessonpress.content.placed import placed
from lessonpress.content.sources import each_once
from lessonpress.content.spec import SpecSource, ValuePath
from lessonpress.content.stray_problems import strays_in_spec
from lessonpress.content.text_language import UNKNOWN, guess_language, name_of
from lessonpress.content.wishes import NO_WISHES, Wishes
from lessonpress.markdown_prose import parse_prose
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.prose import ProseBlock, Remark, every_block
from lessonpress.registry.sheets import sheet_name
from lessonpress.richtext import RichText
from lessonpress.spelling import advise
from lessonpress.words import main_language, words_for
from lessonpress.words.paper import paper_of_country
from lessonpress.yamlfile import YamlFile

if TYPE_CHECKING:
    from lessonpress.content.bank import Banks

HIGHEST_PRIMARY_GRADE = 5
#: The language of what says none and reads like none.
FALLBACK = "en"

_NO_SPEC = SpecSource("", YamlFile(Path(), None, {}, {}))


@dataclass(frozen=True, slots=True)
class Standard:
    code: str | None
    text: RichText


@dataclass(frozen=True, slots=True)
class Draft:
    """What the activities of a lesson were resolved from, to be resolved again for another version: what was
    written of each (but of those `further` ones that are for who is done), the lesson as far as they need it, and the points of questions that say nothing of them."""

    forms: tuple[ActivityForm, ...]
    setting: Setting
    points: Said | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson, ready for a layout.

    `grade` is as it was written, a range with a hyphen (`9-10`); "" where none was given. `places`
    leads from the id of an item to its path in the spec. `spec` is the spec's text. `shuffle` is the
    number that the order of what is shuffled follows from.

    `version` is the letter of the one that it is, "" where there is just one; a key of all has these side by
    side in `versions`. With `discreet`, the page shows the letter no larger than who marks it needs it.
    `further` are activities that only extended copies and what teachers get have, behind the others.
    Its words are printed in the `glossary_languages`, too, and what it says to pupils in a `second_language`, if
    there is one (codes of BCP 47).
    `draft` is what `content.versions` makes others from. `everybodys_mark` is the mark of the lesson that it was adapted from.
    """

    slug: str
    event: Event
    title: str
    language: str
    grade: str = ""
    stage: Stage = "secondary"
    minutes: int | None = None
    essential_question: RichText | None = None
    objectives: tuple[RichText, ...] = ()
    standards: tuple[Standard, ...] = ()
    vocabulary: tuple[Term, ...] = ()
    teacher_notes: tuple[ProseBlock, ...] = ()
    sources: tuple[RichText, ...] = ()
    activities: tuple[PlacedActivity, ...] = ()
    further: tuple[PlacedActivity, ...] = ()
    shuffle: int = 0
    paragraph_numbers: bool = True
    vocabulary_place: Place = "after"
    mark_terms: bool = False
    wishes: Wishes = NO_WISHES
    fit: Mapping[str, int | Literal["auto"]] = field(default_factory=dict)
    accept: frozenset[str] = frozenset()
    places: Mapping[str, ValuePath] = field(default_factory=dict, repr=False)
    version: str = ""
    versions: tuple[Lesson, ...] = ()
    discreet: bool = False
    glossary_languages: tuple[str, ...] = ()
    second_language: str = ""
    everybodys_mark: str | None = field(default=None, compare=False, repr=False)
    spec: SpecSource = field(default=_NO_SPEC, compare=False, repr=False)
    draft: Draft | None = field(default=None, compare=False, repr=False)

    @property
    def mark(self) -> str:
        """The mark that the worksheet and its key have in common; "" without anything to be answered."""
        if self.everybodys_mark is not None:
            return self.everybodys_mark
        name = sheet_name(self.slug, self.version)
        return mark_of(name, [(one.kind, one.task) for one in self.all_activities if one.marked])

    @property
    def marks(self) -> dict[str, str]:
        """The marks of this sheet, or of all that a key has side by side, by the sheets' names."""
        return {sheet_name(one.slug, one.version): one.mark for one in self.versions or (self,)}

    @property
    def all_activities(self) -> tuple[PlacedActivity, ...]:
        """Those for everybody, and those for who is done with them."""
        return (*self.activities, *self.further)

    @property
    def points(self) -> float:
        """What its parts for everybody are worth together; 0 where it says nothing of points."""
        return sum(one.points.total for one in self.activities if one.points and not one.further)

    @property
    def whole(self) -> Lesson:
        """The lesson with what is for those who are done, behind the rest; itself where nothing is."""
        if not self.further:
            return self
        versions = tuple(one.whole for one in self.versions)
        return replace(self, activities=self.all_activities, further=(), versions=versions)

    @property
    def marked_documents(self) -> frozenset[str]:
        """Those documents for students that fit only the key of the same mark."""
        marked = (one.documents for one in self.all_activities if one.task.short_answers)
        return frozenset(["worksheet", *chain.from_iterable(marked)])

    @property
    def glossary(self) -> tuple[Term, ...]:
        """The words of its vocabulary, in those other languages alone that they are printed in."""
        asked = self.glossary_languages
        return tuple(
            replace(term, translations=tuple(t for t in term.translations if t.language in asked))
            for term in self.vocabulary
        )

    @property
    def reading(self) -> MarkedText:
        """The event's text as a handout has it, with its words marked where that is wished for."""
        return mark_terms(
            self.event,
            self.vocabulary,
            self.vocabulary_place,
            marked=self.mark_terms,
            languages=self.glossary_languages,
        )

    @property
    def all_sources(self) -> tuple[RichText, ...]:
        """The event's sources and then the lesson's own, each once, with its link where either has one."""
        return each_once((*self.event.sources, *self.sources))


def read_lesson(
    path: Path,
    events: Callable[[str], Event],
    event_slugs: Callable[[], Sequence[str]],
    text: str | None = None,
    banks: Banks | None = None,
) -> tuple[Lesson, tuple[Problem, ...]]:
    """The lesson in the spec at `path`, and warnings about it.

    `events` gives the event of a slug; it raises LookupError or FileNotFoundError for one that
    isn't there, ProblemError for one that cannot be read. `event_slugs` gives those that are, for
    hints. `text` stands for the file's text if it is given. `banks` are those that it may draw from.
    Raises ProblemError with everything that is wrong with spec and event, in the order of the file.
    """
    written = SpecSource.read(path, text)
    problems: list[Problem] = []
    reading = read_form(written, banks, problems)
    source, texts = reading.source, (written, *reading.drawn)
    for each in texts:
        problems += check_spec(each, with_pictures=("teacher_notes",))
    form = reading.form
    event = (
        None
        if "event" in reading.wrong
        else _find_event(form, source, events, event_slugs, problems)
    )
    said = form.language or (event and event.language)
    guessed = guess_language(event_words(event)) if event and not said else FALLBACK
    language = said or (guessed if guessed != UNKNOWN else FALLBACK)
    terms = _vocabulary(form.vocabulary, language, source, problems)
    passages = Passages(event) if event else None
    whole = Setting(
        id="",
        lesson=path.stem,
        shuffle=int(form.shuffle),
        shuffle_choices=form.shuffle is not False,
        stage=_stage(form.grade),
        language=language,
        vocabulary=None if "vocabulary" in reading.wrong else terms,
        key_facts=event.key_facts if event else None,
        passages=passages,
        running_text=partial(running_text, event) if event else str,
        rubrics=form.rubrics,
    )
    problems += _rubric_problems(form, source)
    places: dict[str, ValuePath] = {}
    activities: list[PlacedActivity] = []
    # Those for who is done stand behind the others, whatever their places in the file.
    asked = zip(reading.indexes, form.activities, strict=True)
    for index, activity in sorted(asked, key=lambda one: one[1].extended):
        setting = replace(whole, id=f"a{index + 1}", findings=[], places={})
        if activity.about and passages:
            setting.passages = passages.with_text(parse_prose(activity.about))
        task = resolve(activity, setting)
        on_sheet = "worksheet" in (activity.documents or activity.default_documents)
        task, marking = mark(activity, task, setting, form.points, on_sheet=on_sheet)
        report_no_order(activity, setting)
        report_support(activity, task, setting)
        base = ("activities", index)
        for one in setting.findings:
            at = one.path if one.of_lesson else (*base, *one.path)
            found = Problem(one.message, source.location(at), one.hint, code=one.code)
            problems.append(reading.blame(found, index))
        places |= {identity: (*base, *path) for identity, path in setting.places.items()}
        activities.append(placed(activity, task, marking, setting.id, activities, whole.language))
    remarks: list[Remark] = []
    notes = parse_prose(form.teacher_notes or "", remarks)
    told = [one.problem(source.line_of(("teacher_notes",), one.line)) for one in remarks]
    problems += [problem for problem in told if problem.is_error]
    strays = [stray for each in texts for stray in strays_in_spec(each)]
    problems += [stray for stray in strays if stray.is_error]
    problems += _silent_pictures(notes, source)
    if problems or event is None:
        raise ProblemError(sorted(dict.fromkeys(problems), key=_place))
    lesson = Lesson(
        slug=path.stem,
        event=event,
        title=str(RichText.from_markdown(form.title)) if form.title else event.title,
        language=whole.language,
        grade=form.grade or "",
        stage=whole.stage,
        minutes=form.minutes,
        essential_question=rich(form.essential_question),
        objectives=riches(form.objectives),
        standards=_standards(form.standards),
        vocabulary=terms,
        teacher_notes=notes,
        sources=riches(form.sources),
        activities=tuple(one for one in activities if not one.further),
        further=tuple(one for one in activities if one.further),
        shuffle=int(form.shuffle),
        paragraph_numbers=form.paragraph_numbers,
        vocabulary_place=form.vocabulary_place,
        mark_terms=form.mark_terms,
        wishes=replace(wishes_of(form), country_paper=paper_of_country(whole.language)),
        fit=dict(form.fit.items()),
        accept=frozenset(form.accept),
        places=places,
        spec=source,
        draft=Draft(tuple(one for one in form.activities if not one.extended), whole, form.points),
    )
    both = (event,) if event.easy is None else (event, event.easy)
    read = chain.from_iterable(one.doubts for one in both)
    doubts = [one for one in (*read, *told, *strays) if one.code not in lesson.accept]
    return lesson, (
        *doubts,
        *chain.from_iterable(map(_pictures_without_words, both)),
        *_guessed_language(lesson, guessed),
        *_english_words(lesson),
    )


def _find_event(
    form: LessonForm,
    source: SpecSource,
    events: Callable[[str], Event],
    event_slugs: Callable[[], Sequence[str]],
    problems: list[Problem],
) -> Event | None:
    try:
        return events(form.event)
    except (LookupError, FileNotFoundError):
        hint = advise(form.event, event_slugs()) or "Put the event's file into lessons/events/."
        problems.append(
            Problem(
                f"There is no event `{form.event}`.",
                source.location(("event",)),
                hint,
                code="unknown-event",
            )
        )
    except ProblemError as error:
        problems += error.problems
    return None


def _vocabulary(
    entries: Sequence[VocabularyForm], language: str, source: SpecSource, problems: list[Problem]
) -> tuple[Term, ...]:
    terms = [
        Term(
            RichText.from_markdown(entry.term),
            RichText.from_markdown(entry.definition),
            entry.forms,
            tuple(
                Translation(language, RichText.from_markdown(text))
                for language, text in entry.translations.items()
            ),
        )
        for entry in entries
    ]
    terms = [
        replace(term, definition=marked(term.definition, language)) if entry.todo else term
        for entry, term in zip(entries, terms, strict=True)
    ]
    seen: set[str] = set()
    for index, term in enumerate(terms):
        name = same(term.term.plain)
        if name in seen:
            problems.append(
                Problem(
                    f"The term `{term.term}` stands twice in the vocabulary.",
                    source.location(("vocabulary", index, "term")),
                    "Remove one of the two.",
                    code="repeated",
                )
            )
        seen.add(name)
    return tuple(terms)


def _rubric_problems(form: LessonForm, source: SpecSource) -> Iterator[Problem]:
    for name, rubric in form.rubrics.items():
        for path, message, hint, code in rubric.problems():
            place = source.location(("rubrics", name, *path))
            yield Problem(message, place, hint, code=code)


def _standards(entries: Sequence[StandardForm]) -> tuple[Standard, ...]:
    return tuple(Standard(entry.code, RichText.from_markdown(entry.text)) for entry in entries)


def _stage(grade: str | None) -> Stage:
    highest = int(grade.split("-")[-1]) if grade else HIGHEST_PRIMARY_GRADE + 1
    return "primary" if highest <= HIGHEST_PRIMARY_GRADE else "secondary"


def _pictures_without_words(event: Event) -> Iterator[Problem]:
    pictures = all_pictures(event)
    lines = [part.line for part in event.reading if part.kind == "picture"]
    # Those of the front matter come first, and are no part of the reading.
    unread: list[int | None] = [None] * (len(pictures) - len(lines))
    for picture, line in zip(pictures, [*unread, *lines], strict=True):
        if not picture.alternative.strip():
            yield Problem(
                f"The picture {picture.source} has no alternative text.",
                Location(event.path, line),
                "Say in a sentence what it shows, for those who cannot see it.",
                Severity.WARNING,
                "no-alternative-text",
            )


def _guessed_language(lesson: Lesson, guessed: str) -> Iterator[Problem]:
    """A warning where neither lesson nor event says the language, and the text isn't English."""
    code: Advice = "guessed-language"
    if guessed == FALLBACK or code in lesson.accept:
        return
    if guessed == UNKNOWN:
        message = "The text doesn't read like English, and is printed and tagged as English."
        hint = "Write its language into the lesson, such as `language: is`, or `language: en` if that is meant."
    else:
        name = name_of(guessed)
        message = f"The text reads like {name}; it is printed and tagged as {name}."
        hint = f"Write `language: {guessed}` into the lesson; or what it is, if that is wrong."
    where = lesson.spec.location(("event",))
    yield Problem(message, where, hint, Severity.WARNING, code)


def _silent_pictures(notes: Sequence[ProseBlock], source: SpecSource) -> Iterator[Problem]:
    for block in every_block(notes):
        picture = block.picture
        if picture is not None and not (picture.alternative or picture.caption):
            place = source.location(("teacher_notes",))
            yield without_words(picture.source, locate_in(source, picture.source, place))


def _english_words(lesson: Lesson) -> Iterator[Problem]:
    """A warning where the program has no words in the lesson's language."""
    said = words_for(lesson.language).language
    code: Advice = "english-words"
    if main_language(said) != main_language(lesson.language) and code not in lesson.accept:
        yield Problem(
            f"The program has no words in the lesson's language, {lesson.language}; headings such as "
            "“Key Facts” are printed in English.",
            lesson.spec.location(("language",)),
            "docs/languages.md says how to add a language, or give a layout its words in it. "
            f"`accept: [{code}]` if English is meant.",
            Severity.WARNING,
            code,
        )


def _place(problem: Problem) -> tuple[str, int, int]:
    location = problem.location
    return str(location.file), location.line or 0, location.column or 0
