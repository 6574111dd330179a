"""The documentation: Sphinx, MyST and furo; built with warnings as errors."""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import withdrawal

STATIC = Path(withdrawal.__file__).parent / "web" / "static"

project = "withdrawal"
author = "The withdrawal maintainers"
copyright = "2026, the withdrawal maintainers. Apache-2.0"
version = release = withdrawal.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
nitpicky = False
default_role = "code"
language = "en"

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_class_signature = "mixed"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
add_module_names = False
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = "withdrawal"
html_theme_options = {"navigation_with_keys": True}
templates_path = ["_templates"]
html_static_path = ["_static", str(STATIC / "fonts")]
html_css_files = ["house.css", "clothes.css"]
html_favicon = str(STATIC / "icon.svg")
html_show_sphinx = False
# No page loads anything from elsewhere, and none is needed to read it.
html_use_index = True
html_copy_source = False


def setup(app: Sphinx) -> None:
    """Lay out the faces and colours of the page, which are written once, in its own style."""
    app.connect("builder-inited", _house)


def _house(app: Sphinx) -> None:
    house, _, _ = (STATIC / "style.css").read_text(encoding="utf-8").partition("\n*, *::before")
    laid = Path(app.outdir) / "_static"
    laid.mkdir(parents=True, exist_ok=True)
    (laid / "house.css").write_text(house.replace("fonts/", ""), encoding="utf-8")
