"""Opens a table by what the file is, not by what it is called."""

import os
from typing import BinaryIO

from django.utils.translation import gettext as _

from hanse.shared.errors import InputError
from hanse.shared.tables import delimited
from hanse.shared.tables.table import GUESSED, Limits, Table, Written

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")  # .xls, and any Office file with a password
_USUAL = Limits()


def open_table(
    file: BinaryIO, name: str, *, limits: Limits = _USUAL, written: Written = GUESSED
) -> Table:
    """Check a file and read its header; InputError names file, row and mend.

    The file must be seekable and stay open while rows are read; of a Django upload, pass
    `upload.file`.
    """
    _check_size(file, name, limits)
    file.seek(0)
    head = file.read(len(_OLD_OFFICE))
    if head == _OLD_OFFICE:
        raise InputError(
            name,
            None,
            _("this is an old Excel file, or one with a password"),
            _("Save it as .xlsx without a password, or as CSV"),
        )
    if head.startswith(_ZIP):
        from hanse.shared.tables import workbook  # noqa: PLC0415 - slow to load, and rarely needed

        return workbook.opened(file, name, limits, written.sheet)
    return delimited.opened(file, name, limits, written)


def sheet_names(file: BinaryIO, name: str, *, limits: Limits = _USUAL) -> tuple[str, ...]:
    """Return the sheets of a workbook that show, empty for what is none.

    Raises
    ------
    InputError
        It is a workbook that cannot be read.
    """
    _check_size(file, name, limits)
    file.seek(0)
    if not file.read(len(_ZIP)).startswith(_ZIP):
        return ()
    from hanse.shared.tables import workbook  # noqa: PLC0415 - as above

    return workbook.sheet_names(file, name, limits)


def _check_size(file: BinaryIO, name: str, limits: Limits) -> None:
    size = file.seek(0, os.SEEK_END)
    if size > limits.size:
        raise InputError(
            name,
            None,
            _("%(size)s MB is more than the %(most)s MB read at once")
            % {"size": f"{size / 1024**2:,.1f}", "most": f"{limits.size / 1024**2:,.0f}"},
            _("Split it into several files"),
        )
