"""Events, sources, claims, parties and past withdrawals, read from data files; computes nothing."""
