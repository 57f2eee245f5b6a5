"""Spaces at which no line may end, as text becomes runs: a no-break space takes the place of each.

Any format sets them then, a DOCX that is edited in Word, too. What is compared (evidence, answers that come back)
takes them for spaces: `comparison` folds white space of every kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lessonpress.document.blocks import Blank, Inline, Run
from lessonpress.words.no_break import no_break_spaces


def bind_words(content: Sequence[Inline], language: str) -> tuple[Inline, ...]:
    """The content with no-break spaces where the language of each run has them; `language` (BCP 47) is that
    of runs that name none."""
    if len(content) == 1 and isinstance(only := content[0], Run):  # by far the most
        edits = no_break_spaces(only.text, only.lang or language)
        return (replace(only, text=_edited(only.text, edits, 0)),) if edits else (only,)
    # Across emphasis, links and blanks: `v **Praze**`.
    text = "".join(
        one.text if isinstance(one, Run) else "x" if isinstance(one, Blank) else "\n"
        for one in content
    )
    bound: list[Inline] = []
    start = 0
    for one in content:
        if not isinstance(one, Run):
            bound.append(one)
            start += 1
            continue
        stop = start + len(one.text)
        edits = no_break_spaces(text, one.lang or language, start, stop)
        bound.append(replace(one, text=_edited(one.text, edits, start)) if edits else one)
        start = stop
    return tuple(bound)


def _edited(text: str, edits: dict[int, str], start: int) -> str:
    letters = list(text)
    for at, space in edits.items():
        letters[at - start] = space
    return "".join(letters)
