"""The road ahead: earliest and latest days, plans, and several States side by side."""
