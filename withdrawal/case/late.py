"""Attributes worked out when they are first read: of an answer few people read every part."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import fields

from withdrawal.overlay import roots, without_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Self

__all__ = ["Late"]


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
        kind: Any = cls
        usual = _defaults(kind, tuple(works))
        made.__dict__.update(usual, _works=works, _about=about, **known)
        return made

    def __getstate__(self) -> dict[str, Any]:
        kind: Any = type(self)
        return {each.name: getattr(self, each.name) for each in fields(kind)}

    if not TYPE_CHECKING:  # A type checker would take any name for an attribute.

        def __getattr__(self, name: str) -> Any:
            try:
                work = self.__dict__["_works"][name]
            except KeyError:
                text = f"{type(self).__name__!r} object has no attribute {name!r}"
                raise AttributeError(text, name=name, obj=self) from None
            with without_folders():
                value = work(*self._about)
            self.__dict__[name] = value
            return value


@cache
def _defaults(kind: Any, besides: tuple[str, ...]) -> dict[str, Any]:
    """Return the defaults of a class's attributes besides some."""
    return {each.name: each.default for each in fields(kind) if each.name not in besides}
