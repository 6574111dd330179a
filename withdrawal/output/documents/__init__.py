"""Reports as documents: a memo, a notice, their pages in DOCX, PDF and HTML."""
