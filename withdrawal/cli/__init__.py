"""The command line: one module a command, loaded when it is called.

Exit codes: 0 answered, 2 the question makes no sense (one sentence on standard error, and with
``--json`` the error as JSON on standard output).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from withdrawal.cli.garbage import hurry
from withdrawal.errors import (
    CircumstanceError,
    MissingExtraError,
    NoTreatyError,
    QuestionError,
    WithdrawalError,
    near_misses,
)
from withdrawal.letters import lower_first
from withdrawal.renamed import sentence

if TYPE_CHECKING:
    from cyclopts import App

__all__ = ["DATA", "DATA_HELP", "Command", "UsageError", "commands", "main"]

DATA = "--data"
DATA_HELP = "A folder of your own data, laid over what is packaged."
"""The option that every command has."""

_OTHER_NAMES = {"states": "countries"}
_OLD_OPTIONS = {"when": {"--route": "--way-out"}, "plan": {"--typical": ""}}
"""What options are called now; those of which nothing is left are dropped."""


class Command(NamedTuple):
    """A command: the function behind it, a line of help and an example."""

    where: str
    help: str
    example: str


@cache
def commands() -> dict[str, Command]:
    """Return every command by its name: `commands.toml`."""
    from withdrawal.datafiles import read_toml

    told = read_toml(Path(__file__).with_name("commands.toml"))
    return {name: Command(**each) for name, each in told.items()}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    if argv is None:
        hurry()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if sys.stdout is None:
            print("Standard output is closed.", file=sys.stderr)
            return 2
        code = _answer(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has heard enough.
        _silence()
        return 0
    except OSError as error:
        if error.filename is not None:
            raise
        _silence()
        print(f"Standard output cannot be written: {error.strerror}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return code


def _silence() -> None:
    """Let Python's own last flush go nowhere, so that it does not fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _answer(arguments: list[str]) -> int:
    from withdrawal.cli.terminal import columns, tolerant
    from withdrawal.output.lines import within

    tolerant(sys.stdout, sys.stderr)
    try:
        given, folders = _own_folders(arguments)
        given[:1] = [_OTHER_NAMES.get(each, each) for each in given[:1]]
        with within(columns()), _laid_over(folders):
            return _run(given)
    except NoTreatyError as error:
        return _answer_plainly(error, as_json="--json" in arguments)
    except WithdrawalError as error:
        return _refuse(error, as_json="--json" in arguments)


