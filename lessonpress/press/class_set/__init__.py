"""Class sets: every pupil's own copy of one document, in one PDF file, for a roster of names."""
