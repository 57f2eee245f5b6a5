"""Markdown: markdown-it's CommonMark, and what pandoc has inside a line besides. Ground; knows no room.

Superscript and subscript, a phrase in another language (`[…]{lang=fr}`), attributes and spaces in the
names of pictures, footnotes. The rules are our own, since those of mdit-py-plugins read no `40%`, take
`~~struck~~` for a subscript, and leave out without a word a footnote that nothing leads to.

Every token of these rules knows in `meta["at"]` where in its paragraph it stands, and a footnote's in
`meta["label"]` what it is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

from lessonpress.markdown_blocks import add_block_rules

#: What means nothing in teaching material, and so is text: no word that someone wrote is swallowed.
_NOT_READ = ("code", "fence", "html_block", "html_inline", "backticks", "reference")
#: What an environment has where footnotes are read: in events, which have a place for them.
NOTES = "notes"

_ATTRIBUTE = re.compile(
    r"""\s*(?:([#.][\w-]+)|([A-Za-z_][\w:-]*)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s{}"'=]+)))(?=[\s}])"""
)
_CLOSES = re.compile(r"\s*\}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # BCP 47's common form
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)%")
_SPACED = re.compile(
    r"""\([ \t]{0,9}((?:[^()\n"<>\\]|\([^()\n]{0,99}\)){1,300}?)(?:[ \t]{1,9}"([^"\n]*)")?[ \t]{0,9}\)"""
)
_SCRIPTS = {"^": "superscript", "~": "subscript"}
_OPENING = "([{„“‚‘«‹\"'–—/"
_SAYS = re.compile(r"[^\W_]")
_SAYS_OR_SIGNS = re.compile(r"[^\W_]|[-+−–*′″°=()†‡]")
_HALF_IN_BRACKETS = re.compile(r"^[^\[]*\]|\[[^\]]*$")
_LONGEST_ADDRESS = 300
_IN_AN_ADDRESS = re.compile(r"(?:://|\bwww\.)\S*$")
_ESCAPED = re.compile(r"\\([ -/:-@\[-`{-~])")
_MARK = re.compile(r"\[\^([^\s\[\]^]+)\]")
_NOTE = re.compile(r" {0,3}\[\^([^\s\[\]^]+)\]:[ \t]*")


@cache
def reader() -> MarkdownIt:
    """What reads Markdown; it knows nothing of what it has read."""
    return make_reader()


def make_reader() -> MarkdownIt:
    """A reader of one's own, to be given further rules."""
    markdown = MarkdownIt("commonmark", {"maxNesting": 200}).disable(list(_NOT_READ))
    # A link that may not be printed is one, too, for whoever reads the text to say so: left as text it
    # would stand on the page with its brackets, and nobody would hear of it.
    markdown.validateLink = lambda _: True  # type: ignore[method-assign, assignment]
    inline = markdown.inline.ruler
    inline.at("link", _with_attributes(link))
    inline.at("image", _with_attributes(image))
    inline.after("image", "spaced_image", _with_attributes(_spaced_image))
    inline.before("link", "note_mark", _note_mark)
    inline.before("link", "note_inline", _note_inline)
    inline.after("link", "span", _span)
    inline.after("emphasis", "script", _script)
    markdown.block.ruler.before(
        "heading", "note", _note, {"alt": ["paragraph", "blockquote", "list"]}
    )
    add_block_rules(markdown)
    return markdown


# --- superscript and subscript -------------------------------------------------------------------


def _script(state: StateInline, silent: bool) -> bool:
    """`10^6^`, `H~2~O`: no white space within, unless it is escaped; `~~` and `^^` are text.

    So are a tilde behind nothing (`~5–~10`), signs without a letter (`^_^`) and an address (`/~name/`).
    """
    start, source = state.pos, state.src
    marker = source[start]
    before = source[max(start - 1, 0) : start]
    if silent or marker not in _SCRIPTS or before == marker:
        return False
    alone = not before or before.isspace() or before in _OPENING
    if alone and marker == "~":
        return False
    end = start + 1
    while end < state.posMax and source[end] != marker:
        if source[end].isspace():
            return False
        end += 2 if source[end] == "\\" else 1
    if end >= state.posMax or end == start + 1 or source[end + 1 : end + 2] == marker:
        return False
    content = source[start + 1 : end]
    if not (_SAYS.search(content) if alone else _SAYS_OR_SIGNS.search(content)):
        return False
    around = source[max(start - _LONGEST_ADDRESS, 0) : start]
    if _HALF_IN_BRACKETS.search(content) or _IN_AN_ADDRESS.search(around):
        return False
    name = _SCRIPTS[marker]
    _push(state, f"{name}_open", 1, start)
    if re.search(r"\\\s", content):  # a space of its own: no more than text may stand there
        state.push("text", "", 0).content = _ESCAPED.sub(r"\1", content)
    else:
        _read_within(state, start + 1, end)
    _push(state, f"{name}_close", -1, end)
    state.pos = end + 1
    return True


# --- attributes ----------------------------------------------------------------------------------


def read_attributes(source: str, start: int) -> tuple[dict[str, str], int] | None:
    """The attributes in braces that begin at `start`, and where they end; None where they are none.

    `{#name}` and `{.name}` are attributes called `#name` and `.name`, without a value.
    """
    if source[start : start + 1] != "{":
        return None
    attributes: dict[str, str] = {}
    position = start + 1
    while found := _ATTRIBUTE.match(source, position):
        short, name, *values = found.groups()
        attributes[short or name] = next((value for value in values if value is not None), "")
        position = found.end()
    closed = _CLOSES.match(source, position)
    return (attributes, closed.end()) if attributes and closed else None


def language_of(attributes: Mapping[str, str]) -> str | None:
    """The tag that `lang` says; None where that is none."""
    tag = attributes.get("lang", "")
    return tag if _LANGUAGE.fullmatch(tag) else None


def share_of(attributes: Mapping[str, str]) -> float | None:
    """The part of the measure that `width` says, above 0 and up to 1; None where it says none."""
    found = _PERCENT.fullmatch(attributes.get("width", ""))
    share = float(found[1]) / 100 if found else 0.0
    return share if 0 < share <= 1 else None


def _with_attributes(
    rule: Callable[[StateInline, bool], bool],
) -> Callable[[StateInline, bool], bool]:
    """The rule of a link or picture, with the attributes behind it."""

    def read(state: StateInline, silent: bool) -> bool:
        start, first = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        behind = state.pos
        attributes = read_attributes(state.src, behind)
        if attributes is not None and attributes[1] <= state.posMax:
            state.pos = attributes[1]
        if not silent:
            opened = next(one for one in state.tokens[first:] if one.type in ("link_open", "image"))
            opened.meta |= {"at": start}
            if attributes is not None:
                opened.meta |= {"attributes": attributes[0], "attributes at": behind}
            elif state.src.startswith("{", behind):
                opened.meta |= {"unread at": behind}
        return True

    return read


def _spaced_image(state: StateInline, silent: bool) -> bool:
    """`![…](my map.png)`: a file's name with spaces, which CommonMark knows in `<…>` alone."""
    start, source = state.pos, state.src
    if not source.startswith("![", start):
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1, False)
    found = _SPACED.match(source, end + 1, state.posMax) if end > 0 else None
    if found is None:
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.content = source[start + 2 : end]
        token.attrs = {"src": quote(found[1].strip(), safe="/:%"), "alt": ""}
        if found[2]:
            token.attrs["title"] = found[2]
        token.children = _read_apart(state, token.content)
    state.pos = found.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:
    """`[…]{lang=fr}`: a stretch of text with attributes."""
    start, source = state.pos, state.src
    if source[start] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, start, False)
    found = read_attributes(source, end + 1) if end > 0 else None
    if found is None or found[1] > state.posMax:
        return False
    if not silent:
        opened = _push(state, "span_open", 1, start)
        opened.meta |= {"attributes": found[0], "attributes at": end + 1}
        _read_within(state, start + 1, end)
        _push(state, "span_close", -1, end)
    state.pos = found[1]
    return True


