"""Sheets: by which names the marks of lessons and of their versions are known. Ground, quick to import."""

from __future__ import annotations

_OF_VERSION = "/"  # which no lesson's name has in it


def sheet_name(lesson: str, version: str = "") -> str:
    """By what name the mark of a lesson, or of a version of it, is known. The first version's is the lesson's
    own: it asks what a lesson without versions asks, in the same order.

    >>> sheet_name("walls"), sheet_name("walls", "a"), sheet_name("walls", "b")
    ('walls', 'walls', 'walls/b')
    """
    return f"{lesson}{_OF_VERSION}{version}" if version > "a" else lesson


def lesson_and_version(sheet: str) -> tuple[str, str]:
    """What `sheet_name` was made of; no version for the first."""
    lesson, _, version = sheet.partition(_OF_VERSION)
    return lesson, version
