"""Glossaries as tables: CSV, TSV and Excel workbooks, one term a row or one concept a row.

`grid` and `workbooks` make rows of a file, `columns` tells what each column holds, `lines` makes a line for each term of
them, `concepts` makes concepts of lines, and `writing` goes the other way.
"""

from glossary.spellings import STATUSES
from glossary.tables.reading import parse
from glossary.tables.writing import Layout, format_csv, format_table, format_xlsx

__all__ = [
    "STATUSES",
    "Layout",
    "format_csv",
    "format_table",
    "format_xlsx",
    "parse",
]
