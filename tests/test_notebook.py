"""The tutorial notebook runs from top to bottom, and its objects show themselves."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

NOTEBOOK = Path(__file__).parents[1] / "examples" / "tutorial.ipynb"
RUN = """
import sys
import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
nbformat.write(notebook, sys.argv[2])
"""


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    """The code cells of the notebook after a run."""
    written = tmp_path_factory.mktemp("notebook") / "run.ipynb"
    command = [sys.executable, "-c", RUN, str(NOTEBOOK), str(written)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    every = json.loads(written.read_text(encoding="utf-8"))["cells"]
    return [each for each in every if each["cell_type"] == "code"]


class TestTutorial:
    """The notebook."""

    def test_objects_show_themselves(self, cells):
        """An answer, a plan, a forecast and a treaty appear as small pages."""
        shown = [
            "".join(output["data"]["text/html"])
            for cell in cells
            for output in cell["outputs"]
            if "text/html" in output.get("data", {})
        ]
        assert "27 December 2025" in shown[0]
        assert "<svg" in shown[0]
        assert any("1 July 2028" in each for each in shown)
        assert any("Final vote" in each for each in shown[2:])
        assert any("Anti-Personnel Mines" in each for each in shown)

    def test_kept_without_results(self):
        """The notebook is kept without results, so that a change of data is no change of it."""
        for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
            assert not cell.get("outputs")
