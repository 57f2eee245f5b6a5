"""Addresses: what a link may lead to, and why another can't be printed. Ground; knows no room.

What is printed is read on paper, and on other computers than the one it was written on: a link leads
to the web, to a mailbox or to a telephone.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

SCHEMES = ("https://", "http://", "mailto:", "tel:")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_OTHERS = re.compile(r"mailto:[^\s@]+@[^\s@]+|tel:\+?[0-9][0-9().-]*(;\S+)?", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_DRIVE = re.compile(r"[A-Za-z]:")
_HOST = re.compile(
    r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|edu|gov|info|eu|int)(?:/|$))[^\s]*"
)
_NO_LINK = "If no link is meant, put a space between `]` and `(`."


class Refusal(NamedTuple):
    """Why an address can't be printed, and how to mend it; in whole sentences."""

    message: str
    hint: str


def is_address(text: str) -> bool:
    """Whether it is a whole address that a link may lead to."""
    if _OTHERS.fullmatch(text):
        return True
    if not _WEB.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and (parts.port is None or parts.port >= 0)
    except ValueError:  # what no host or port can be called
        return False


def refuse(text: str) -> Refusal | None:
    """What is wrong with an address; None for one that is right."""
    if is_address(text):
        return None
    shown = text if len(text) <= 60 else f"{text[:59]}…"
    if not text:
        return Refusal("This link has no address.", f"Write it between `(` and `)`. {_NO_LINK}")
    if text.startswith("#"):
        message = f"The link `{shown}` leads to a place in the page, which only a layout can name."
        return Refusal(message, f"Say in words what is meant. {_NO_LINK}")
    if meant := _meant(text):
        return Refusal(f"The link `{shown}` has no whole address.", f"Write `{meant}`.")
    scheme = _SCHEME.match(text)
    if scheme is None or scheme[1].lower() == "file" or _DRIVE.match(text):
        message = f"The link `{shown}` leads to a file, which those who read the page don't have."
        hint = (
            f"Write an address that begins with `https://`, or name the file in words. {_NO_LINK}"
        )
        return Refusal(message, hint)
    begins = f"{', '.join(f'`{one}`' for one in SCHEMES[:-1])} or `{SCHEMES[-1]}`"
    if text.lower().startswith(SCHEMES):
        return Refusal(f"The address `{shown}` is not whole.", f"See what is missing. {_NO_LINK}")
    message = f"A link can't lead to `{shown}`: `{scheme[1]}:` opens on no reader's page."
    return Refusal(message, f"An address begins with {begins}. {_NO_LINK}")


def _meant(text: str) -> str:
    """The address that was meant, where it only lacks how it begins."""
    whole = ""
    if text.lower().startswith("doi:"):
        whole = f"https://doi.org/{text[4:]}"
    elif text.startswith("//") or (_HOST.fullmatch(text) and ":" not in text.partition("/")[0]):
        whole = f"https://{text.lstrip('/')}"
    elif re.fullmatch(r"[^\s@/:]+@[^\s@/:]+\.\w+", text):
        whole = f"mailto:{text}"
    elif re.fullmatch(r"https?:/?[^/\s]\S*", text, re.IGNORECASE):
        scheme, _, rest = text.partition(":")
        whole = f"{scheme}://{rest.lstrip('/')}"
    return whole if is_address(whole) else ""
