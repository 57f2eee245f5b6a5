"""Looks: what stands inside a line of the tree, as Markdown that reads back as the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import quote

from lessonpress.content.source import FORBIDDEN
from lessonpress.importing.found import Element
from lessonpress.richtext import RichText

_LOOKS = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "cite": "em",
    "sub": "sub",
    "sup": "sup",
}
_SIGNS = re.compile(r"[\\*_`\[\]^~]|<(?=[\w/!?])|&(?=#?\w{1,31};)|(?<=[\])])\{")
_EVERY_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_WHITE = re.compile(r"[ \t\r\n\f\v]+")
#: What a line must not begin with, if it is a paragraph: the sign before which a backslash makes it text.
_BEGINS = re.compile(
    r"(?:(?=#{1,6}(?:\s|$))|(?=[-+*](?:\s|$))|(?=>)|(?=\|)|(?=:\s)|(?=[=-]+\s*$)|(?=\{)|\d{1,9}(?=[.)](?:\s|$))"
    r"|[A-Za-z]{1,5}(?=[.)]\s)|(?:Table|Tabulka|Tabuľka|Tabelle|Tableau|Tabla)(?=:\s)|(?=~~~)|(?=\[\^))",
    re.IGNORECASE,
)
#: What is no link on paper.
_LINKS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
Leads = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    looks: frozenset[str] = frozenset()
    href: str = ""
    note: str = ""


def line_of(
    element: Element, leads: Leads = lambda href: href, note: Callable[[str], str] = lambda _: ""
) -> str:
    """What stands in a paragraph, as Markdown, in one line unless it has line breaks. `leads` gives the address
    that a link leads to, "" for none; `note` the mark of a footnote."""
    runs = _trimmed(_joined(_runs(element, frozenset(), "", leads, note)))
    return _written(runs)


def text_line(text: str) -> str:
    """A text in one look, as Markdown."""
    return _written(_trimmed([_Run(_clean(text))]))


def plain_of(element: Element) -> str:
    """The words alone, in one line."""
    return _WHITE.sub(" ", _clean("".join(element.itertext()))).strip()


def _clean(text: str) -> str:
    return FORBIDDEN.sub("", text.replace("\u200b", "").replace("\ufeff", "").replace("\u00ad", ""))


def _runs(
    element: Element, looks: frozenset[str], href: str, leads: Leads, note: Callable[[str], str]
) -> Iterator[_Run]:
    if element.text:
        yield _Run(_clean(element.text), looks, href)
    for child in element:
        if isinstance(child.tag, str):
            yield from _child(child, looks, href, leads, note)
        if child.tail:
            yield _Run(_clean(child.tail), looks, href)


def _child(
    child: Element, looks: frozenset[str], href: str, leads: Leads, note: Callable[[str], str]
) -> Iterator[_Run]:
    if child.tag == "br":
        yield _Run("\v", looks, href)
        return
    if child.tag in ("img", "script", "style"):
        return
    if name := child.get("data-note"):
        yield _Run("", note=note(name))
        return
    look = _LOOKS.get(str(child.tag))
    own = looks | {look} if look else looks
    led = leads(child.get("href") or "") if child.tag == "a" and not href else href
    if child.tag == "q":
        yield _Run("“", own, led)
    yield from _runs(child, own, led, leads, note)
    if child.tag == "q":
        yield _Run("”", own, led)


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    """As few runs as there are looks, with one space for every run of white space."""
    joined: list[_Run] = []
    for run in runs:
        if not run.text and not run.note:
            continue
        last = joined[-1] if joined else None
        if (
            last
            and not run.note
            and not last.note
            and (last.looks, last.href) == (run.looks, run.href)
        ):
            joined[-1] = replace(last, text=last.text + run.text)
        else:
            joined.append(run)
    spaced: list[_Run] = []
    after_space = True
    for run in joined:
        text = re.sub(r"[ \t\r\n\f]+", " ", run.text)
        text = re.sub(r" ?(?:\v ?)+", "\v", text)
        if after_space:
            text = text.lstrip(" ")
        if text or run.note:
            spaced.append(replace(run, text=text))
        if text:
            after_space = text[-1] in " \v"
    return spaced


def _trimmed(runs: list[_Run]) -> list[_Run]:
    runs = list(runs)
    while runs and not runs[0].note and not runs[0].text.lstrip(" \v"):
        runs.pop(0)
    while runs and not runs[-1].note and not runs[-1].text.rstrip(" \v"):
        runs.pop()
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip(" \v"))
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" \v"))
    return runs


def _written(runs: list[_Run]) -> str:
    """The runs as Markdown: as few signs as read back as the same words."""
    plain = "".join(run.text for run in runs).replace("\v", " ")
    ways: tuple[tuple[re.Pattern[str], bool], ...] = (
        (_SIGNS, True),
        (_SIGNS, False),
        (_EVERY_SIGN, False),
    )
    for signs, looked in ways:
        tried = _emit(runs, signs, looked=looked, noted=False)
        if " ".join(RichText.from_markdown(tried).plain.split()) == " ".join(plain.split()):
            break
    return _guarded(_emit(runs, signs, looked=looked, noted=True))


def _guarded(text: str) -> str:
    return "\n".join(_guard(line) for line in text.split("\n"))


def _guard(line: str) -> str:
    """A line that begins no list, heading, table or quotation."""
    found = _BEGINS.match(line)
    return f"{line[: found.end()]}\\{line[found.end() :]}" if found else line


def _emit(runs: list[_Run], signs: re.Pattern[str], *, looked: bool, noted: bool) -> str:
    parts: list[str] = []
    for href, group in groupby(runs, key=lambda run: run.href):
        said = "".join(_one(run, signs, looked=looked, noted=noted) for run in group)
        inside = said.strip(" ")
        if href and looked and inside:
            before, after = said[: len(said) - len(said.lstrip(" "))], said[len(said.rstrip(" ")) :]
            said = f"{before}[{inside}]({quote(href, safe=_SAFE)}){after}"
        parts.append(said)
    return "".join(parts)


#: What stands in an address as it is; brackets would end it.
_SAFE = "/:?#@!$&'*+,;=%~-._"


def _one(run: _Run, signs: re.Pattern[str], *, looked: bool, noted: bool) -> str:
    if run.note:
        return run.note if noted else ""
    text = signs.sub(lambda sign: f"\\{sign[0]}", run.text)
    core = text.strip()
    if core and looked:
        start = text.index(core)
        before, after = text[:start], text[start + len(core) :]
        if "sub" in run.looks or "sup" in run.looks:
            mark = "~" if "sub" in run.looks else "^"
            spaced = core.replace(" ", "\\ ")
            core = f"{mark}{spaced}{mark}" if "\v" not in core else core
        for look, mark in (("em", "*"), ("strong", "**")):
            if look in run.looks:
                core = f"{mark}{core}{mark}"
        text = f"{before}{core}{after}"
    return text.replace("\v", "\\\n")


def link_to(href: str, base: str) -> str:
    """The address of a link as it can be printed; "" for one that leads within its page, or nowhere."""
    from urllib.parse import urljoin

    if href.startswith("#") or not href.strip():
        return ""
    full = urljoin(base, href.strip()) if base else href.strip()
    return full if _LINKS.match(full) else ""
