"""Notes: comments that editors made beside a text, as comments in the YAML above it. They are never printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from lessonpress.content.spec_edits import with_comment
from lessonpress.press.taking_back.drafts import Drafts
from lessonpress.press.taking_back.editing import Editing
from lessonpress.press.taking_back.pieces import Comment
from lessonpress.problems import ProblemError

_WIDTH = 100
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def note_comments(editing: Editing, comments: Iterable[Comment]) -> Drafts:
    """The drafts with each comment above the value that it is about, unless it stands there already. What is
    about running text, or about nothing that could be found, isn't noted."""
    desk, drafts = editing.desk, editing.desk.drafts
    asked = {(one.author, one.text) for one in comments}
    spots = list(_spots(editing, asked))
    # From the last to the first: paths stay what they are, and comments don't move each other.
    for at, comment in reversed(spots):
        home = desk.home(at)
        if home is None or home.path is None:
            continue
        lines = wrap(_UNWRITABLE.sub(" ", f"{comment.author or 'Comment'}: {comment.text}"), _WIDTH)
        if all(f"# {line}" in drafts.text(home.file) for line in lines):
            continue
        try:
            yaml = with_comment(home.source(drafts), home.path, lines)
        except (ValueError, LookupError, ProblemError):
            continue
        stop = (
            None
            if home.stop is None
            else home.stop + len(drafts.text(home.file)) - len(desk.drafts.text(home.file))
        )
        text = drafts.text(home.file)
        new = text[: home.start] + yaml + ("" if stop is None else text[stop:])
        drafts = drafts.with_texts({home.file: new})
    return drafts


def _spots(editing: Editing, asked: set[tuple[str, str]]) -> Iterator[tuple[int, Comment]]:
    """Each comment with the printed piece that it stands beside."""
    for piece, at in zip(editing.edited, editing.match.was, strict=True):
        for comment in piece.comments:
            if at is not None and (comment.author, comment.text) in asked:
                yield at, comment
