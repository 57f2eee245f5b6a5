"""The mark of a worksheet and its key: the same on both while one answers the other.

It follows from the lesson's name and from what a key says in letters, numbers and missing words, in
the order in which it is printed; never from wording, so that a corrected typo changes no mark.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from lessonpress.activities.base import Task, alike

# No vowels, so that no word comes out, and no letters that are mistaken for others.
LETTERS = "BCDFGHJKLMNPRSTVWXZ"
LENGTH = 5


def mark_of(lesson: str, tasks: Iterable[tuple[str, Task]]) -> str:
    """Five letters, for the lesson (by its `sheet_name`) with these tasks and their kinds; "" without tasks.

    Two sets of answers have one mark by chance once in 2.5 million. The answers can't be read out
    of it.
    """
    parts = [
        (kind, str(len(task.items)), *(alike(str(one.text)) for one in task.short_answers))
        for kind, task in tasks
    ]
    if not parts:
        return ""
    said = "\n".join([lesson, *("\t".join(part) for part in parts)])
    number = int.from_bytes(hashlib.sha256(said.encode()).digest(), "big")
    letters = []
    for _ in range(LENGTH):
        number, at = divmod(number, len(LETTERS))
        letters.append(LETTERS[at])
    return "".join(letters)
