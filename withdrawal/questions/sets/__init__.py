"""Questions whose answers are lists: which is asked for, and its rows."""
