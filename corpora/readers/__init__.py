"""From files to articles: every format that kheo reads, its language, its roles and marks, and what went wrong."""

from corpora.readers.naming import FORMATS
from corpora.readers.reading import Reading, read

__all__ = ["FORMATS", "Reading", "read"]
