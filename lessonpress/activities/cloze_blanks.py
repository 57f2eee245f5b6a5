"""What a cloze leaves out, as an author writes it: `[harbour|harbor]`, `[harbour/port/bay]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lessonpress.activities.base import Path, Setting, alike
from lessonpress.activities.letters import first_letter
from lessonpress.richtext import RichText

# What parts wordings, and choices; behind a backslash each is a sign like others.
_BAR, _STROKE = re.compile(r"(?<!\\)\|"), re.compile(r"(?<!\\)/")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The `answer` that is left out, the wordings that are as right, and what it is chosen from besides."""

    answer: str
    also: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str, *, choices: bool) -> LeftOut:
        """What Markdown says: `a|b` are wordings; with `choices`, `a/b/c` is a right one and wrong ones."""
        right, *wrong = _STROKE.split(text) if choices else [text]
        answer, *also = map(_plain, _BAR.split(right))
        return cls(answer, tuple(also), tuple(map(_plain, wrong)))

    @property
    def parts(self) -> tuple[str, ...]:
        return (self.answer, *self.also, *self.wrong)


def _plain(markdown: str) -> str:
    return str(RichText.from_markdown(markdown)).strip()


def report_left_out(
    left_out: LeftOut, setting: Setting, path: Path, *, choices: bool, first_letters: bool
) -> None:
    """Report wordings and choices that are empty, stand twice, or don't fit what the cloze prints."""
    shown = f"[{left_out.answer}]"
    if not all(part.strip("_ ") for part in left_out.parts):
        setting.report(
            path,
            "A blank of this text is empty, so that nothing belongs there.",
            "Write the word that is left out between the brackets: It lasted [ten] days.",
            code="empty-blank",
        )
        return
    for at, part in enumerate(left_out.parts):
        if any(_is_same(part, one, setting.language) for one in left_out.parts[:at]):
            setting.report(
                path,
                f"`{part}` stands twice in the blank {shown}.",
                "Write each wording and each choice once.",
                code="repeated",
            )
    if choices and not left_out.wrong:
        setting.report(
            path,
            f"The blank {shown} has nothing to choose from.",
            f"Write the right word first, and wrong ones behind strokes: [{left_out.answer}/…/…].",
            code="nothing-to-choose",
        )
    first = first_letter(left_out.answer, setting.language)
    if first_letters and not all(
        alike(first_letter(one, setting.language)) == alike(first) for one in left_out.also
    ):
        setting.report(
            path,
            f"The wordings of the blank {shown} don't begin with one letter, which is printed.",
            "Leave out the wordings that begin with another, or `first_letters:`.",
            code="other-first-letter",
        )
    if first_letters and len(first) == len(left_out.answer):
        setting.report(
            path,
            f"The first letter of the blank {shown} is all of it.",
            "Leave out more than one letter.",
            code="nothing-left-out",
        )


def _is_same(one: str, other: str, language: str) -> bool:
    # Imported here: most blanks have one wording.
    from lessonpress.activities.written_values import same_value

    return alike(one) == alike(other) or same_value(one, other, language)


def in_order(left_out: LeftOut, setting: Setting, number: int) -> tuple[str, ...]:
    """The choices of the blank with that number, as they are printed; none where there are none."""
    if not left_out.wrong:
        return ()
    # Imported here: few clozes have choices.
    from lessonpress.activities.choice_order import order_of_choices

    choices: Sequence[str] = (left_out.answer, *left_out.wrong)
    order = order_of_choices(choices, setting, number, shuffle=True)
    return tuple(choices[at] for at in order)
