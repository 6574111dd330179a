"""Reading documents: claims about leaving treaties, their places, and what of them is right."""

from withdrawal.reading.many import read_many
from withdrawal.reading.reading import read
from withdrawal.reading.report import Reading

__all__ = ["Reading", "read", "read_many"]
