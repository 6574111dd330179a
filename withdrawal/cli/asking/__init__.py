"""The commands that ask."""
