"""A backup is whole, private, and never half a file with a whole file's name."""

from __future__ import annotations

import shutil
import stat
import threading
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from biq_tui.attendance import service
from biq_tui.core import clock, copies
from biq_tui.core.backup import backup, backups, last_backup, newest_good
from biq_tui.core.database import parse_url
from biq_tui.core.errors import Refused
from biq_tui.core.folders import DATABASE_FILE
from tests.attendance.rooms import facilitator, make_gathering, opened
from tests.safekeeping.laptops import damage, killed_after, names_in
from tests.voting.votes import Votes

MOMENT = datetime(2027, 3, 5, 19, 15, tzinfo=UTC)


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


def test_a_backup_ends_though_somebody_writes_at_each_of_its_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "PAGES", 20)
    with opened(tmp_path) as database:
        gathering = make_gathering(database, ["Ada Muster"])
        guests = 0

        def arrive() -> bool:
            nonlocal guests
            guests += 1
            act = facilitator(gathering)
            database.write(act, service.add_guest, gathering, f"Gast {guests}").result()
            return guests > 100  # it would never end

        made = backup(database.url, tmp_path / "backups", "sitting", arrive)
    assert made is not None
    assert guests > 5
    assert names_in(made) == ["Ada Muster"], "the moment at which it began"


def test_old_backups_make_room_for_new_ones(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        for day in range(20):
            with clock.standing_at(MOMENT + timedelta(days=day)):
                made = backup(database.url, tmp_path / "backups", "sitting")
    kept = sorted((tmp_path / "backups").iterdir())
    assert len(kept) == 15, "one of each of the last fourteen days, and one of the week before"
    assert kept[-1] == made


def test_the_newest_good_backup_is_not_always_the_newest(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    assert newest_good(folder) is None
    with opened(tmp_path) as database:
        for minute in range(3):
            with clock.standing_at(MOMENT + timedelta(minutes=minute)):
                backup(database.url, folder, "sitting")
    newest, second, third = backups(folder)
    damage(newest.file)
    second.file.write_bytes(second.file.read_bytes()[:10_000])
    assert last_backup(folder) == newest
    assert newest_good(folder) == third
    assert third.made_at == MOMENT
    assert third.why == "sitting"


def test_nothing_is_copied_while_people_vote(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        Votes(database).open(12)
        with pytest.raises(Refused, match="Abstimmung"):
            backup(database.url, tmp_path / "backups", "sitting")
    assert list((tmp_path / "backups").iterdir()) == []


def test_damaged_data_are_told_as_damaged(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        make_gathering(database, ["Ada Muster"])
        url = database.url
    damage(tmp_path / DATABASE_FILE)
    with pytest.raises(Refused, match="beschädigt"):
        backup(url, tmp_path / "backups", "sitting")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_full_disk_is_told_before_it_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = shutil.disk_usage(tmp_path).free
    monkeypatch.setattr(copies, "SPARE_BYTES", free)  # so much has to be left to others
    with opened(tmp_path) as database:
        with pytest.raises(Refused, match="Sicherung hat nicht geklappt"):
            backup(database.url, tmp_path / "backups", "sitting")
        assert list((tmp_path / "backups").iterdir()) == []
        make_gathering(database, ["Ada Muster"])  # and work goes on


def test_a_backup_is_given_up_when_the_program_ends(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        with pytest.raises(copies.Halted):
            backup(database.url, tmp_path / "backups", "sitting", lambda: True)
        assert list((tmp_path / "backups").iterdir()) == []


def test_who_dies_at_a_backup_leaves_no_half_one(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    with opened(tmp_path) as database:
        make_gathering(database, ["Ada Muster"])
        url = database.url
    steps = 0
    while killed_after(steps, partial(backup, url, folder, f"step-{'x' * steps}")):
        for made in backups(folder):
            assert names_in(made.file) == ["Ada Muster"]
        steps += 1
    assert steps > 5
    assert newest_good(folder) is not None


def test_a_backup_that_fails_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        (tmp_path / "backups").write_text("a file where the folder should be")
        with pytest.raises(Refused, match="Sicherung hat nicht geklappt"):
            backup(database.url, tmp_path / "backups", "sitting")


def test_what_is_no_database_is_not_backed_up(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no database" * 1000)
    with pytest.raises(Refused, match=r"Sicherung hat nicht geklappt|beschädigt"):
        backup(parse_url(f"sqlite:///{damaged}"), tmp_path / "backups", "sitting")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_database_server_is_backed_up_by_whoever_runs_it(tmp_path: Path) -> None:
    assert backup(parse_url("postgresql://127.0.0.1/biq"), tmp_path, "sitting") is None
