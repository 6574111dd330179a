"""How and when States leave treaties: when, plans, comparisons, forecasts, surveys, papers."""
