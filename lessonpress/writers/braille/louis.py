"""liblouis (https://liblouis.io): text into cells, by tables of codes. The library is the computer's own.

It is called as its header (`liblouis.h`) has it; no package on PyPI that is kept brings it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import threading
from functools import cache, lru_cache

# Of its modes: cells instead of characters, as Unicode has them; nothing for what a table doesn't have.
_DOTS, _UNICODE, _NOTHING_UNKNOWN = 4, 64, 128
_ITALIC, _BOLD = 1, 4  # of its type forms
_FATAL = 50_000
_LOCK = threading.Lock()  # it keeps its tables in static memory


class LouisMissing(Exception):
    """liblouis isn't on this computer, or hasn't its tables."""


@cache
def _library() -> ctypes.CDLL:
    name = ctypes.util.find_library("louis")
    if name is None:
        raise LouisMissing("Braille is written by liblouis, which is not on this computer.")
    try:
        library = ctypes.CDLL(name)
    except OSError as error:
        raise LouisMissing(
            f"Braille is written by liblouis, which can't be loaded: {error}."
        ) from None
    library.lou_version.restype = ctypes.c_char_p
    library.lou_setLogLevel(_FATAL)  # what goes wrong is told by us
    return library


def louis_version() -> str:
    """The version of liblouis, on which cells depend; "" where it is missing."""
    try:
        return str(_library().lou_version().decode())
    except LouisMissing:
        return ""


@lru_cache(maxsize=4096)
def translate(table: str, text: str, looks: bytes = b"") -> str:
    """The cells of a text in the code of that table, without what the table doesn't have. `looks` has a byte for each
    character: 0, or `i`, `b`. Raises LouisMissing, also where the table is."""
    library = _library()
    size = library.lou_charSize()
    encoding = "utf-32-le" if size == 4 else "utf-16-le"
    data = text.encode(encoding)
    length = len(data) // size
    most = length * 12 + 64
    out = ctypes.create_string_buffer(most * size)
    before, after = ctypes.c_int(length), ctypes.c_int(most)
    forms = None
    if looks.strip(b"\0") and length == len(looks):
        known = {ord("i"): _ITALIC, ord("b"): _BOLD}
        forms = (ctypes.c_ushort * most)(*(known.get(one, 0) for one in looks))
    with _LOCK:
        done = library.lou_translateString(
            table.encode(),
            ctypes.create_string_buffer(data, len(data) + size),
            ctypes.byref(before),
            out,
            ctypes.byref(after),
            forms,
            None,
            _DOTS | _UNICODE | _NOTHING_UNKNOWN,
        )
    if not done or before.value != length:
        raise LouisMissing(f"The tables of liblouis are not on this computer, or too old: {table}.")
    return out.raw[: after.value * size].decode(encoding)
