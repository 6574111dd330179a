"""A day in English words."""

from __future__ import annotations

from datetime import date

__all__ = ["long_date"]


def long_date(day: date) -> str:
    """Return for example ``27 December 2025``."""
    return f"{day.day} {day:%B} {day.year}"
