"""What a PDF promises to everybody: PDF/UA-1 to who can't see it, PDF/A-2a to who opens it in years."""

from __future__ import annotations

from pathlib import Path

import page

PROFILES = ("ua1", "2a")


def broken_rules(pdf: bytes | Path) -> list[str]:
    """What page-validation finds against a file in either profile."""
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    return [
        f"{profile}: {one.rule_id}: {one.message}"
        for profile in PROFILES
        for one in page.validate_pdf_bytes(data, profile=profile).failures
    ]
