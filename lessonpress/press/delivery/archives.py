"""Packing: what was printed of a unit or a lesson as two archives, for the staff room and for pupils.

The pupils' archive takes only what is registered as a student's, so that nothing with answers
gets into it for being new. A file that a person changed is packed as it lies there. The same files
give the same archive, to the byte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lessonpress.press.delivery.by_hand import write_around
from lessonpress.press.delivery.report import LessonReport, Made
from lessonpress.press.inputs import digest
from lessonpress.press.planning.names import safe_name
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.registry.files import File
from lessonpress.registry.formats import FORMATS, format_of
from lessonpress.registry.kinds import KINDS, kind_of

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that the format knows
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was written; `reader` is "staff" or "pupils", `size` in bytes.

    `by_hand` are the files in it that a person changed. `kept` is a person's file that lies where the
    archive would, which therefore is beside it.
    """

    path: Path
    reader: str
    files: int
    size: int
    digest: str = ""
    by_hand: tuple[Path, ...] = ()
    kept: Path | None = None


class Packing:
    """Collects what a build tells of the lessons of one unit, or of one lesson, called `name`.

    `order` are the names of the lessons and of the unit itself, as they are taught.
    """

    def __init__(self, name: str, order: Sequence[str], output: Path) -> None:
        self.name = name
        self._order = order
        self._output = output
        self._files: dict[str, tuple[Made, ...]] = {}
        self._by_hand: set[Path] = set()

    def add(self, report: LessonReport) -> None:
        """Notes a lesson's files, made or standing, or as a person changed them."""
        theirs = [Made(one.file, one.path, None, 0, 0.0, one.digest) for one in report.kept]
        files = {one.file: one for one in (*report.made, *report.standing, *theirs)}
        self._files[report.lesson] = tuple(files[file] for file in sorted(files, key=_usual))
        self._by_hand |= {one.path for one in report.kept}

    def write(self, ours: Mapping[str, str]) -> tuple[Archive, ...]:
        """Writes both archives or neither; none without files. `ours` are the digests of what was last
        written into the output, by name: what isn't ours stays. Raises ProblemError."""
        everything = self._placed()
        pupils = [
            (name, made) for name, made in everything if not kind_of(made.document).for_teachers
        ]
        readers = {"staff": everything, "pupils": pupils}
        paths = {reader: self._output / f"{self.name}-{reader}.zip" for reader in readers}
        packed = {reader: _zip(files) for reader, files in readers.items() if files}
        placed = write_around({paths[reader]: data for reader, data in packed.items()}, ours, {})
        archives = []
        for reader, data in packed.items():
            files, path = readers[reader], paths[reader]
            by_hand = tuple(made.path for _, made in files if made.path in self._by_hand)
            kept = path if placed[path].kept else None
            at = placed[path].path or path
            archives.append(Archive(at, reader, len(files), len(data), digest(data), by_hand, kept))
        return tuple(archives)

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


def _usual(file: File) -> tuple[object, ...]:
    """The usual order of files: by document, version and for whom, then format."""
    document, format_ = list(KINDS).index(file.document), list(FORMATS).index(file.format)
    return document, file.version, file.accommodation, format_


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
