"""Taking back: what an editor changed in a printed DOCX is written into the spec and the event it came from.

A DOCX is read into pieces, and so is the same document as it would be printed now: only what differs
counts. A difference becomes an edit of a source's text, and stays only if the document that is then printed
says what the editor said. What finds no place is listed.
"""
