"""What is shipped, in environments of its own: `nox` runs all but the mutants, `nox -l` lists.

Sessions that try the wheel take it from `dist`, where `nox -s build` puts it.
"""

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nox

ROOT = Path(__file__).parent
DIST = ROOT / "dist"
PROJECT = nox.project.load_toml("pyproject.toml")
EXTRAS = {
    name: [re.split(r"[\[<>=; ]", each)[0] for each in listed]
    for name, listed in PROJECT["project"]["optional-dependencies"].items()
}
BESIDE = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
TESTED = ("tests/dates", "tests/law", "tests/case")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")

MOST = 12 * 1024 * 1024
"""The bytes that the wheel may have."""

nox.options.sessions = ["build", "wheel", "extras", "versions", "pythons", "bill"]
nox.options.error_on_missing_interpreters = False  # what is skipped is written down as not run

ANSWERS = """
import sys, withdrawal
assert "site-packages" in withdrawal.__file__, withdrawal.__file__
answer = withdrawal.when("Lithuania", "Ottawa Convention", as_of="2026-01-01")
assert str(answer.effect) == "2025-12-27", answer
assert answer.disagreements, "the packaged claims are missing"
assert withdrawal.when("Latvia", "Ottawa", as_of="2025-04-20").standing.stage == "final-vote"
"""
IMPORTS = """
import importlib, pkgutil
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
assert not missing & {*sys.argv[1:]}, "installed, and yet missing"
"""
API = """
from withdrawal.web.app import description, routed
assert description(routed())["paths"]
"""


def git(*arguments: str) -> str:
    """Return what git prints."""
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


