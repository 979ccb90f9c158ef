"""A backup is whole, private, and never half a file with a whole file's name."""

from __future__ import annotations

import sqlite3
import stat
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from biq_tui.attendance import service
from biq_tui.core import clock
from biq_tui.core.backup import KEPT, backup
from biq_tui.core.database import parse_url
from biq_tui.core.errors import Refused
from tests.attendance.rooms import facilitator, make_gathering, opened

MOMENT = datetime(2027, 3, 5, 19, 15, tzinfo=UTC)


def names_in(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM person ORDER BY id")]


def test_a_backup_holds_everything_in_one_private_file(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        make_gathering(database, ["Ada Muster"])
        made = backup(database.url, tmp_path / "backups", "sitting")
    assert made is not None
    assert names_in(made) == ["Ada Muster"]
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert [file.name for file in made.parent.iterdir()] == [made.name]


def test_a_backup_while_people_arrive_is_whole(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        gathering = make_gathering(database, ["Ada Muster"])
        enough = threading.Event()

        def arrive() -> None:
            for number in range(120):
                act = facilitator(gathering)
                database.write(act, service.add_guest, gathering, f"Gast {number}").result()
                if number == 30:
                    enough.set()

        people = threading.Thread(target=arrive)
        people.start()
        assert enough.wait(30)
        made = backup(database.url, tmp_path / "backups", "sitting")
        people.join()
    assert made is not None
    assert 30 < len(names_in(made)) <= 121


def test_old_backups_make_room_for_new_ones(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        for day in range(KEPT + 3):
            with clock.standing_at(MOMENT + timedelta(days=day)):
                made = backup(database.url, tmp_path / "backups", "sitting")
    kept = sorted((tmp_path / "backups").iterdir())
    assert len(kept) == KEPT
    assert kept[-1] == made


def test_a_backup_that_fails_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no database" * 1000)
    with pytest.raises(Refused, match="Sicherung hat nicht geklappt"):
        backup(parse_url(f"sqlite:///{damaged}"), tmp_path / "backups", "sitting")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_database_server_is_backed_up_by_whoever_runs_it(tmp_path: Path) -> None:
    assert backup(parse_url("postgresql://127.0.0.1/biq"), tmp_path, "sitting") is None
