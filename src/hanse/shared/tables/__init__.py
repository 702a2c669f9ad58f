"""Tables that people hand over: CSV in whatever form a spreadsheet writes it, and Excel.

`open_table` checks the file and reads its header, `Table.rows` gives numbered rows of texts,
`guess_columns` says which column probably means what, and `writing` makes tables to take along.
Votes are read by `shared.sheets`, which is stricter and wants one exact form.
"""

from hanse.shared.tables.columns import Column, guess_columns
from hanse.shared.tables.opening import open_table, sheet_names
from hanse.shared.tables.table import GUESSED, Limits, Row, Table, Written

__all__ = [
    "GUESSED",
    "Column",
    "Limits",
    "Row",
    "Table",
    "Written",
    "guess_columns",
    "open_table",
    "sheet_names",
]
