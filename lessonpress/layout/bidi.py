"""Bidi: which way each character of a paragraph runs, by the Unicode Bidirectional Algorithm (UAX #9).

Knows no fonts and no lines. What is told is the level of every character; an odd one runs from right to
left. Libraries that do this (python-bidi, FriBidi) hand back one line that was reordered as a whole;
a typesetter needs the levels, since lines are broken and looks change between. Rules are named as there.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

_DEEPEST = 125  # BD2
_EMBEDDINGS = {"LRE": (0, None), "RLE": (1, None), "LRO": (0, "L"), "RLO": (1, "R")}
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
#: What rule X9 takes out.
_REMOVED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_OPENING = "([{༺༼᚛⁅⁽₍⌈⌊〈❨❪❬❮❰❲❴⟅⟦⟨⟪⟬⟮⦃⦅⦇⦉⦋⦍⦏⦑⦓⦕⦗⧘⧚⧼⸢⸤⸦⸨〈《「『【〔〖〘〚﹙﹛﹝（［｛｟｢"
_CLOSING = ")]}༻༽᚜⁆⁾₎⌉⌋〉❩❫❭❯❱❳❵⟆⟧⟩⟫⟭⟯⦄⦆⦈⦊⦌⦐⦎⦒⦔⦖⦘⧙⧛⧽⸣⸥⸧⸩〉》」』】〕〗〙〛﹚﹜﹞）］｝｠｣"
_MATCHES = dict(zip(_OPENING, _CLOSING, strict=True))
_ENDS = frozenset(_CLOSING)
_SAME = {"〈": "〈", "〉": "〉"}  # canonically equivalent (BD16)
_MOST_OPEN = 63  # BD16
# With so many times as many letters that run the other way, a paragraph does, too.
_MOSTLY = 2


@lru_cache(maxsize=4096)
def bidi_class(character: str) -> str:
    """The Bidi_Class; of what Unicode hasn't assigned, that of letters."""
    return unicodedata.bidirectional(character) or "L"


def base_level(text: str, otherwise: int) -> int:
    """0 or 1 by the first strong character (P2, P3), `otherwise` where there is none."""
    depth = 0
    for character in text:
        kind = bidi_class(character)
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return 0 if kind == "L" else 1
    return otherwise


def paragraph_level(text: str, document: int) -> int:
    """The level of a paragraph in a document of that level: the document's, unless most of what is said
    in the paragraph runs the other way. (By its first letter, a sentence about a foreign word that
    begins with it would be taken for one in that language.)"""
    counts = Counter(map(bidi_class, text))
    lefts, rights = counts["L"], counts["R"] + counts["AL"]
    own, other = (rights, lefts) if document else (lefts, rights)
    return 1 - document if other > _MOSTLY * own else document


def levels(text: str, base: int) -> list[int]:
    """The level of each character of one paragraph whose own level is `base`, before lines are broken."""
    original = [bidi_class(character) for character in text]
    if not original:
        return []
    classes = original.copy()
    found = _explicit(text, classes, original, base)
    for sequence in _isolating_runs(original, found):
        _resolve(sequence, text, classes, original, found, base)
    for at, kind in enumerate(original):
        if kind in _REMOVED:  # with what stands before it, so that it parts nothing (5.2)
            found[at] = found[at - 1] if at else base
    _reset_separators(original, found, base)
    return found


