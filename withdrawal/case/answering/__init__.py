"""From the question to the answer: the outcomes, the rival readings, what else is on record."""
