"""Print fields: the places that pupils fill in by hand, tagged as Form (ISO 32000-1, 14.8.5.6).

What a screen reader says of each comes from `words`, in the document's language, or in English, and
tagged as English, where there are no words in that language.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from lessonpress.document.blocks import Choice, Choices, Row, Table
from lessonpress.words import Words, fields, main_language, words_for
from lessonpress.writers.pdf.tags import Node, pdf_text

# A text field, a button of which one in a set is chosen, and one that is chosen or not by itself.
Role = Literal["tv", "rb", "cb"]


class PrintFields:
    """Makes the nodes of one document's print fields, and counts its blanks.

    `owner` is the id of the block that what is made next belongs to, `question` the number of its
    question. Where `on_screen`, as `form_fields` has it, they are fields in fact.
    """

    on_screen = False

    def __init__(self, language: str) -> None:
        self._language = language
        self._blanks = 0
        self.owner = ""
        self.question: int | None = None

    @cached_property
    def _words(self) -> Words:
        return words_for(self._language)

    def start_anew(self) -> None:
        """Counts blanks from 1 again: what follows is a document of its own to whoever fills it in."""
        self._blanks = 0

    def blank(self, parent: Node, size: float = 0.0) -> Node:
        """A gap in a line of text in type of that size; takes its place when it is painted."""
        self._blanks += 1
        return self._node(parent, "tv", fields.blank(self._words, self._blanks), inline=True)

    def answer_space(self, parent: Node, pitch: float = 0.0) -> Node:
        """Lines to write on, `pitch` points apart."""
        return self._node(parent, "tv", fields.answer_space(self._words, self.question))

    def choice(self, parent: Node, choice: Choice, shown: str, group: Choices) -> Node:
        """A choice to mark; `shown` is its letter or, where it has none, its text."""
        role: Role = "cb" if group.several else "rb"
        return self._node(parent, role, fields.choice(self._words, shown, self.question))

    def letter(self, parent: Node, item: int, owner: str) -> Node:
        """A box for the letter of what belongs to the item with this number, whose id is `owner`."""
        return self._node(parent, "tv", fields.answer_space(self._words, item))

    def points(self, parent: Node, question: int | None) -> Node:
        """A line for the points that are given, for the question with this number or for a part."""
        return self._node(parent, "tv", fields.points(self._words, question), inline=True)

    def cell(
        self, parent: Node, row: Row, place: int, table: Table, size: float, width: float
    ) -> Node | None:
        """The field of the cell in that place (from 0) of a row, `width` points wide, in type of that size.
        None: by hand, an empty cell is what it is."""
        return None

    def labelled(
        self, parent: Node, label: str, language: str | None = None, size: float = 0.0
    ) -> Node:
        """A place beside a printed label in type of that size, which says what belongs there;
        `language` is the label's where it differs from the document's."""
        description = fields.labelled(self._words, label)
        return self._node(parent, "tv", description, inline=True, language=language or "")

    def _node(
        self,
        parent: Node,
        role: Role,
        description: str,
        *,
        inline: bool = False,
        language: str | None = None,
    ) -> Node:
        attributes = f"<< /O /PrintField /Role /{role} /Desc {pdf_text(description)} >>"
        tag = self._language_of_the_words if language is None else language
        return Node("Form", parent, attributes=attributes, language=tag, inline=inline)

    @property
    def _language_of_the_words(self) -> str:
        """Empty where it is the document's."""
        spoken = self._words.language
        return "" if main_language(self._language) == main_language(spoken) else spoken
