"""Adopting: of what somebody else has drafted only that is let in which is right and quotes the event word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lessonpress.activities import kind_named, kinds
from lessonpress.activities.pools import list_of
from lessonpress.content.evidence import Passages
from lessonpress.content.source import FORBIDDEN
from lessonpress.content.text_language import UNKNOWN
from lessonpress.drafting.gate import Refused, admit
from lessonpress.drafting.parts import VOCABULARY, Draft, Part, as_markdown
from lessonpress.drafting.reply import Thing, read_reply
from lessonpress.drafting.writing import as_comment, as_yaml
from lessonpress.spelling import advise

if TYPE_CHECKING:
    from lessonpress.content.article import Event

_SHORTEST_QUOTE = 3
_LEADS_OUT = re.compile(
    r"\]\s*\(|\]\s*\[|!\[|<[a-zA-Z/!]|https?:|\bwww\.|mailto:|data:|javascript:", re.I
)
_AROUND = re.compile("^\\s*(?:\\[\\d+\\]\\s*)?[\"'“”„‟«»‹›‘’‚\\s]*|[\"'“”„‟«»‹›‘’\\s]+$")
_BLANK = re.compile(r"\[([^\[\]]+)\]")
# How much of what wasn't let in is written down, in characters.
_MOST_OF_ONE, _MOST_OF_ALL = 1_500, 40_000


@dataclass(frozen=True, slots=True)
class Adopted:
    """What was let in of a reply, as a draft, and what wasn't, each with the reason."""

    draft: Draft
    refused: tuple[Refused, ...]

    @property
    def comment(self) -> str:
        """What wasn't let in, as a comment to stand in a spec; empty where all was."""
        return "".join(_comment(self.refused))


def adopt_reply(event: Event, language: str, path: Path, text: str) -> Adopted:
    """What of a reply (the text of the file at `path`) can stand in a lesson on the event.

    Raises ProblemError where nothing in it can be read.
    """
    things = read_reply(path, text)
    spoken = "en" if language == UNKNOWN else language
    passages = Passages(event)
    parts: dict[str, Part] = {}
    refused: list[Refused] = []
    for thing in things:
        try:
            kind, listed, item = _checked(thing, passages)
        except _NotLetIn as reason:
            kind = FORBIDDEN.sub("", thing.kind)[:60]
            refused.append(Refused(kind, thing.data, str(reason)))
            continue
        part = parts.get(kind) or Part(kind, listed, ())
        parts[kind] = part.with_items((*part.items, item))
    admitted, others = admit(event, spoken, [_whole(part) for part in parts.values()])
    kept = tuple(_without_evidence(part) for part in admitted)
    return Adopted(Draft(language, kept), (*refused, *others))


class _NotLetIn(Exception):
    """Why a thing isn't let in, in whole sentences."""


def _checked(thing: Thing, passages: Passages) -> tuple[str, str, Any]:
    """The kind, the key that it is listed by, and the thing with the mark; or raises."""
    if any(FORBIDDEN.search(text) for text in _texts({thing.kind: thing.data})):
        raise _NotLetIn("It has characters that can't be printed.")
    if _leads_out(thing.data):
        raise _NotLetIn("It has a link or a picture, which isn't adopted from a reply.")
    if thing.kind == VOCABULARY:
        return VOCABULARY, VOCABULARY, _word(thing.data, passages)
    kind = kind_named(thing.kind)
    if kind is None:
        raise _NotLetIn(
            f"There is no activity `{thing.kind[:60]}`. {advise(thing.kind[:60], kinds())}"
        )
    if thing.kind == "cloze":
        return "cloze", "text", _passage(thing.data, passages)
    listed = list_of(kind)
    if listed is None:
        raise _NotLetIn("Only activities that list questions, statements or events are adopted.")
    if not isinstance(thing.data, dict):
        raise _NotLetIn("It is no list of keys, such as `ask:` and `answer:`.")
    data = {key: value for key, value in thing.data.items() if key != "todo"}
    data = _with_bare_quotes(data, passages)
    _report_quotes(data, passages)
    if thing.kind == "cause-and-effect" and "evidence" in data:
        data = _with_evidence_inside(data)
    return thing.kind, listed[0], {**data, "todo": True}


def _leads_out(data: Any) -> bool:
    if isinstance(data, dict) and any(
        key in data for key in ("picture", "image", "images", "url", "from")
    ):
        return True
    return any(_LEADS_OUT.search(text) for text in _texts(data))


