"""What is asked: the question, what its clause needs, and what was known by its day."""
