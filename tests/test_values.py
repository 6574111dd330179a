"""Frozen values made in half the time are those that attrs makes."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from withdrawal.values import frozen


def _both(**options: Any) -> Any:
    """Return a class of three attributes, made by attrs and by us."""

    def plain() -> type:
        class Pair:
            a: int
            b: Any = attrs.field(default=2, eq=False, repr=False)
            c: Any = attrs.field(default=3, hash=False, repr=lambda value: f"<{value}>")

        return Pair

    return [make(plain(), **options) for make in (attrs.frozen, frozen)]


class TestFrozen:
    @pytest.mark.parametrize("options", [{}, {"eq": False}, {"repr": False}, {"slots": False}])
    def test_as_attrs(self, options: dict[str, Any]) -> None:
        """Values are equal, hashed by and shown with the attributes that attrs takes."""
        told = []
        for made in _both(**options):
            one, twin, other = made(1), made(1, b=9), made(1, c=4)
            shown = repr(one) if options != {"repr": False} else type(one).__repr__
            told.append((one == twin, one == other, one == 1, hash(one) == hash(other), shown))
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                one.a = 2
        assert told[0] == told[1]

    def test_subclass(self) -> None:
        """A value is never equal to one of a subclass; what a class says itself stays."""

        @frozen
        class Base:
            a: int = 1

            def __repr__(self) -> str:
                return "mine"

        @frozen(kw_only=True)
        class More(Base):
            pass

        assert Base() != More()
        assert (repr(Base()), repr(More())) == ("mine", "More(a=1)")

    def test_plain_subclass(self) -> None:
        """Values of a subclass that is made by nothing are compared among themselves."""

        @frozen
        class Base:
            a: int = 1

        class More(Base):
            pass

        assert More() == More() != More(2)
        assert More() != Base()

    def test_empty(self) -> None:
        """Values without attributes are all equal."""

        @frozen
        class Empty:
            pass

        assert {Empty(), Empty()} == {Empty()}