def _texts(data: Any) -> Iterator[str]:
    """Every text in it, also those that are keys."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from _texts(value)
    elif isinstance(data, list):
        for one in data:
            yield from _texts(one)
    elif data is not None:
        yield str(data)


def _quotes(data: Any) -> Iterator[str]:
    """Every quote in it, wherever it stands."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "evidence":
                yield from map(str, value if isinstance(value, list) else [value])
            else:
                yield from _quotes(value)
    elif isinstance(data, list):
        for one in data:
            yield from _quotes(one)


def _with_bare_quotes(data: Any, passages: Passages, key: str = "") -> Any:
    """With each quote as the event has it, where somebody put marks around it or the number of its paragraph before it."""
    if isinstance(data, dict):
        return {name: _with_bare_quotes(value, passages, name) for name, value in data.items()}
    if isinstance(data, list):
        return [_with_bare_quotes(one, passages, key) for one in data]
    if key != "evidence" or not isinstance(data, str):
        return data
    bare = _AROUND.sub("", data)
    return bare if passages.find(bare) is not None else data


def _report_quotes(data: Any, passages: Passages) -> None:
    quotes = list(_quotes(data))
    if not quotes:
        raise _NotLetIn("It quotes no evidence from the article.")
    for quote in quotes:
        if len(quote.split()) < _SHORTEST_QUOTE and len(quote) < 6 * _SHORTEST_QUOTE:
            raise _NotLetIn(f"The quote “{quote}” is too short to show anything.")
        if passages.find(quote) is None:
            raise _NotLetIn(f"This quote does not stand in the event. {passages.nearest(quote)}")


def _word(data: Any, passages: Passages) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise _NotLetIn("It is no word with `term:` and `definition:`.")
    _report_quotes(data, passages)
    return {
        **{key: value for key, value in data.items() if key not in ("evidence", "todo")},
        "todo": True,
    }


def _passage(data: Any, passages: Passages) -> str:
    """A passage of a cloze; what it says with its blanks filled in must stand in the article."""
    if not isinstance(data, str):
        raise _NotLetIn("A passage of a cloze is text with what is left out in [brackets].")
    filled = _BLANK.sub(r"\1", " ".join(data.split()))
    if filled == data or passages.find(filled) is None:
        raise _NotLetIn(f"These words do not stand in the event. {passages.nearest(filled)}")
    return "".join(
        part if place % 2 == 0 else f"[{as_markdown(part)}]"
        for place, part in enumerate(_BLANK.split(" ".join(data.split())))
    )


def _with_evidence_inside(data: dict[str, Any]) -> dict[str, Any]:
    """A link of cause and effect, whose evidence belongs to what students write."""
    evidence = data["evidence"]
    side = "effect" if data.get("given", "cause") == "cause" else "cause"
    point = data.get(side)
    point = dict(point) if isinstance(point, dict) else {"text": point}
    rest = {key: value for key, value in data.items() if key != "evidence"}
    return {**rest, side: {**point, "evidence": evidence}}


def _whole(part: Part) -> Part:
    """A cloze is marked as a whole: its passages are no things with keys."""
    return (
        part
        if part.listed != "text"
        else Part(part.kind, part.listed, part.items, (("todo", True),))
    )


def _without_evidence(part: Part) -> Part:
    """With the evidence of a cloze, which is what its passages say."""
    if part.listed != "text":
        return part
    quotes = [_BLANK.sub(r"\1", str(one)) for one in part.items]
    return Part(part.kind, part.listed, part.items, (("evidence", quotes), ("todo", True)))


def _comment(refused: Sequence[Refused]) -> Iterator[str]:
    if not refused:
        return
    count = "One thing was" if len(refused) == 1 else f"{len(refused)} things were"
    yield as_comment(
        f"TODO: {count} not adopted from the reply. Mend what you want, and move it up."
    )
    written = 0
    for one in refused:
        item = one.item
        if isinstance(item, dict):
            item = {key: value for key, value in item.items() if key != "todo"}
        text = as_yaml([item])
        text = text if len(text) <= _MOST_OF_ONE else f"{text[:_MOST_OF_ONE]} …\n"
        text = as_comment(f"\nTODO {one.kind}: {' '.join(one.reason.split())[:600]}\n{text}")
        written += len(text)
        if written > _MOST_OF_ALL:
            yield as_comment("\nAnd more, which is left out here: it stands in the reply.")
            return
        yield text
