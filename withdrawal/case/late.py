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
    """The base of a frozen attrs class whose instances may be made before all of them is known.

    Whatever reads an attribute, be it `==`, `attrs.evolve` or `pickle`, gets its value. What the
    package knows never changes, so that value is the same at any time; where folders of the
    user's own are in use, which may change, everything is worked out at once.
    """

    __slots__ = ("_about", "_works")

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
        for name, usual in _defaults(kind):
            if name not in works:
                _put(made, name, known.get(name, usual))
        _put(made, "_works", works)
        _put(made, "_about", about)
        return made

    if not TYPE_CHECKING:  # A type checker would take any name for an attribute.

        def __getattr__(self, name: str) -> Any:
            try:
                work = object.__getattribute__(self, "_works")[name]
            except (AttributeError, KeyError):
                text = f"{type(self).__name__!r} object has no attribute {name!r}"
                raise AttributeError(text, name=name, obj=self) from None
            with without_folders():
                value = work(*self._about)
            _put(self, name, value)
            return value


_put = object.__setattr__


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((each.name, each.default) for each in fields(kind))
