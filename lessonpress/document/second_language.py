"""A second language: what the program says on a page, said in the pupil's language as well.

A template says a message once. Where a pupil reads another language better, what it yields has both between
marks; here each heading, instruction, label or table's head that has such a pair is said twice as a whole:
small in the pupil's language, and then, below or beside that, in the class's. What follows on the lesson's own words is said
twice in its place. Nothing else moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from lxml import etree

from lessonpress.document.vocabulary import INLINE

# Unicode keeps these code points out of all text (chapter 23.7); `foreign` and `quotes` have others.
_OPENS, _SAYS, _MEANS, _CLOSES = "\ufdd6", "\ufdd7", "\ufdd8", "\ufdd9"
_PAIR = re.compile(
    f"{_OPENS}([A-Za-z0-9-]+)(?::([lr]))?{_SAYS}(.*?){_MEANS}(.*?){_CLOSES}", re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_LOOSE = re.compile(f"[{_OPENS}{_SAYS}{_MEANS}{_CLOSES}]")

# What a pair is once the markup is read; nobody's markup has such elements.
_BOTH, _SECOND, _FIRST = "both-languages", "second-language", "first-language"
#: Elements that are said twice, one below the other; and those that stand side by side in one line.
_BELOW = frozenset(
    {"h1", "h2", "h3", "h4", "p", "prompt", "caption", "th", "td", "li", "field", "box"}
)
_BESIDE = frozenset({"choice"})
_BETWEEN = " / "
# What nobody needs to understand in order to work: where a text comes from.
_SMALL_PRINT = "credits"
# What isn't said twice: places to write in, and marks that lead to a note.
_ONCE = frozenset({"blank", "noteref"})
# What turns a stretch around that runs the other way than its page, and where that ends (UAX #9).
_TURNS, _TURNS_BACK = {"l": "\u2066", "r": "\u2067"}, "\u2069"

Element = Any  # lxml's stubs know elements loosely
Way = Literal["", "l", "r"]


def mark_both(second: str, first: str, language: str, way: Way = "") -> str:
    """The same in the pupil's language (BCP 47) and in the class's, between marks. `way` is where the pupil's
    runs to, left or right to begin with, if that isn't where the page does. Either may hold such pairs itself."""
    way_mark = f":{way}" if way else ""
    said = f"{_OPENS}{language}{way_mark}{_SAYS}"
    return f"{said}{second_of(second)}{_MEANS}{first_of(first)}{_CLOSES}"


def first_of(text: str) -> str:
    """The text in the class's language alone."""
    return _side_of(text, r"\4")


def second_of(text: str) -> str:
    """The text in the pupil's language, as far as it is said in that."""
    return _side_of(text, r"\3")


def _side_of(text: str, side: str) -> str:
    # As plain text: what is put together of a template's markup would be escaped once more.
    return _LOOSE.sub("", _PAIR.sub(side, str(text))) if _OPENS in text else text


def spell_out_pairs(markup: str) -> str:
    """The markup with an element for each pair, and with the class's language alone within tags."""
    if _OPENS not in markup:
        return markup
    plain = _TAG.sub(lambda tag: first_of(tag[0]), markup)
    return _LOOSE.sub("", _PAIR.sub(_as_elements, plain))


def _as_elements(pair: re.Match[str]) -> str:
    way = f' way="{pair[2]}"' if pair[2] else ""
    second = f'<{_SECOND} lang="{pair[1]}"{way}>{pair[3]}</{_SECOND}>'
    return f"<{_BOTH}>{second}<{_FIRST}>{pair[4]}</{_FIRST}></{_BOTH}>"


def say_twice(root: Element) -> None:
    """Puts what an element with such pairs says in the pupil's language before what it says in the class's, for each
    element below `root`."""
    hosts: dict[Element, None] = {}
    for pair in root.iter(_BOTH):
        host = pair.getparent()
        while host.tag in INLINE:
            host = host.getparent()
        hosts[host] = None
    for host in hosts:
        for stretch in _stretches(host):
            _say_stretch(host, stretch)


class _Stretch(NamedTuple):
    """Inline elements of a host that stand together, and the block before them; None where they begin it."""

    behind: Element | None
    children: list[Element]


class _Piece(NamedTuple):
    """Text within these inline elements; `pair` is the one that it comes from, None where the lesson or the template
    says it."""

    text: str
    within: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    pair: Element | None = None


def _stretches(host: Element) -> list[_Stretch]:
    found = [_Stretch(None, [])]
    for child in host:
        if child.tag in INLINE or child.tag == _BOTH:
            found[-1].children.append(child)
        elif isinstance(child.tag, str):
            found.append(_Stretch(child, []))
    return found


