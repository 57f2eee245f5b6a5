"""What stands in a line, as Word runs: text, links, places to fill in. Knows no paragraph."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, assert_never

from lessonpress.document.blocks import Blank, LineBreak, Run
from lessonpress.layout.fonts import split_by_family
from lessonpress.words import fields
from lessonpress.writers.docx.controls import Controls
from lessonpress.writers.docx.languages import word_language
from lessonpress.writers.docx.metrics import NO_BREAK_SPACE, space_width
from lessonpress.writers.docx.ooxml import escape, half_points, printable, text_xml
from lessonpress.writers.docx.properties import fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lessonpress.document.blocks import Field, Inline
    from lessonpress.layout.theme import StyleName, Theme
    from lessonpress.words import Words
    from lessonpress.writers.docx.relations import Relations

# The width of a handwritten character, in ems of the type around it.
_HANDWRITTEN = 0.62
_NARROWEST, _WIDEST = 3, 40  # characters
_TAB = "<w:r><w:tab/></w:r>"
_BLANK = '<w:rPr><w:rStyle w:val="Blank"/></w:rPr>'


class Inlines:
    """Writes the inlines of one document. Adds what they use to `used` and `relations`.

    `words` name the places to fill in; the ids of these follow on `first_id`.
    """

    def __init__(
        self,
        theme: Theme,
        relations: Relations,
        used: set[str],
        words: Words,
        first_id: int = 0,
    ) -> None:
        self._styles = theme.styles
        self._fallbacks = theme.fallbacks
        self._relations = relations
        self._used = used
        self._words = words
        self._controls = Controls(first_id)
        self._blanks = 0
        self._size = ""  # of the letters, where it is another than their style's

    @contextmanager
    def sized(self, size: float) -> Iterator[None]:
        """Within it, letters have this size in points, whatever their style says."""
        halves = half_points(size)
        self._size = f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'
        yield
        self._size = ""

    def xml(self, content: Iterable[Inline], style: StyleName, owner: str, mark: str = "") -> str:
        """The runs of a paragraph whose letters are those of `style`.

        `owner` is the id of the block that the paragraph is of; `mark` the character style of all
        runs, where there is one.
        """
        out: list[str] = []
        link: str | None = None
        for inline in content:
            match inline:
                case Run():
                    if inline.href != link:
                        out.append(self._turn(link, inline.href))
                        link = inline.href
                    out.append(self._run(inline, style, mark))
                case Blank():
                    out.append(self._turn(link, None) + self._blank(inline, style, owner))
                    link = None
                case LineBreak():
                    out.append("<w:r><w:br/></w:r>")
                case _:
                    assert_never(inline)
        out.append(self._turn(link, None))
        return "".join(out)

    def across(self, parts: Iterable[str]) -> str:
        """Several parts side by side at tab stops."""
        return _TAB.join(parts)

    def check_box(self, owner: str, name: str) -> str:
        """A box to tick; `owner` is the id of the choice that it is of."""
        return self._controls.check_box(owner, name)

    def answer_lines(self, count: int, owner: str, name: str) -> str:
        """Lines to write on: underlined tabs. What is typed takes their place, underlined as well.

        `owner` is the id of the block that they are of.
        """
        self._used.add("Blank")
        lines = f"<w:r>{_BLANK}<w:br/></w:r>".join([f"<w:r>{_BLANK}<w:tab/></w:r>"] * count)
        return self._controls.text(owner, name, lines, _BLANK)

    def field(self, field: Field, owner: str, style: StyleName) -> str:
        """A field's label, and the line to fill in: the leader of a tab stop."""
        lang = _lang(field.lang)
        if field.value:
            text = f"{field.label} {field.value}{NO_BREAK_SPACE}"
            return self._text(text, style, "", lang=lang) + _TAB
        self._used.add("Blank")
        name = fields.labelled(self._words, field.label)
        line = self._controls.text(self._controls.tag(owner), name, _TAB, _BLANK)
        return self._text(f"{field.label}{NO_BREAK_SPACE}", style, "", lang=lang) + line

    def entry(self, text: str, target: str, style: StyleName) -> str:
        """A line of a table of contents: a link, and the page that its target stands on.

        The page is a field that Word fills in when it opens the file, as its `dirty` asks for.
        """
        field = "".join(
            f"<w:r>{piece}</w:r>"
            for piece in (
                '<w:fldChar w:fldCharType="begin" w:dirty="true"/>',
                f'<w:instrText xml:space="preserve"> PAGEREF {escape(target)} \\h </w:instrText>',
                '<w:fldChar w:fldCharType="separate"/>',
                "<w:t>…</w:t>",
                '<w:fldChar w:fldCharType="end"/>',
            )
        )
        return (
            f'<w:hyperlink w:anchor="{escape(target)}" w:history="1">'
            f"{self._text(text, style, '')}{_TAB}{field}</w:hyperlink>"
        )

    def _turn(self, old: str | None, new: str | None) -> str:
        """The end of one link and the start of the next."""
        out = "</w:hyperlink>" if old else ""
        if not new:
            return out
        if new.startswith("#"):
            return f'{out}<w:hyperlink w:anchor="{escape(new[1:])}" w:history="1">'
        return f'{out}<w:hyperlink r:id="{self._relations.link(new)}" w:history="1">'

    def _run(self, run: Run, style: StyleName, mark: str) -> str:
        looks = ""
        named = mark
        if run.href:
            named = "Hyperlink"
        elif not mark and run.strong:
            named = "StrongEmphasis" if run.emphasis else "Strong"
        elif not mark and run.emphasis:
            named = "Emphasis"
        if named:
            self._used.add(named)
            looks = f'<w:rStyle w:val="{named}"/>'
        direct = ""
        # Bold on bold would cancel out, and a run has only one character style.
        if run.strong and (named not in ("Strong", "StrongEmphasis") or self._styles[style].bold):
            direct += "<w:b/><w:bCs/>"
        if run.emphasis and named not in ("Emphasis", "StrongEmphasis"):
            direct += "<w:i/><w:iCs/>"
        return self._text(run.text, style, looks, direct, _lang(run.lang))

    def _text(
        self, text: str, style: StyleName, named: str, direct: str = "", lang: str = ""
    ) -> str:
        family = self._styles[style].font
        out: list[str] = []
        for piece, piece_family in split_by_family(printable(text), family, self._fallbacks):
            lent = fonts(piece_family) if piece_family != family else ""
            looks = f"{named}{lent}{direct}{self._size}{lang}"
            properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
            out.append(f"<w:r>{properties}{text_xml(piece)}</w:r>")
        return "".join(out)

    def _blank(self, blank: Blank, style: StyleName, owner: str) -> str:
        """What is typed takes the place of the empty, underlined space."""
        if blank.answer is not None:
            self._used.add("BlankAnswer")
            return self._text(blank.answer, style, '<w:rStyle w:val="BlankAnswer"/>')
        self._used.add("Blank")
        self._blanks += 1
        characters = min(_WIDEST, max(_NARROWEST, blank.size))
        spaces = round(characters * _HANDWRITTEN / space_width(self._styles[style].font))
        gap = f"<w:r>{_BLANK}<w:t>{NO_BREAK_SPACE * spaces}</w:t></w:r>"
        name = fields.blank(self._words, self._blanks)
        return self._controls.text(self._controls.tag(owner), name, gap, _BLANK)


def _lang(language: str | None) -> str:
    return f'<w:lang w:val="{word_language(language)}"/>' if language else ""
