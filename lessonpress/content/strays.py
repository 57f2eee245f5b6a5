"""Strays: Markdown and HTML that isn't read, or is written wrongly, each told at its place.

What means nothing in teaching material is printed as it stands, with a warning; what can't have been
meant (a footnote without its text, a width that is none) is an error. Prose that looks a little like
it is left alone: `$5 and $6`, `a < b`, `a_b`, a backtick for an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from lessonpress.markdown import (
    NOTES,
    language_of,
    make_reader,
    share_of,
    walk_inline,
)
from lessonpress.problems import Severity
from lessonpress.spelling import advise

#: What warnings are accepted by.
CODE = "markup-as-text"
#: More than anybody reads at a time.
MOST_WARNINGS = 100


@dataclass(frozen=True, slots=True)
class Stray:
    """What is amiss. `line` counts from 1; there, near `column` (from 0), stands `raw`."""

    line: int
    column: int
    raw: str
    message: str
    hint: str
    severity: Severity = Severity.WARNING
    code: str = CODE


def find_strays(text: str, *, article: bool = False, prose: bool = False) -> list[Stray]:
    """Everything that is amiss in a text, in its order. An `article` has footnotes; it and other
    `prose` have headings, lists and quotations."""
    environment = {NOTES: True} if article else {}
    tokens, lines = _teller().parse(text, environment), text.split("\n")
    found = [
        *_lines(text, prose=prose or article),
        *islice(_inside(tokens, lines), 2 * MOST_WARNINGS),
        *(islice(_notes(tokens, lines), MOST_WARNINGS) if article else ()),
    ]
    unlike = {(one.line, one.column, one.message): one for one in found}
    return sorted(unlike.values(), key=lambda one: (one.line, one.column))


# --- what is looked for --------------------------------------------------------------------------

_TAGS = (
    "a|abbr|article|aside|audio|b|big|blockquote|br|button|caption|center|cite|code|col|colgroup|dd"
    "|del|details|dfn|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html"
    "|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|ol|option|p|pre|q|rp|rt|ruby|s|samp"
    "|script|section|select|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea"
    "|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr"
)
_INSTEAD = {
    "br": "End the line with two spaces or a backslash.",
    **dict.fromkeys(("b", "strong"), "Write **strong** with asterisks."),
    **dict.fromkeys(("i", "em", "cite"), "Write *emphasis* with an asterisk."),
    "sup": "Write 10^6^ for a superscript.",
    "sub": "Write H~2~O for a subscript.",
    "img": "Write ![what it shows](file.png).",
    "a": "Write [text](address).",
    **dict.fromkeys(("p", "div"), "Leave a blank line between paragraphs."),
    **dict.fromkeys(("ul", "ol", "li"), "Begin each item's line with - or with 1."),
    **dict.fromkeys(("h1", "h2", "h3", "h4"), "Begin the heading's line with ## and a space."),
    "blockquote": "Begin each line with > and a space.",
    "hr": "Leave it out.",
    "span": "For another language write [text]{lang=fr}.",
}
_MATHS = r"(?:[\^_={}+<>|]|\\[A-Za-z])"
_KINDS: dict[str, tuple[str, re.Pattern[str]]] = {
    # Not a backtick for an apostrophe, nor TeX's `quotation marks'.
    "code": (
        "`",
        re.compile(
            r"(?<![\w`])`(?![\s`])[^`]{1,2000}(?<![\s(])`(?![\w`])"
            r"|(?<!`)(?P<run>`{2,9})(?!`)(?!\s*\w[^`]{0,300}'')[\s\S]{1,4000}?(?<![\s`(])(?P=run)(?!`)"
        ),
    ),
    "html": (
        "<",
        re.compile(rf"</?(?P<tag>{_TAGS})(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE),
    ),
    "comment": ("<", re.compile(r"<!--")),
    "formula": (
        "$\\",
        re.compile(
            r"\$\$[^$]{1,2000}\$\$"
            rf"|(?<![\w$])\$(?=[^\s$])(?=[^$\n]{{0,200}}?{_MATHS}|[A-Za-z]\w{{0,3}}'*\$|\d+[a-z]\$)"
            r"[^$\n]{1,300}(?<=[^\s\\])\$(?![\w$])"
            rf"|\\\((?=[^()\n]{{0,200}}?{_MATHS})[^\n]{{1,300}}?\\\)"
            rf"|\\\[(?=[^\[\]\n]{{0,200}}?{_MATHS})[^\n]{{1,300}}?\\\]"
            r"|\\(?:frac|sqrt|sum|int|prod|alpha|beta|gamma|delta|pi|cdot|times|text|mathrm|begin|"
            r"left|right|Delta|leq|geq|approx|infty|rightarrow)(?![A-Za-z])[^\s$]{0,80}"
        ),
    ),
    "strike": ("~", re.compile(r"(?<!~)~~(?=[^\s~])[^\n]{1,500}?(?<=[^\s~])~~(?!~)")),
    "subscript": ("~", re.compile(r"(?<![^\s(\[])~[^\s~]{1,80}~(?![\d~])")),
    "powers": ("^", re.compile(r"(?<=\w)\^\w{1,40}[+*/=−-]\w{1,40}\^(?=\w)")),
    "backslash": ("\\", re.compile(r"\\(?= \S)")),
    "mark": ("=", re.compile(r"(?<![=\w])==(?=[^\s=])[^=\n]{1,300}(?<=\S)==(?![=\w])")),
    "insertion": ("+", re.compile(r"(?<![+\w])\+\+(?=[^\s+])[^+\n]{1,300}(?<=\S)\+\+(?![+\w])")),
    "emoji": (
        ":",
        re.compile(r"(?<![\w:]):(?=[a-z0-9_+-]{0,40}[a-z])[a-z0-9_+-]{2,40}:(?![\w:])"),
    ),
    "attributes": (
        "{",
        re.compile(
            r"\{[ ]*(?:[#.][\w-]+|[A-Za-z_][\w:-]*=[^{}\n]{1,100})[^{}\n]{0,100}\}"
            r"|(?<=\])\{[^{}\n]{1,100}\}"
        ),
    ),
    "note": ("[^", re.compile(r"\[\^[^\s\[\]^]{1,80}\]|\^\[(?=\S)[^\[\]\n]{1,500}\]")),
}
_SAID = {
    "code": ("This is code in Markdown", "Take out the backticks, or write quotation marks."),
    "comment": ("An HTML comment begins here", ""),
    "formula": ("This is a formula in TeX", "Write it in words and signs: x^2^ + 5, H~2~O, ½."),
    "strike": ("Text is struck through here", "Take out the tildes."),
    "subscript": ("This subscript stands behind nothing", "Write it behind a letter: H~2~O."),
    "backslash": (
        "A backslash before a space says nothing",
        "At a line's end it begins a new line; in YAML that takes a text below |, not below >.",
    ),
    "mark": ("Text is highlighted here", "Take out the signs, or write **strong**."),
    "insertion": ("Text is underlined here", "Take out the signs, or write *emphasis*."),
    "emoji": ("This is an emoji's short code", "Leave it out, or write a word."),
    "attributes": (
        "Attributes in braces can't be read here",
        "A phrase in brackets may have {lang=fr}, a picture {width=40%}; {.numbered} stands in the line "
        "above verse.",
    ),
    "note": (
        "This is a footnote's mark, and this text has no place for notes",
        "Footnotes stand in an event in Markdown. Put the words into the text, in parentheses.",
    ),
}
_PRINTED = "; it is printed as it stands."

# At the beginning of a line.
_DEFINITION = re.compile(
    r" {0,3}\[(?P<label>[^\]\[^]{1,99})\]:[ \t]+<?(?P<address>(?:\w+://|www\.|mailto:|#)\S+)"
)
_FENCED_DIV = re.compile(r" {0,3}:{3,}")
_DEFINED = re.compile(r" {0,3}:[ \t]+\S")
_BLOCK = re.compile(r"[ \t]{0,3}(?:#{1,6}[ \t]+(?=[^\Wa-z_])|>[ \t]+)")


@cache
def _teller() -> MarkdownIt:
    """What reads as the reader does, and besides names what isn't read."""
    markdown = make_reader().enable(["fence"])
    for name, (signs, pattern) in _KINDS.items():
        markdown.inline.ruler.before("escape", f"stray_{name}", _rule(name, signs, pattern))
    return markdown


