"""The accommodations: for whom a student's document is printed once more, in which looks and what words.

What each looks like is said in `layouts/base/accommodations/`, a file each; what some say otherwise, where `adapt` leads.
A new one is one of these and one entry here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from lessonpress.words import N_, Message, Words

#: What large print may be asked for on.
_LARGE_PAPERS = ("A3", "A3-landscape", "A4", "A4-landscape", "Letter", "Letter-landscape", "Legal")
#: What stands for no accommodation at all.
NONE = "none"
_CREAM = "cream"
_WORDS = re.compile(r"(?P<size>\d{1,3})?-?(?P<paper>[a-z]+\d?(?:-landscape)?)?")
_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_AND = "+"
_TINTS: Mapping[str, Message] = MappingProxyType({_CREAM: N_("cream")})

#: What an accommodation is about: a copy can have one of each.
Aspect = Literal["looks", "text", "help", "language"]


@dataclass(frozen=True, slots=True)
class AccommodationKind:
    """A kind of accommodation.

    `size` is that of its running text in points, `sizes` the least and the most that may be asked for, None of one that
    has no looks of its own; `papers` are those that it may be asked for on, by their names, `tints` the grounds that it
    may be printed on in colour. `adapt` is what changes a lesson for it, as `module:name`: see `content.adapting`; "" where it
    says the same words; `doubts` is what tells what of a lesson is doubtful in such a copy. Where it can't for every lesson, `lacks` names a function of the lesson that gives a warning, or None;
    where keys have to say more for its copies, `in_keys` one that changes the lesson for them. `of_language` is whether a
    code of a language belongs to it. `title` is what teachers call it on paper, in a list of who has what.
    """

    name: str
    aspect: Aspect
    size: int | None = None
    sizes: tuple[int, int] | None = None
    papers: tuple[str, ...] = ()
    tints: tuple[str, ...] = ()
    adapt: str = ""
    doubts: str = ""
    lacks: str = ""
    in_keys: str = ""
    of_language: bool = False
    title: Message | None = None


_ALL = (
    AccommodationKind(
        "large-print", "looks", 18, (18, 36), papers=_LARGE_PAPERS, title=N_("Large print")
    ),
    AccommodationKind(
        "dyslexia-friendly", "looks", 12, (12, 18), tints=(_CREAM,), title=N_("Dyslexia-friendly")
    ),
    AccommodationKind(
        "easy-read",
        "text",
        14,
        (14, 24),
        papers=_LARGE_PAPERS,
        adapt="lessonpress.content.easy_read:easy_read",
        lacks="lessonpress.content.easy_read:without_easier_text",
        in_keys="lessonpress.content.easy_read:with_both_places",
        title=N_("Easy read"),
    ),
    AccommodationKind(
        "in", "language", adapt="lessonpress.content.second_language:say_in", of_language=True
    ),
    AccommodationKind(
        "supported",
        "help",
        adapt="lessonpress.content.supported_copies:supported",
        title=N_("Supported"),
    ),
    AccommodationKind(
        "extended",
        "help",
        adapt="lessonpress.content.supported_copies:extended",
        doubts="lessonpress.content.supported_copies:nothing_further",
        title=N_("Extended"),
    ),
)
#: Every kind by its name, in the order in which they are printed.
ACCOMMODATIONS: Mapping[str, AccommodationKind] = MappingProxyType({one.name: one for one in _ALL})

_BEGINNINGS = tuple(
    f"{one.name}-" if one.of_language else one.name for one in ACCOMMODATIONS.values()
)


class WrongAccommodation(ValueError):
    """There is no such accommodation; `hint` says what there is."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that an accommodation asks for: what is None is as its kind has it. `paper` is named as PAPERS of
    layout.measures has it; `tint` is the ground that it is printed on, `language` a code in small letters."""

    name: str
    size: int | None = None
    paper: str | None = None
    tint: str | None = None
    language: str | None = None

    @property
    def kind(self) -> AccommodationKind:
        return ACCOMMODATIONS[self.name]

    @property
    def key(self) -> str:
        """All of it as one word, which is part of a file's name: `large-print-22-a3`."""
        size = "" if self.size is None else str(self.size)
        parts = (self.name, size, (self.paper or "").lower(), self.tint, self.language)
        return "-".join(filter(None, parts))

    def shown(self, words: Words) -> str:
        """What teachers call it, in these words: `Large print 22, A3`. A language goes by its own name."""
        if self.language is not None:
            return _language_name(self.language, words.language) or self.language
        title = self.name if self.kind.title is None else words(self.kind.title)
        named = title if self.size is None else f"{title} {self.size}"
        tint = "" if self.tint is None else words(_TINTS[self.tint])
        return ", ".join(filter(None, (named, self.paper, tint)))


