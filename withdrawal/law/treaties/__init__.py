"""Treaties: their names, numbers and lives, and the catalogue that finds them; no case."""
