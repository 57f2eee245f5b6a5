"""Tags of languages (BCP 47): what stands in one."""

from __future__ import annotations


def main_language(language: str) -> str:
    """`de` for `de-AT`."""
    return language.partition("-")[0].lower()
