"""PDF: tagged, with every font embedded, after PDF/UA-1 (ISO 14289-1)."""

from lessonpress.writers.pdf.writer import PdfMeasure, Printed, write_pdf

__all__ = ["PdfMeasure", "Printed", "write_pdf"]
