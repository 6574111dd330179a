"""One State leaving one treaty: the answer, the plan, the machine and the journal; no probability."""