def tracked() -> list[str]:
    """Return the files of the project, new ones included, deleted ones left out."""
    listed = git("ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    return [name for name in listed if name and (ROOT / name).is_file()]


def missing() -> Iterator[str]:
    """Yield what should be in the wheel or the sdist and is not."""
    packed = set(zipfile.ZipFile(packaged()).namelist())
    with tarfile.open(next(DIST.glob("*.tar.gz"))) as sdist:
        sources = {name.partition("/")[2] for name in sdist.getnames()}
    for name in tracked():
        top, _, rest = name.partition("/")
        if top in ("withdrawal", *BESIDE) and f"{BESIDE.get(top, top)}/{rest}" not in packed:
            yield f"{name} is not in the wheel"
        if top in ("withdrawal", "tests", "docs", *BESIDE) and name not in sources:
            yield f"{name} is not in the sdist"


def packaged() -> Path:
    """Return the wheel."""
    return next(DIST.glob("*.whl"))


def answers(session: nox.Session, code: str, *arguments: str) -> None:
    """Run some lines in the session's environment, from a directory without the tree."""
    with session.chdir(session.create_tmp()):
        session.run("python", "-I", "-c", code, *arguments)


@nox.session
def build(session: nox.Session) -> None:
    """Build wheel and sdist twice, in two places and at two times: the same bytes, all files.

    The wheel keeps below the size that it may have.
    """
    session.install("build", *PROJECT["build-system"]["requires"])
    epoch = {"SOURCE_DATE_EPOCH": git("log", "-1", "--format=%ct").strip()}
    digests = []
    for _ in range(2):
        shutil.rmtree(DIST, ignore_errors=True)
        with tempfile.TemporaryDirectory() as place:
            for name in tracked():
                target = Path(place, "tree", name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes((ROOT / name).read_bytes())
                target.chmod((ROOT / name).stat().st_mode)
            command = ("python", "-m", "build", "--no-isolation", "--outdir", str(DIST))
            session.run(*command, f"{place}/tree", env=epoch, silent=True)
        found = sorted(DIST.iterdir())
        digests.append({each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in found})
    if digests[0] != digests[1] or [*missing()]:
        session.error(f"{digests}\n" + "\n".join(missing()))
    for name, digest in digests[0].items():
        session.log(f"{name}: sha256 {digest}, the same twice")
    size = packaged().stat().st_size
    session.log(f"the wheel has {size:,} bytes of {MOST:,}")
    if size > MOST:
        session.error("the wheel is too large")


@nox.session(python=PYTHONS)
def wheel(session: nox.Session) -> None:
    """The wheel answers alone; its command names the extra it lacks, and works with it."""
    session.install(packaged())
    answers(session, ANSWERS)
    asked = ("withdrawal", "when", "lithuania", "ottawa", "--json")
    refused = session.run(*asked, success_codes=[1, 2], silent=True)
    if "withdrawal[cli]" not in refused:
        session.error(refused)
    session.install(f"{packaged()}[cli]")
    if '"effect": "2025-12-27"' not in session.run(*asked, silent=True):
        session.error("the command answers otherwise")


@nox.session
@nox.parametrize("extra", ["", *EXTRAS])
def extras(session: nox.Session, extra: str) -> None:
    """With one extra alone every module imports, or wants a package of another extra."""
    session.install(f"{packaged()}[{extra}]" if extra else packaged())
    answers(session, ANSWERS + IMPORTS, *EXTRAS.get(extra, ()))


def run_tests(session: nox.Session, *wanted: str, paths: tuple[str, ...] = TESTED) -> None:
    """Run some tests on the packages wanted, with a tenth of the usual examples."""
    session.install("-e", ".[cli,arrays,ask,frames]", *wanted)
    session.run("python", "-m", "pip", "list", "--format=freeze")
    chosen = ("-m", "not slow", "-p", "no:cacheprovider")
    session.run("python", "-m", "pytest", *chosen, *paths, env={"HYPOTHESIS_PROFILE": "brief"})


def imports_all(session: nox.Session, *more: str) -> None:
    """Take the wheel with every extra: all modules import, and the API can be described."""
    session.install(f"{packaged()}[all]", *more)
    every = (name for each in EXTRAS.values() for name in each)
    answers(session, ANSWERS + IMPORTS + API, *every)


RUNNERS = [each for each in PROJECT["dependency-groups"]["test"]
           if re.match("pytest>|hypothesis>", each)]  # fmt: skip


def lower_bounds() -> list[str]:
    """Return every dependency of the package, of its extras and of the tests' runner, pinned."""
    extra = PROJECT["project"]["optional-dependencies"].values()
    listed = [*PROJECT["project"]["dependencies"], *RUNNERS, *(x for each in extra for x in each)]
    bounds = (re.match(r"([\w.-]+)(?:\[[^\]]*\])?>=([\d.]+)", each) for each in listed)
    return sorted({f"{each[1]}=={each[2]}" for each in bounds if each})


@nox.session
@nox.parametrize("profile", ["lowest", "dateutil-2.9", "dateutil-4.0"])
def versions(session: nox.Session, profile: str) -> None:
    """The tests pass with every dependency at its lower bound, and with both dateutils.

    With all extras at their lower bounds every module imports, and the API is described.
    """
    if profile == "lowest":
        pinned = Path(session.create_tmp(), "constraints.txt")
        pinned.write_text("\n".join(lower_bounds()), encoding="utf-8")
        run_tests(session, *RUNNERS, "--constraint", str(pinned))
        imports_all(session, "--constraint", str(pinned))
    else:
        dateutil = f"python-{profile.replace('-', '==')}.*"
        run_tests(session, *RUNNERS, dateutil, paths=("tests/dates",))


@nox.session(python=PYTHONS)
def pythons(session: nox.Session) -> None:
    """The tests pass with the newest of every dependency, on each Python that is at hand.

    With all extras every module imports, and the API is described.
    """
    run_tests(session, *RUNNERS)
    imports_all(session)


WASM = """
import { loadPyodide } from "pyodide";
const [modules, code] = process.argv.slice(2);
const python = await loadPyodide();
python.mountNodeFS("/site-packages", modules);
python.runPython("import sys; sys.path.insert(0, '/site-packages'); print(sys.version)");
python.runPython(code);
"""


@nox.session(venv_backend="none")
def wasm(session: nox.Session) -> None:
    """The wheel answers, and every module imports, on a Python 3.14 made for WebAssembly.

    It wants node and npm, and runs only when asked for by its name.
    """
    place = Path(session.create_tmp())
    pip = ("python", "-m", "pip", "install", "--no-compile", "--upgrade")
    pure = ("--only-binary=:all:", "--python-version=3.14", "--abi=none", "--platform=any")
    session.run(*pip, *pure, f"--target={place}/site-packages", str(packaged()), silent=True)
    session.run("npm", "install", "--prefix", str(place), "pyodide@314", silent=True)
    (place / "run.mjs").write_text(WASM, encoding="utf-8")
    with session.chdir(place):
        session.run("node", "run.mjs", "site-packages", ANSWERS + IMPORTS)


@nox.session
def bill(session: nox.Session) -> None:
    """Write what the wheel rests on with every extra, as CycloneDX, beside it: the same twice."""
    session.install("cyclonedx-bom>=7,<8")
    home = Path(session.create_tmp(), "alone")
    session.run("python", "-m", "venv", "--clear", "--without-pip", str(home))
    python = min(home.glob("[bS]*/python*"))  # bin, or Scripts
    session.run("python", "-m", "pip", "--python", str(python), "install", f"{packaged()}[all]")
    told = ("--pyproject", "pyproject.toml", "--mc-type", "library", "--output-reproducible")
    command = ("cyclonedx-py", "environment", *told, "--short-PURLs", str(python))
    first, second = (session.run(*command, silent=True) for _ in range(2))
    found = json.loads(first)
    if first != second or "file:" in first or PROJECT["project"]["name"] not in first:
        session.error("the bill is not the same twice, or tells of this machine")
    written = packaged().with_suffix(".cdx.json")
    written.write_text(first, encoding="utf-8")
    session.log(f"{written.name}: {len(found['components'])} packages, {found['specVersion']}")


@nox.session
def mutants(session: nox.Session) -> None:
    """Try a sample of the mutants of a room: `nox -s mutants -- NUMBER [SEED]`."""
    number, seed = (*map(int, session.posargs), 40, 1)[:2] if session.posargs else (40, 1)
    session.install("-e", ".[all]", *nox.project.dependency_groups(PROJECT, "test", "mutation"))
    made = ROOT / "mutants"
    made.mkdir(exist_ok=True)  # before Python starts: it looks only once where modules are
    beside = {"PYTHONPATH": str(made), "HYPOTHESIS_PROFILE": "brief"}
    session.run("mutmut", "run", "none", env=beside, success_codes=[0, 1], silent=True)
    names = sorted(
        name
        for path in made.rglob("*.py.meta")
        for name in json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    )
    sample = random.Random(seed).sample(names, min(number, len(names)))
    processes = str(os.cpu_count() or 1)
    session.run("mutmut", "run", "--max-children", processes, *sample, env=beside)
    told = session.run("mutmut", "results", "--all", "true", silent=True)
    for line in told.splitlines():
        name, _, outcome = line.strip().partition(": ")
        if name in sample:
            session.log(f"{outcome}: {name}")
