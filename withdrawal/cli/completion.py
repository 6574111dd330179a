"""``withdrawal completion``: a script that lets a shell complete commands, options and names.

The shell never calls the program back: the names are written into the script, so that completing
costs nothing. A later version of the package brings names of its own; print the script anew then.
"""

from __future__ import annotations

import inspect
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from inspect import Parameter as Argument
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_type_hints

from cyclopts import Parameter

if TYPE_CHECKING:
    from cyclopts import App

__all__ = ["completion", "script"]

Shell = Literal["bash", "zsh", "fish"]

_INSTALL = {
    "bash": "withdrawal completion bash > ~/.local/share/bash-completion/completions/withdrawal",
    "zsh": 'withdrawal completion zsh > "${fpath[1]}/_withdrawal"',
    "fish": "withdrawal completion fish > ~/.config/fish/completions/withdrawal.fish",
}
_FILES = frozenset({"scenario"})
_ZSH = """\
if [ "$funcstack[1]" = "_withdrawal" ]; then
  {function} "$@"
else
  compdef {function} withdrawal
fi
"""
"""Lets the script be put on the path of functions under its usual name, and be sourced."""


def completion(shell: Annotated[Shell, Parameter(help="The shell: bash, zsh or fish.")], /) -> int:
    """Print a script that completes commands, options, States and treaties.

    Its first lines say how to install it.

    Example: `withdrawal completion bash > ~/.local/share/bash-completion/completions/withdrawal`
    """
    print(script(shell))
    return 0


def script(shell: Shell) -> str:
    """Return the script for a shell, with how to install it in a comment."""
    # The shell is named, none is started.
    made = _application().generate_completion(prog_name="withdrawal", shell=shell)  # nosec B604
    if shell == "zsh" and (function := re.search(r"^(\w+)\(\) \{", made, re.MULTILINE)):
        made = made.rstrip("\n") + "\n\n" + _ZSH.format(function=function[1])
    # For zsh the first line says which command the script is for, and must stay the first.
    first, _, rest = made.partition("\n")
    return f"{first}\n#\n# To install, then open a new shell:\n#   {_INSTALL[shell]}\n#\n{rest}"


def _application() -> App:
    """Return the application with the names that each argument may have as its choices."""
    from withdrawal.cli import COMMANDS, application

    app = application()
    names = _names()
    for name in COMMANDS:
        _give_choices(app[name], names)
    return app


def _give_choices(command: App, names: Mapping[str, tuple[str, ...]]) -> None:
    for each in command:
        if not each.startswith("-"):
            _give_choices(command[each], names)
    if command.default_command is not None:
        command.default_command = _stand_in(command.default_command, names)


def _stand_in(function: Callable[..., Any], names: Mapping[str, Any]) -> Callable[..., Any]:
    """Return a function with the same arguments, those with known names with choices."""

    def stand_in(*_: Any, **__: Any) -> None: ...

    hints = get_type_hints(function, include_extras=True)
    given = inspect.signature(function)
    arguments = [_with_choices(each, hints[each.name], names) for each in given.parameters.values()]
    stand_in.__doc__ = function.__doc__
    stand_in.__annotations__ = {each.name: each.annotation for each in arguments}
    stand_in.__signature__ = given.replace(parameters=arguments)  # type: ignore[attr-defined]
    return stand_in


def _with_choices(given: Argument, hint: Any, names: Mapping[str, Any]) -> Argument:
    kind: Any = Path if given.name in _FILES else None
    if given.name in names:
        kind = Literal[names[given.name]]
    if kind is None:
        return given.replace(annotation=hint)
    # What the option is called and what help says of it stands beside the type.
    beside = getattr(hint, "__metadata__", ())
    return given.replace(annotation=Annotated[(kind, *beside)] if beside else kind)


def _names() -> dict[str, tuple[str, ...]]:
    """Return what may stand for each argument, by its name."""
    from withdrawal.law.catalogue import catalogue
    from withdrawal.questions.lexicon import LANGUAGES

    states, treaties = tuple(sorted(_states())), tuple(sorted(catalogue()))
    return {
        "country": states,
        "countries": states,
        "treaty": treaties,
        "names": (*states, *treaties),
        "lang": tuple(LANGUAGES),
    }


def _states() -> Iterator[str]:
    """Yield each State's name as one word, the way a shell likes it."""
    from withdrawal.law.countries import countries

    for each in countries().values():
        plain = unicodedata.normalize("NFD", each.name.casefold())
        letters = (c if "a" <= c <= "z" else " " for c in plain if not unicodedata.combining(c))
        yield "-".join("".join(letters).split())
