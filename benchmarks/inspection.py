"""Looks at the PDFs that contestants made: their pages, and whether they keep to PDF/UA-1."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.contest import Files


@dataclass(frozen=True, slots=True)
class Inspection:
    """`pages` and `compliant` (how many of the PDFs are) are None where nothing could be checked."""

    size: int
    pdfs: int
    pages: int | None = None
    compliant: int | None = None


def inspect(files: Files) -> Inspection:
    """Judges by the page-validation package, where it is installed."""
    pdfs = [data for data in files if data.startswith(b"%PDF")]
    size = sum(map(len, files))
    try:
        import page
    except ImportError:
        return Inspection(size, len(pdfs))
    reports = [page.validate_pdf_bytes(data, profile="ua1") for data in pdfs]
    return Inspection(
        size,
        len(pdfs),
        sum(report.document.page_count for report in reports),
        sum(report.is_compliant for report in reports),
    )
