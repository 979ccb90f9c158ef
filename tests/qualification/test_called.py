"""The one way to say in a command which course is meant."""

from __future__ import annotations

import pytest

from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.qualification.called import run_called
from tests.qualification.courses import Run


def test_a_course_is_called_by_its_title_in_any_case_or_by_its_id(database: Database) -> None:
    walle = Run(database, title="BIQ Walle").run_id
    strasse = Run(database, title="Straße {x}").run_id
    for called in ("biq walle", "  BIQ  WALLE ", f"{walle}"):
        assert database.read(run_called, called) == walle
    assert database.read(run_called, "STRASSE {X}") == strasse


def test_a_title_goes_before_an_id(database: Database) -> None:
    first = Run(database, title="Erster").run_id
    other = Run(database, title=f"{first}").run_id
    assert database.read(run_called, f"{first}") == other


def test_what_is_not_there_is_told_with_what_there_is(database: Database) -> None:
    with pytest.raises(Refused) as none:
        database.read(run_called, "{n}")
    assert none.value.sentence == (
        "Den Kurs „{n}“ gibt es nicht. Nichts wurde geändert. Es gibt: keine"
    )
    Run(database, title="Walle {a}")
    Run(database, title="Huchting")
    with pytest.raises(Refused) as refused:
        database.read(run_called, "99")
    assert refused.value.sentence.endswith("Es gibt: Huchting, Walle {a}")
