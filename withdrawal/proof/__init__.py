"""What the project says of itself: the checks of its data and the proof on the record."""
