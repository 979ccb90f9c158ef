"""A disk that is full while people arrive: one sentence, nothing half-done, and on it goes."""

from __future__ import annotations

from pathlib import Path

from biq_tui.attendance import service
from biq_tui.attendance.sheet import sheet
from biq_tui.core.errors import Refused
from tests.attendance.rooms import STATION, facilitator, make_gathering, opened


def test_a_full_disk_is_told_and_what_was_saved_stays(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        gathering = make_gathering(database, ["Ada Muster"])
        act = facilitator(gathering)
        # SQLite answers "full" itself beyond this many pages, as for a full disk.
        with database._writers.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 4}")
        saved, said = 0, ""
        while not said and saved < 10_000:
            try:
                database.write(act, service.add_guest, gathering, f"Gast {saved}").result()
                saved += 1
            except Refused as refusal:
                said = refusal.sentence
        assert said == (
            "Die Festplatte ist voll. Nichts ist verloren. "
            "Bitte machen Sie Platz und versuchen Sie es noch einmal."
        )
        assert saved
        assert database.read(sheet, gathering, STATION).here == saved
        with database._writers.connect() as connection:  # somebody makes room
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        database.write(act, service.add_guest, gathering, "Theo").result()
        assert database.read(sheet, gathering, STATION).here == saved + 1
