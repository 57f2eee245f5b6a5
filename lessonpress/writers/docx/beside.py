"""Pictures beside text: a frame that what follows runs past, all on one page. Knows no block's XML."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lessonpress.document.blocks import Block, ItemList, Quotation, Verse
from lessonpress.document.blocks import Paragraph as TextBlock
from lessonpress.layout.margin import passes_glosses
from lessonpress.writers.docx.paragraphs import Paragraph

Pieces = Sequence["Paragraph | str"]
Height = Callable[[Paragraph, float], float]


class Beside:
    """A framed picture `height` points high, and the pieces from `start` on that run past it in lines
    of `measure` points."""

    def __init__(self, start: int, height: float, measure: float, height_of: Height) -> None:
        self._start = start
        self._height = height
        self._measure = measure
        self._height_of = height_of

    def takes(self, block: Block, pieces: Pieces) -> bool:
        """Whether the block runs past the picture, too, below what was set until now."""
        text = isinstance(block, (TextBlock, ItemList, Quotation, Verse))
        return text and self._reaches(pieces)

    def _reaches(self, pieces: Pieces) -> bool:
        return self._depth(pieces) < self._height

    def keep_together(self, pieces: Pieces) -> float:
        """Keeps what stands beside the picture on its page; yields how much of its height is left."""
        depth = 0.0
        for piece in pieces[self._start :]:
            if depth >= self._height:
                break
            if isinstance(piece, Paragraph):
                depth += self._height_of(piece, self._measure)
                piece.whole, piece.keep = True, depth < self._height
        return max(0.0, self._height - depth)

    def _depth(self, pieces: Pieces) -> float:
        inside = (piece for piece in pieces[self._start :] if isinstance(piece, Paragraph))
        return sum(self._height_of(piece, self._measure) for piece in inside)


class BesideGlosses(Beside):
    """The same with glosses in the margin, which take no room from what stands beside them."""

    def takes(self, block: Block, pieces: Pieces) -> bool:
        return passes_glosses(block) and self._reaches(pieces)
