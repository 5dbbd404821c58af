"""The starter glossary that comes with the package: concepts of Vietnamese public life in four languages."""

from functools import cache
from importlib.resources import files

from corpora.errors import InputError
from glossary.concept import Concept, Glossary
from glossary.tables import assemble, parse_csv


@cache
def starter() -> Glossary:
    """All packaged tables as one glossary; InputError where a concept stands in two of them."""
    concepts: dict[str, Concept] = {}
    tables = [entry for entry in files("glossary").joinpath("starter").iterdir() if entry.name.endswith(".csv")]
    for table in sorted(tables, key=lambda entry: entry.name):
        for concept in parse_csv(table.read_text(encoding="utf-8"), table.name):
            if concept.id in concepts:
                raise InputError(f"{table.name}: concept {concept.id!r} stands in another table too; keep one")
            concepts[concept.id] = concept
    return assemble(concepts.values(), "starter")
