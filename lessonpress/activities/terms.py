"""Terms: the words of a lesson's vocabulary, as activities have them."""

from __future__ import annotations

from dataclasses import dataclass

from lessonpress.activities.translations import Translation
from lessonpress.richtext import RichText


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the vocabulary and what it means. `forms` are others in which texts have it, `translations` what
    other languages call it."""

    term: RichText
    definition: RichText
    forms: tuple[str, ...] = ()
    translations: tuple[Translation, ...] = ()
