"""COMMIT was sent and the connection is gone: who typed is told what is true, or to look."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from biq_tui.attendance import service
from biq_tui.attendance.sheet import sheet
from biq_tui.core import in_doubt
from biq_tui.core.errors import Unstored
from tests.attendance.rooms import STATION, facilitator, make_gathering, opened

from .cut_line import line


@pytest.mark.parametrize("seed", [1, 2], ids=["the COMMIT arrived", "it did not"])
def test_one_step_is_done_once_although_its_commit_had_no_answer(
    seed: int, postgresql_url: str, tmp_path: Path
) -> None:
    with (
        TemporaryDirectory(prefix="biq-") as folder,
        line(postgresql_url, Path(folder), seed, one_in=1) as (url, through),
        opened(tmp_path, url) as database,
    ):
        gathering = make_gathering(database, ["Ada Muster"])
        through.breaks = 1
        database.write(facilitator(gathering), service.add_guest, gathering, "Theo").result()
        assert through.broken == 1
        assert database.read(sheet, gathering, STATION).here == 1


def test_where_nobody_can_say_it_she_is_told_to_look(
    postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_doubt, "PATIENCE_SECONDS", 0.0)
    with (
        TemporaryDirectory(prefix="biq-") as folder,
        line(postgresql_url, Path(folder), 1, one_in=1) as (url, through),
        opened(tmp_path, url) as database,
    ):
        gathering = make_gathering(database, ["Ada Muster"])
        through.breaks, through.takes_nobody = 1, True
        added = database.write(facilitator(gathering), service.add_guest, gathering, "Theo")
        with pytest.raises(Unstored) as told:
            added.result()
        assert "Bitte sehen Sie nach" in told.value.sentence or "look" in told.value.sentence