def _rule(name: str, signs: str, pattern: re.Pattern[str]) -> Callable[[StateInline, bool], bool]:
    def read(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] not in signs or (name == "note" and NOTES in state.env):
            return False
        found = pattern.match(state.src, state.pos, state.posMax)
        if found is None:
            return False
        if not silent:
            token = state.push("stray", "", 0)
            token.content, token.info = found[0], name
            token.meta = {"at": state.pos}
        state.pos = found.end()
        return True

    return read


# --- where it stands -----------------------------------------------------------------------------


def _lines(text: str, *, prose: bool) -> Iterator[Stray]:
    """What is known by how its line begins."""
    above = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _DEFINITION.match(line):
            label, address = found["label"], found["address"].rstrip(">")
            yield Stray(
                number, 0, line.strip(), f"Addresses of links aren't read from a line of their own{_PRINTED}",
                f"Write [{label}]({address}) where the text says [{label}].",
            )  # fmt: skip
        elif _FENCED_DIV.match(line):
            hint = "Take out the line, or write a quotation with > before it."
            yield Stray(number, 0, line.strip(), f"This line opens or closes a box{_PRINTED}", hint)
        elif _DEFINED.match(line) and above.strip() and "|" not in above:
            hint = "Write the word and what it means in one line, or in the lesson's vocabulary."
            yield Stray(
                number, 0, line.strip(), f"Lists of definitions aren't read{_PRINTED}", hint
            )
        elif not prose and (found := _BLOCK.match(line)):
            message = f"Headings and quotations aren't read in this text{_PRINTED}"
            yield Stray(number, 0, line.strip(), message, f"Leave out the `{found[0].strip()}`.")
        above = line


