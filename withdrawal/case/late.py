"""Attributes worked out when they are first read: of an answer few people read every part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import fields

from withdrawal.overlay import roots, without_folders

if TYPE_CHECKING:
    from typing import Self


class Late:
    """The base of a frozen attrs class, without slots, of which not all is known at first.

    Whatever reads an attribute, be it `==`, `attrs.evolve` or `pickle`, gets its value. What the
    package knows never changes, so that value is the same at any time; where folders of the
    user's own are in use, which may change, everything is worked out at once.
    """

    @classmethod
    def later(cls, works: Mapping[str, Callable[..., Any]], *about: Any, **known: Any) -> Self:
        """Return an instance.

        Args:
            works: what returns the value of an attribute, by its name.
            about: the arguments with which each of them is called.
            known: the other attributes; those left out have their defaults.
        """
        if roots():
            return cls(**known, **{name: work(*about) for name, work in works.items()})
        made = cls.__new__(cls)
        made.__dict__.update(known, _works=works, _about=about)
        return made

    def __getstate__(self) -> dict[str, Any]:
        kind: Any = type(self)
        return {each.name: getattr(self, each.name) for each in fields(kind)}

    if not TYPE_CHECKING:  # A type checker would take any name for an attribute.

        def __getattr__(self, name: str) -> Any:
            works, usual = self.__dict__.get("_works"), _defaults(type(self))
            if works is None or name not in usual:
                text = f"{type(self).__name__!r} object has no attribute {name!r}"
                raise AttributeError(text, name=name, obj=self)
            with without_folders():
                value = works[name](*self._about) if name in works else usual[name]
            self.__dict__[name] = value
            return value


@cache
def _defaults(kind: Any) -> dict[str, Any]:
    """Return the defaults of a class's attributes."""
    return {each.name: each.default for each in fields(kind)}
