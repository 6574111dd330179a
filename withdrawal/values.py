"""Frozen value classes: those of ``attrs.frozen``, made in half the time.

attrs writes three methods for every class by which it is compared, hashed and shown, and compiles
them. A short command makes a hundred classes and hardly ever compares or shows one, so that here
all share three. A class whose values are compared all the time is better made by ``attrs.frozen``.
"""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from attrs import frozen
else:

    def frozen(cls: type | None = None, **options: Any) -> Any:
        """Make a class as ``attrs.frozen`` does, whose options it takes."""
        if cls is None:
            return partial(frozen, **options)
        own = {name: options.get(name, True) for name in ("eq", "repr")}
        made = attrs.frozen(cls, **options | dict.fromkeys(own, False))
        if own["eq"]:
            made.__eq__, made.__hash__ = _compared(made)
        if own["repr"] and "__repr__" not in vars(cls):
            made.__repr__ = _told
        return made


__all__ = ["frozen"]


def _compared(cls: type) -> tuple[Any, Any]:
    """Return how values of a class are compared and hashed: by all their attributes, or some."""
    known = attrs.fields(cls)
    value = _getter(each.name for each in known if each.eq)
    key = _getter(each.name for each in known if (each.eq if each.hash is None else each.hash))

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        return value(self) == value(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash((cls, key(self)))

    return __eq__, __hash__


def _getter(names: Any) -> Any:
    some = tuple(names)
    return attrgetter(*some) if some else lambda _: ()


def _told(self: Any) -> str:
    """Return the name of the class with the attributes that are shown."""
    shown = (
        f"{each.name}={(repr if each.repr is True else each.repr)(getattr(self, each.name))}"
        for each in attrs.fields(type(self))
        if each.repr
    )
    return f"{type(self).__qualname__.rpartition('>.')[2]}({', '.join(shown)})"
