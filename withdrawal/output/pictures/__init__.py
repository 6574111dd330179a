"""Pictures of whole treaties: their parties over time, on a map of tiles, and their exits."""
