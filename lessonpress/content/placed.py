"""Activities as they are placed in their lesson: which part each is, what it is called and worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lessonpress.activities.base import ActivityForm, Item, Task, rich
from lessonpress.activities.points import NOTHING, Marking, Points
from lessonpress.activities.rubrics import Rubric
from lessonpress.activities.support import Support
from lessonpress.activities.texts import opening
from lessonpress.activities.todo import marked, marks_heading
from lessonpress.markdown_prose import parse_prose
from lessonpress.prose import ProseBlock
from lessonpress.richtext import InTwo, RichText
from lessonpress.words import Message, words_for


@dataclass(frozen=True, slots=True)
class Told:
    """What an activity is called and what to do, in another language."""

    title: RichText | None
    instructions: RichText | None


@dataclass(frozen=True, slots=True)
class PlacedActivity:
    """An activity where it stands in its lesson.

    `part` counts the activities of the worksheet from 1, and is None for one that only the handout
    has. `title` and `instructions` are the author's, or else messages; `instructions_more` is what follows the
    first paragraph, and `about` what it is about. `partial` says how part of the points is given. `task` is what the kind's file
    defines; its `items` are here too. `support` is what helps with it in a supported copy, and `further` whether it is for
    those who are done with the others. `version` is the letter of the one whose alone it is, in a key of all.
    `translations` are its title and instructions in other languages (BCP 47), as far as the author gave them.
    """

    id: str
    kind: str
    part: int | None
    title: RichText | Message | InTwo
    instructions: RichText | Message | InTwo
    minutes: int | None
    documents: tuple[str, ...]
    task: Task
    instructions_more: tuple[ProseBlock, ...] = ()
    about: tuple[ProseBlock, ...] = ()
    partial: RichText | None = None
    marking: Marking = NOTHING
    version: str = ""
    support: Support | None = None
    further: bool = False
    translations: Mapping[str, Told] = field(default_factory=dict)

    @property
    def written(self) -> int:
        """Its place in the spec, from 0, which its id counts from 1."""
        return int(self.id[1:]) - 1

    @property
    def points(self) -> Points | None:
        """What it is worth; None where the lesson says nothing of it."""
        return self.marking.points

    @property
    def rubrics(self) -> tuple[Rubric, ...]:
        return self.marking.rubrics

    @property
    def items(self) -> tuple[Item, ...]:
        return self.task.items

    @property
    def marked(self) -> bool:
        """Whether the mark follows from it, too: what only the handout has is talked about, mostly."""
        return self.part is not None or bool(self.task.short_answers)


def placed(
    activity: ActivityForm,
    task: Task,
    marking: Marking,
    identity: str,
    before: Sequence[PlacedActivity],
    language: str = "en",
) -> PlacedActivity:
    """The activity with that id behind those `before` it, in a lesson of that language; what is for those who are done
    stands behind all."""
    documents = activity.documents or activity.default_documents
    earlier = sum(one.part is not None for one in before)
    usual = task.instructions or activity.usual_instructions
    title: RichText | Message = rich(activity.title) or activity.usual_title
    if marks_heading(activity, task, language):
        said = (
            title if isinstance(title, RichText) else RichText.verbatim(words_for(language)(title))
        )
        title = marked(said, language)
    told, more = opening(activity.instructions) if activity.instructions else (None, ())
    return PlacedActivity(
        id=identity,
        kind=activity.activity,
        part=earlier + 1 if "worksheet" in documents else None,
        title=title,
        instructions=usual if told is None else told,
        instructions_more=more,
        about=(*parse_prose(activity.about or ""), *activity.shown_above),
        minutes=activity.minutes,
        documents=documents,
        task=task,
        partial=rich(activity.partial),
        marking=marking,
        further=activity.extended,
        translations={
            language: Told(rich(one.title), rich(one.instructions))
            for language, one in activity.translations.items()
        },
    )
