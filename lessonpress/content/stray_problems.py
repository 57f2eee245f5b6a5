"""Problems of strays: what is amiss in the texts of a spec or an event, at its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lessonpress.content.article import Part
from lessonpress.content.spec import SpecSource, ValuePath, walk
from lessonpress.problems import Location, Problem, Severity

#: What warnings are accepted by.
CODE = "markup-as-text"

# Nothing is amiss in a text that has none of these, and the parser need not be loaded. To look for a few
# characters first takes no time.
_SIGNS = (
    *(
        "`",
        "<",
        "$",
        "~",
        "==",
        "++",
        "]{",
        "){",
        "{#",
        "{.",
        "^",
        "]:",
        "[ ]",
        "[x]",
        "[X]",
        "\\",
        ":::",
        "\n:",
    ),
    *('"# ', "'# ", '"##', "'##", '"> ', "'> "),  # in a spec
)
_SUSPECT = re.compile(
    r"`|</?[A-Za-z]|<!--|\$\S|~~|==|\+\+|[\])]\{|\{ ?[#.]|\{ ?[A-Za-z_][\w:-]*=|\[\^|\^\[|\]:[ \t]"
    r"|\[[ xX]\][ \t]|^[ \t]{0,3}:|\\[(\[a-zA-Z ]|\w\^\w+[+*/=−-]|~[^\s~]+~",
    re.MULTILINE,
)
_EMOJI = re.compile(r":[a-z0-9_+-]{2,40}:(?!\w)")
# In a text that is set as one paragraph.
_BLOCK = re.compile(r"^[ \t]{0,3}(?:#{1,6}|>)[ \t]", re.MULTILINE)
# In a plain text: what is surely Markdown or HTML.
_IN_PLAIN_TEXT = re.compile(
    r"\*\*(?=[^\s*])[^*\n]{1,300}(?<=\S)\*\*|!?\[[^\[\]\n]{1,300}\]\((?:https?:|mailto:|[^\s()]+\.(?:png|jpe?g)\b)[^\s()]*\)?"
    r"|</?(?:a|b|br|div|em|h[1-6]|i|img|li|ol|p|s|small|span|strong|su[bp]|t[adhr]|table|u|ul)(?:\s[^<>\n]{0,300})?/?>"
    r"|<!--|&(?:[a-zA-Z]{2,8}|#\d{2,6});|~~(?=\S)[^~\n]{1,300}~~|^```"
    r"|\[\^[\w-]{1,40}\]|\]\{(?:lang|width)=|(?<=\w)\^-?\w{1,5}\^(?!\w)|(?<=[A-Za-z])~\d{1,3}~(?!\d)",
    re.MULTILINE,
)
_PLAIN_SIGNS = re.compile(r"[*\[<&~`^]")

# Keys whose values aren't set as text.
_NO_TEXT = frozenset(
    {
        *(
            "accept",
            "activity",
            "code",
            "documents",
            "event",
            "evidence",
            "fit",
            "formats",
            "grade",
        ),
        *("file", "language", "layout", "lesson", "lessons", "paper", "shuffle"),
    }
)
_PROSE = frozenset({"teacher_notes", "description"})
# Those whose values are, where they have several lines: quotations are read, and headings refused.
_PROSE_OF_LINES = frozenset({"answer", "ask", "instructions", "say"})


def _has_signs(text: str) -> bool:
    for sign in _SIGNS:  # a loop is quicker than any()
        if sign in text:
            return True
    return ("{" in text and "=" in text) or _EMOJI.search(text) is not None


def _is_prose(path: ValuePath, text: str) -> bool:
    key = path[-1] if path else ""
    if key == "about":  # of an activity; that of a role is a paragraph
        return len(path) == 3
    return key in _PROSE or (key in _PROSE_OF_LINES and "\n" in text)


def _is_suspect(text: str, *, prose: bool) -> bool:
    if not prose and _BLOCK.search(text):
        return True
    return _has_signs(text) and (_SUSPECT.search(text) or _EMOJI.search(text)) is not None


def strays_in_spec(source: SpecSource) -> list[Problem]:
    """What is amiss in the texts of a spec."""
    if not _has_signs(source.text.replace("$schema", "")):  # which editors are told of
        return []
    problems: list[Problem] = []
    for path, text in walk(source.data):
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        said = key not in _NO_TEXT or (key == "accept" and path[0] == "activities")
        if said and _is_suspect(text, prose=_is_prose(path, text)):
            problems += _in_value(source, path, text)
    return problems


def _in_value(source: SpecSource, path: ValuePath, text: str) -> Iterator[Problem]:
    from lessonpress.content.strays import find_strays

    start = source.location(path)
    lines = source.text.split("\n")
    row, column = (start.line or 1) - 1, (start.column or 1) - 1
    for stray in find_strays(text, prose=_is_prose(path, text)):
        line, at = row, column
        # YAML folds lines, and quotes: what is amiss stands there as it is, or the value is named.
        for number in range(row, min(len(lines), row + 2 + text.count("\n") + len(text) // 20)):
            found = lines[number].find(stray.raw, column if number == row else 0)
            if found >= 0:
                line, at = number, found
                if number - row >= stray.line - 1:
                    break
        place = Location(start.file, line + 1, at + 1)
        yield Problem(stray.message, place, stray.hint, stray.severity, stray.code)


def strays_in_article(path: Path, text: str, original: str, offset: int) -> list[Problem]:
    """What is amiss in an event's Markdown; `original` has the same lines as they stand in the file,
    with `offset` further ones above."""
    if not _is_suspect(text, prose=True):
        return []
    from lessonpress.content.strays import find_strays

    lines = original.split("\n")
    problems = []
    for stray in find_strays(text, article=True):
        line = lines[stray.line - 1] if stray.line <= len(lines) else ""
        column = stray.column
        if not line.startswith(stray.raw, column):
            places = [one.start() for one in re.finditer(re.escape(stray.raw), line)]
            column = min(places, key=lambda place: abs(place - stray.column), default=stray.column)
        place = Location(path, stray.line + offset, column + 1)
        problems.append(Problem(stray.message, place, stray.hint, stray.severity, stray.code))
    return problems


def strays_in_plain_text(path: Path, parts: Iterable[Part], lines: Sequence[str]) -> list[Problem]:
    """A warning where Markdown or HTML is printed of a plain text as it stands. `lines` are the file's."""
    for part in parts:
        if not _PLAIN_SIGNS.search(part.text) or not (found := _IN_PLAIN_TEXT.search(part.text)):
            continue
        column = max(lines[part.line - 1].find(found[0]), 0) + 1
        shown = found[0] if len(found[0]) <= 40 else f"{found[0][:39]}…"
        message = f"`{shown}` is Markdown or HTML, and a plain text is printed as it stands."
        hint = f"Rename the file {path.stem}.md and write it in Markdown, or take the marks out."
        place = Location(path, part.line, column)
        return [Problem(message, place, hint, Severity.WARNING, CODE)]
    return []


def without_comments(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text without HTML's comments, its lines as they were, and what was taken out, by lines."""
    kept: list[str] = []
    dropped: list[tuple[int, str]] = []
    line, behind = 1, 0
    while (start := text.find("<!--", behind)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        comment = text[start : end + 3]
        line += text.count("\n", behind, start)
        dropped.append((line, " ".join(comment.split())))
        kept += text[behind:start], "\n" * comment.count("\n")
        line += comment.count("\n")
        behind = end + 3
    return "".join([*kept, text[behind:]]), dropped
