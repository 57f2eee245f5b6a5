"""What is needed for some kinds of files alone, and comes as an extra of the package."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from lessonpress.importing.found import Unreadable


def needed(module: str, files: str) -> Any:
    """The module of that name, without which such `files` can't be read. Raises Unreadable where it isn't
    installed, with how to install it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != module.partition(".")[0]:
            raise
        message = f"To import {files}, {module.partition('.')[0]} is needed, which isn't installed."
        raise Unreadable(message, "Install it with: pip install 'makelesson[import]'") from None
