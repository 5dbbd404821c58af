"""Tables as CSV, their cells made safe for spreadsheets, which take some texts for formulas."""

import csv
import io
import re
from collections.abc import Iterable

from corpora.exchange.text import encodable

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠−]")  # as ASCII, full width, and the typographic minus
_END = "\r\n"  # what the writer ends rows with: it quotes a cell that holds any of these characters


def defuse(cell: str) -> str:
    """The cell with a leading apostrophe where a spreadsheet could take it for a formula; `restore` undoes it.

    Source: OWASP, CSV Injection.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """The text that was defused into this cell."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def format_csv(rows: Iterable[Iterable[str | float]]) -> str:
    """Rows as CSV, LF after each; texts are defused, numbers stay as they are, and lone surrogates become U+FFFD."""
    return encodable("".join(_line(row) for row in rows))


def _line(row: Iterable[str | float]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=_END).writerow(defuse(cell) if isinstance(cell, str) else cell for cell in row)
    return out.getvalue().removesuffix(_END) + "\n"
