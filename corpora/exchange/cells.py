"""Cells of exported tables, made safe for spreadsheets, which take some texts for formulas."""

import re

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠−]")  # as ASCII, full width, and the typographic minus


def defuse(cell: str) -> str:
    """The cell with a leading apostrophe where a spreadsheet could take it for a formula; `restore` undoes it.

    Source: OWASP, CSV Injection.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """The text that was defused into this cell."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
