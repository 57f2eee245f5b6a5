"""How people write a lesson: the keys of a spec, and what may stand behind each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    create_model,
)
from pydantic_core import PydanticCustomError

from lessonpress.activities import kind_named, kinds
from lessonpress.activities.amounts import Points
from lessonpress.activities.base import ActivityForm, Form, Minutes, Truth, whole
from lessonpress.activities.rubrics import RubricForm
from lessonpress.activities.texts import Paragraph, Paragraphs, Text, Texts
from lessonpress.activities.translations import GlossaryLanguages, Translations
from lessonpress.content.accommodations import Accommodations
from lessonpress.content.wishes import Wishes
from lessonpress.registry.files import VERSIONS
from lessonpress.registry.formats import FORMATS
from lessonpress.registry.kinds import LESSON_KINDS

HIGHEST_GRADE = 13
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _grade(text: str) -> str:
    match = re.fullmatch(r"(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?", text)
    grades = [int(grade) for grade in match.groups() if grade] if match else []
    if not grades or not 1 <= grades[0] <= grades[-1] <= HIGHEST_GRADE:
        raise PydanticCustomError(
            "grade",
            "This is no grade.",
            {"hint": "Write a whole number from 1 to 13, or a range such as 9-10."},
        )
    return "-".join(map(str, grades))


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise PydanticCustomError(
            "language",
            "This is no language code.",
            {"hint": "Write a code such as en, cs or pt-BR."},
        )
    return text


def _slug(text: str) -> str:
    if "/" in text or "\\" in text or text.startswith("."):
        raise PydanticCustomError(
            "slug",
            "This is no event's name.",
            {"hint": "Write the event's file name without its folder and ending."},
        )
    return unicodedata.normalize("NFC", text)


def _shuffle(value: object, number: ValidatorFunctionWrapHandler) -> object:
    """A number, or False; true is what holds without a word, 0."""
    said = value.lower() if isinstance(value, str) else str(value).lower()
    return False if said == "false" else number(0 if said == "true" else value)


def _pages(value: object, number: ValidatorFunctionWrapHandler) -> object:
    return value if value == AUTO else number(value)


def _fits(value: object) -> object:
    """`auto` alone holds for every document."""
    return dict.fromkeys(LESSON_KINDS, AUTO) if value == AUTO else value


def _versions(value: object, number: ValidatorFunctionWrapHandler) -> object:
    """`seating` is two: neighbours, to whom class sets deal them in turn, have different ones."""
    try:
        if isinstance(value, bool):
            raise ValueError
        return 2 if str(value).strip().lower() == SEATING else number(whole(value))
    except ValueError:  # pydantic's own is one
        raise PydanticCustomError(
            "versions",
            "This is no number of versions.",
            {"hint": f"Write a whole number from 1 to {len(VERSIONS)}, or `{SEATING}` for two."},
        ) from None


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _coded(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


#: What `versions` says where neighbours are to have different ones.
SEATING = "seating"
#: What `fit` says of a document that saves a nearly empty last page by itself.
AUTO = "auto"

if TYPE_CHECKING:
    Document = str
    Format = str
else:
    Document = Literal[LESSON_KINDS]
    Format = Literal[tuple(FORMATS)]

# Compared in Unicode's composed form, since macOS hands out the decomposed one.
Name = Annotated[Text, AfterValidator(lambda text: unicodedata.normalize("NFC", text))]
Grade = Annotated[Text, AfterValidator(_grade)]
Language = Annotated[Text, AfterValidator(_language)]
Documents = Annotated[
    tuple[Document, ...],
    Field(min_length=1),
    BeforeValidator(_listed, json_schema_input_type=Document | tuple[Document, ...]),
]
Formats = Annotated[
    tuple[Format, ...],
    Field(min_length=1),
    BeforeValidator(_listed, json_schema_input_type=Format | tuple[Format, ...]),
]
_ShuffleNumber = Annotated[int, Field(ge=0, le=999_999)]
Shuffle = Annotated[
    _ShuffleNumber,
    WrapValidator(_shuffle, json_schema_input_type=_ShuffleNumber | Literal[False]),
]
_VersionNumber = Annotated[int, Field(ge=1, le=len(VERSIONS))]
Versions = Annotated[
    _VersionNumber,
    WrapValidator(_versions, json_schema_input_type=_VersionNumber | Literal["seating"]),
]
_PageNumber = Annotated[int, Field(ge=1, le=100)]
Pages = Annotated[
    _PageNumber,
    WrapValidator(_pages, json_schema_input_type=_PageNumber | Literal["auto"]),
]
Advice = Literal[
    "no-objectives",
    "no-grade",
    "no-activities",
    "no-key-facts",
    "no-sources",
    "unused-vocabulary",
    "unmarked-term",
    "no-evidence",
    "leaning-answers",
    "too-little-time",
    "reading-level",
    "english-words",
    "guessed-language",
    "doubtful-reading",
    "markup-as-text",
    "unknown-language",
    "nearly-empty-page",
    "small-type",
    "one-version",
    "coarse-picture",
    "nothing-further",
    "no-words",
    "no-translation",
    "no-easy-read",
    "easy-read-loses",
    "easy-read-no-easier",
]


_ACTIVITIES = "What students do, in order."


#: Where a handout has the words of the vocabulary.
Place = Literal["before", "after", "margin", "foot", "none"]


class VocabularyForm(Form):
    term: Paragraph = Field(description="The word.")
    definition: Paragraph = Field(description="What it means.")
    forms: Texts = Field((), description="Other forms in which the event has the word.")
    translations: Translations = Field(
        default_factory=dict, description="What it is called in other languages, by their codes."
    )
    todo: Truth = Field(
        False, description="Is its definition still to be written? It is marked so."
    )


class StandardForm(Form):
    code: Text | None = Field(None, description="Its code, such as RH.9-10.1.")
    text: Paragraph = Field(description="What it says.")


StandardEntry = Annotated[
    StandardForm, BeforeValidator(_coded, json_schema_input_type=Text | StandardForm)
]


class LessonForm(Form):
    """A lesson on an event."""

    event: Annotated[Text, AfterValidator(_slug)] = Field(
        description="The event: its file's name in lessons/events/ without the ending."
    )
    title: Paragraph | None = Field(None, description="Without it, the event's title.")
    language: Language | None = Field(
        None, description="Without it, the event's, or else as the text reads."
    )
    grade: Grade | None = Field(None, description="1 to 13, or a range such as 9-10.")
    minutes: Minutes | None = Field(None, description="How long the lesson takes.")
    essential_question: Paragraph | None = Field(
        None, description="The question behind the lesson."
    )
    objectives: Paragraphs = Field((), description="What students will be able to do.")
    standards: tuple[StandardEntry, ...] = Field((), description="Standards that it teaches to.")
    vocabulary: tuple[VocabularyForm, ...] = Field((), description="Words to know.")
    vocabulary_place: Place = Field(
        "after",
        description="Where the handout has its words: before the text, after it, in the margin beside where "
        "each first occurs, at the foot of the text, or nowhere (`none`). Default: after.",
    )
    mark_terms: Truth = Field(
        False, description="Print words of the vocabulary in bold where the text first has them?"
    )
    teacher_notes: Text | None = Field(None, description="Paragraphs and lists in Markdown.")
    sources: Paragraphs = Field((), description="Where it comes from; links are allowed.")
    shuffle: Shuffle = Field(
        0,
        description="Another number puts what is shuffled into another order; false leaves choices as "
        "they are written.",
    )
    paragraph_numbers: Truth = Field(
        True,
        description="Print the number of each paragraph in the handout's margin? Default: yes.",
    )
    points: Points | None = Field(
        None, description="What each question is worth that says nothing of it, such as 1."
    )
    rubrics: Mapping[Text, RubricForm] = Field(
        default_factory=dict, description="Rubrics by names of one's own, for `rubric:` to name."
    )
    layout: Name | None = Field(None, description="The layout that it is printed with.")
    paper: Text | None = Field(None, description="The paper that it is printed on.")
    documents: Documents | None = Field(
        None, description="Which documents are printed. Without it, the unit's, or else all."
    )
    formats: Formats | None = Field(
        None, description="The formats that are printed. Without it, the unit's, or else both."
    )
    versions: Versions | None = Field(
        None,
        description="In how many versions questions are printed, each with its key: A, B …; seating is two, "
        "dealt to neighbours in class sets. Without it, as the unit says, or else one.",
    )
    accommodations: Accommodations | None = Field(
        None, description="In which accommodations students' documents are printed as well."
    )
    glossary_languages: GlossaryLanguages | None = Field(
        None, description="In which languages words of the vocabulary are printed as well."
    )
    fit: Annotated[
        Mapping[Document, Pages],
        BeforeValidator(_fits, json_schema_input_type=Mapping[Document, Pages] | Literal["auto"]),
    ] = Field(
        default_factory=dict,
        description="Pages that a document must fit on; auto saves a last page that is nearly empty.",
    )
    accept: tuple[Advice, ...] = Field(
        (), description="Advice of `check` that you have heard and do not need to hear again."
    )
    activities: tuple[ActivityForm, ...] = Field((), description=_ACTIVITIES)  # see form_for


# So many sets of kinds have a form of their own; a process that reads more lessons knows all kinds.
_FEW = 2
_narrow: dict[frozenset[str], type[LessonForm]] = {}


@cache
def whole_form() -> type[LessonForm]:
    """The form of a lesson, with activities of every kind."""
    return _with_kinds(kinds().values())


def form_for(activities: object) -> type[LessonForm]:
    """The form of a lesson with what stands behind `activities` in it.

    To load a kind costs a millisecond or two, so that the first lessons know no others than theirs;
    one that names a kind that isn't there is told of all.
    """
    if activities is None:
        return LessonForm
    entries = activities if isinstance(activities, list) else []
    named = frozenset(str(one.get("activity")) for one in entries if isinstance(one, dict))
    if named in _narrow:
        return _narrow[named]
    found = [kind for name in sorted(named) if (kind := kind_named(name)) is not None]
    if not named or len(found) < len(named) or len(_narrow) >= _FEW:
        return whole_form()
    return _narrow.setdefault(named, _with_kinds(found))


def _with_kinds(forms: Iterable[type[ActivityForm]]) -> type[LessonForm]:
    """The form with activities of these kinds, told apart by the key `activity`."""
    one_of: Any = reduce(or_, forms)
    if get_args(one_of):
        one_of = Annotated[one_of, Field(discriminator="activity")]
    field = (tuple[one_of, ...], Field((), description=_ACTIVITIES))
    return create_model(
        "LessonForm", __base__=LessonForm, __doc__=LessonForm.__doc__, activities=field
    )


def wishes_of(form: Form) -> Wishes:
    """What a form says of how it is to be printed: it has a key for each wish."""
    return Wishes(**{field.name: getattr(form, field.name, None) for field in fields(Wishes)})
