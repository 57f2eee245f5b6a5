"""Reading: what kind of file something is, told by what stands in it, and who reads it."""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterator, Mapping
from email import message_from_bytes, policy
from pathlib import Path

from lessonpress.files import LARGEST, read_file
from lessonpress.importing.docx_files import read_docx
from lessonpress.importing.found import Found, Unreadable
from lessonpress.importing.odt_files import read_odt
from lessonpress.importing.packages import open_package, part_of
from lessonpress.importing.pdf_files import read_pdf
from lessonpress.importing.texts import decode, looks_like_markdown, read_markdown, read_plain
from lessonpress.importing.web_pages import read_page
from lessonpress.inside import is_plain_path, leads_inside

_PAGES = (".html", ".htm", ".xhtml")
_TEXTS = (".md", ".markdown")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|link|base|style|main|section|article|div|span|p|h[1-6]|meta|table|[uo]l|a|b|strong|em|img|figure)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)
#: More than a picture on a page has, in bytes.
#: So much of a file is looked at to tell what it is, in bytes.
_SEEN = 20_000
_LARGEST_PICTURE = 40_000_000
# What begins so is no file that can be read here, and what to do with it.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "This is a document of an older Word, or one with a password.", "Save it as .docx in Word or LibreOffice, without a password."),
    (b"{\\rtf", "This is an RTF file.", "Save it as .docx or .odt in Word or LibreOffice."),
    (b"\xff\xd8\xff", "This is a picture.", "Have its text recognised first, or type it."),
    (b"\x89PNG", "This is a picture.", "Have its text recognised first, or type it."),
)  # fmt: skip
_KINDS = "Name a text, Markdown, a saved web page, a PDF, a DOCX or an ODT."


class Beside(Mapping[str, bytes]):
    """The files that were saved along with a page, by their paths from its folder; none from elsewhere."""

    def __init__(self, page: Path) -> None:
        self._folder = page.parent

    def __getitem__(self, name: str) -> bytes:
        path = self._folder / name
        if not is_plain_path(name) or not leads_inside(path, [self._folder]):
            raise KeyError(name)
        try:
            return read_file(path, most=_LARGEST_PICTURE)
        except (OSError, ValueError) as error:
            raise KeyError(name) from error

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def read_bytes(path: Path) -> bytes:
    """What stands in a file. Raises Unreadable."""
    try:
        return read_file(path, most=LARGEST)
    except OSError as error:
        raise Unreadable(
            f"This can't be read: {error.strerror or error}.",
            "See that it is a file, and who may read it.",
        ) from error


def read_article(
    data: bytes, name: Path | None = None, beside: Mapping[str, bytes] | None = None
) -> Found:
    """The article in `data`, from a file of that name or, without one, from a clipboard; `beside` gives what was
    saved along with it, by paths from its folder. Raises Unreadable."""
    ending = name.suffix.lower() if name else ""
    beside = {} if beside is None else beside
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    if not data.strip():
        raise Unreadable("There is nothing in it.", _KINDS)
    for begin, message, hint in _OTHERS:
        if data.startswith(begin):
            raise Unreadable(message, hint)
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return read_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _read_package(data)
    if data.startswith(b"bplist00"):
        return _read_webarchive(data)
    if _MAIL.match(data[:_SEEN].replace(b"\r\n", b"\n")):
        return _read_mhtml(data)
    if ending in _PAGES or (ending not in _TEXTS and _PAGE.match(data[:_SEEN])):
        return read_page(data, beside)
    if b"\0" in data:
        raise Unreadable("This is no text, and no document that is known here.", _KINDS)
    text = decode(data)
    if ending in _TEXTS or (name is None and looks_like_markdown(text)):
        found = read_markdown(text)
        sources = {image.get("src") or "" for image in found.body.iter("img")}
        pictures = {one: beside[one] for one in sources if one in beside}
        return Found(found.body, found.origin, pictures)
    return read_plain(text)


def _read_package(data: bytes) -> Found:
    package = open_package(data)
    kind = part_of(package, "mimetype") or b""
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return read_odt(data)
    if part_of(package, "word/document.xml") is not None:
        return read_docx(data)
    raise Unreadable("This is an archive, but no DOCX and no ODT.", _KINDS)


def _read_mhtml(data: bytes) -> Found:
    """A page as Chrome and Edge save it in one file (RFC 2557)."""
    pages: list[bytes] = []
    beside: dict[str, bytes] = {}
    for part in message_from_bytes(data, policy=policy.compat32).walk():
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        if part.get_content_type() in ("text/html", "application/xhtml+xml") and not pages:
            charset = part.get_content_charset()
            pages.append(content.decode(charset, "replace").encode() if charset else content)
        elif place := part.get("Content-Location"):
            beside[place] = content
            if number := part.get("Content-ID"):
                beside[f"cid:{number.strip('<>')}"] = content
    if not pages:
        raise Unreadable("There is no page in this file.", "Save the page once more.")
    return read_page(pages[0], beside)


def _read_webarchive(data: bytes) -> Found:
    """A page as Safari saves it."""
    try:
        archive = plistlib.loads(data)
        page = archive["WebMainResource"]["WebResourceData"]
        beside = {
            str(one["WebResourceURL"]): bytes(one["WebResourceData"])
            for one in archive.get("WebSubresources", ())
        }
    except (plistlib.InvalidFileException, KeyError, TypeError, ValueError, OverflowError) as error:
        raise Unreadable(
            "There is no page in this file.", "Save the page once more, as HTML."
        ) from error
    return read_page(bytes(page), beside)