def _inside(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Stray]:
    opened: set[str] = set()
    passed: list[int] = []  # the lines of warnings that nobody would read
    warnings = 0
    for index, token in enumerate(tokens):
        line = (token.map or (0,))[0] + 1
        if token.type == "fence":
            message = "A block of code begins here; its lines are printed as running text."
            hint = "Take out the marks above and below it."
            yield Stray(line, 0, lines[line - 1].strip(), message, hint)
        if token.type != "inline":
            continue
        if index > 1 and tokens[index - 2].type == "list_item_open":
            yield from _tasks(token, lines)
        for inner in walk_inline(token.children or []):
            if inner.type == "stray" and inner.info != "comment":
                warnings += 1
                if warnings > MOST_WARNINGS:
                    passed.append(line)
                    continue
            yield from _told(token, inner, lines, opened)
    if passed:
        message = f"There are {len(passed):,} more such marks from here on."
        yield Stray(passed[0], 0, "", message, "Mend these first.")


def _told(token: Token, inner: Token, lines: Sequence[str], opened: set[str]) -> Iterator[Stray]:
    if inner.type == "stray":
        yield from _stray(token, inner, lines, opened)
        return
    if inner.type == "image" and (title := str(inner.attrGet("title") or "")):
        place = _place(token, inner.meta["at"], title, lines)
        for one in find_strays(title):
            yield replace(one, line=place[0], column=place[1] + one.column)
    if "attributes" in inner.meta:
        yield from _attributes(token, inner, lines)
    elif "unread at" in inner.meta:
        yield _unread(token, inner, lines)


