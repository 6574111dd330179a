"""Several cases told together in one file, and played."""
