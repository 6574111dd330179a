"""When will it happen? Durations, the exact engine, the sampler, and how good they are.

The package is callable: ``withdrawal.forecast(...)`` is `withdrawal.forecast.api.forecast`, also
for someone who has imported a module from in here before.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from withdrawal.forecast.outlook import Forecast


class _Callable(ModuleType):
    """This package, called as the function it is named after."""

    def __call__(self, *arguments: Any, **settings: Any) -> Forecast:
        from withdrawal.forecast.api import forecast

        return forecast(*arguments, **settings)


sys.modules[__name__].__class__ = _Callable
