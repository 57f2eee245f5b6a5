"""PDF: tagged, with every font embedded, after PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2)."""

from lessonpress.writers.pdf.binding import write_bound
from lessonpress.writers.pdf.page_starts import line_numbers, page_starts
from lessonpress.writers.pdf.printing import Printed
from lessonpress.writers.pdf.sheets import Arrangement, booklet_scale, two_up_scale, write_sheets
from lessonpress.writers.pdf.targets import DeadTarget
from lessonpress.writers.pdf.writer import PdfMeasure, write_fillable, write_pdf

__all__ = [
    "Arrangement",
    "DeadTarget",
    "PdfMeasure",
    "Printed",
    "booklet_scale",
    "line_numbers",
    "page_starts",
    "two_up_scale",
    "write_bound",
    "write_fillable",
    "write_pdf",
    "write_sheets",
]
