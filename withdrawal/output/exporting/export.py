"""Everything on record as a folder or a zip file: tables, codebook, data package, checksums."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from withdrawal.case.proceedings.durable import drafted, write
from withdrawal.errors import CircumstanceError
from withdrawal.output.exporting.codebook import codebook, data_package
from withdrawal.output.exporting.formats import FORMATS, file_bytes
from withdrawal.output.exporting.rows import ROWS
from withdrawal.overlay import steady

TABLES: Mapping[str, str] = {
    "treaties": "treaties",
    "clauses": "clauses",
    "operators": "operators",
    "parties": "parties",
    "party_years": "panel",
    "withdrawals": "history",
    "steps": "steps",
    "procedures": "procedures",
    "stages": "stages",
    "claims": "claims",
    "durations": "durations",
}
"""The files of an export, without the ending of their format, and the table that each holds."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every file in a zip, so that the same data give the same bytes."""


def export_files(form: str = "csv") -> dict[str, bytes]:
    """Return the files of an export by name, in one of `FORMATS`: the same data, the same bytes.

    Raises:
        CircumstanceError: there is no such format.
        MissingExtraError: what writes it is not installed.
    """
    if form not in FORMATS:
        raise CircumstanceError(
            f"{form!r} is not a format: expected {', '.join(FORMATS)}.", suggestions=tuple(FORMATS)
        )
    files = {f"{name}.{form}": table for name, table in TABLES.items()}
    with steady():
        made = {name: file_bytes(table, list(ROWS[table]()), form) for name, table in files.items()}
    made["datapackage.json"] = data_package(files, made, form)
    made["codebook.md"] = codebook(files, form).encode()
    sums = (f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(made.items()))
    made["SHA256SUMS"] = "".join(sums).encode()
    return made


def export(directory: str | os.PathLike[str], *, format: str = "csv") -> Path:
    """Write everything on record to a folder, whole or not at all.

    Args:
        directory: the folder to make; it may be there if it is empty.
        format: ``csv``, ``parquet``, ``jsonl`` or ``dta`` (Stata).

    Returns:
        The folder.

    Raises:
        CircumstanceError: there is no such format, or the folder holds something or cannot be
            written.
        MissingExtraError: what writes the format is not installed.
    """
    target = Path(directory)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise CircumstanceError(f"{target} is there already: expected a new or empty folder.")
        target.parent.mkdir(parents=True, exist_ok=True)
        made = export_files(format)
        _write(target, made)
    except OSError as error:
        raise CircumstanceError(f"{target} cannot be written: {error.strerror}.") from None
    return target


def _write(target: Path, made: Mapping[str, bytes]) -> None:
    """Write files beside the folder, and give it its name once all are there."""
    with drafted(target, is_folder=True) as folder:
        for name, data in made.items():
            write(folder / name, data, os.O_CREAT | os.O_EXCL)
        folder.chmod(0o755)
        folder.replace(target)


def export_zip(form: str = "csv") -> bytes:
    """Return the files of an export as one zip file; arguments and errors as `export_files`."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, data in sorted(export_files(form).items()):
            info = ZipInfo(f"withdrawal/{name}", _FIRST_DAY)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, data)
    return written.getvalue()
