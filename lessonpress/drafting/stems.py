"""Discussion: beginnings of sentences about the text's own headings, and the questions among these."""

from __future__ import annotations

from lessonpress.content.article import Event
from lessonpress.drafting.languages import LanguageData
from lessonpress.drafting.parts import Part, as_markdown

_MOST, _LONGEST = 4, 60


def draft_stems(event: Event, data: LanguageData) -> list[Part]:
    """One for each heading that is no question, each of another kind."""
    headings = [one.heading.strip() for one in event.sections]
    told = [one for one in headings if one and not one.endswith("?") and len(one) <= _LONGEST]
    stems = [
        as_markdown(data.stems[place % len(data.stems)].format(heading=heading))
        for place, heading in enumerate(dict.fromkeys(told[:_MOST]))
    ]
    return [Part("discussion-stems", "stems", tuple(stems), (("todo", True),))] if stems else []
