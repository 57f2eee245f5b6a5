"""Importing: a file in, an event in the workspace out, with what is doubtful in it and what was left behind."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lessonpress.content.article import Event
from lessonpress.content.event import read_event
from lessonpress.content.text_language import UNKNOWN, guess_language, name_of
from lessonpress.importing.as_event import Written, title_of, write_event
from lessonpress.importing.found import Found, Unreadable
from lessonpress.importing.looks import plain_of
from lessonpress.importing.parts import parts_of
from lessonpress.importing.reading import Beside, read_article, read_bytes
from lessonpress.inside import is_plain_name
from lessonpress.problems import Location, Problem, ProblemError, Severity
from lessonpress.words import main_language
from lessonpress.workspace import Workspace

#: How what stands in a clipboard is called where a file would be.
CLIPBOARD = Path("-")
_LONGEST_SLUG = 60
_NO_SIGN = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Imported:
    """An event as it was made of a file, which isn't written yet.

    `pictures` go beside it, by their paths from its folder. `problems` are what is doubtful, the event's own first;
    `left` is what was left behind; `licence` and `source` are what the event says of these.
    """

    path: Path
    text: str
    event: Event
    pictures: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    left: tuple[str, ...]
    licence: str
    source: str


def import_article(
    workspace: Workspace,
    file: Path,
    data: bytes | None = None,
    *,
    name: str = "",
    licence: str = "",
    source: str = "",
    language: str = "",
) -> Imported:
    """The event that is made of a file, or of `data` that came by another way. Nothing is written.

    `name` is what it is called, else it is called after its title; `licence`, `source` and `language` are said of it,
    else they are what the file says. Raises ProblemError, also where there is an event of that name.
    """
    called = "article" if file == CLIPBOARD else file.stem
    try:
        found = read_article(
            read_bytes(file) if data is None else data,
            None if file == CLIPBOARD else file,
            Beside(file) if data is None else None,
        )
        slug = name or slug_for(title_of(found, called), file)
        path = workspace.events / f"{slug}.md"
        _check_free(workspace, slug, file)
        said, doubts = _language(found, language, path)
        licence, source = licence or found.origin.licence, source or found.origin.source
        written = write_event(found, slug, called, licence=licence, source=source, language=said)
    except Unreadable as error:
        raise _refused(file, str(error), error.hint) from None
    written = _with_free_names(written, workspace)
    try:
        event = read_event(path, written.text)
    except ProblemError as error:
        raise ProblemError(
            [replace(one, location=Location(file)) for one in error.problems]
        ) from None
    problems = [
        *event.doubts,
        *(_doubt(sentence, path) for sentence in written.doubts),
        *doubts,
        *_unsaid(path, licence, source),
    ]
    return Imported(
        path, written.text, event, written.pictures, tuple(problems), written.left, licence, source
    )


def keep(imported: Imported) -> None:
    """Writes an event and its pictures. Raises ProblemError, and leaves nothing behind, where that can't be done or something of
    a name has come to be there."""
    made: list[Path] = []
    files = {imported.path.parent / name: data for name, data in imported.pictures.items()}
    files[imported.path] = imported.text.encode()
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                made.append(path)
                file.write(data)
    except OSError as error:
        for path in made:
            os.unlink(path)
        reason = error.strerror or str(error)
        raise _refused(
            path,
            f"This can't be written: {reason}.",
            "Choose another --name, or see who may write there.",
        ) from error


def slug_for(title: str, file: Path) -> str:
    """What the file of an event of that title is called: its words in small letters, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", title)
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    slug = _NO_SIGN.sub("-", unicodedata.normalize("NFC", plain).lower()).strip("-_")
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    return slug or file.stem or "event"


def _check_free(workspace: Workspace, slug: str, file: Path) -> None:
    if not is_plain_name(slug) or slug.startswith("."):
        raise _refused(
            file,
            f"`{slug}` is no name for an event.",
            "Write a name without / and without a dot before it.",
        )
    taken = workspace.event_files()
    if slug in taken:
        message = f"There is an event called `{slug}` already: {taken[slug][0].name}."
        raise _refused(
            file, message, "It stays as it is. Import this one under another name, with --name."
        )
    if os.path.lexists(workspace.events / f"{slug}.md"):
        raise _refused(
            file,
            f"Something is called {slug}.md already.",
            "Import it under another name, with --name.",
        )


def _with_free_names(written: Written, workspace: Workspace) -> Written:
    """The event with pictures under names that nothing goes by."""
    text, pictures = written.text, {}
    for name, data in written.pictures.items():
        stem, dot, ending = name.rpartition(".")
        free, number = name, 1
        while os.path.lexists(workspace.events / free) or free in pictures:
            number += 1
            free = f"{stem}-{number}{dot}{ending}"
        text = text.replace(f"]({name}", f"]({free}") if free != name else text
        pictures[free] = data
    return replace(written, text=text, pictures=pictures)


def _language(found: Found, language: str, path: Path) -> tuple[str, list[Problem]]:
    """The code that the event says, "" for English, and where that is doubtful."""
    if language:
        return language, []
    said = found.origin.language
    reads = guess_language("\n".join(plain_of(part.element) for part in parts_of(found.body)))
    if reads == UNKNOWN:
        return said, []
    if not said:
        return ("" if reads == "en" else reads), []
    if main_language(said) == reads:
        return ("" if said == "en" else said), []
    sentence = f"The file says that its language is {said}; the text reads like {name_of(reads)}, and is taken for that."
    return ("" if reads == "en" else reads), [_doubt(sentence, path)]


def _unsaid(path: Path, licence: str, source: str) -> list[Problem]:
    problems = []
    if not licence:
        problems.append(
            _doubt(
                "It isn't known under which licence this text may be used.",
                path,
                "Write `licence:` into its front matter, or import with --licence.",
            )
        )
    if not source:
        problems.append(
            _doubt(
                "It isn't known where this text comes from.",
                path,
                "Write `sources:` into its front matter, or import with --source.",
            )
        )
    return problems


def _doubt(sentence: str, path: Path, hint: str = "") -> Problem:
    return Problem(sentence, Location(path), hint, Severity.WARNING, "imported")


def _refused(path: Path, message: str, hint: str) -> ProblemError:
    return ProblemError([Problem(message, Location(path), hint, code="not-imported")])
