"""Documents: text, HTML, DOCX and PDF become plain text that knows where each letter stood."""
