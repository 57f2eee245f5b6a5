"""The formats: what each is called, how its files end, and where its writer is.

A new format is a writer in `lessonpress/writers/` and one entry here: the command line, the forms of
specs, schemas, plans, file names and archives take it from this list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Format:
    """A format that documents are printed in.

    `ending` is what its files' names end with, `writer` where its writer is, as `module:name`: a
    function that `writers.formats` describes. `measure` is, in the same way, what tells how much
    room a document takes, so that its type can be fitted to a number of pages; `spare` is the share of a
    page that is left free then, where programs break lines each in their own way. `scale` is where it is
    told how large pages of a paper come out, for formats that make them smaller. `default` is whether
    it is printed without being asked for. `paged` is whether its writer knows its pages, so that
    each copy of a class set can begin on one; `binder` is then what writes such copies into one file. `on_letterhead` is whether it starts from the school's own
    file. `most_pages` are as many as whoever binds them can take; `archive` is whether its files are
    compressed already; `to_fill_in` is whether it is for what pupils fill in, and for nothing else. `rests_on` is
    where the version is told of a program of the computer's own that its bytes depend on.
    """

    name: str
    ending: str
    writer: str
    measure: str = "lessonpress.writers.pdf:PdfMeasure"
    spare: float = 0.0
    scale: str | None = None
    default: bool = False
    paged: bool = True
    on_letterhead: bool = False
    most_pages: int | None = None
    archive: bool = False
    to_fill_in: bool = False
    binder: str = ""
    rests_on: str | None = None


#: Of plain 80 g/m² paper the saddle staplers of school copiers take 15 to 20 sheets, of two sides.
_A_STAPLE = 2 * 20

#: By no more than so much, mostly, does LibreOffice run over the pages that were measured.
_A_FEW_LINES = 0.06

_ALL = (
    Format(
        "pdf",
        ".pdf",
        "lessonpress.writers.formats:write_as_pdf",
        default=True,
        binder="lessonpress.writers.formats:bind_pdf",
    ),
    Format(
        "docx",
        ".docx",
        "lessonpress.writers.formats:write_as_docx",
        spare=_A_FEW_LINES,
        default=True,
        paged=False,
        on_letterhead=True,
        archive=True,
    ),
    # Sheets are printed if they are asked for: they are for the copier, not for reading.
    Format(
        "booklet",
        "-booklet.pdf",
        "lessonpress.writers.formats:write_as_booklet",
        scale="lessonpress.writers.pdf:booklet_scale",
        most_pages=_A_STAPLE,
        binder="lessonpress.writers.formats:bind_booklets",
    ),
    Format(
        "2up",
        "-2up.pdf",
        "lessonpress.writers.formats:write_as_two_up",
        scale="lessonpress.writers.pdf:two_up_scale",
        binder="lessonpress.writers.formats:bind_two_up",
    ),
    # For a screen reader, a phone, a learning platform.
    Format(
        "html",
        ".html",
        "lessonpress.writers.formats:write_as_html",
        paged=False,
    ),
    # For reading systems: one that grows its type, speaks, or drives a braille display.
    Format(
        "epub",
        ".epub",
        "lessonpress.writers.formats:write_as_epub",
        paged=False,
        archive=True,
    ),
    # For an embosser, or a braille display.
    Format(
        "braille",
        ".brf",
        "lessonpress.writers.formats:write_as_braille",
        paged=False,
        rests_on="lessonpress.writers.formats:braille_rests_on",
    ),
    # To listen to: an archive, since a document is one file.
    Format(
        "audio",
        "-audio.zip",
        "lessonpress.writers.formats:write_as_audio",
        paged=False,
        archive=True,
        rests_on="lessonpress.writers.formats:audio_rests_on",
    ),
    # A sheet for each pupil's own screen; names for a whole class in one file would be nobody's.
    Format(
        "fillable",
        "-fillable.pdf",
        "lessonpress.writers.formats:write_as_fillable",
        paged=False,
        to_fill_in=True,
    ),
)
#: Every format by its name, in the order in which a document is printed.
FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _ALL})
#: The names of those that are printed without being asked for.
DEFAULT_FORMATS = tuple(one.name for one in _ALL if one.default)
#: The names of those that a class set can be printed in.
PAGED_FORMATS = tuple(one.name for one in _ALL if one.paged)


def format_of(name: str) -> Format:
    """The format of that name. Raises LookupError for one that isn't registered."""
    if name not in FORMATS:
        raise LookupError(f"There is no format called {name}.")
    return FORMATS[name]


def load(place: str) -> Any:
    """What stands at `module:name`. Raises LookupError where nothing does."""
    module, _, name = place.partition(":")
    try:
        return getattr(import_module(module), name)
    except (ModuleNotFoundError, AttributeError) as error:
        raise LookupError(f"There is no {name} in {module}.") from error


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """These formats in the order in which a document is printed. Raises LookupError for an unknown one."""
    asked = {format_of(name).name for name in names}
    return tuple(name for name in FORMATS if name in asked)
