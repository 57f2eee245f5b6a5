"""What can be wrong with markup, in words: one method a complaint, and the reading of attributes.

The words show the element itself, which the template's author will know again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from typing import Any, TypeVar

from lessonpress.addresses import SCHEMES, is_address
from lessonpress.document.blocks import Blank, Block, Fields, Heading, Row
from lessonpress.document.ids import PATTERN
from lessonpress.document.inlines import WHITE_SPACE
from lessonpress.document.origins import NOWHERE, last_mark, without_marks
from lessonpress.document.vocabulary import (
    ATTRIBUTES,
    CELL_BLOCKS,
    EMPTY,
    HEADINGS,
    HOMES,
    HTML_WORDS,
    INLINE,
    KNOWN,
    TEXT_ONLY,
)
from lessonpress.problems import Location, Problem, ProblemError
from lessonpress.spelling import advise, nearest

Element = Any
Word = TypeVar("Word", bound=str)
Share = TypeVar("Share", float, None)

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # BCP 47's common form
_PLACE = re.compile(r"#\w+")
_IMAGE_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<")
_BEFORE_TEXT = b"\xef\xbb\xbf \t\r\n"


class Complaints:
    """The problems of one piece of markup, gathered."""

    def __init__(self, places: Sequence[Location] | None = None) -> None:
        """`places` has where each element comes from, by its `sourceline`; None where a line simply
        is one of the markup."""
        self._places = places
        self._problems: list[tuple[int, Problem]] = []
        self.value = Values(self)

    def raise_any(self) -> None:
        """Raises ProblemError with what was added, in the order of the markup; what a loop in a
        template repeats comes once."""
        if self._problems:
            ordered = sorted(self._problems, key=lambda pair: pair[0])
            unlike = {(each.location, each.message): each for _, each in reversed(ordered)}
            raise ProblemError(reversed(unlike.values()))

    def add(self, element: Element, message: str, hint: str, code: str) -> None:
        hint = f"{hint} It is `{_show(element)}`.".lstrip()
        problem = Problem(message, self._locate(element), hint, code=code)
        self._problems.append((element.sourceline or 0, problem))

    def _locate(self, element: Element) -> Location:
        line: int = element.sourceline or 0
        return Location(NOWHERE, line) if self._places is None else self._places[line]

    def not_xml(self, error: Any, markup: str) -> Problem:
        """The parser's complaint; it stops at the first."""
        line, column = error.position
        lines = markup.splitlines(keepends=True)
        before = "".join(lines[: line - 1]) + "".join(lines[line - 1 : line])[: max(column - 1, 0)]
        shown = without_marks("".join(lines[line - 1 : line])).strip()
        what = re.sub(r",? line \d+(, column \d+)?", "", str(error.msg))
        hint = "Close every element that is opened, in turn, and write `&amp;` for `&`."
        if shown:
            hint += f" It is near `{shown if len(shown) <= 80 else shown[:79] + '…'}`."
        location = last_mark(before) or Location(NOWHERE, line)
        return Problem(f"The markup is not XML: {what}.", location, hint, code="markup-not-xml")

    # --- elements ----------------------------------------------------------------------------------

    def misplaced(self, child: Element, parent: Element) -> None:
        """An element that isn't known, or not here."""
        tag = child.tag
        if not isinstance(tag, str):  # an entity, which only a document type can define
            return
        if tag not in ATTRIBUTES:
            known = HTML_WORDS.get(tag) or nearest(tag, ATTRIBUTES)
            hint = f"Did you mean `<{known}>`?" if known else "docs/layouts.md lists the elements."
            self.add(child, f"There is no element `<{tag}>`.", hint, "unknown-element")
            return
        if tag in HOMES:
            homes = " or ".join(f"`<{home}>`" for home in HOMES[tag])
            hint = f"It belongs in {homes}."
        elif tag in INLINE:
            hint = "Put it in a `<p>`."
        elif parent.tag in TEXT_ONLY:
            hint = f"`<{parent.tag}>` holds text only; put `<{tag}>` after it."
        else:
            hint = ""
        message = f"`<{tag}>` cannot stand in `<{parent.tag}>`."
        self.add(child, message, hint, "misplaced-element")

    def check_root(self, root: Element) -> None:
        """One `<document>`, with no document type above it that could define what `&x;` means."""
        if root.tag != "document":
            message = f"The markup starts with `<{root.tag}>`, not with `<document>`."
            self.add(root, message, "Put everything in one `<document>`.", "wrong-root")
        if root.getroottree().docinfo.internalDTD is not None:
            message = "The markup has a document type (`<!DOCTYPE …>`)."
            self.add(root, message, "Leave it out.", "document-type")

    def loose_text(self, parent: Element, text: str, near: Element) -> None:
        """Text where none may be; `near` is the element that it stands in or after."""
        words = " ".join(text.strip(WHITE_SPACE).split())
        shown = words if len(words) <= 40 else f"{words[:39]}…"
        message = f"The text `{shown}` stands in `<{parent.tag}>` by itself."
        inner = [tag for tag, homes in HOMES.items() if parent.tag in homes]
        hint = f"Put it in a `<{inner[0] if inner else 'p'}>`."
        if parent.tag in EMPTY:
            hint = f"Close it at once: `<{parent.tag}/>`."
        self.add(near, message, hint, "loose-text")

    def empty(self, element: Element) -> None:
        hint = "Leave the element out where there is nothing to say (`{% if … %}`)."
        self.add(element, f"`<{element.tag}>` is empty.", hint, "empty-element")

    def wrong_number(self, element: Element, number: int, place: int) -> None:
        message = f"Question number {number} stands in place {place}."
        hint = "Each `<questions>` counts from 1, or from its `start`; `loop.index` does it."
        self.add(element, message, hint, "wrong-number")

    def wrong_prompt(self, element: Element) -> None:
        message = "A `<question>` starts with one `<prompt>`."
        self.add(element, message, "What is asked goes in the prompt.", "wrong-prompt")

    def check_place(self, child: Element, parent: Element) -> None:
        """Headings and what belongs to the page as a whole stand at the top."""
        allowed = ["document", "section", *(["box"] if child.tag in HEADINGS else [])]
        if parent.tag not in allowed:
            message = f"`<{child.tag}>` cannot stand in `<{parent.tag}>`."
            homes = " or ".join(f"`<{home}>`" for home in allowed)
            self.add(child, message, f"It belongs in {homes}.", "misplaced-element")

    def too_much_for_a_cell(self, child: Element) -> None:
        message = f"`<{child.tag}>` cannot stand in a table's cell."
        holds = ", ".join(f"`<{tag}>`" for tag in sorted(CELL_BLOCKS))
        self.add(child, message, f"A cell holds text and {holds}.", "misplaced-element")

    def check_level(self, element: Element, level: int, before: int) -> None:
        if level == 1 and before:
            message = "There is a second `<h1>`, or it is not the first heading."
            self.add(element, message, "`<h1>` is the title, once, at the start.", "heading-order")
        elif level > before + 1:
            message = (
                f"`<h{level}>` follows `<h{before}>`." if before else f"`<h{level}>` comes first."
            )
            hint = f"No level may be left out: make it `<h{before + 1}>`."
            self.add(element, message, hint, "heading-order")

    def check_start(self, root: Element, blocks: Sequence[Block]) -> None:
        """The title comes first; only name, date and class may stand above it."""
        first = next((block for block in blocks if not isinstance(block, Fields)), None)
        if not (isinstance(first, Heading) and first.level == 1):
            message = "The document does not start with its title."
            hint = "Put an `<h1>` first; only `<fields>` may stand above it."
            self.add(root, message, hint, "no-title")

    def check_grid(self, table: Element, rows: Sequence[Row]) -> int:
        """The number of columns; each row must have as many cells."""
        counts = {len(row.cells) for row in rows}
        if len(counts) > 1 or counts == {0}:
            shown = " and ".join(map(str, sorted(counts)))
            message = f"The table's rows have {shown} cells."
            self.add(table, message, "Give each row the same number of cells.", "ragged-table")
        return max(counts)

    def check_columns(self, table: Element, rows: int) -> None:
        """Columns that stand side by side are one row's cells."""
        if rows > 1:
            message = f"The columns have {rows} rows."
            hint = "Put what stands in a column into one cell, of one row in all."
            self.add(table, message, hint, "columns-in-rows")

    # --- ids and attributes ------------------------------------------------------------------------

    def check_ids(self, root: Element) -> Iterator[str]:
        """Every id that the markup gives; wrong and double ones are complained about."""
        seen: dict[str, Element] = {}
        for element in root.iterfind(".//*[@id]"):
            name = element.get("id")
            if not PATTERN.fullmatch(name):
                message = f"`{name}` cannot be an id."
                hint = "An id has at most 40 of a-z, 0-9 and _, and starts with a letter."
                self.add(element, message, hint, "wrong-id")
            elif name in seen:
                message = f"The id `{name}` stands here a second time."
                hint = f"An id is used once; {self._locate(seen[name])} has this one already."
                self.add(element, message, hint, "duplicate-id")
            seen.setdefault(name, element)
        return iter(seen)

    def unknown_attribute(self, element: Element, name: str) -> None:
        message = f"`<{element.tag}>` has no attribute `{name}`."
        hint = advise(name, sorted(KNOWN[element.tag]))
        self.add(element, message, hint, "unknown-attribute")

    def missing_attribute(self, element: Element, name: str) -> None:
        message = f"`<{element.tag}>` lacks the attribute `{name}`."
        self.add(element, message, f'Write `<{element.tag} {name}="…">`.', "missing-attribute")

    # --- packets -----------------------------------------------------------------------------------

    def no_document(self, element: Element, lesson: int, document: str, here: bool) -> None:
        message = f"There is no document `{document}` of lesson {lesson} to insert."
        hint = "" if here else "Only the template of a packet can insert documents."
        self.add(element, message, hint, "no-document")

    def insert(self, element: Element, error: ProblemError) -> None:
        """What is wrong with a document that is inserted is told in its own words."""
        self._problems.extend((element.sourceline or 0, each) for each in error.problems)

    def check_targets(self, root: Element, known: Container[str]) -> None:
        """Each link within the document leads somewhere."""
        for element in root.iter("a"):
            target = element.get("href", "")
            if target.startswith("#") and target[1:] not in known:
                message = f"The link `{target}` leads nowhere."
                self.add(element, message, "Write `#` and an `id` of this document.", "no-target")
        for element in root.iter("noteref"):
            if element.get("to", "") not in known:
                message = "A footnote's mark stands here, and its text is not printed."
                hint = "Print the notes in this template: `{{ parts.notes(event, _) }}`."
                self.add(element, message, hint, "no-target")
        for element in root.iter("worth"):
            if (target := element.get("of")) is not None and target not in known:
                message = f"There is no `{target}` here that could be worth anything."
                hint = "It is the `id` of a `<question>` or a `<p>` of this document."
                self.add(element, message, hint, "no-target")

    # --- figures -----------------------------------------------------------------------------------

    def no_alternative(self, element: Element) -> None:
        message = "The figure says nothing to those who can't see it."
        hint = "Describe in `alt` what it shows, or give it a `<caption>`."
        self.add(element, message, hint, "no-alternative")

    def load(self, element: Element, load_image: Callable[[str], bytes] | None) -> bytes:
        """The bytes of a figure's picture; empty where there is a problem with it."""
        name = element.get("src")
        if name is None:  # complained about already
            return b""
        try:
            if load_image is None:
                raise FileNotFoundError(None, "No such file or directory")
            data = load_image(name)
        except ProblemError as error:
            self._problems.extend((element.sourceline or 0, each) for each in error.problems)
            return b""
        except OSError as error:
            message = f"The picture `{name}` cannot be read: {error.strerror or error}."
            self.add(element, message, "Its path counts from the event's file.", "no-picture")
            return b""
        if not data[:64].lstrip(_BEFORE_TEXT).startswith(_IMAGE_STARTS):
            message = f"`{name}` is neither a PNG, a JPEG nor an SVG picture."
            self.add(element, message, "Save it as one of these.", "wrong-picture")
        return data


