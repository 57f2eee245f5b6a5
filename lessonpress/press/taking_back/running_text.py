"""Running text: paragraphs, list items and key facts of an event, taken out, put in, put in another order."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = re.compile(r"[ \t]*(?:(?:[-*+•]|>|(\d{1,3})([.)]))[ \t]+)?")
_END = r"(?:\r\n|\r(?!\n)|\n)"
_BLANK_BEHIND = re.compile(rf"[ \t]*{_END}[ \t]*{_END}|\s*\Z")
_TO_NEXT = re.compile(r"\s*")
_LINE_END = re.compile(rf"[ \t]*(?:{_END}|\Z)")


def take_out(text: str, start: int, stop: int) -> str:
    """Without the paragraph or line from `start` to `stop`, and the blank lines that parted it from the next."""
    if stands_apart(text, start, stop):
        rest = _TO_NEXT.match(text, stop)
        end = stop if rest is None else rest.end()
        if end == len(text):  # the last: the file ends as it did
            head = text[:start].rstrip()
            return head + text[stop:]
        return text[:start] + text[end:]
    rest = _LINE_END.match(text, stop)
    return text[:start] + text[stop if rest is None else rest.end() :]


def put_in(text: str, start: int, stop: int, new: str, *, behind: bool) -> str:
    """With a paragraph of its own, or an item like the one from `start` to `stop`, behind or before that."""
    end = "\r\n" if "\r\n" in text else "\n"
    between = end * 2 if stands_apart(text, start, stop) else end
    mark = _MARK.match(text, start, stop)
    lead = "" if mark is None else mark[0]
    if mark is not None and mark[1]:
        number = int(mark[1]) + behind
        lead = f"{lead[: mark.start(1) - start]}{number}{lead[mark.end(1) - start :]}"
    if behind:
        return f"{text[:stop]}{between}{lead}{new}{text[stop:]}"
    return f"{text[:start]}{lead}{new}{between}{text[start:]}"


def put_in_order(
    text: str, before: Sequence[tuple[int, int]], after: Sequence[tuple[int, int]]
) -> str:
    """With each stretch of `after` in the place of the one of `before`. Raises ValueError where they overlap."""
    places = sorted(zip(before, after, strict=True))
    done, out = 0, ""
    for (start, stop), (begin, end) in places:
        if start < done:
            raise ValueError("one stands in another")
        out += text[done:start] + text[begin:end]
        done = stop
    return out + text[done:]


def stands_apart(text: str, start: int, stop: int) -> bool:
    """Whether blank lines are around it."""
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    above = text[:line]
    lines = above.splitlines()
    return bool(_BLANK_BEHIND.match(text, stop)) and (not lines or not lines[-1].strip())
