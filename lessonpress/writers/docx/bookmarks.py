"""Bookmarks: the ids of blocks, around the paragraph that each block begins."""

from __future__ import annotations


class Bookmarks(list[str]):
    """The ids of blocks that wait for a paragraph; the bookmarks' own ids follow on `last`."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self._last = last

    def around(self, content: str) -> str:
        """The content between the bookmarks of the blocks that it begins."""
        starts, ends = "", ""
        for name in self:
            self._last += 1
            starts += f'<w:bookmarkStart w:id="{self._last}" w:name="{name}"/>'
            ends = f'<w:bookmarkEnd w:id="{self._last}"/>{ends}'
        self.clear()
        return f"{starts}{content}{ends}"
