"""Filled PDFs: what stands in the fields of a form, whichever viewer saved it."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from lessonpress.document.identifier import Identified, read_identifier
from lessonpress.press.marking.sheets import LONGEST_ANSWER, Filled, OddSheet

# Names as `writers.pdf.form_fields` gives them: a place in a block, a cell of a row, a field that goes on
# on the next page.
_PLACE = re.compile(r"-(c?\d+)\Z")
_MORE = re.compile(r"-p\d+\Z")
_IDENTIFIER = re.compile(r"makelesson:[^<\"']+")
_MOST_FIELDS = 5_000
# What a ticked cell says.
_TICK = "\u00d7"
_LOCKED = (
    "This file is locked with a password.",
    "Have it saved without one, and hand it in again.",
)


def read_filled_pdf(data: bytes) -> tuple[Identified | None, Filled]:
    """Which document it is, None where it doesn't say, and what was filled in. Raises OddSheet."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # what it mends on the way is nobody's worry
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise OddSheet(*_LOCKED)
        identified = _identified(reader)
        fields = reader.get_fields() or {}
    except OddSheet:
        raise
    except (FileNotDecryptedError, DependencyError) as error:  # the second: by a cipher of today
        raise OddSheet(*_LOCKED) from error
    except Exception as error:  # a file that was cut short may break a reader anywhere
        raise OddSheet("This PDF is damaged.", "Ask for it again.") from error
    if len(fields) > _MOST_FIELDS:
        raise OddSheet(f"This PDF has more than {_MOST_FIELDS:,} fields.")
    if not fields and (identified is not None or _is_ours(reader)):
        raise OddSheet(
            "This PDF has no fields that could be read.",
            "Print sheets with --format fillable; and have them saved, not printed to a PDF.",
        )
    texts: dict[str, str] = {}
    marked: set[str] = set()
    for name, one in fields.items():
        try:
            _take(name, one, texts, marked)
        except Exception as error:
            raise OddSheet("This PDF is damaged.", "Ask for it again.") from error
    return identified, Filled(texts, frozenset(marked))


def _take(name: str, field: Any, texts: dict[str, str], marked: set[str]) -> None:
    kind, value = str(field.get("/FT", "")), field.get("/V")
    if kind == "/Btn":
        chosen = str(value or "/Off").removeprefix("/")
        if chosen in ("Off", ""):
            return
        if _PLACE.search(name):  # the cell of a chart
            texts[_PLACE.sub(r".\1", name)] = _TICK
        else:
            marked.add(name if chosen == "Yes" else chosen)
        return
    if kind != "/Tx" or value is None:
        return
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    # A long text may be a stream (ISO 32000-1, table 222).
    said = value.get_data().decode("utf-8", "replace") if hasattr(value, "get_data") else str(value)
    text = re.sub(r"\r\n?", "\n", said)[:LONGEST_ANSWER]
    place = _PLACE.sub(r".\1", _MORE.sub("", name))
    texts[place] = (
        f"{texts[place]}\n{text}" if text and texts.get(place) else texts.get(place) or text
    )


def _identified(reader: Any) -> Identified | None:
    metadata = reader.root_object.get("/Metadata")
    if metadata is None:
        return None
    packet = metadata.get_object().get_data()[:1_000_000].decode("utf-8", "replace")
    found = _IDENTIFIER.search(packet)
    if found is None:
        return None
    from html import unescape

    return read_identifier(unescape(found[0]))


def _is_ours(reader: Any) -> bool:
    information = reader.metadata or {}
    return str(information.get("/Creator", "")) == "makelesson"
