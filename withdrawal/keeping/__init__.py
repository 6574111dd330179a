"""Writing facts down: one checked row into a folder of the user's own, or the package's source."""
