"""TBX: whatever a termbase holds comes back, in both styles, and the same content is the same bytes."""

import sys
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary import tbx
from glossary.tbx.records import format_concept, parse_concept
from glossary.termbase.termbase import Termbase


def _made() -> ModuleType:
    spec = util.spec_from_file_location("termbases", Path(__file__).with_name("termbases.py"))
    assert spec and spec.loader
    module = util.module_from_spec(spec)
    sys.modules["termbases"] = module
    spec.loader.exec_module(module)
    return module


made: Any = _made()
SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("style", ["dca", "dct"])
@SETTINGS
@given(data=st.data())
def test_a_termbase_survives_its_file(style: Any, data: st.DataObject) -> None:
    termbase = data.draw(made.termbases())
    written = tbx.format_tbx(termbase, style=style)
    read = tbx.parse(written, "x.tbx")
    assert dict(read.concepts) == dict(termbase.concepts)
    assert read == termbase
    assert [change.id for change in read.history] == [change.id for change in termbase.history]
    assert tbx.format_tbx(read, style=style) == written


@SETTINGS
@given(made.termbases())
def test_one_style_is_read_as_the_other(termbase: Termbase) -> None:
    one, other = (tbx.parse(tbx.format_tbx(termbase, style=style), "x.tbx") for style in ("dca", "dct"))
    assert one == other


@given(made.concepts("c1"))
def test_a_concept_survives_its_record(concept: Any) -> None:
    assert parse_concept(format_concept(concept), "x") == concept
