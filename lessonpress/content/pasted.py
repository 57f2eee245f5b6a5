"""Pasted: what comes along with an article from Word, Wikipedia or a worksheet, and is none of it.

Labels (`KEY FACTS`), marks of references (`[1]`, `[citation needed]`), page furniture (`[edit]`,
`Contents [hide]`) and the bullets of word processors. Whatever is taken out is handed back, so that
`check` can list it: nothing vanishes in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Label = Literal["title", "summary", "key facts"]

_LABELS: dict[str, Label] = {
    **dict.fromkeys(("title", "název", "nadpis", "titel"), "title"),
    **dict.fromkeys(
        ("summary", "short summary", "shrnutí", "souhrn", "zusammenfassung", "résumé", "resumen"),
        "summary",
    ),
    **dict.fromkeys(
        (
            *("key facts", "key fact", "quick facts", "fast facts", "facts", "klíčová fakta"),
            *("fakta", "wichtige fakten", "fakten", "faits clés", "datos clave"),
        ),
        "key facts",
    ),
}
_BULLET = re.compile(
    r"[ \t]*(?:[-*+•–‣▪●○◦■□◆➢➤✓✔·∙⁃\uf000-\uf0ff][ \t\u00a0]+|[oO§¨vØü]\t[ \t]*)(?=\S)"
)
# In brackets, behind a word or a mark: what Wikipedia and its like put there.
_REFERENCE = re.compile(
    r"(?<=[^\s\\!\[])\[\d{1,3}\]: ?\d{1,4}(?:[-–]\d{1,4})?(?=[\s,;]|$)"  # with its page
    r"|(?<=[^\s\\!\]\[])\[(?:\d{1,3}|(?:note|nb|lower-alpha|pozn\.|Anm\.) ?\d{1,3})\](?![({:])"
    r"|(?<=[.,;:!?”’\"')\]])\[(?:\d{1,3}|[a-z])\](?![({:])"  # but soldier[s]
    r"|(?<=\S) \[\d{1,3}\](?=[.,;:!?\[]|\s*$)(?!\()"
    r"| ?\[(?:citation needed|clarification needed|better source needed|page needed|dead link"
    r"|dubious(?: – discuss)?|failed verification|original research\??|when\?|who\?|by whom\?"
    r"|according to whom\?|zdroj\?|kdy\?|kdo\?|Einzelnachweis fehlt)\](?!\()",
    re.IGNORECASE,
)
_EDIT = re.compile(
    r"[ \t]*\[(?:edit(?: source)?|editovat(?: \| editovat zdroj)?|Bearbeiten"
    r"(?: \| Quelltext bearbeiten)?|modifier(?: \| modifier le code)?|hide|show|skrýt|Verbergen)\][ \t]*$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:contents|table of contents|obsah|inhaltsverzeichnis)(?:[ \t]*\[?(?:hide|show|skrýt|verbergen)\]?)"
    r"|\[(?:hide|show|edit)\]"
    r"|from wikipedia, the free encyclopedia|z wikipedie, otevřené encyklopedie"
    r"|jump to (?:navigation|search|content)(?:[ \t,]*jump to search)?"
    r"|page \d+ of \d+|strana \d+ z \d+|seite \d+ von \d+"
    r"|advertisement|skip to (?:main )?content|print this page|share this (?:page|article)"
    r"|(?:(?:name|date|class|period|grade|jméno|datum|třída|klasse|nom|fecha)[ \t]*:?[ \t]*_{3,}[ \t]*)+"
    r"|[-_=*•·~–—][-_=*•·~–— \t]{2,}",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:contents|table of contents|obsah|inhaltsverzeichnis)\b", re.IGNORECASE)
_CONTENTS_ALONE = re.compile(
    r"(?:contents|table of contents|obsah|inhaltsverzeichnis):?", re.IGNORECASE
)
_IN_CONTENTS = re.compile(
    r"\[?(?:hide|show|skrýt|verbergen|top)\]?|\((?:top|úvod|anfang)\)|toggle .*", re.IGNORECASE
)
_ENTRY = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?[ \t]+\S")
_HASHES = re.compile(r"[ \t]{0,3}(#{2,6}[ \t]*|#[ \t]+)(?=[^\s#])")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?[ \t]+(?=[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A line of a file without what isn't the article's. `number` counts from 1.

    `dropped` is what was taken out of it; `label`, written as `label_text`, names what the lines below it are; `hashes` is
    whether it was marked as a heading.
    """

    number: int
    text: str
    bullet: bool = False
    heading: bool = False
    label: Label | None = None
    label_text: str = ""
    dropped: tuple[str, ...] = ()