@dataclass(frozen=True, slots=True)
class Accommodation:
    """An accommodation as it is asked for, of one or several parts in the order of their kinds.

    >>> accommodation("large-print-22-a3").parts
    (Part(name='large-print', size=22, paper='A3', tint=None, language=None),)
    """

    parts: tuple[Part, ...]

    @property
    def key(self) -> str:
        """All of it as one word, which is part of a file's name: `large-print-22-a3`."""
        return "-".join(part.key for part in self.parts)

    @property
    def looks(self) -> Part | None:
        """The part that says how it looks: the first that has looks; None where it looks like everybody's."""
        return next((part for part in self.parts if part.kind.sizes is not None), None)

    @property
    def adapts(self) -> tuple[Part, ...]:
        """The parts for which a lesson is changed."""
        return tuple(part for part in self.parts if part.kind.adapt)


@lru_cache(maxsize=1024)
def accommodation(key: str) -> Accommodation:
    """The accommodation of that key, in whatever case; its parts may be joined by `+`. Raises WrongAccommodation."""
    return joined(
        _part(word, key)
        for piece in key.strip().lower().split(_AND)
        for word in _each(piece.strip())
    )


def joined(parts: Iterable[Part]) -> Accommodation:
    """One accommodation of all these parts. Raises WrongAccommodation where two are about the same."""
    kinds = list(ACCOMMODATIONS)
    ordered = sorted(dict.fromkeys(parts), key=lambda part: kinds.index(part.name))
    about: dict[Aspect, Part] = {}
    for part in ordered:
        other = about.setdefault(part.kind.aspect, part)
        if other != part:
            message = f"One copy can't be both `{other.key}` and `{part.key}`."
            hint = f"Ask for one of them, or for two copies: `[{other.key}, {part.key}]`."
            raise WrongAccommodation(message, hint)
    return Accommodation(tuple(ordered))


def _each(piece: str) -> list[str]:
    """The words of a piece of a key, each of which begins with a kind's name."""
    names = "|".join(sorted(map(re.escape, ACCOMMODATIONS), key=len, reverse=True))
    starts = [found.start(1) for found in re.finditer(rf"(?:^|(?<=-))({names})(?=-|$)", piece)]
    if not starts or starts[0] != 0:
        return [piece]
    ends = [*(start - 1 for start in starts[1:]), len(piece)]
    return [piece[start:end] for start, end in zip(starts, ends, strict=True)]


def _part(word: str, key: str) -> Part:
    kind = next(
        (
            one
            for one in ACCOMMODATIONS.values()
            if word == one.name or word.startswith(f"{one.name}-")
        ),
        None,
    )
    if kind is None:
        raise _unknown(word or key)
    rest = word[len(kind.name) + 1 :]
    if kind.of_language:
        return of(kind.name, language=rest or None)
    found = _WORDS.fullmatch(rest)
    if found is None or word.endswith("-"):
        raise WrongAccommodation(f"`{word}` says more than `{kind.name}` knows.", _ways(kind))
    named = found["paper"]
    tint = named if named in kind.tints else None
    paper = None if tint else named
    return of(kind.name, None if found["size"] is None else int(found["size"]), paper, tint)


