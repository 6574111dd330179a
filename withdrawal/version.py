"""The version of the package, where every room can read it."""

__all__ = ["__version__"]

__version__ = "2.0.0"
