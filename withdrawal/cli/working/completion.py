"""``withdrawal completion``: a script that lets a shell complete commands, options and names.

The shell never calls the program back: the names are written into the script, so that completing
costs nothing. A later version of the package brings names of its own; print the script anew then.
"""

from __future__ import annotations

import inspect
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from inspect import Parameter as Argument
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from attrs import NOTHING, Attribute, fields, has, resolve_types
from cyclopts import App, Parameter

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
    """
    print(script(shell))
    return 0


def script(shell: Shell) -> str:
    """Return the script for a shell, with how to install it in a comment."""
    with _choices() as app:
        # The shell is named, none is started.
        made = app.generate_completion(prog_name="withdrawal", shell=shell)  # nosec B604
    if shell == "zsh" and (function := re.search(r"^(\w+)\(\) \{", made, re.MULTILINE)):
        made = made.rstrip("\n") + "\n\n" + _ZSH.format(function=function[1])
    # For zsh the first line says which command the script is for, and must stay the first.
    first, _, rest = made.partition("\n")
    return f"{first}\n#\n# To install, then open a new shell:\n#   {_INSTALL[shell]}\n#\n{rest}"


@contextmanager
def _choices() -> Iterator[App]:
    """Give the application, with the names that each argument may have as its choices.

    Commands with commands of their own are shared with every other application of this process,
    so they get their functions back.
    """
    from withdrawal.cli import application, commands

    app = application()
    names = _names()
    every = [command for name in commands() for command in _all(app[name])]
    own = [(command, command.default_command) for command in every]
    try:
        for command, function in own:
            if function is not None:
                command.default_command = _stand_in(function, names)
        yield app
    finally:
        for command, function in own:
            command.default_command = function


def _all(command: App) -> Iterator[App]:
    """Yield a command and those within it."""
    yield command
    for each in command:
        if not each.startswith("-"):
            yield from _all(command[each])


def _stand_in(function: Callable[..., Any], names: Mapping[str, Any]) -> Callable[..., Any]:
    """Return a function with the same arguments, those with known names with choices.

    Left out are further words of a name, which cannot be told; zsh would offer no options then.
    """

    def stand_in(*_: Any, **__: Any) -> None: ...

    given = inspect.signature(function)
    every = [each for one in _written_out(function) for each in one]
    arguments = [
        _with_choices(each, each.annotation, names)
        for each in sorted(every, key=lambda each: each.kind)
        if each.kind is not Argument.VAR_POSITIONAL or each.name in names
    ]
    arguments.append(_own_folder())
    stand_in.__doc__ = function.__doc__
    stand_in.__annotations__ = {each.name: each.annotation for each in arguments}
    stand_in.__signature__ = given.replace(parameters=arguments)  # type: ignore[attr-defined]
    return stand_in


def _written_out(function: Callable[..., Any]) -> Iterator[list[Argument]]:
    """Yield each argument of a command; for a question, its fields."""
    hints = get_type_hints(function, include_extras=True)
    for each in inspect.signature(function).parameters.values():
        kind = get_args(hints[each.name])[:1]
        if kind and has(kind[0]):
            yield [_of_field(one) for one in fields(resolve_types(kind[0], include_extras=True))]
        else:
            yield [each.replace(annotation=hints[each.name])]


def _of_field(field: Attribute[Any]) -> Argument:
    kind = Argument.KEYWORD_ONLY if field.kw_only else Argument.POSITIONAL_OR_KEYWORD
    is_several = (
        get_origin(field.type) is Annotated and get_origin(get_args(field.type)[0]) is tuple
    )
    if is_several and not field.kw_only:
        return Argument(field.name, Argument.VAR_POSITIONAL, annotation=str)
    default = Argument.empty if field.default is NOTHING else field.default
    return Argument(field.name, kind, default=default, annotation=field.type)


def _own_folder() -> Argument:
    """Return the option that every command has, which none of them declares."""
    from withdrawal.cli import DATA, DATA_HELP

    kind = Annotated[Path | None, Parameter(name=DATA, help=DATA_HELP)]
    return Argument("own_folder", Argument.KEYWORD_ONLY, default=None, annotation=kind)


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
    from withdrawal.languages.folder import LANGUAGES
    from withdrawal.law.treaties.catalogue import catalogue

    states, treaties = tuple(sorted(_states())), tuple(sorted(catalogue()))
    return {
        "country": states,
        "party": states,
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
