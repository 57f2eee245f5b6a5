"""A file: which document, in which format, in which version and for whom. Knows its own name."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from lessonpress.registry.accommodations import is_key
from lessonpress.registry.formats import FORMATS, format_of
from lessonpress.registry.kinds import KINDS, STUDENT_KINDS, kind_of

#: The letters of versions as files have them; as many as there can be.
VERSIONS = "abcdefghijklmnopqrstuvwxyz"
#: What stands in a version's place in a key of all of them.
ALL_VERSIONS = "all"
_SEPARATOR = "."
_CLASS_SET = "-class-set"


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A file that is printed of a lesson or a unit; documents and formats by their names.

    `version` (such as `b`) is "" where there is just one, and ALL_VERSIONS in a key that has them side by
    side; `accommodation` (such as `large-print`) ""
    for everybody's. No part of it has a full stop in it.

    >>> File("worksheet", "pdf").name("walls")
    'walls-worksheet.pdf'
    >>> File("worksheet", "booklet", "b", "large-print").name("walls")
    'walls-worksheet-b-large-print-booklet.pdf'
    >>> File.from_key("worksheet.b..docx")
    File(document='worksheet', format='docx', version='b', accommodation='')
    """

    document: str
    format: str
    version: str = ""
    accommodation: str = ""

    def name(self, slug: str) -> str:
        """What the file is called of the lesson or unit that goes by this name. Raises LookupError for
        a format that isn't registered."""
        return f"{slug}-{'-'.join(filter(None, self.contents))}{format_of(self.format).ending}"

    @property
    def key(self) -> str:
        """All of it as one word, which `from_key` reads: `worksheet.b.large-print.docx`; where there is
        neither version nor accommodation, `worksheet.docx`."""
        between = (self.version, self.accommodation) if self.version or self.accommodation else ()
        return _SEPARATOR.join((self.document, *between, self.format))

    def as_dict(self) -> dict[str, str | None]:
        """Each part by its name, as JSON says it: None for a version or an accommodation that isn't one."""
        return {name: value or None for name, value in asdict(self).items()}

    @property
    def contents(self) -> tuple[str, str, str]:
        """What it says: files that differ in their format alone have the same."""
        return self.document, self.version, self.accommodation

    @classmethod
    def from_key(cls, key: str) -> File:
        """The file of that key. Raises ValueError for a key of another shape, LookupError for a document
        or format that isn't registered."""
        document, *between, format_ = key.split(_SEPARATOR)
        if len(between) not in (0, 2):
            raise ValueError(f"{key} is no file's key.")
        return cls(kind_of(document).name, format_of(format_).name, *between)


def is_printed_in(document: str, format_: str) -> bool:
    """Whether that kind of document is printed in that format. Raises LookupError for either that isn't
    registered.

    >>> is_printed_in("worksheet", "fillable"), is_printed_in("answer-key", "fillable")
    (True, False)
    """
    return document in STUDENT_KINDS or not format_of(format_).to_fill_in


def versions_of(document: str, count: int) -> tuple[str, ...]:
    """The versions in which a document is printed of a lesson that has so many, in the usual order.

    >>> versions_of("handout", 2), versions_of("worksheet", 2), versions_of("answer-key", 2)
    (('',), ('a', 'b'), ('all', 'a', 'b'))
    >>> versions_of("worksheet", 1)
    ('',)
    """
    kind = kind_of(document)
    if count < 2 or not kind.versioned:
        return ("",)
    return (*([ALL_VERSIONS] if kind.is_key else []), *VERSIONS[:count])


def shows_versions(file: File) -> bool:
    """Whether a file says something else where there is another number of versions."""
    return file.version == ALL_VERSIONS or kind_of(file.document).subject == "unit"


class _Any:
    """All files that can be printed; there are too many to be listed."""

    def __contains__(self, file: object) -> bool:
        return isinstance(file, File) and file_called(file.name("")) == file


#: Every file that can be printed of a lesson or a unit, class sets aside.
EVERY_FILE: Container[File] = _Any()


@lru_cache(maxsize=1024)
def file_called(name: str) -> File | None:
    """The file of which this is the name after the lesson's or the unit's own; None where none is called so,
    and for a class set.

    >>> file_called("-worksheet-b-large-print-booklet.pdf")
    File(document='worksheet', format='booklet', version='b', accommodation='large-print')
    >>> file_called("-worksheet-class-set.pdf") is None
    True
    """
    for document in KINDS:
        if not name.startswith(f"-{document}"):
            continue
        for format_, kind in FORMATS.items():
            if not name.endswith(kind.ending):
                continue
            between = name.removeprefix(f"-{document}").removesuffix(kind.ending)
            first, _, rest = between.removeprefix("-").partition("-")
            version = first if first in versions_of(document, len(VERSIONS)) else ""
            key = rest if version else between.removeprefix("-")
            file = File(document, format_, version, key)
            if file.name("") == name and _can_be(file):
                return file
    return None


def _can_be(file: File) -> bool:
    if not is_printed_in(file.document, file.format):
        return False
    return not file.accommodation or (file.document in STUDENT_KINDS and is_key(file.accommodation))


def class_set_of(file: File) -> File:
    """The class set of a document, which is called after it.

    >>> class_set_of(File("worksheet", "pdf")).name("walls")
    'walls-worksheet-class-set.pdf'
    """
    return replace(file, document=f"{file.document}{_CLASS_SET}")


def in_class_set(file: File) -> tuple[str, bool]:
    """The kind of document that a file is, or has a copy of for each pupil; and whether it has."""
    document = file.document.removesuffix(_CLASS_SET)
    return document, document != file.document
