"""Together: what copies of one document share that differ in their accommodations alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from lessonpress.registry.accommodations import Part, accommodation

if TYPE_CHECKING:
    from lessonpress.document.blocks import Document
    from lessonpress.writers.formats import Written

_INSIDE = "blocks"
#: With which block each page begins, by its id, and the page's number.
Pages = tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Together:
    """The copies of one document in one version.

    `compose` gives what the copy for an accommodation says, "" for everybody's; `measure` where the pages of
    everybody's copy begin. What it says is composed once for all whose words are the same, and what everybody's
    copy comes to is kept in `written` by its format: a copy that says and shows nothing else is that file.
    """

    compose: Callable[[str], Document]
    measure: Callable[[Document], Pages]
    written: dict[str, Written] = field(default_factory=dict)
    _documents: dict[tuple[Part, ...], Document] = field(default_factory=dict)
    _pages: Pages | None = None

    def document(self, key: str) -> Document:
        """What the copy for the accommodation of that key says, with the pages of everybody's copy: where its words are
        others, those that begin with the same in both. Raises ProblemError."""
        document = self._composed(key)
        if self.is_everybodys(key):
            return self._composed("")
        if self._pages is None:
            self._pages = self._measured()
        pages, plain = self._pages, self._composed("")
        if document is not plain and pages:
            ours, theirs = dict(_places(document)), dict(_places(plain))
            pages = tuple(one for one in pages if one[0] in ours and ours[one[0]] == theirs[one[0]])
        return replace(document, pages=pages)

    def is_everybodys(self, key: str) -> bool:
        """Whether the copy for that accommodation is everybody's: it neither looks otherwise nor says anything else."""
        if not key:
            return True
        return accommodation(key).looks is None and self._composed(key) == self._composed("")

    def _measured(self) -> Pages:
        """The pages of everybody's copy, as it was just printed, or else by measuring."""
        starts = (one.starts for one in self.written.values() if one.starts is not None)
        known = next(starts, None)
        return self.measure(self._composed("")) if known is None else known

    def _composed(self, key: str) -> Document:
        adapts = accommodation(key).adapts if key else ()
        if adapts not in self._documents:
            self._documents[adapts] = self.compose(key if adapts else "")
        return self._documents[adapts]


def _places(value: Any) -> Iterator[tuple[str, Any]]:
    """Whatever in it has an id, by that, without what stands inside it as blocks of their own."""
    if isinstance(value, tuple):
        for one in value:
            yield from _places(one)
    elif is_dataclass(value) and not isinstance(value, type):
        names = {one.name: getattr(value, one.name) for one in fields(value)}
        if "id" in names:
            yield names["id"], replace(value, **{_INSIDE: ()}) if _INSIDE in names else value
        for one in names.values():
            yield from _places(one)