def _own_folders(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the arguments without ``--data DIR``, which any command may have, and its folders.

    Raises:
        UsageError: no folder follows.
    """
    rest: list[str] = []
    folders: list[str] = []
    waiting = iter(arguments)
    for each in waiting:
        if each == "--":
            return [*rest, each, *waiting], folders
        if each == DATA or each.startswith(f"{DATA}="):
            folders.append(each[len(DATA) + 1 :] or next(waiting, ""))
        else:
            rest.append(each)
    if any(not each or each.startswith("-") for each in folders):
        raise UsageError(f"{DATA} is given no folder: expected {DATA} DIR.")
    return rest, folders


@contextmanager
def _laid_over(folders: Sequence[str]) -> Iterator[None]:
    """Lay folders of the user's own over the package's data, the last one uppermost."""
    if not folders:
        yield
        return
    from withdrawal.overlay import knowledge

    with ExitStack() as stack:
        for each in folders:
            stack.enter_context(knowledge(each))
        yield


def _by_new_names(arguments: list[str]) -> list[str]:
    """Return the arguments with each option by the name that it has now, and say so.

    Raises:
        CircumstanceError: an option is given by both its names.
    """
    now = _OLD_OPTIONS.get(arguments[0], {}) if arguments else {}
    given = {each.partition("=")[0] for each in arguments}
    for before in now.keys() & given:
        print(sentence(before, now[before]), file=sys.stderr)
        if now[before] in given:
            raise CircumstanceError(
                f"{now[before]} and {before} are both given: expected {now[before]} alone."
            )
    parts = (each.partition("=") for each in arguments)
    kept = ((now.get(name, name), rest) for name, *rest in parts if now.get(name) != "")
    return ["".join((name, *rest)) for name, rest in kept]


def _run(arguments: list[str]) -> int:
    if _is_plain(arguments):
        from withdrawal.cli.plain import tell

        return tell(arguments[1:])
    try:
        from cyclopts import CycloptsError
    except ImportError as error:
        raise MissingExtraError("cli", module="cyclopts") from error
    _refuse_unknown_command(arguments)
    arguments = _with_treaty(_by_new_names(arguments))
    try:
        code = application()(
            arguments, exit_on_error=False, print_error=False, result_action="return_value"
        )
    except CycloptsError as error:
        raise UsageError(_lacking(error) or _one_sentence(error)) from None
    return code if isinstance(code, int) else 0


def _with_treaty(arguments: list[str]) -> list[str]:
    """Return a comparison whose treaty stands among its States, with the treaty as its option."""
    first = next((n for n, each in enumerate(arguments) if each.startswith("-")), len(arguments))
    is_meant = arguments[:1] == ["compare"] and first > 1
    if not is_meant or any(each.partition("=")[0] == "--treaty" for each in arguments):
        return arguments
    from withdrawal.inquiries.history import state_named

    words = arguments[1:first]
    treaty = " ".join(each for each in words if state_named(each) is None)
    more = [f"--treaty={treaty}"] if treaty else []
    states = [each for each in words if state_named(each)]
    return ["compare", *states, *more, *arguments[first:]]


def _is_plain(arguments: Sequence[str]) -> bool:
    """Return whether ``when`` is asked without an option, which needs no reading of options."""
    is_named = len(arguments) > 2 and arguments[0] == "when"
    return is_named and not any(each.startswith("-") for each in arguments)


def _refuse_unknown_command(arguments: list[str]) -> None:
    """Refuse a command that is not there, without loading those that are.

    Raises:
        UsageError: with the nearest commands as suggestions.
    """
    first = arguments[0] if arguments else "--help"
    known = commands()
    if first in known or first.startswith("-"):
        return
    near = near_misses(first, known)
    hint = f"; did you mean {near[0]}?" if near else "."
    raise UsageError(
        f"{first[:80]!r} is not a command: expected one of {', '.join(known)}{hint}",
        suggestions=near,
    )


def application() -> App:
    """Return the cyclopts application with its commands, none of them loaded yet."""
    from cyclopts import App, Parameter

    app = App(
        name="withdrawal",
        default_parameter=Parameter(negative=""),
        help="When does a State's withdrawal from a treaty take effect?\n\n"
        f"Every command takes `{DATA} DIR`: {lower_first(DATA_HELP)}",
        version=_version,
        help_format="markdown",
    )
    for name, each in commands().items():
        told = f"{each.help}\n\nExample: `{each.example}`"
        app.command(f"{__name__}.{each.where}", name=name, help=told)
    return app


def _version() -> str:
    """Return the version, and how new the knowledge is."""
    from withdrawal.record.knowledge import knowledge
    from withdrawal.version import __version__

    return f"{__version__} ({knowledge().in_words()})"


class UsageError(WithdrawalError):
    """The command line itself makes no sense."""

    code = "usage"


def _lacking(error: Exception) -> str | None:
    """Return what a command was not told, with its example; None for any other error."""
    chain, argument = getattr(error, "command_chain", None), getattr(error, "argument", None)
    is_missing = type(error).__name__ == "MissingArgumentError"
    if not (is_missing and chain and argument is not None) or getattr(error, "keyword", None):
        return None
    what = argument.name.lstrip("-").replace("-", " ").lower().replace("party", "State")
    example = commands()[chain[0]].example
    return f"`{' '.join(chain)}` is given no {what}: expected for example `{example}`."


def _one_sentence(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if text.endswith((".", "?")) else f"{text}."


def _answer_plainly(error: NoTreatyError, *, as_json: bool) -> int:
    """Print what is known of a body without a treaty of its own; that is an answer."""
    from withdrawal.cli.terminal import emit
    from withdrawal.output.lines import wrap

    lines = [wrap(error.message)]
    if error.suggestions:
        lines.append(wrap(f"Treaties that may be meant: {', '.join(error.suggestions)}."))
    return emit(error.body.to_json(), "\n".join(lines), as_json=as_json)


def _refuse(error: WithdrawalError, *, as_json: bool) -> int:
    from withdrawal.cli.terminal import plain

    print(plain(error.message), file=sys.stderr)
    if error.suggestions and not all(each in error.message for each in error.suggestions):
        between = "\n  " if isinstance(error, QuestionError) else ", "
        print(f"Perhaps: {between.join(map(plain, error.suggestions))}", file=sys.stderr)
    if as_json:
        from withdrawal.cli.terminal import print_json

        print_json(error.to_json(), indent=None)
    return 2
