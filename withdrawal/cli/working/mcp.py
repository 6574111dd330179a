"""``withdrawal mcp``: the tools for agents, over standard input and output."""

from __future__ import annotations

from withdrawal.cli.garbage import stay
from withdrawal.errors import MissingExtraError


def mcp() -> int:
    """Serve the tools over standard input and output until the client leaves."""
    try:
        from withdrawal.mcp import make_server
    except ImportError as error:
        raise MissingExtraError("mcp", module=error.name or "mcp") from error
    stay()
    make_server().run("stdio")
    return 0