def visual_order(found: Sequence[int]) -> list[int]:
    """The places of a line's items from left to right, given the level of each (L2)."""
    order = list(range(len(found)))
    odd = [level for level in found if level % 2]
    if not odd:
        return order
    for level in range(max(found), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            if found[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order


# --- X1 to X10 -------------------------------------------------------------------------------------


def _explicit(text: str, classes: list[str], original: list[str], base: int) -> list[int]:
    """Levels by embeddings, overrides and isolates (X1 to X8); overrides change the classes."""
    stack: list[tuple[int, str | None, bool]] = [(base, None, False)]
    found: list[int] = []
    too_deep_isolates = too_deep_embeddings = valid_isolates = 0
    for at, kind in enumerate(original):
        level, override, _ = stack[-1]
        if kind in _EMBEDDINGS:
            odd, forced = _EMBEDDINGS[kind]
            found.append(level)
            deeper = level + 1 + (level + 1 + odd) % 2
            if deeper <= _DEEPEST and not too_deep_isolates and not too_deep_embeddings:
                stack.append((deeper, forced, False))
            elif not too_deep_isolates:
                too_deep_embeddings += 1
        elif kind in _ISOLATES:
            found.append(level)
            if override:
                classes[at] = override
            odd = int(kind == "RLI")
            if kind == "FSI":
                odd = base_level(text[at + 1 : _matching(original, at)], 0)
            deeper = level + 1 + (level + 1 + odd) % 2
            if deeper <= _DEEPEST and not too_deep_isolates and not too_deep_embeddings:
                valid_isolates += 1
                stack.append((deeper, None, True))
            else:
                too_deep_isolates += 1
        elif kind == "PDI":
            if too_deep_isolates:
                too_deep_isolates -= 1
            elif valid_isolates:
                too_deep_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            level, override, _ = stack[-1]
            found.append(level)
            if override:
                classes[at] = override
        elif kind == "PDF":
            if too_deep_isolates:
                pass
            elif too_deep_embeddings:
                too_deep_embeddings -= 1
            elif not stack[-1][2] and len(stack) > 1:
                stack.pop()
            found.append(stack[-1][0])
        elif kind == "B":
            found.append(base)
        else:
            found.append(level)
            if override and kind != "BN":
                classes[at] = override
    return found


def _matching(original: Sequence[str], at: int) -> int:
    """Where the PDI stands that matches the isolate initiator at this place, or the end (BD9)."""
    depth = 0
    for place in range(at, len(original)):
        if original[place] in _ISOLATES:
            depth += 1
        elif original[place] == "PDI":
            depth -= 1
            if depth == 0:
                return place
    return len(original)


def _isolating_runs(original: Sequence[str], found: Sequence[int]) -> Iterator[list[int]]:
    """The isolating run sequences, as places in the text, without what X9 takes out (BD13)."""
    runs: list[list[int]] = []
    for at, kind in enumerate(original):
        if kind in _REMOVED:
            continue
        if runs and found[runs[-1][-1]] == found[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    waiting: list[list[int]] = []  # sequences that end with an isolate initiator
    done: list[list[int]] = []
    for run in runs:
        if original[run[0]] == "PDI" and waiting:
            sequence = waiting.pop()
            sequence += run
        else:
            sequence = run
            done.append(sequence)
        if original[run[-1]] in _ISOLATES:
            waiting.append(sequence)
    yield from done


# --- W1 to I2 --------------------------------------------------------------------------------------


def _resolve(
    sequence: list[int],
    text: str,
    classes: list[str],
    original: Sequence[str],
    found: list[int],
    base: int,
) -> None:
    level = found[sequence[0]]
    start, end = _outer_levels(sequence, original, found, base)
    sos = "R" if max(level, start) % 2 else "L"
    eos = "R" if max(level, end) % 2 else "L"
    kinds = [classes[at] for at in sequence]
    _weak(kinds, sos)
    _brackets(kinds, [text[at] for at in sequence], [original[at] for at in sequence], level, sos)
    _neutral(kinds, level, sos, eos)
    for at, kind in zip(sequence, kinds, strict=True):  # I1, I2
        if level % 2:
            found[at] += kind in ("L", "EN", "AN")
        elif kind == "R":
            found[at] += 1
        elif kind in ("AN", "EN"):
            found[at] += 2


def _outer_levels(
    sequence: list[int], original: Sequence[str], found: Sequence[int], base: int
) -> tuple[int, int]:
    """The levels before and after a sequence (X10)."""
    before = sequence[0] - 1
    while before >= 0 and original[before] in _REMOVED:
        before -= 1
    after = sequence[-1] + 1
    while after < len(original) and original[after] in _REMOVED:
        after += 1
    lonely = original[sequence[-1]] in _ISOLATES  # its isolate was never closed
    at_end = after == len(original) or lonely
    return (found[before] if before >= 0 else base), (base if at_end else found[after])


def _weak(kinds: list[str], sos: str) -> None:
    """W1 to W7."""
    previous = sos
    for at, kind in enumerate(kinds):  # W1
        if kind == "NSM":
            kinds[at] = "ON" if previous in (*_ISOLATES, "PDI") else previous
        previous = kinds[at]
    strong = sos
    for at, kind in enumerate(kinds):  # W2
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for at in range(1, len(kinds) - 1):  # W4
        around = kinds[at - 1]
        same = around == kinds[at + 1]
        if same and (
            (kinds[at] == "ES" and around == "EN") or (kinds[at] == "CS" and around in ("EN", "AN"))
        ):
            kinds[at] = around
    at = 0
    while at < len(kinds):  # W5
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > at and "EN" in (
            kinds[at - 1] if at else sos,
            kinds[end] if end < len(kinds) else "",
        ):
            kinds[at:end] = ["EN"] * (end - at)
        at = max(end, at + 1)
    kinds[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]  # W6
    strong = sos
    for at, kind in enumerate(kinds):  # W7
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _brackets(
    kinds: list[str], characters: list[str], original: list[str], level: int, sos: str
) -> None:
    """N0: brackets in pairs take the direction of what they hold, or of what stands before them."""
    pairs = _bracket_pairs(kinds, characters)
    towards = "R" if level % 2 else "L"
    for opening, closing in pairs:
        inside = {_direction(kind) for kind in kinds[opening + 1 : closing]} - {""}
        if towards in inside:
            chosen = towards
        elif inside:
            before = (_direction(kind) for kind in reversed(kinds[:opening]))
            chosen = next((kind for kind in before if kind), sos)
        else:
            continue
        for at in (opening, closing):
            kinds[at] = chosen
            for mark in range(at + 1, len(kinds)):  # marks on a bracket go with it
                if original[mark] != "NSM":
                    break
                kinds[mark] = chosen


def _bracket_pairs(kinds: list[str], characters: list[str]) -> list[tuple[int, int]]:
    """BD16."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, character in enumerate(characters):
        if kinds[at] != "ON":
            continue
        if character in _MATCHES:
            if len(opened) == _MOST_OPEN:
                break
            closing = _MATCHES[character]
            opened.append((_SAME.get(closing, closing), at))
        elif character in _ENDS:
            wanted = _SAME.get(character, character)
            for place in range(len(opened) - 1, -1, -1):
                if opened[place][0] == wanted:
                    pairs.append((opened[place][1], at))
                    del opened[place:]
                    break
    return sorted(pairs)


def _direction(kind: str) -> str:
    """What counts as strong where neutrals are resolved; numbers run as letters from right to left do."""
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _neutral(kinds: list[str], level: int, sos: str, eos: str) -> None:
    """N1 and N2."""
    towards = "R" if level % 2 else "L"
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > at:
            before = _direction(kinds[at - 1]) if at else sos
            after = _direction(kinds[end]) if end < len(kinds) else eos
            kinds[at:end] = [before if before == after else towards] * (end - at)
        at = max(end, at + 1)


def _reset_separators(original: Sequence[str], found: list[int], base: int) -> None:
    """L1, but for line ends, where no space is set: tabs and paragraph ends, and what is before them."""
    trailing = True
    for at in range(len(original) - 1, -1, -1):
        kind = original[at]
        if kind in ("B", "S"):
            found[at] = base
            trailing = True
        elif kind in ("WS", "LRI", "RLI", "FSI", "PDI") or kind in _REMOVED:
            if trailing:
                found[at] = base
        else:
            trailing = False
