"""One agreement, or a table of them, as files other programs open: DOCX, XLSX, CSV, JSON and the PDF with comments."""
