"""Nothing in a file or an argument is ever run; the code itself is free of sharp tools."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "withdrawal").rglob("*.py"))

NEVER_CALLED = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
NEVER_IMPORTED = {
    "pickle",
    "cPickle",
    "dill",
    "cloudpickle",
    "marshal",
    "shelve",
    "yaml",
    "subprocess",
    "ctypes",
    "code",
    "runpy",
    "telnetlib",
    "ftplib",
    "urllib.request",
    "requests",
}
NEVER_ASKED = {"os.system", "os.popen", "os.exec", "os.spawn", "tempfile.mktemp"}


def tree_of(path):
    """Return the syntax of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def found_in(tree):
    """Return the dangerous things that a module's syntax has."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found += [node.func.id] if node.func.id in NEVER_CALLED else []
        elif isinstance(node, ast.Attribute):
            dotted = ast.unparse(node)
            found += [dotted] if dotted.startswith(tuple(NEVER_ASKED)) else []
        elif isinstance(node, ast.Import):
            found += [each.name for each in node.names if is_never(each.name)]
        elif isinstance(node, ast.ImportFrom):
            found += [str(node.module)] if is_never(str(node.module)) else []
    return found


def is_never(name):
    """Return whether a module is one that is never imported."""
    return name in NEVER_IMPORTED or name.partition(".")[0] in NEVER_IMPORTED


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_dangerous(path):
    """No module evaluates text, unpickles, starts a program or fetches anything."""
    assert found_in(tree_of(path)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("eval('1')", ["eval"]),
        ("from pickle import loads", ["pickle"]),
        ("import yaml.loader", ["yaml.loader"]),
        ("import os\nos.system('x')", ["os.system"]),
        ("import urllib.request", ["urllib.request"]),
        ("re.compile('x')", []),
        ("import json", []),
    ],
)
def test_it_would_be_found(text, found):
    """Each kind of danger is found in code that has it, and nothing else is."""
    assert found_in(ast.parse(text)) == found


def test_data_files_are_data():
    """Everything packaged beside the code is a format that only holds data."""
    kinds = {path.suffix for path in (ROOT / "withdrawal").rglob("*") if path.is_file()}
    assert kinds - {".pyc"} <= {
        *(".py", ".toml", ".json", ".jsonl", ".csv", ".tsv", ".txt", ".typed", ".gz", ".typ"),
        *(".html", ".css", ".js", ".svg", ".png", ".woff2", ".ico", ".webmanifest"),
        "",
    }
