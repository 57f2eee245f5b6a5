"""Together: what copies of one document share that differ in their accommodations alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lessonpress.registry.accommodations import Part, accommodation

if TYPE_CHECKING:
    from lessonpress.document.blocks import Document

#: With which block each page begins, by its id, and the page's number.
Pages = tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Together:
    """The copies of one document in one version.

    `compose` gives what the copy for an accommodation says, "" for everybody's; `measure` where the pages of
    everybody's copy begin. What it says is composed once for all whose words are the same.
    """

    compose: Callable[[str], Document]
    measure: Callable[[Document], Pages]
    _documents: dict[tuple[Part, ...], Document] = field(default_factory=dict)
    _pages: Pages | None = None

    def document(self, key: str) -> Document:
        """What the copy for the accommodation of that key says, with the pages of everybody's copy. Raises
        ProblemError."""
        document = self._composed(key)
        if not key:
            return document
        if self._pages is None:
            self._pages = self.measure(self._composed(""))
        return replace(document, pages=self._pages)

    def _composed(self, key: str) -> Document:
        adapts = accommodation(key).adapts if key else ()
        if adapts not in self._documents:
            self._documents[adapts] = self.compose(key if adapts else "")
        return self._documents[adapts]
