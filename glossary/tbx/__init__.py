"""TBX, the exchange format of terminology (ISO 30042), and the form in which kheo keeps its own glossary.

Whatever comes in (version 3 in either style, version 2) is brought into one form first: data categories as attributes,
no namespaces (`styles`). `reading` and `writing` know only this form, and their shared tables stand in `categories`.
"""

from glossary.tbx.reading import is_old, load, parse, read
from glossary.tbx.writing import Style, format_tbx

__all__ = ["Style", "format_tbx", "is_old", "load", "parse", "read"]
