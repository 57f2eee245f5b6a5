"""Pictures of an event: found beside its file, and known to be whole before a writer sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from lessonpress.content.links import locate_in
from lessonpress.content.source import locate
from lessonpress.content.spec import SpecSource
from lessonpress.files import as_on_disk
from lessonpress.inside import leads_inside
from lessonpress.layout.drawings import check, is_drawing
from lessonpress.press.inputs import read_file
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.workspace import folders_around

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
# More than a 600 dpi scan of an A4 page; a picture that claims more exhausts the reader.
_MOST_PIXELS = 40_000_000
_MOST_BYTES = 40_000_000
_ANEW = "Save it anew as a PNG or JPEG file."


def picture_loader(
    event: Path, read: Callable[[Path], bytes] = read_file, spec: SpecSource | None = None
) -> Callable[[str], bytes]:
    """Reads pictures by their path, which counts from the folder of the event's file.

    `read` gives the bytes of a file; a picture that the event doesn't name is one of the `spec`. What is returned raises ProblemError for a picture that isn't
    there or is no whole PNG, JPEG or SVG.
    """

    def load(source: str) -> bytes:
        if _ADDRESS.match(source) and not Path(source).is_absolute():
            raise problem(
                source,
                "is not on this computer",
                "Save it beside the event, and write its file's name there.",
            )
        path = as_on_disk(event.parent / source)
        if not leads_inside(path, folders_around(event, read)):
            raise problem(
                source,
                "lies outside the workspace",
                "Copy it into the workspace, or name its folder under `folders:` in makelesson.yaml.",
            )
        try:
            data = read(path)
            if len(data) > _MOST_BYTES:
                raise problem(source, "is too large", "Scale it down to what a page can show.")
        except OSError as error:
            raise problem(
                source,
                f"can't be read: {error.strerror or error}",
                f"Its path counts from the folder of {event.name}.",
            ) from error
        if (wrong := _what_is_wrong(data)) is not None:
            raise problem(source, *wrong)
        return data

    def problem(source: str, wrong: str, hint: str) -> ProblemError:
        place = locate_picture(source, event, read, spec)
        message = f"The picture {source} {wrong}."
        return ProblemError([Problem(message, place, hint, code="wrong-picture")])

    return load


def locate_picture(
    source: str, event: Path, read: Callable[[Path], bytes], spec: SpecSource | None
) -> Location:
    """Where a picture is named: in the event, or else in the spec or a bank that it draws from."""
    try:
        text = read(event).decode("utf-8-sig", "replace")
    except OSError:  # settings that need not be there
        text = ""
    offset = text.find(source)
    if offset >= 0:
        return locate(event, text, offset)
    if spec is not None:
        return locate_in_spec(source, spec) or spec.location(())
    return Location(event)


def locate_in_spec(source: str, spec: SpecSource) -> Location | None:
    """Where a spec, or a bank that it draws from, names a picture; None where neither does."""
    for file in spec.file.files:
        if source in file.text:
            return locate_in(SpecSource(file.text, file), source, file.locate())
    return None


@lru_cache(maxsize=8)  # a logo stands on every document
def _what_is_wrong(data: bytes) -> tuple[str, str] | None:
    """What is wrong with a picture and how to mend it; None for one that can be printed."""
    if is_drawing(data):
        from lessonpress.layout.drawing_files import DrawingError

        try:
            check(data)
        except DrawingError as error:
            return error.wrong, error.hint
        return None
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the size is checked here, before anything is decoded
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return "is larger than any page can show", _ANEW
            picture.load()
    except Exception:  # whatever a broken file makes a decoder say, it says that it is broken
        return "is damaged, or neither a PNG, a JPEG nor an SVG file", _ANEW
    return None
