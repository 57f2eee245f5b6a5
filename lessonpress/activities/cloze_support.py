"""What helps with a cloze: fewer words to choose from, and first letters beside the blanks, never in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lessonpress.activities.base import same
from lessonpress.activities.cloze_task import ClozeItem, ClozeTask, Gap
from lessonpress.activities.letters import first_letter
from lessonpress.activities.sentence_case import in_bank
from lessonpress.activities.support import Helping, Surroundings


def with_first_letters(task: ClozeTask, language: str) -> ClozeTask:
    """The cloze with `(h…)` behind each blank: whoever writes `harbour` is right by everybody's key."""

    def lettered(gap: Gap) -> Gap:
        letter = first_letter(gap.answer, language)
        others = {first_letter(one, language).lower() for one in gap.others}
        # A letter alone would be all of it, and of several wordings it would leave out some.
        if gap.hint or letter == gap.answer or others - {letter.lower()}:
            return gap
        return replace(gap, choices=(f"{letter}…",))

    return _each_gap(task, lettered)


def with_fewer_choices(task: ClozeTask, helping: Helping) -> ClozeTask:
    """The cloze with fewer wrong words behind each blank."""

    def fewer(gap: Gap) -> Gap:
        wrong = [at for at, choice in enumerate(gap.choices) if choice != gap.answer]
        left = helping.wrong_left(gap.id, wrong)
        if left is None or len(wrong) == len(gap.choices):
            return gap
        kept = (one for at, one in enumerate(gap.choices) if at in left or at not in wrong)
        return replace(gap, choices=tuple(kept))

    return _each_gap(task, fewer)


def words_of(task: ClozeTask, setting: Surroundings, *, of_facts: bool) -> list[str]:
    """The words that are left out, each once, as a bank has them; `of_facts` where they are the event's."""
    passages = [list(_parts(item)) for item in task.items]
    words = in_bank(passages, setting.running_text, setting.language, of_facts=of_facts)
    return list({same(word): word for word in reversed(words)}.values())[::-1]


def _parts(item: ClozeItem) -> Iterator[tuple[str, str]]:
    before = ""
    for one in item.segments:
        if one.kind == "gap":
            yield before, one.answer
            before = ""
        else:
            before = str(one.text)
    yield before, ""


def _each_gap(task: ClozeTask, change: Callable[[Gap], Gap]) -> ClozeTask:
    items = tuple(
        replace(
            item,
            segments=tuple(change(one) if one.kind == "gap" else one for one in item.segments),
        )
        for item in task.items
    )
    return replace(task, items=items)
