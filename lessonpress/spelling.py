"""Which known word was probably meant. Ground; knows no room."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` is probably a misspelling of, or None where nothing is near."""
    import difflib  # only on the way to a problem

    words = {candidate.lower(): candidate for candidate in known}
    close = difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    return words[close[0]] if close else None


def advise(word: str, known: Iterable[str], *, at_most: int = 24) -> str:
    """A hint for a word that isn't known: the nearest known one, else all of them if they are few."""
    names = list(known)
    near = nearest(word, names)
    if near is not None:
        return f"Did you mean `{near}`?"
    if not names or len(names) > at_most:
        return ""
    return f"Known here: {', '.join(f'`{name}`' for name in names)}."