def _tasks(token: Token, lines: Sequence[str]) -> Iterator[Stray]:
    if re.match(r"\[[ xX]\]\s", token.content):
        place = _place(token, 0, token.content[:3], lines)
        message = f"This is the box of a task list{_PRINTED}"
        yield Stray(*place, message, "Leave out the brackets.")


def _stray(token: Token, stray: Token, lines: Sequence[str], opened: set[str]) -> Iterator[Stray]:
    place = _place(token, stray.meta["at"], stray.content, lines)
    if stray.info == "html":
        found = _KINDS["html"][1].fullmatch(stray.content)
        tag = found["tag"].lower() if found else ""
        if stray.content.startswith("</") and tag in opened:
            return
        opened.add(tag)
        hint = _INSTEAD.get(tag, "Take it out.")
        yield Stray(*place, f"`{_shown(stray.content)}` is HTML, which isn't read{_PRINTED}", hint)
    elif stray.info == "comment":
        yield Stray(
            *place, "An HTML comment begins here, and pupils would read it.",
            "Take it out. In YAML, a note for yourself stands behind a # in a line of its own.",
            Severity.ERROR, "html-comment",
        )  # fmt: skip
    elif stray.info == "powers":
        message = f"All of `{stray.content[1:-1]}` is printed as a superscript."
        hint = "Close each with a caret of its own, 2^3^ + 4^5^; \\^ is a caret."
        yield Stray(*place, message, hint)
    else:
        what, hint = _SAID[stray.info]
        yield Stray(*place, f"{what}{_PRINTED}", hint)


_HOLDS = {
    "image": (
        "A picture",
        ("width", ".left", ".right", "credit", "licence"),
        'A picture may have {width=40%}, {credit="Who made it" licence="CC BY 4.0"}, and {.left} or {.right} '
        "to stand beside text.",
    ),
    "span_open": ("A phrase", ("lang",), "A phrase may have {lang=fr}."),
    "link_open": ("A link", ("lang",), "A link may have {lang=fr}."),
}


def _attributes(token: Token, inner: Token, lines: Sequence[str]) -> Iterator[Stray]:
    attributes = inner.meta["attributes"]
    what, known, holds = _HOLDS[inner.type]
    for name, value in attributes.items():
        if name in known and _is_right(name, attributes):
            continue
        raw = f"{name}={value}" if value else name
        start = inner.meta["attributes at"]
        if value and not token.content.startswith(raw, token.content.find(name, start)):
            raw = f'{name}="{value}"'
        place = _place(token, max(token.content.find(name, start), start), raw, lines)
        if name not in known:
            hint = (
                holds if name[0] in "#." else advise(name, [one for one in known if one[0] != "."])
            )
            message = f"{what} has no attribute `{name}`."
            yield Stray(*place, message, hint, Severity.ERROR, "unknown-attribute")
        elif name == "lang" and language_of(attributes) is None:
            message = f"`{value}` is no language code."
            hint = "Write a code such as fr, cs or pt-BR."
            yield Stray(*place, message, hint, Severity.ERROR, "language")
        elif name == "lang":
            message = f"No language is known by the code `{value}`."
            yield Stray(*place, message, _advise_language(value), code="unknown-language")
        elif name == "width":
            message = f"`{value}` is no width of a picture."
            hint = "Write a share of the text's width, above 0% and up to 100%: width=40%."
            yield Stray(*place, message, hint, Severity.ERROR, "wrong-width")


def _is_right(name: str, attributes: Mapping[str, str]) -> bool:
    if name == "lang":
        tag = language_of(attributes)
        return tag is not None and _is_known(tag)
    return name != "width" or share_of(attributes) is not None


def _unread(token: Token, inner: Token, lines: Sequence[str]) -> Stray:
    at = inner.meta["unread at"]
    raw = re.split(r"(?<=\})|\n", token.content[at:], maxsplit=1)[0]
    place = _place(token, at, raw, lines)
    what, _, holds = _HOLDS[inner.type]
    message = f"{what}'s attributes can't be read{_PRINTED}"
    return Stray(*place, message, holds)


