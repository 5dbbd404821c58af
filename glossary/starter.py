"""The starter glossary that comes with the package: concepts of Vietnamese public life in four languages."""

import hashlib
from functools import cache
from importlib.resources import files

from glossary.concept import Glossary
from glossary.termbase.signature import usable
from glossary.termbase.termbase import Termbase

NAME = "starter"
_FILE = "public-life.tbx"


@cache
def termbase() -> Termbase:
    """The packaged termbase; takes a tenth of a second."""
    from glossary import tbx

    return tbx.parse(_data(), _FILE)


@cache
def starter(customer: str = "") -> Glossary:
    """What texts are held to where no other glossary is named."""
    return usable(termbase(), NAME, hashlib.sha256(_data()).hexdigest(), customer)


def _data() -> bytes:
    return files("glossary").joinpath("starter", _FILE).read_bytes()
