"""The examples in docstrings run, and every public name says what it is."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
from importlib.util import find_spec
from pathlib import Path

import pytest

import withdrawal
from withdrawal.inquiries.exits import When
from withdrawal.reflected import attribute_texts

MODULES = sorted(
    name
    for name in (
        "withdrawal",
        *(each.name for each in pkgutil.walk_packages(withdrawal.__path__, "withdrawal.")),
    )
    if ">>> " in Path(str(find_spec(name).origin)).read_text(encoding="utf-8")
)
"""The modules that have examples."""

PUBLIC = [name for name in withdrawal.__all__ if not name.startswith("_")]
FUNCTIONS = [name for name in PUBLIC if inspect.isfunction(getattr(withdrawal, name))]


class TestDocstrings:
    @pytest.mark.rows("name", MODULES)
    def test_the_examples_of_a_module_run(self, name: str) -> None:
        """Each example in a docstring prints what stands under it."""
        module = importlib.import_module(name)
        failed, tried = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
        assert failed == 0
        assert tried > 0

    @pytest.mark.rows("name", PUBLIC)
    def test_a_public_name_says_what_it_is(self, name: str) -> None:
        """Every public name has a docstring."""
        assert inspect.getdoc(getattr(withdrawal, name))

    @pytest.mark.rows("name", FUNCTIONS)
    def test_a_public_function_tells_its_arguments(self, name: str) -> None:
        """The docstring of a public function has a word on each of its arguments."""
        function = getattr(withdrawal, name)
        told = inspect.getdoc(function) or ""
        arguments = set(inspect.signature(function).parameters)
        assert {each for each in arguments if each not in told} == set()


def test_the_margin_of_a_docstring_does_not_matter():
    """What a class says of its attributes is read with its margin, and without it as since 3.13."""

    class Bare:
        pass

    Bare.__doc__ = inspect.cleandoc(When.__doc__)
    told = dict(attribute_texts(Bare))
    assert told
    assert told.items() <= dict(attribute_texts(When)).items()