# --- footnotes -----------------------------------------------------------------------------------


def _note_mark(state: StateInline, silent: bool) -> bool:
    """`[^label]`, whose text stands elsewhere."""
    found = _MARK.match(state.src, state.pos, state.posMax) if NOTES in state.env else None
    if found is None:
        return False
    if not silent:
        mark = _push(state, "note_mark", 0, state.pos)
        mark.meta |= {"label": found[1].casefold(), "written": found[0]}
    state.pos = found.end()
    return True


def _note_inline(state: StateInline, silent: bool) -> bool:
    """`^[text]`: a mark with its text."""
    start = state.pos
    if NOTES not in state.env or not state.src.startswith("^[", start):
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1, False)
    if end < 0:
        return False
    if not silent:
        token = _push(state, "note_mark", 0, start)
        token.content = state.src[start + 2 : end]
        token.children = _read_apart(state, token.content)
    state.pos = end + 1
    return True


def _note(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """`[^label]: text`, up to a blank line; what is indented below it goes on in a new line."""
    found = _NOTE.match(_line(state, first)) if NOTES in state.env else None
    if found is None:
        return False
    if silent:
        return True
    paragraphs = [_line(state, first)[found.end() :]]
    end = after = first + 1
    while after < last:
        line = _line(state, after)
        if not line.strip():
            after += 1
            continue
        indented = state.sCount[after] - state.blkIndent >= 4
        if after > end and not indented:
            break
        if after == end and (_NOTE.match(line) or state.sCount[after] < state.blkIndent):
            break
        if after > end:
            paragraphs.append(line.strip())
        else:
            paragraphs[-1] += f"\n{line.strip()}"
        end = after = after + 1
    token = state.push("note", "", 0)
    label = found[1].casefold()
    token.meta = {"label": label, "written": found[0].strip()}
    token.map = [first, end]
    token.content = "\\\n".join(one.strip() for one in paragraphs if one.strip())
    inline = Token("inline", "", 0, content=token.content, children=[], map=[first, end])
    inline.meta = {"note": label}
    state.tokens.append(inline)
    state.line = end
    return True


def _line(state: StateBlock, number: int) -> str:
    start = state.bMarks[number] + state.tShift[number]
    margin = " " * max(0, state.sCount[number] - state.blkIndent)
    return margin + state.src[start : state.eMarks[number]]


# --- tokens --------------------------------------------------------------------------------------


def _push(state: StateInline, name: str, nesting: int, at: int) -> Token:
    token = state.push(name, "", nesting)  # type: ignore[arg-type]
    token.meta = {"at": at}
    return token


def _read_within(state: StateInline, start: int, end: int) -> None:
    """Reads a stretch of the same text as further tokens."""
    outer = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = outer


def _read_apart(state: StateInline, content: str) -> list[Token]:
    tokens: list[Token] = []
    state.md.inline.parse(content, state.md, state.env, tokens)
    return tokens


def walk_inline(tokens: list[Token]) -> Iterator[Token]:
    """The tokens, and those within pictures and footnotes."""
    for token in tokens:
        yield token
        if token.children:
            yield from walk_inline(token.children)