def read_pasted(lines: Sequence[str]) -> list[PastedLine]:
    """The lines of a plain text, each cleaned; those without anything left have no text."""
    cleaned: list[PastedLine] = []
    in_contents = False
    last = {_EDIT.sub("", line).strip(): number for number, line in enumerate(lines, start=1)}
    for number, line in enumerate(lines, start=1):
        stripped = line.strip()
        if not stripped:
            cleaned.append(PastedLine(number, ""))
            continue
        if (
            _FURNITURE.fullmatch(stripped)
            or (in_contents and _is_entry(stripped, last.get(stripped, 0) > number))
            or (
                _CONTENTS_ALONE.fullmatch(stripped) and _begins_contents(lines[number : number + 4])
            )
        ):
            in_contents = in_contents or bool(_CONTENTS.match(stripped))
            cleaned.append(PastedLine(number, "", dropped=(stripped,)))
            continue
        in_contents = False
        cleaned.append(_clean(number, line))
    return cleaned


def _is_entry(line: str, comes_again: bool) -> bool:
    """Whether a line below `Contents` belongs to the list: it names what comes once more."""
    if _IN_CONTENTS.fullmatch(line) or _ENTRY.match(line):
        return True
    return len(line) <= 80 and comes_again


def _begins_contents(rest: Iterable[str]) -> bool:
    following = next((one.strip() for one in rest if one.strip()), "")
    return bool(_IN_CONTENTS.fullmatch(following) or _ENTRY.match(following))


def _clean(number: int, line: str) -> PastedLine:
    dropped: list[str] = []
    if hashes := _HASHES.match(line):
        line = line[hashes.end() :].rstrip().rstrip("#")
    bullet = None if hashes else _BULLET.match(line)
    if bullet:
        line = line[bullet.end() :]
    line = without_marks(line, dropped)
    if multiple := _NUMBER.match(line.lstrip()):
        dropped.append(multiple[0].strip())
        line = line.lstrip()[multiple.end() :]
    label, rest = split_label(line)
    if label is not None:
        dropped.append(line.rstrip().removesuffix(rest).strip())
        line = rest
    heading = label is None and bool(hashes or multiple)
    said = dropped[-1] if label else ""
    return PastedLine(number, line, bool(bullet), heading, label, said, tuple(dropped))


def without_marks(line: str, dropped: list[str]) -> str:
    """The line without marks of references and of editing; they go to `dropped`."""
    if "[" not in line:
        return line

    def drop(match: re.Match[str]) -> str:
        dropped.append(match[0].strip())
        return ""

    return _REFERENCE.sub(drop, _EDIT.sub(drop, line))


def split_label(line: str) -> tuple[Label | None, str]:
    """What the line says that it or the next lines are, and the rest of it: `Summary: It began`."""
    name, colon, rest = line.partition(":")
    label = _LABELS.get(name.strip(" \t*_").casefold())
    if label is None or (not colon and (label == "title" or rest)):
        return None, line
    return label, rest.lstrip(" \t*_").rstrip()


def read_pasted_markdown(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Markdown with the same lines, bullets and headings written as Markdown has them, and what was
    taken out, by lines."""
    lines = []
    dropped: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        taken: list[str] = []
        stripped = line.strip()
        if _FURNITURE.fullmatch(stripped) and stripped[0].isalpha() | (stripped[0] == "["):
            taken, line = [stripped], ""
        line = without_marks(line, taken)
        if (hashes := _HASHES.match(line)) and not line[hashes.end() - 1].isspace():
            line = f"{line[: hashes.end()]} {line[hashes.end() :]}"
        bullet = _BULLET.match(line)
        if bullet and bullet[0].strip() not in ("-", "*", "+"):
            line = f"{bullet[0][: -len(bullet[0].lstrip())]}- {line[bullet.end() :]}"
        dropped += [(number, one) for one in taken]
        lines.append(line)
    return "\n".join(lines), dropped
