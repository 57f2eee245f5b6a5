"""Reading: files and folders that came back, as sheets; or why one is none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lessonpress.document.identifier import Identified
from lessonpress.files import no_file, read_file
from lessonpress.press.inputs import digest
from lessonpress.press.marking.filled_docx import read_filled_docx
from lessonpress.press.marking.sheets import Filled, OddSheet, Sheet
from lessonpress.registry.kinds import STUDENT_KINDS, TEACHER_KINDS

#: More than any worksheet has in bytes, pictures and all.
LARGEST = 60_000_000
#: How pages end that were made of sheets like these.
RESULTS = "-marks.pdf"


def find_files(names: Iterable[str | Path]) -> Iterator[Path]:
    """The files of these names, and those that lie in the folders among them, in order."""
    for name in names:
        path = Path(name)
        if not os.path.isdir(path):
            yield path
            continue
        inside = sorted(os.listdir(path))
        yield from (
            path / one
            for one in inside
            # Word's and LibreOffice's notes that a file is open, and what the system hides.
            if Path(one).suffix.lower() in _READERS
            and not one.startswith((".", "~$"))
            and not one.endswith(RESULTS)
        )


def read_sheet(path: Path) -> tuple[Sheet, str]:
    """The sheet in a file, and the digest of its bytes. Raises OddSheet."""
    reader = _READERS.get(path.suffix.lower())
    if what := no_file(path):
        raise OddSheet(f"This is {what}.")
    if not os.path.exists(path):
        raise OddSheet("There is no such file.")
    if reader is None:
        raise OddSheet(
            "This is neither a PDF nor a Word document.",
            "Have the filled sheet saved as it was opened.",
        )
    try:
        data = read_file(path, LARGEST)
    except OSError as error:
        raise OddSheet(f"This can't be read: {error.strerror or error}.") from error
    if not data:
        raise OddSheet("This file is empty.", "Ask for it again: it was lost on its way.")
    identified, filled = reader(data)
    if identified is None:
        raise OddSheet(
            "This is no sheet of ours, or the program that it was saved with took its mark away.",
            "Sheets to fill in are printed with: makelesson build --format fillable",
        )
    if identified.document in TEACHER_KINDS:
        raise OddSheet(
            f"This is the {identified.document.replace('-', ' ')}, which teachers keep.",
            "If a pupil handed it in, it has got out: print the lesson with another `shuffle:`.",
        )
    if identified.document not in STUDENT_KINDS:
        raise OddSheet("This is a document of another makelesson.", "Update makelesson.")
    return Sheet(path, identified, filled), digest(data)


def _read_pdf(data: bytes) -> tuple[Identified | None, Filled]:
    from lessonpress.press.marking.filled_pdf import read_filled_pdf

    return read_filled_pdf(data)


_READERS: dict[str, Callable[[bytes], tuple[Identified | None, Filled]]] = {
    ".pdf": _read_pdf,
    ".docx": read_filled_docx,
}
