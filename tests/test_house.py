"""The house: which room may know which, what an import costs, and what every file must have."""

import ast
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import withdrawal

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "withdrawal"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))

HEAVY = {"numpy", "rich", "transitions", "attrs", "dateutil", "cyclopts", "scipy"}


def name_of(path: Path) -> str:
    """The dotted name of a module of the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def names() -> frozenset[str]:
    """Return the dotted name of every module of the package."""
    return frozenset(map(name_of, MODULES))


@cache
def _tree(path: Path) -> ast.Module:
    """Return the syntax of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a file names in imports: at its top, in functions, for types only."""
    known = names()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = (f"{node.module}.{each.name}" for each in node.names)
            yield from (part if part in known else node.module for part in parts)


@cache
def imports() -> dict[str, frozenset[str]]:
    """Return which modules of the package each of them names."""
    return {
        name_of(path): frozenset(imported(path)) & names() - {name_of(path)} for path in MODULES
    }


def run(code: str) -> str:
    """Run code in a Python of its own and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.strip()


class TestRooms:
    def test_imports_go_downwards(self):
        """A module imports only from its own room and from rooms below it, as the contract says."""
        done = subprocess.run(
            [Path(sys.executable).parent / "lint-imports", "--no-cache"],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        assert done.returncode == 0, done.stdout

    def test_no_modules_import_each_other_in_a_circle(self):
        """No module imports itself by way of others, imports in functions and for types counted."""
        order = list(TopologicalSorter(imports()).static_order())
        assert set(order) == set(imports())

    @pytest.mark.parametrize(
        "room",
        [name_of(path) for path in MODULES if path.name == "__init__.py"],
    )
    def test_no_rooms_import_each_other_in_a_circle(self, room: str):
        """Of the modules and folders in a folder, none imports itself by way of the others."""

        def beside(name: str) -> str | None:
            is_inside = name.startswith(f"{room}.")
            return name.removeprefix(f"{room}.").partition(".")[0] if is_inside else None

        graph: dict[str, set[str]] = {}
        for name, others in imports().items():
            if (here := beside(name)) is not None:
                found = {beside(other) for other in others} - {None, here}
                graph.setdefault(here, set()).update(found)
        assert set(TopologicalSorter(graph).static_order()) == set(graph)

    def test_no_folder_is_full(self):
        """No folder of the package holds more than sixteen modules: more is two rooms."""
        counts = Counter(str(path.parent.relative_to(ROOT)) for path in MODULES)
        assert {folder: count for folder, count in counts.items() if count > 16} == {}

    def test_importing_the_package_loads_nothing(self):
        """`import withdrawal` loads the standard library at most; the rest comes on first use."""
        loaded = run(
            "import sys, withdrawal; "
            "print(*sorted({name.split('.')[0] for name in sys.modules} "
            "- set(sys.stdlib_module_names)), *(n for n in sys.modules if 'withdrawal.' in n))"
        ).split()
        assert [name for name in loaded if not name.startswith("_")] == ["withdrawal"]

    def test_a_plain_date_loads_nothing_heavy(self):
        """The rooms below the law need neither arrays nor tables of state."""
        loaded = run(
            "import sys, withdrawal.law.clause.clause; "
            "print(*{n.split('.')[0] for n in sys.modules})"
        ).split()
        assert HEAVY & set(loaded) == {"attrs", "dateutil"}

    def test_an_answer_loads_no_arrays(self):
        """Answering `when` loads no arrays, no machine and nothing that writes to a screen."""
        loaded = run(
            "import sys, withdrawal; withdrawal.when('Lithuania', 'ottawa-1997'); "
            "print(*{n.split('.')[0] for n in sys.modules})"
        ).split()
        assert not {"numpy", "rich", "cyclopts", "babel", "scipy"} & set(loaded)


class TestTheFrontDoor:
    def test_every_public_name(self):
        """Every name that is promised is there, once, and is listed by `dir`."""
        assert len(set(withdrawal.__all__)) == len(withdrawal.__all__)
        assert set(withdrawal.__all__) <= set(dir(withdrawal))
        for name in withdrawal.__all__:
            assert getattr(withdrawal, name) is not None

    def test_types_see_the_same_names(self):
        """What a type checker sees is what there is at run time."""
        tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
        (block,) = (node for node in tree.body if isinstance(node, ast.If))
        imports = (node for node in block.body if isinstance(node, ast.ImportFrom))
        named = {each.name: node.module for node in imports for each in node.names}
        called = {attribute: name for name, (_, attribute) in withdrawal._WHERE.items()}
        seen = {called[name]: module for name, module in named.items()}
        assert set(seen) == set(withdrawal.__all__)
        assert seen == {name: module for name, (module, _) in withdrawal._WHERE.items()}

    def test_other_names(self):
        """A name that is not promised is an `AttributeError` that names it."""
        with pytest.raises(AttributeError, match="module 'withdrawal' has no attribute 'whom'"):
            withdrawal.whom  # noqa: B018

    def test_the_version(self):
        """The version is said in one number: the package's and the project's agree."""
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert withdrawal.__version__ == project["version"]

    def test_it_is_typed(self):
        """The package tells type checkers that it is typed."""
        assert (PACKAGE / "py.typed").exists()


class TestFiles:
    def test_every_module_says_what_it_is_for(self):
        """A module opens with a docstring that ends as a sentence does."""
        said = {name_of(path): ast.get_docstring(_tree(path)) for path in MODULES}
        assert [
            name for name, text in said.items() if (text or "-").strip()[-1] not in ".?!:`)"
        ] == []

    @pytest.mark.parametrize(
        "folder", ["withdrawal", "tests", "tools", "examples", "benchmarks", "docs"]
    )
    def test_no_file_is_long(self, folder: str):
        """No file of code has more than four hundred lines."""
        lengths = {
            str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
            for path in (ROOT / folder).rglob("*.py")
        }
        assert {name: length for name, length in lengths.items() if length > 400} == {}

    def test_the_tools_stay_few(self):
        """The programs beside the package have at most fifteen hundred lines together."""
        texts = [each.read_text(encoding="utf-8") for each in (ROOT / "tools").glob("*.py")]
        assert sum(len(text.splitlines()) for text in texts) <= 1500

    def test_every_test_states_its_rule(self):
        """Every test has a docstring that says the rule it checks."""
        silent = [
            f"{path.name}: {node.name}"
            for path in TESTS
            for node in ast.walk(_tree(path))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.name.startswith("test_")
            and not ast.get_docstring(node)
        ]
        assert silent == []