_SHARE = re.compile(r"\d{1,3}(\.\d{1,9})?")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(pt|mm|cm|in)?")
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_LONGEST = 250 * 72 / 25.4


class Values:
    """Attributes as values. A wrong one is complained about and stands as its default."""

    def __init__(self, complaints: Complaints) -> None:
        self._complaints = complaints

    def _wrong(self, element: Element, name: str, hint: str) -> None:
        message = f'`{name}="{element.get(name)}"` is not a value that `{name}` can have.'
        self._complaints.add(element, message, hint, "wrong-attribute")

    def one_of(self, element: Element, name: str, words: Sequence[Word], default: Word) -> Word:
        text = element.get(name)
        if text is None:
            return default
        for word in words:
            if word == text:
                return word
        self._wrong(element, name, advise(text, words))
        return default

    def truth(self, element: Element, name: str, default: bool | None) -> bool | None:
        text = element.get(name)
        if text is None:
            return default
        # Jinja writes Python's True and False.
        if text.lower() not in ("true", "false"):
            self._wrong(element, name, "It is `true` or `false`.")
        return bool(text.lower() == "true")

    def whole(self, element: Element, name: str, default: int, least: int, most: int) -> int:
        text = element.get(name)
        if text is None:
            return default
        if text.isascii() and text.isdigit() and len(text) < 9 and least <= int(text) <= most:
            return int(text)
        self._wrong(element, name, f"It is a whole number from {least} to {most}.")
        return max(default, least)

    def share(self, element: Element, default: Share) -> float | Share:
        text = element.get("share")
        if text is None:
            return default
        number = _fraction(text)
        if number is None:
            self._wrong(element, "share", "It is a number above 0 and up to 1, such as 0.5.")
            return default
        return number

    def pointers(self, element: Element) -> tuple[tuple[float, float], ...]:
        """Places in a picture, as shares of its width and height."""
        found = []
        for one in (element.get("pointers") or "").split():
            x, comma, y = one.partition(",")
            numbers = [float(each) for each in (x, y) if _SHARE.fullmatch(each)]
            if not comma or len(numbers) != 2 or max(numbers) > 1:
                self._wrong(element, "pointers", "They are pairs from 0 to 1, such as `0.3,0.5`.")
                return ()
            found.append((numbers[0], numbers[1]))
        return tuple(found)

    def widths(self, table: Element, columns: int) -> tuple[float, ...]:
        """The columns' shares of the measure, made to sum to 1; none where the text decides."""
        text = table.get("widths")
        if text is None:
            return (1 / columns,) * columns if columns else ()
        if text == "auto":
            return ()
        numbers = [number for word in text.split() if (number := _fraction(word)) is not None]
        if len(numbers) != columns or len(text.split()) != columns:
            self._wrong(table, "widths", f"It is {columns} numbers, such as `0.3 0.7` for two.")
            return (1 / columns,) * columns if columns else ()
        return tuple(number / sum(numbers) for number in numbers)

    def scale(self, table: Element, rows: int) -> tuple[float, ...]:
        """Where each row belongs on a line, from 0 to 1 and none before the one above it."""
        text = table.get("scale")
        if text is None:
            return ()
        places = [_place(word) for word in text.split()]
        known = [place for place in places if place is not None]
        if len(known) != len(places) or len(places) != rows or known != sorted(known):
            self._wrong(table, "scale", f"It is {rows} numbers from 0 to 1, in ascending order.")
            return ()
        return tuple(known)

    def length(self, element: Element, name: str) -> float | None:
        """A length in points, such as a row's least height."""
        text = element.get(name)
        if text is None:
            return None
        match = _LENGTH.fullmatch(text.strip())
        length = float(match[1]) * _POINTS[match[2] or "pt"] if match else 0.0
        if not 0 < length <= _LONGEST:
            self._wrong(
                element, name, "It is a length up to 250mm, such as `60mm`, `6cm` or `170pt`."
            )
            return None
        return length

    def blank(self, element: Element, said: Callable[[str], str]) -> Blank:
        """The gap; what belongs there as `said` sets it."""
        answer = element.get("answer")
        others = (one.strip() for one in element.get("also", "").split("|"))
        within = element.get("within")
        if within is not None and not re.fullmatch(r"[0-9]{1,40}(\.[0-9]{1,40})?", within):
            self._wrong(element, "within", "It is a number such as `0.5`; `0` is exactly.")
            within = None
        return Blank(
            self.whole(element, "size", 12, 1, 80),
            answer and said(answer),
            tuple(said(one) for one in others if one),
            None if within is None else float(within),
            said(element.get("unit", "").strip()),
        )

    def language(self, element: Element, name: str = "language") -> str:
        text: str = element.get(name) or "und"
        if not _LANGUAGE.fullmatch(text):
            self._wrong(element, name, "It is a language's code, such as `en` or `cs`.")
        return text

    def address(self, element: Element) -> str | None:
        text: str | None = element.get("href")
        if text is not None and not (_PLACE.fullmatch(text) or is_address(text)):
            begins = ", ".join(f"`{one}`" for one in SCHEMES)
            self._wrong(element, "href", f"It is a whole address ({begins}), or `#` and an id.")
        return text

    def page_label(self, root: Element) -> str:
        text: str = root.get("page-label", "{page} / {pages}")
        if re.search(r"[{}]", re.sub(r"\{pages?\}", "", text)):
            self._wrong(root, "page-label", "In braces stand `{page}` and `{pages}` only.")
        return text


def _fraction(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 < number <= 1 else None


def _place(text: str) -> float | None:
    return 0.0 if re.fullmatch(r"0(\.0*)?", text) else _fraction(text)


def _show(element: Element) -> str:
    """An element's start, as in the markup."""
    attributes = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
    text = " ".join((element.text or "").split())
    shown = f"<{element.tag}{attributes}>{text}"
    return shown if len(shown) <= 80 else f"{shown[:79]}…"
