"""Which words of the lesson's vocabulary an activity is about."""

from __future__ import annotations

from collections.abc import Sequence

from lessonpress.activities.base import Setting, Term, report_repeated, same
from lessonpress.spelling import nearest


def chosen_terms(
    setting: Setting,
    names: Sequence[str],
    *,
    least: int,
    what: str,
    key: tuple[str, str] | None = None,
) -> list[Term]:
    """The terms of these names; without names, all of the vocabulary.

    The names stand behind `terms` in the activity, or as the second word of `key` says behind each
    entry of the first. Reports names that the vocabulary hasn't, that stand twice, and fewer than `least`. `what` is what
    the activity is called at the beginning of a sentence.
    """
    if setting.vocabulary is None:
        return []
    known = {same(term.term.plain): term for term in setting.vocabulary}
    if not names:
        if len(known) < least:
            setting.report(
                (),
                f"{what} needs at least {_words(least)} in the vocabulary.",
                "Add terms with definitions under `vocabulary:`.",
                code="too-few",
            )
        return list(setting.vocabulary)
    base, *tail = key or ("terms",)
    report_repeated(setting, names, (base,), "term", *tail)
    if len(names) < least:
        setting.report(
            (base,),
            f"{what} needs at least {_words(least, 'term')}.",
            "Add another term, or leave `terms:` out to use the whole vocabulary.",
            code="too-few",
        )
    chosen = []
    for index, text in enumerate(names):
        term = known.get(same(text))
        if term is not None:
            chosen.append(term)
            continue
        near = nearest(text, [str(term.term) for term in setting.vocabulary])
        setting.report(
            (base, index, *tail),
            f"The vocabulary has no term `{text}`.",
            f"Did you mean `{near}`?"
            if near
            else "Add it under `vocabulary:` with its definition.",
            code="unknown-term",
        )
    return chosen


def _words(count: int, what: str = "word") -> str:
    return f"one {what}" if count == 1 else f"{'two' if count == 2 else count} {what}s"