def of(
    name: str,
    size: int | None = None,
    paper: str | None = None,
    tint: str | None = None,
    language: str | None = None,
) -> Part:
    """The part of an accommodation that is so: what its kind has anyway counts as none.

    Raises WrongAccommodation for what it can't have.
    """
    kind = ACCOMMODATIONS.get(name)
    if kind is None:
        raise _unknown(name)
    if size is not None and (kind.sizes is None or not kind.sizes[0] <= size <= kind.sizes[1]):
        raise WrongAccommodation(f"There is no `{name}` of {size} points.", _sizes(kind))
    papers = {one.lower(): one for one in kind.papers}
    if paper is not None and paper.lower() not in papers:
        raise WrongAccommodation(f"There is no `{name}` on `{paper}`.", _ways(kind))
    if tint is not None and tint not in kind.tints:
        raise WrongAccommodation(f"There is no `{name}` in `{tint}`.", _ways(kind))
    if kind.of_language != (language is not None) or not _CODE.fullmatch(language or "xx"):
        raise _wrong_language(kind, language)
    named = None if paper is None else papers[paper.lower()]
    return Part(name, None if size == kind.size else size, named, tint, language)


def in_order(keys: Iterable[str]) -> tuple[str, ...]:
    """These accommodations, each once, in the order in which they are printed. Raises WrongAccommodation."""
    asked = dict.fromkeys(accommodation(key) for key in keys)
    kinds = list(ACCOMMODATIONS)
    return tuple(
        one.key
        for one in sorted(asked, key=lambda one: [kinds.index(part.name) for part in one.parts])
    )


def without(keys: Iterable[str], kinds: Collection[str]) -> tuple[str, ...]:
    """Those of the keys that ask for none of these kinds. Raises WrongAccommodation."""
    return tuple(
        key for key in keys if not any(part.name in kinds for part in accommodation(key).parts)
    )


def is_key(word: str) -> bool:
    """Whether that is the key of an accommodation, as `Accommodation.key` says it."""
    if not word.startswith(_BEGINNINGS):
        return False  # nearly always
    try:
        return accommodation(word).key == word
    except WrongAccommodation:
        return False


def _unknown(name: str) -> WrongAccommodation:
    from lessonpress.spelling import advise

    return WrongAccommodation(
        f"There is no accommodation called `{name}`.", advise(name, ACCOMMODATIONS)
    )


def _wrong_language(kind: AccommodationKind, language: str | None) -> WrongAccommodation:
    if not language:
        return WrongAccommodation(f"`{kind.name}` asks for a language.", _ways(kind))
    if not kind.of_language:
        return WrongAccommodation(f"There is no `{kind.name}` in a language.", _ways(kind))
    from lessonpress.words.codes import language_meant

    known = language_meant(language)
    hint = f"{known[1]} is `{known[0]}`: `{kind.name}-{known[0]}`." if known else _ways(kind)
    return WrongAccommodation(f"`{language}` is no language.", hint)


def check_language(asked: Accommodation) -> None:
    """Raises WrongAccommodation where a language that somebody asks for isn't one."""
    for part in asked.parts:
        if part.language is not None:
            from lessonpress.words.codes import is_language

            if not is_language(part.language):
                raise _wrong_language(part.kind, part.language)


def _language_name(tag: str, spoken: str) -> str:
    """What a language is called in another; "" where nobody has a name for it."""
    from babel import Locale

    names = Locale.parse(spoken, sep="-").languages
    language, _, _ = tag.lower().partition("-")
    return str(names.get(language, ""))


def _sizes(kind: AccommodationKind) -> str:
    if kind.sizes is None:
        name = f"{kind.name}-cs" if kind.of_language else kind.name
        return f"Write `{name}`; for a size, add `large-print`: `large-print-22+{name}`."
    return f"Write a size from {kind.sizes[0]} to {kind.sizes[1]}."


def _ways(kind: AccommodationKind) -> str:
    """How the kind may be asked for."""
    if kind.of_language:
        return f"It takes the code of a language: `{kind.name}-cs`."
    if kind.sizes is None:
        return f"It takes nothing more: `{kind.name}`."
    least, most = kind.sizes
    ways = [f"a size from {least} to {most}"]
    if kind.papers:
        ways.append(f"a paper of {', '.join(kind.papers)}")
    if kind.tints:
        ways.append(f"the tint {', '.join(kind.tints)}")
    last = [one.lower() for one in (*kind.papers, *kind.tints)][:1]
    example = "-".join((kind.name, str(most // 2 + least // 2), *last))
    return f"It takes {' and '.join(ways)}: `{example}`."