def _say_stretch(host: Element, stretch: _Stretch) -> None:
    pairs = [pair for child in stretch.children for pair in child.iter(_BOTH)]
    if not pairs:
        return
    start = (host.text if stretch.behind is None else stretch.behind.tail) or ""
    second = _until_own_words(_pieces(start, stretch.children, _SECOND))
    first = _plain(_pieces(start, stretch.children, _FIRST))
    language, way = pairs[0][0].get("lang"), pairs[0][0].get("way")
    twice = host.tag in _BELOW | _BESIDE and host.get("class") != _SMALL_PRINT
    for pair in pairs:
        if twice and not any(one.pair is pair for one in second):
            _say_beside(pair, language, way)
        _keep_first(pair)
    if twice and _plain(second) not in ("", first):
        _put_before(host, stretch.behind, _said(second, language, way))


def _pieces(start: str, children: Iterable[Element], side: str) -> list[_Piece]:
    """The text of a stretch, where pairs are read on one side."""
    found = [_Piece(start, ())]

    def take(element: Element, within: Any, pair: Element | None) -> None:
        if element.tag == _BOTH:
            inside = element.find(side)
            found.append(_Piece(inside.text or "", within, element))
            for child in inside:
                take(child, within, element)
        elif element.tag == "br":
            found.append(_Piece(" ", within, pair))
        elif element.tag not in _ONCE:
            # A link leads away once.
            look = () if element.tag in ("a", "q") else ((element.tag, tuple(element.items())),)
            found.append(_Piece(element.text or "", (*within, *look), pair))
            for child in element:
                take(child, (*within, *look), pair)
        found.append(_Piece(element.tail or "", within, pair))

    for child in children:
        take(child, (), None)
    return found


def _until_own_words(pieces: list[_Piece]) -> list[_Piece]:
    """As far as it is said in the pupil's language: what the lesson itself says isn't."""
    own = next(
        (at for at, one in enumerate(pieces) if one.pair is None and _has_letters(one.text)), None
    )
    if own is None:
        return pieces
    last = max((at for at, one in enumerate(pieces[:own]) if one.pair is not None), default=-1)
    return pieces[: last + 1]


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _say_beside(pair: Element, language: str, way: str | None) -> None:
    """Says it in the pupil's language before what the pair says in the class's, in the same line."""
    sides = (_pieces("", [pair], side) for side in (_SECOND, _FIRST))
    second, first = ([one for one in side if one.pair is pair] for side in sides)
    if _plain(second) != _plain(first) and _has_letters(_plain(second)):
        said = _said(second, language, way)
        _append(said, _BETWEEN)
        pair.addprevious(said)


def _plain(pieces: Iterable[_Piece]) -> str:
    return " ".join("".join(one.text for one in pieces).split())


def _said(pieces: Iterable[_Piece], language: str, way: str | None) -> Element:
    span = etree.Element("span", lang=language)
    if way:
        _append(span, _TURNS[way])
    for one in pieces:
        target = span
        for tag, attributes in one.within if one.text else ():
            target = etree.SubElement(target, tag, dict(attributes))
        _append(target, one.text)
    if way:
        _append(span, _TURNS_BACK)
    return span


def _append(target: Element, text: str) -> None:
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


def _put_before(host: Element, behind: Element | None, said: Element) -> None:
    """Puts it at the beginning of the host, or behind one of its blocks; in one line with what follows, such as a
    place to write in, it is as large as that."""
    if behind is None:
        at, text, host.text = 0, host.text, None
    else:
        at, text, behind.tail = host.index(behind) + 1, behind.tail, None
    if host.tag in _BESIDE or host.find(".//blank") is not None:
        host.insert(at, said)
        _append(said, _BETWEEN)
        said.tail = (text or "").lstrip()
        return
    small, line_end = etree.Element("small"), etree.Element("br")
    small.append(said)
    line_end.tail = text
    host.insert(at, small)
    host.insert(at + 1, line_end)


def _keep_first(pair: Element) -> None:
    """Puts what the pair says in the class's language in the place of the pair."""
    parent, first, tail = pair.getparent(), pair.find(_FIRST), pair.tail
    _add_before(pair, first.text)
    for child in list(first):
        pair.addprevious(child)
    _add_before(pair, tail)
    pair.tail = None
    parent.remove(pair)


def _add_before(element: Element, text: str | None) -> None:
    if not text:
        return
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
