"""Days as people say them, read in every language."""
