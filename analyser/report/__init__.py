"""The kartlegging report: one content, written as DOCX, HTML and XLSX."""
