"""What stands in a line, as Word runs: text, links, places to fill in. Knows no paragraph."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from lessonpress.document.blocks import Blank, LineBreak, Run
from lessonpress.layout.fonts import family_of_all, split_by_family
from lessonpress.layout.worths import RULE
from lessonpress.words import fields
from lessonpress.writers.docx.controls import Controls
from lessonpress.writers.docx.directions import find_directions
from lessonpress.writers.docx.languages import word_language
from lessonpress.writers.docx.marks import BOX_STYLE, TICK_STYLE, box_letters
from lessonpress.writers.docx.metrics import NO_BREAK_SPACE, space_width
from lessonpress.writers.docx.ooxml import escape, half_points, printable, text_xml, twips
from lessonpress.writers.docx.properties import fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lessonpress.document.blocks import Choice, Field, Inline, Worth
    from lessonpress.layout.theme import StyleName
    from lessonpress.words import Words
    from lessonpress.writers.docx.handwriting import Handwriting
    from lessonpress.writers.docx.relations import Relations
    from lessonpress.writers.docx.styles import StyleSheet

#: A text cut where its direction changes, and whether each piece goes from right to left.
Pieces = tuple[tuple[str, bool], ...]

# The width of a handwritten character, in ems of the type around it.
_HANDWRITTEN = 0.62
_NARROWEST, _WIDEST = 3, 40  # characters
_TAB = "<w:r><w:tab/></w:r>"
# LibreOffice draws no left side of a box that stands right behind a label.
_NOTHING = "<w:r><w:t>\u200b</w:t></w:r>"
_BLANK = '<w:rPr><w:rStyle w:val="Blank"/></w:rPr>'


class Inlines:
    """Writes the inlines of one document. Adds what they use to `used` and `relations`.

    `words` name the places to fill in; the ids of these follow on `first_id`. `hand` tells how wide
    blanks are, `sheet` which way the document runs.
    """

    def __init__(
        self,
        sheet: StyleSheet,
        hand: Handwriting,
        relations: Relations,
        used: set[str],
        words: Words,
        first_id: int = 0,
    ) -> None:
        self._level = sheet.level
        self._hand = hand
        self._styles = sheet.theme.styles
        self._fallbacks = sheet.theme.fallbacks
        self._small = sheet.theme.small
        self._box_room = sheet.theme.box_room
        self._relations = relations
        self._used = used
        self._words = words
        self._controls = Controls(first_id)
        self._blanks = 0
        self.size: float | None = None  # of the letters in points, where it isn't their style's

    @contextmanager
    def sized(self, size: float) -> Iterator[None]:
        """Within it, letters have this size in points, whatever their style says."""
        self.size = size
        yield
        self.size = None

    def xml(self, content: Sequence[Inline], style: StyleName, owner: str, mark: str = "") -> str:
        """The runs of a paragraph whose letters are those of `style`.

        `owner` is the id of the block that the paragraph is of; `mark` the character style of all
        runs, where there is one.
        """
        turns = find_directions(content, self._level)
        out: list[str] = [f"<w:r><w:t>{turns.before}</w:t></w:r>" if turns and turns.before else ""]
        link: str | None = None
        for place, inline in enumerate(content):
            pieces = turns.pieces[place] if turns else ()
            match inline:
                case Run():
                    if inline.href != link:
                        out.append(self._turn(link, inline.href))
                        link = inline.href
                    out.append(self._run(inline, style, mark, pieces))
                case Blank():
                    out.append(self._turn(link, None) + self._blank(inline, style, owner, pieces))
                    link = None
                case LineBreak():
                    out.append("<w:r><w:br/></w:r>")
                case _:
                    assert_never(inline)
        out.append(self._turn(link, None))
        if turns and turns.after:
            out.append(f"<w:r><w:t>{turns.after}</w:t></w:r>")
        return "".join(out)

    def across(self, parts: Iterable[str]) -> str:
        """Several parts side by side at tab stops."""
        return _TAB.join(parts)

    def beside(self, pictures: Iterable[str], gap: float) -> str:
        """Pictures in one line, `gap` points apart: the space between them is spread that far."""
        spread = f'<w:r><w:rPr><w:spacing w:val="{twips(gap / 2)}"/></w:rPr>{text_xml(" ")}</w:r>'
        return spread.join(pictures)

    def check_box(self, owner: str, name: str, *, several: bool) -> str:
        """A box to tick, or a circle where one is right; `owner` is the id of the choice that it is of."""
        style = TICK_STYLE[self._hand.stage]
        self._used.add(style)
        return self._controls.check_box(owner, name, style, round_=not several)

    def letter_box(self, owner: str, name: str) -> str:
        """A box to write a letter in, as wide as to a tab stop, and a tab to where the text begins;
        `owner` is the id of the item that it is of."""
        style = BOX_STYLE[self._hand.stage]
        self._used.add(style)
        look = f'<w:rPr><w:rStyle w:val="{style}"/>{box_letters(self._hand.stage, self._box_room)}</w:rPr>'
        room = f"<w:r>{look}<w:tab/></w:r>"
        return _NOTHING + self._controls.text(owner, name, room, look) + _TAB

    def dot(self) -> str:
        """A dot at the next tab stop, to draw a line from. It is a sign, and no text."""
        return f'{_TAB}<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'

    def answer_lines(self, count: int, owner: str, name: str, numbers: int = 0) -> str:
        """Lines to write on: underlined tabs. What is typed takes their place, underlined as well.

        `owner` is the id of the block that they are of. Every `numbers` lines, one begins with a line
        for a number, which is as far as the first of three tab stops.
        """
        self._used.add("Blank")
        line = f"<w:r>{_BLANK}<w:tab/></w:r>"
        whole = [line] * count
        if numbers:
            whole = [f"{_TAB if at % numbers else line}{_TAB}{line}" for at in range(count)]
        lines = f"<w:r>{_BLANK}<w:br/></w:r>".join(whole)
        return self._controls.text(owner, name, lines, _BLANK)

    def space(self, owner: str, name: str) -> str:
        """A place to write in without lines; `owner` is the id of the block that it is of."""
        return self._controls.text(owner, name, f"<w:r>{text_xml(NO_BREAK_SPACE)}</w:r>")

    def line_number(self, number: int) -> str:
        """The number of a line of verse, at the next tab stop."""
        return f"{_TAB}{self._number(number)}"

    def paragraph_number(self, number: int) -> str:
        """The number of a paragraph, before the tab stop where its text begins."""
        return f"{self._number(number)}{_TAB}"

    def _number(self, number: int) -> str:
        self._used.add("LineNumber")
        properties = '<w:rPr><w:rStyle w:val="LineNumber"/></w:rPr>'
        return f"<w:r>{properties}{text_xml(str(number))}</w:r>"

    def worth(self, worth: Worth, owner: str, question: int | None) -> str:
        """What something is worth, at the next tab stop; `owner` is the id of the block that it is of,
        `question` the number of that."""
        given = ""
        if worth.to_mark:
            self._used.add("Blank")
            width = space_width(self._styles["note"].font) * self._styles["note"].size
            gap = f"<w:r>{_BLANK}<w:t>{NO_BREAK_SPACE * round(RULE / width)}</w:t></w:r>"
            name = fields.points(self._words, question)
            given = self._controls.text(f"{owner}.points", name, gap, _BLANK)
            given += f"<w:r><w:t>{NO_BREAK_SPACE}</w:t></w:r>"
        self._used.add("LineNumber")
        looks = '<w:rStyle w:val="LineNumber"/>'
        text = worth.text.replace(" ", NO_BREAK_SPACE)
        return f"{_TAB}{given}{self._text(text, 'note', looks)}"

    def field(self, field: Field, owner: str, style: StyleName) -> str:
        """A field's label, and the line to fill in: the leader of a tab stop."""
        if field.value:
            text = f"{field.label} {field.value}{NO_BREAK_SPACE}"
            line = self._text(text, style, "", language=field.lang) + _TAB
            return line + self._tail(field, style)
        self._used.add("Blank")
        name = fields.labelled(self._words, field.label)
        line = self._controls.text(self._controls.tag(owner), name, _TAB, _BLANK)
        label = self._text(f"{field.label}{NO_BREAK_SPACE}", style, "", language=field.lang)
        return label + line + self._tail(field, style)

    def above(self, items: Iterable[Field]) -> str:
        """The labels of fields once more in another language, for the line above theirs."""
        runs = (
            self._run(Run(one.above, lang=one.above_lang, small=True), "field", "", None)
            for one in items
        )
        return self.across(runs)

    def _tail(self, field: Field, style: StyleName) -> str:
        return self._text(f"{NO_BREAK_SPACE}{field.tail}", style, "") if field.tail else ""

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

    def _run(self, run: Run, style: StyleName, mark: str, pieces: Pieces | None) -> str:
        if run.emphasis and self._styles[style].emphasis == "bold":
            run = replace(run, strong=True, emphasis=False)
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
        size = self.size
        if run.small:
            size = (size or self._styles[style].size) * self._small
        if size is not None:
            halves = half_points(size)
            direct += f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'
        if run.script is not None:
            direct += '<w:u w:val="none"/>' if run.href else ""  # a line would touch the text
            direct += f'<w:vertAlign w:val="{run.script}"/>'
        return self._text(run.text, style, looks, direct, run.lang, pieces)

    def _text(
        self,
        text: str,
        style: StyleName,
        named: str,
        direct: str = "",
        language: str | None = None,
        pieces: Pieces | None = None,
    ) -> str:
        """The runs of a text; `pieces` are those of it by direction as its paragraph tells them, or none where
        it all runs from left to right."""
        if pieces is None and (turns := find_directions((Run(text),), self._level)):
            [pieces] = turns.pieces
        family = self._styles[style].font
        if not pieces:
            tail = f"{direct}{_lang(language)}" if language else direct
            # What no font of ours has is the first one's in name: Word finds another that has it.
            parts = split_by_family(printable(text), family, self._fallbacks, lenient=True)
            return _runs(parts, family, named, tail)
        tails = f"{direct}{_lang(language)}", f"{direct}<w:rtl/>{_lang(language, 'bidi')}"
        out: list[str] = []
        for one, turned in pieces:
            one = printable(one)
            whole = family_of_all(one, family, self._fallbacks) if turned else None
            parts = [(one, whole)] if whole else []
            parts = parts or split_by_family(one, family, self._fallbacks, lenient=True)
            out.append(_runs(parts, family, named, tails[turned]))
        return "".join(out)

    def _blank(self, blank: Blank, style: StyleName, owner: str, pieces: Pieces) -> str:
        """What is typed takes the place of the empty, underlined space."""
        if blank.answer is not None:
            self._used.add("BlankAnswer")
            named = '<w:rStyle w:val="BlankAnswer"/>'
            return self._text(blank.answer, style, named, pieces=pieces)
        self._used.add("Blank")
        self._blanks += 1
        characters = min(_WIDEST, max(_NARROWEST, blank.size))
        look = self._hand.style(style)
        letter = max(_HANDWRITTEN, look.handwriting / look.size)
        spaces = round(characters * letter / space_width(look.font))
        gap = f"<w:r>{_BLANK}<w:t>{NO_BREAK_SPACE * spaces}</w:t></w:r>"
        name = fields.blank(self._words, self._blanks)
        return self._controls.text(self._controls.tag(owner), name, gap, _BLANK)


def _runs(parts: Iterable[tuple[str, str]], family: str, named: str, tail: str) -> str:
    """The runs of a text's parts, each in its family; `family` is the one of the style."""
    out: list[str] = []
    for part, part_family in parts:
        lent = fonts(part_family) if part_family != family else ""
        looks = f"{named}{lent}{tail}"
        properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
        out.append(f"<w:r>{properties}{text_xml(part)}</w:r>")
    return "".join(out)


def _lang(language: str | None, kind: str = "val") -> str:
    return f'<w:lang w:{kind}="{word_language(language)}"/>' if language else ""


def choice_mark(choice: Choice) -> str:
    """The character style of a choice: the right one is marked so that a photocopy shows it."""
    return "Correct" if choice.correct else ""
