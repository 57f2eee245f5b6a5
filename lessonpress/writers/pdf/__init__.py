"""PDF: tagged, with every font embedded, after PDF/UA-1 (ISO 14289-1)."""

from lessonpress.writers.pdf.writer import Printed, measure_pdf, write_pdf

__all__ = ["Printed", "measure_pdf", "write_pdf"]