def _is_known(tag: str) -> bool:
    from babel import Locale

    return tag.split("-")[0].lower() in Locale("en").languages


def _advise_language(tag: str) -> str:
    """Most wrong codes are a country's."""
    from babel.core import get_global

    country = tag.split("-")[0].upper()
    spoken = get_global("likely_subtags").get(f"und_{country}", "").split("_")[0]
    if spoken:
        return f"{country} is a country's code. Did you mean `{spoken}`?"
    return "Write a code such as fr, cs or pt-BR."


def _notes(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Stray]:
    """Marks of footnotes without their text, texts without a mark, and marks where none can stand."""

    def wrong(token: Token, at: int, raw: str, message: str, hint: str) -> Stray:
        place = _place(token, at, raw, lines)
        return Stray(*place, message.format(raw.rstrip(":")), hint, Severity.ERROR, "footnote")

    defined: dict[str, Token] = {}
    for token in tokens:
        if token.type == "note":
            label, raw = token.meta["label"], token.meta["written"]
            if label in defined:
                hint = "Give one of the two, and its mark, another name."
                yield wrong(token, 0, raw, "The footnote `{}` has two texts.", hint)
            elif not token.content:
                hint = "Write it behind the colon."
                yield wrong(token, 0, raw, "The footnote `{}` has no text.", hint)
            defined.setdefault(label, token)
    marked: set[str] = set()
    for index, token in enumerate(tokens):
        for inner in walk_inline(token.children or []) if token.type == "inline" else ():
            if inner.type == "image" and "note" in token.meta:
                yield _picture_in_note(token, inner, lines)
            if inner.type != "note_mark":
                continue
            pictures = [one for one in inner.children or () if one.type == "image"]
            yield from (_picture_in_note(token, one, lines, inner.meta["at"]) for one in pictures)
            at, raw = inner.meta["at"], inner.meta.get("written", "^[")
            label = inner.meta.get("label")
            if label is not None and label not in defined:
                hint = f"Write a line of its own: `{raw}: The note.` If it is text: \\{raw}"
                yield wrong(token, at, raw, "The footnote `{}` has no text.", hint)
            elif index and tokens[index - 1].type == "heading_open":
                hint = "Put the mark into the text below it."
                yield wrong(token, at, raw, "A heading can't have a footnote.", hint)
            marked.add(label or "")
    for label, token in defined.items():
        if label not in marked:
            raw = token.meta["written"]
            message = "No mark leads to the footnote `{}`, so that it isn't printed."
            hint = f"Write {raw[:-1]} where it belongs in the text, or take the note out."
            yield wrong(token, 0, raw, message, hint)


def _picture_in_note(token: Token, image: Token, lines: Sequence[str], at: int = 0) -> Stray:
    place = _place(token, at or image.meta["at"], "![", lines)
    hint = "Put it into the text, in a paragraph of its own."
    return Stray(*place, "A footnote can't hold a picture.", hint, Severity.ERROR, "footnote")


def _place(token: Token, at: int, raw: str, lines: Sequence[str]) -> tuple[int, int, str]:
    """Where in the text, from 1 and from 0, and the first line of what stands there.

    A token's content has lost the margins of its lines, and what begins them.
    """
    raw = raw.split("\n")[0]
    first, last = token.map or (0, len(lines))
    before = token.content[:at]
    row = first + before.count("\n")
    column = len(before) - (before.rfind("\n") + 1)
    if row < min(last, len(lines)):
        whole = token.content.split("\n")[row - first]
        margin = lines[row].find(whole.strip())
        column = max(margin, 0) + column - (len(whole) - len(whole.lstrip()))
        if lines[row].startswith(raw, column):
            return row + 1, column, raw
    for number in range(first, min(last, len(lines))):
        if (column := lines[number].find(raw)) >= 0:
            return number + 1, column, raw
    return first + 1, 0, raw


def _shown(text: str) -> str:
    line = text.split("\n")[0]
    return line if len(line) <= 40 else f"{line[:39]}…"
