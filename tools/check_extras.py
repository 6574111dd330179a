"""Install a wheel with each extra alone, each into an empty environment, and import everything.

    python tools/check_extras.py WHEEL [EXTRA ...] [--python PYTHON]

WHEEL may be the directory it stands in.

With its extra a part of the package must import; a part that needs another extra must fail on
nothing but a package that extra brings. The package itself answers in every case.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]

PROGRAM = """
import importlib, pkgutil, sys, withdrawal
assert "site-packages" in withdrawal.__file__, withdrawal.__file__
assert str(withdrawal.when("LTU", "ottawa", as_of="2026-01-01").effect) == "2025-12-27"
done, missing = 0, set()
for each in pkgutil.walk_packages(withdrawal.__path__, "withdrawal."):
    if each.name.endswith("__main__"):
        continue
    try:
        importlib.import_module(each.name)
        done += 1
    except ImportError as error:
        name = getattr(error, "module", None) or error.name
        assert name and not name.startswith("withdrawal"), error
        missing.add(name.partition(".")[0])
print(f"{done} modules import; the others want {', '.join(sorted(missing)) or 'nothing'}")
unexpected = missing & set(sys.argv[1].split(","))
assert not unexpected, f"installed, and yet missing: {unexpected}"
"""


def extras() -> dict[str, list[str]]:
    """Return the extras and their requirements, as pyproject.toml has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, list[str]] = project["optional-dependencies"]
    return {name: each for name, each in found.items() if name != "all"}


def try_extra(wheel: Path, name: str, wanted: Sequence[str], python: str) -> bool:
    """Install a wheel with one extra, and import everything; return whether all is well."""
    with tempfile.TemporaryDirectory() as place:
        subprocess.run([python, "-m", "venv", place], check=True)
        inside = f"{place}/bin/python"
        install = [inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        target = f"{wheel.resolve()}[{name}]" if name else str(wheel.resolve())
        subprocess.run([*install, target], check=True, stderr=subprocess.DEVNULL)
        packages = ",".join(each.partition(">")[0].partition("[")[0] for each in wanted)
        command = [inside, "-I", "-c", PROGRAM, packages]
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    print(f"{name or 'no extra'}: {done.stdout.strip() or done.stderr[-1500:]}", flush=True)
    return done.returncode == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the extras asked for, or none and each; return 1 where one does not import."""
    parser = argparse.ArgumentParser(prog="tools/check_extras.py", description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("extras", nargs="*")
    parser.add_argument("--python", default=sys.executable)
    options = parser.parse_args(arguments)
    known = extras()
    wheel = next(options.wheel.glob("*.whl")) if options.wheel.is_dir() else options.wheel
    names = options.extras or ["", *known]
    good = [try_extra(wheel, each, known.get(each, ()), options.python) for each in names]
    print(f"{sum(good)} passed, {len(good) - sum(good)} failed")
    return 0 if all(good) else 1


if __name__ == "__main__":
    raise SystemExit(main())
