"""One State leaving one treaty: the answer, the plan, the machine, the journal; no odds."""
