"""Content controls: what students fill in on a laptop. Knows no block.

Each has a name that Word shows and a screen reader says, and a tag that stays the same when the
text is edited, so that it can be found again.
"""

from __future__ import annotations

from lessonpress.writers.docx.ooxml import escape

# As Word itself writes a check box: these letters, in the family that has them on every computer. A
# circle is for one right choice.
_FAMILY = "MS Gothic"
_SQUARE, _CIRCLE = ("\u2610", "\u2612"), ("\u25cb", "\u25c9")
_BOX_FONT = (
    f'<w:rFonts w:ascii="{_FAMILY}" w:eastAsia="{_FAMILY}" w:hAnsi="{_FAMILY}" w:hint="eastAsia"/>'
)


class Controls:
    """Writes the controls of one document. Their ids follow on `first_id`."""

    def __init__(self, first_id: int = 0) -> None:
        self._id = first_id
        self._counts: dict[str, int] = {}

    def tag(self, owner: str) -> str:
        """The tag of the next place to fill in within a block: its id and a number, such as
        `text_p1.2`. No id of a block has a dot.
        """
        self._counts[owner] = count = self._counts.get(owner, 0) + 1
        return f"{owner}.{count}"

    def text(self, tag: str, name: str, placeholder: str, looks: str = "") -> str:
        """A control whose runs are taken away when someone types; `looks` are those of what is typed.

        It is one for rich text: LibreOffice turns plain ones into form fields, which print no line.
        """
        return (
            f"<w:sdt><w:sdtPr>{looks}{self._named(tag, name)}<w:showingPlcHdr/></w:sdtPr>"
            f"<w:sdtContent>{placeholder}</w:sdtContent></w:sdt>"
        )

    def check_box(self, tag: str, name: str, style: str, *, round_: bool = False) -> str:
        """A box to tick in a character style, and a space."""
        font = f'w14:font="{_FAMILY}"'
        empty, ticked = _CIRCLE if round_ else _SQUARE
        look = f'<w:rPr><w:rStyle w:val="{style}"/>{_BOX_FONT}</w:rPr>'
        return (
            f"<w:sdt><w:sdtPr>{look}{self._named(tag, name)}<w14:checkbox>"
            f'<w14:checked w14:val="0"/><w14:checkedState w14:val="{ord(ticked):04X}" {font}/>'
            f'<w14:uncheckedState w14:val="{ord(empty):04X}" {font}/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent><w:r>{look}<w:t>{empty}</w:t></w:r></w:sdtContent>"
            '</w:sdt><w:r><w:t xml:space="preserve"> </w:t></w:r>'
        )

    def _named(self, tag: str, name: str) -> str:
        self._id += 1
        return f'<w:alias w:val="{escape(name)}"/><w:tag w:val="{tag}"/><w:id w:val="{self._id}"/>'
