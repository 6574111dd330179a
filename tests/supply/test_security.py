"""Nothing in a file is ever run: what is packaged beside the code only holds data."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_data_files_are_data():
    """Everything packaged beside the code is a format that only holds data."""
    kinds = {path.suffix for path in (ROOT / "withdrawal").rglob("*") if path.is_file()}
    assert kinds - {".pyc"} <= {
        *(".py", ".toml", ".json", ".jsonl", ".csv", ".tsv", ".txt", ".typed", ".gz", ".typ"),
        *(".html", ".css", ".js", ".svg", ".png", ".woff2", ".ico", ".webmanifest"),
        "",
    }
