"""Packing: what was printed of a unit or a lesson as two archives, for the staff room and for pupils.

The pupils' archive takes only what is registered as a student's, so that nothing with answers
gets into it for being new. The same files give the same archive, to the byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lessonpress.press.delivery.output import write_all
from lessonpress.press.delivery.report import LessonReport, Made
from lessonpress.press.inputs import digest
from lessonpress.press.planning.names import safe_name
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.registry.formats import format_of
from lessonpress.registry.kinds import kind_of

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that the format knows
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was written; `reader` is "staff" or "pupils", `size` in bytes."""

    path: Path
    reader: str
    files: int
    size: int


class Packing:
    """Collects what a build tells of the lessons of one unit, or of one lesson, called `name`.

    `order` are the names of the lessons and of the unit itself, as they are taught.
    """

    def __init__(self, name: str, order: Sequence[str], output: Path) -> None:
        self.name = name
        self._order = order
        self._output = output
        self._files: dict[str, tuple[Made, ...]] = {}

    def add(self, report: LessonReport) -> None:
        """Notes a lesson's files, made or standing."""
        self._files[report.lesson] = (*report.made, *report.standing)

    def write(self) -> tuple[Archive, ...]:
        """Writes both archives or neither; none without files. Raises ProblemError."""
        everything = self._placed()
        pupils = [
            (name, made) for name, made in everything if not kind_of(made.document).for_teachers
        ]
        readers = {"staff": everything, "pupils": pupils}
        paths = {reader: self._output / f"{self.name}-{reader}.zip" for reader in readers}
        packed = {reader: _zip(files) for reader, files in readers.items() if files}
        write_all({paths[reader]: data for reader, data in packed.items()})
        return tuple(
            Archive(paths[reader], reader, len(readers[reader]), len(data))
            for reader, data in packed.items()
        )

    def _placed(self) -> list[tuple[str, Made]]:
        """Every file with its name in the archive: a unit's own first, then its lessons, numbered."""
        lessons = [one for one in self._order if one != self.name]
        # A lesson that is packed alone is like a unit's own files: nothing to be numbered.
        digits = len(str(len(lessons)))
        top = safe_name(self.name)
        placed = [(f"{top}/{made.path.name}", made) for made in self._files.get(self.name, ())]
        for number, lesson in enumerate(lessons, 1):
            folder = f"{top}/{number:0{digits}} {safe_name(lesson)}"
            placed += [(f"{folder}/{made.path.name}", made) for made in self._files.get(lesson, ())]
        return [
            (f"{folder}/{safe_name(file)}", made)
            for folder, _, file, made in ((*name.rpartition("/"), made) for name, made in placed)
        ]


def _zip(files: Sequence[tuple[str, Made]]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, made in files:
            entry = ZipInfo(name, _EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = _PLAIN_FILE
            # A DOCX is an archive already; a PDF's tags are text, and half of it goes.
            entry.compress_type = ZIP_STORED if format_of(made.format).archive else ZIP_DEFLATED
            archive.writestr(entry, _read(made))
    return data.getvalue()


def _read(made: Made) -> bytes:
    try:
        data = made.path.read_bytes()
        if digest(data) == made.digest:
            return data
        what = "The file was changed while it was packed."
    except OSError as error:
        what = f"The file can't be read: {error.strerror}."
    problem = Problem(what, Location(made.path), "Pack once more.", code="not-packed")
    raise ProblemError([problem])
