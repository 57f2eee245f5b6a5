"""Drafts: sources with edits in them that nobody has written to the disk yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lessonpress.content.source import decode
from lessonpress.press.inputs import Inputs

_MARK = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Drafts(Inputs):
    """Reads files from the disk, but for those that have a draft. No byte-order mark is in these."""

    texts: dict[Path, str] = field(default_factory=dict)

    def read(self, path: Path) -> bytes:
        """The bytes of the file, or of its draft. Raises OSError."""
        text = self.texts.get(path)
        return Inputs.read(self, path) if text is None else text.encode()

    def text(self, path: Path) -> str:
        """The file's text. Raises OSError, and ProblemError for what is no text."""
        return decode(path, self.read(path))

    def with_texts(self, texts: Mapping[Path, str]) -> Drafts:
        """These drafts, and others over them."""
        return Drafts(self.parcels, self.used, {**self.texts, **texts})

    def changes(self) -> dict[Path, tuple[bytes, bytes]]:
        """What stands in each file that has another draft, and what is to stand there: a byte-order mark
        stays. Raises OSError."""
        found: dict[Path, tuple[bytes, bytes]] = {}
        for path, text in self.texts.items():
            before = Inputs.read(self, path)
            after = (_MARK if before.startswith(_MARK) else b"") + text.encode()
            if before != after:
                found[path] = before, after
        return found
