"""The kinds of documents: what each is called, who may see it, and whether it is of a lesson or a unit.

A new kind is a template in `layouts/base/` and one entry here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document.

    `edition` is who may see it: students, without a single answer, or teachers, with all of them.
    `subject` is what it is printed of: a lesson, or the packet of a unit. `default` is whether it is
    printed without being asked for, `is_key` whether sheets are marked by it, `versioned` whether each
    version of a lesson has one of its own.
    """

    name: str
    edition: Literal["student", "teacher"]
    subject: Literal["lesson", "unit"] = "lesson"
    default: bool = True
    is_key: bool = False
    versioned: bool = False

    @property
    def for_teachers(self) -> bool:
        return self.edition == "teacher"


_ALL = (
    DocumentKind("handout", "student"),
    DocumentKind("worksheet", "student", versioned=True),
    DocumentKind("answer-key", "teacher", is_key=True, versioned=True),
    # The answer key begins with the same grid; alone it is for who marks thirty sheets.
    DocumentKind("marking-key", "teacher", default=False, is_key=True, versioned=True),
    DocumentKind("lesson-plan", "teacher"),
    DocumentKind("student-packet", "student", "unit"),
    DocumentKind("teacher-packet", "teacher", "unit", is_key=True),
)
#: Every kind by its name, in the order in which they are printed.
KINDS: Mapping[str, DocumentKind] = MappingProxyType({one.name: one for one in _ALL})
#: The names of the documents of a lesson, and of the packets of a unit.
LESSON_KINDS = tuple(one.name for one in _ALL if one.subject == "lesson")
UNIT_KINDS = tuple(one.name for one in _ALL if one.subject == "unit")
#: The names of those that are printed without being asked for.
DEFAULT_KINDS = tuple(one.name for one in _ALL if one.default)
#: The names of those documents of a lesson that students get: activities stand in them.
STUDENT_KINDS = tuple(name for name in LESSON_KINDS if not KINDS[name].for_teachers)

#: The names of those that only teachers see.
TEACHER_KINDS = frozenset(name for name in KINDS if KINDS[name].for_teachers)


def kind_of(name: str) -> DocumentKind:
    """The kind of that name. Raises LookupError for one that isn't registered: nobody could know who
    may see it."""
    if name not in KINDS:
        raise LookupError(f"There is no kind of document called {name}.")
    return KINDS[name]


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """These kinds in the order in which they are printed. Raises LookupError for an unknown one."""
    asked = {kind_of(name).name for name in names}
    return tuple(name for name in KINDS if name in asked)
