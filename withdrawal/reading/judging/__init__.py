"""Judging claims: by the record and the clause, and by what was known on the document's day."""
