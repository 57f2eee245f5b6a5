"""The prompt: what a chat model is asked for, in which form, and the article; for whatever chat a school allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lessonpress.activities import kinds
from lessonpress.activities.pools import list_of
from lessonpress.content.text_language import UNKNOWN, name_of
from lessonpress.drafting.languages import words
from lessonpress.drafting.parts import VOCABULARY
from lessonpress.prose import every_text

if TYPE_CHECKING:
    from lessonpress.content.article import Event

#: The activities that are asked for, and how many of each.
WANTED = {
    "multiple-choice": 6,
    "true-false": 6,
    "short-answer": 3,
    "ordering": 5,
    "timeline": 5,
    "cause-and-effect": 3,
}
_WORDS = 6
#: Keys that a person decides on.
_NOT_ASKED = words(
    "keep todo points partial picture rubric shuffle all_that_apply lines space accept tolerance "
    "unit given"
)

_TEXT = """\
You help a teacher to write a worksheet for the article below. Write in {language}.

Rules
1. Use nothing but the article. What it doesn't say, leave out.
2. Each thing has `evidence`: a sentence, or a part of one of three words or more, copied from the article letter by letter.
3. Write no links, no pictures, no HTML.
4. Wrong choices are of the same kind as the right one, as long as it, and surely wrong.
5. False statements change one fact, and `correction` says what is true.
6. Dates are written as `1945`, `May 1945` or `8 May 1945`, with the months of {language}. Events stand in the order in which they happened.
7. Answer with one block of YAML in the form below, and nothing else. Put text with a colon in double quotes.

Form
```yaml
{form}```

Article (the numbers in brackets count its paragraphs, and are no part of it)
<<<
{article}
>>>
"""


def prompt_for(event: Event, language: str) -> str:
    """The instruction with the form of the answer and the article, as plain text."""
    name = "the language of the article" if language == UNKNOWN else name_of(language)
    article = "\n".join(_article(event))
    return _TEXT.format(language=name, form="".join(f"{one}\n" for one in _form()), article=article)


def _form() -> Iterator[str]:
    """What each activity lists, as the forms that read it describe it."""
    from lessonpress.content.forms import VocabularyForm

    yield f"{VOCABULARY}:  # {_WORDS} of them"
    yield f"  - term: {VocabularyForm.model_fields['term'].description}"
    yield f"    definition: {VocabularyForm.model_fields['definition'].description}"
    yield "    evidence: The sentence of the article that has the word."
    yield "activities:"
    known = kinds()
    for kind, count in WANTED.items():
        listed = list_of(known[kind])
        if listed is None:
            continue
        key, form = listed
        yield f"  - activity: {kind}"
        yield f"    {key}:  # {count} of them"
        lead = "      - "
        for name, field in form.model_fields.items():
            if name not in _NOT_ASKED:
                needed = (
                    ""
                    if field.is_required() or name in ("evidence", "correction")
                    else " (may be left out)"
                )
                yield f"{lead}{name}: {field.description}{needed}"
                lead = "        "
        if kind == "cause-and-effect":
            yield f"{lead}evidence: The words of the article that join the two."


def _article(event: Event) -> Iterator[str]:
    yield event.title
    number = 0
    facts = [("", [*event.summary, *event.key_facts])]
    for heading, texts in [
        *facts,
        *((one.heading, [*every_text(one.blocks)]) for one in event.sections),
    ]:
        if heading:
            yield f"\n{heading}"
        for text in texts:
            number += 1
            yield f"[{number}] {' '.join(text.plain.split())}"
