"""Texts as people write them in a spec: a phrase or sentence, a paragraph, or several blocks.

Where there is room for one paragraph alone, more than one is an error at its place, and never run
together.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from lessonpress.markdown_prose import parse_prose
from lessonpress.prose import ProseBlock, Remark, plain_text
from lessonpress.richtext import RichText

# A dozen pages; what is longer is a mistake, and would take long to say so.
LONGEST_TEXT = 30_000


def listed(value: object) -> object:
    """One value as a list of it; a list as it is."""
    return value if isinstance(value, (list, tuple)) else [value]


def items_of(first: str, second: str) -> BeforeValidator:
    """Tells whoever writes `one: other` below each other that these are items with two keys."""

    def check(value: object) -> object:
        if not isinstance(value, dict) or not value or first in value:
            return value
        one, other = next(iter(value.items()))
        said = f"[{', '.join(map(str, other))}]" if isinstance(other, list) else str(other)
        raise PydanticCustomError(
            "mapping-for-items",
            "Here stands a mapping, and items are meant.",
            {"hint": f"Write each as an item of a list: - {{{first}: {one}, {second}: {said}}}"},
        )

    return BeforeValidator(check)


def _text(value: object) -> object:
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise PydanticCustomError(
                "too_long_text",
                "This text is longer than {most} characters.",
                {"most": LONGEST_TEXT, "hint": "Shorten it; nobody would read it on paper."},
            )
        text = value.strip()
        # Of characters that nobody sees, such as a zero-width space, nothing would stand on paper.
        if text and (text.isprintable() or any(map(str.isprintable, text.replace(" ", "")))):
            return text
        raise PydanticCustomError(
            "empty", "This text is empty.", {"hint": "Write it, or leave it out."}
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (int, float)) else value


# YAML reads `1938` as a number; where text is expected, it is the text "1938".
Text = Annotated[
    str,
    BeforeValidator(_text),
    WithJsonSchema({"type": ["string", "number", "boolean"]}),
]
Texts = Annotated[
    tuple[Text, ...], BeforeValidator(listed, json_schema_input_type=Text | list[Text])
]

_RULE = re.compile(r"^[ ]{0,3}([-_*])(?:[ \t]*\1){2,}[ \t]*$", re.MULTILINE)
_WHAT = {
    "bullet": "a list",
    "number": "a list",
    "quote": "a quotation",
    "subheading": "a heading",
    "table": "a table",
    "figures": "pictures",
}


def _one_paragraph(text: str) -> str:
    if "\n" not in text:
        return text
    blocks = _blocks(text)
    # Pictures are told of wherever they stand in a spec; lines of verse are a paragraph's.
    blocks = tuple(block for block in blocks if block.kind not in ("figure", "figures"))
    others = [block for block in blocks if block.kind not in ("paragraph", "verse")] or blocks[1:]
    if others:
        raise PydanticCustomError(
            "runs-together",
            "This text has {what} in it, and there is room for one paragraph.",
            {
                "what": _WHAT.get(others[0].kind, "several paragraphs"),
                "hint": "Write it as sentences, in one paragraph.",
            },
        )
    return text


def _several(text: str) -> str:
    if "\n" not in text:
        return text
    for block in _blocks(text):
        if block.kind == "subheading":
            raise PydanticCustomError(
                "no-room",
                "This text has a heading in it, for which there is no room here.",
                {"hint": "Write it as paragraphs and lists; `**words**` stand out."},
            )
    return text


def _question(text: str) -> str:
    first = next(iter(parse_prose(text)), None) if "\n" in _several(text) else None
    if first is not None and first.kind not in ("paragraph", "verse", "figure"):
        raise PydanticCustomError(
            "begins-with-a-list",
            "This begins with {what}, before anything is asked.",
            {"what": _WHAT[first.kind], "hint": "Begin with a sentence, such as `Answer both:`."},
        )
    return text


def _blocks(text: str) -> tuple[ProseBlock, ...]:
    """The blocks of a text; an error where one can't be printed as it stands."""
    remarks: list[Remark] = []
    blocks = parse_prose(text, remarks)
    for remark in remarks:  # in an article some are but warnings; a question is read by nobody else
        raise PydanticCustomError("prose", "{told}", {"told": remark.message, "hint": remark.hint})
    if _RULE.search(text):
        raise PydanticCustomError(
            "rule",
            "A line of this text is nothing but a rule, which is not printed.",
            {"hint": "Leave it out; `lines: 4` beside a question prints lines to write on."},
        )
    return blocks


#: What is set as one paragraph.
Paragraph = Annotated[Text, AfterValidator(_one_paragraph)]
Paragraphs = Annotated[
    tuple[Paragraph, ...], BeforeValidator(listed, json_schema_input_type=Text | list[Text])
]
#: Paragraphs, lists, parts (`a) b)`), tables.
Prose = Annotated[Text, AfterValidator(_several)]
#: The same, beginning with a paragraph.
Question = Annotated[Text, AfterValidator(_question)]


def opening(text: str) -> tuple[RichText, tuple[ProseBlock, ...]]:
    """The first paragraph, empty where it begins with a list, and the blocks that follow."""
    if "\n" not in text:
        return RichText.from_markdown(text), ()
    blocks = parse_prose(text)
    if blocks and blocks[0].kind in ("paragraph", "verse"):
        return blocks[0].text, blocks[1:]
    return RichText(), blocks


def plain_lines(text: str) -> str:
    """The words alone, a block a line."""
    first, more = opening(text)
    return "\n".join(filter(None, [first.plain, plain_text(more)]))
