"""Links and pictures in what people write: those that can't be printed, each at its place.

A layout would stumble over them much later, and name a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote

from lessonpress.addresses import refuse
from lessonpress.content.source import LINE_END, locate
from lessonpress.content.spec import SpecSource, walk
from lessonpress.problems import Location, Problem
from lessonpress.richtext import references

# All that may need a closer look: most texts have no link, most links lead to the web and have words.
_DOUBTFUL = re.compile(r"""
    \]\((?!https?://\w[\w.-]*[/)\s])   # leads elsewhere
    | \[\s*\]\(                        # has no words
    | !\[                              # is a picture
    | <[A-Za-z][\w.+-]*[:@]            # stands by itself
    """, re.VERBOSE)  # fmt: skip


def check_spec(source: SpecSource, with_pictures: Collection[str] = ()) -> Iterator[Problem]:
    """What is wrong with the links and pictures of a spec's texts; pictures may stand behind the keys
    `with_pictures` alone.

    Evidence is left out: it is copied from the event, where it is told.
    """
    if not _DOUBTFUL.search(source.text) and "\\" not in source.text:
        return
    for path, text in walk(source.data):
        if "evidence" not in path and _DOUBTFUL.search(text):
            start = _offset(source.text, source.location(path))
            may_hold = path[0] in with_pictures
            yield from _check(source.file.path, source.text, text, start, pictures=may_hold)


def check_article(path: Path, whole: str, text: str, first_line: int) -> Iterator[Problem]:
    """What is wrong with the links and pictures of an article in Markdown, `text`, which is the part
    of the `whole` file from that line on."""
    start = _offset(whole, Location(path, first_line, 1))
    if _DOUBTFUL.search(text):
        yield from _check(path, whole, text, start, pictures=True)


def without_words(source: str, place: Location) -> Problem:
    """What is said of a picture that says nothing to those who can't see it."""
    return Problem(
        f"The picture {source} says nothing to those who can't see it.",
        place,
        "Say in a sentence what it shows, between `[` and `]` or under `alternative:`.",
        code="no-alternative",
    )


def locate_in(source: SpecSource, address: str, place: Location) -> Location:
    """Where an address first stands in a spec from that place on."""
    start = _offset(source.text, place)
    return locate_address(source.file.path, source.text, address, start)[0]


def locate_address(
    path: Path, text: str, address: str, start: int = 0, stop: int | None = None
) -> tuple[Location, int]:
    """Where an address first stands from the character `start` on, as it is or as Markdown writes it,
    and where it ends; `start` itself where it isn't found."""
    for form in dict.fromkeys((address, unquote(address), address.replace("&", "&amp;"))):
        if form and (found := text.find(form, start, stop)) >= 0:
            return locate(path, text, found), found + len(form)
    if not address and (empty := re.compile(r"\]\(\s*<?\s*>?\s*\)").search(text, start)):
        return locate(path, text, empty.start()), empty.end()
    return locate(path, text, start), start


def _check(path: Path, whole: str, text: str, start: int, *, pictures: bool) -> Iterator[Problem]:
    """The problems of one text that begins at `start` of the whole file."""
    for one in references(text):
        place, start = locate_address(path, whole, one.address, start)
        if one.is_picture:
            if one.in_heading or not pictures:
                message = f"The picture {one.address} can't stand here."
                hint = (
                    "Put it into the event, on a line of its own, and say in words what is meant; a "
                    "question's picture stands beside `ask:`, as `picture:` with its `file:`."
                )
                yield Problem(message, place, hint, code="misplaced-picture")
        elif refusal := refuse(one.address):
            yield Problem(refusal.message, place, refusal.hint, code="wrong-link")
        elif not one.words.strip():
            message = f"The link to {one.address} has no words to stand on the page."
            hint = "Write them between `[` and `]`."
            yield Problem(message, place, hint, code="link-without-words")


def _offset(text: str, place: Location) -> int:
    """The character at a place of the text."""
    start = 0
    for _, end in zip(range((place.line or 1) - 1), LINE_END.finditer(text), strict=False):
        start = end.end()
    return start + (place.column or 1) - 1
