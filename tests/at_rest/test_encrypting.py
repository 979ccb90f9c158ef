"""The data become encrypted and plain again: at one moment, and no file in between is open."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from biq_tui.core import sealed, sqlite, vault
from biq_tui.core.backup import backup, backups, newest_good
from biq_tui.core.errors import CannotStart, Refused
from biq_tui.core.journal import last_number
from biq_tui.core.opening import open_database
from biq_tui.core.standing import standing
from biq_tui.overview import glance
from biq_tui.safekeeping.encrypting import convert_backups, decrypt, encrypt
from biq_tui.safekeeping.staging import address
from tests.attendance.rooms import opened
from tests.room import PATIENCE_SECONDS
from tests.safekeeping.laptops import Laptop, damage, killed_after

from .words import ANOTHER, CODE, FIRST, PASSPHRASE, open_places, shut


def names_in(file: Path) -> list[str]:
    with closing(sqlite.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [name for (name,) in connection.execute("SELECT name FROM person ORDER BY id")]


def test_no_byte_says_a_name_neither_closed_nor_open_nor_backed_up(encrypted: Laptop) -> None:
    assert open_places(encrypted.folder) == []
    sealed.unlock(encrypted.folder, PASSPHRASE)
    encrypted.guest("Cem Probe")
    with opened(encrypted.folder) as database:
        database.read(last_number)
        encrypted.guest("Dana Probe")
        assert encrypted.here.live.with_name("biq.db-wal").stat().st_size
        backup(database.url, encrypted.here.backups, "by-hand")
        assert open_places(encrypted.folder) == []
    assert names_in(encrypted.here.live) == [*FIRST, "Cem Probe", "Dana Probe"]
    assert names_in(backups(encrypted.here.backups)[0].file) == names_in(encrypted.here.live)


def test_without_the_right_key_nothing_opens(encrypted: Laptop) -> None:
    assert glance(encrypted.here.live) is None
    with pytest.raises(CannotStart, match="Passphrase"):
        open_database(encrypted.folder)
    with (
        closing(sqlite3.connect(encrypted.here.live)) as plainly,
        pytest.raises(sqlite3.DatabaseError),
    ):
        plainly.execute("SELECT name FROM person")
    before = encrypted.here.live.read_bytes()
    sqlite.use_key(vault.new_key())
    with pytest.raises(CannotStart, match="einen anderen Schlüssel"):
        open_database(encrypted.folder)
    with pytest.raises(sqlite.Error), closing(sqlite.connect(encrypted.here.live)) as wrong:
        wrong.execute("SELECT name FROM person").fetchall()
    assert encrypted.here.live.read_bytes() == before


def test_a_damaged_file_is_told_from_a_wrong_key(
    encrypted: Laptop, capfd: pytest.CaptureFixture[str]
) -> None:
    sealed.unlock(encrypted.folder, PASSPHRASE)
    backup(address(encrypted.here.live), encrypted.here.backups, "by-hand")
    whole = encrypted.here.live.read_bytes()
    for place in (300, 4096 * 3 + 7):
        harmed = bytearray(whole)
        harmed[place] ^= 1
        encrypted.here.live.write_bytes(harmed)
        with pytest.raises(CannotStart, match="Daten ist beschädigt"):
            open_database(encrypted.folder)
        with pytest.raises(Refused, match="beschädigt"):
            standing(encrypted.here.live)
    good = newest_good(encrypted.here.backups)
    assert good is not None
    assert capfd.readouterr() == ("", ""), "SQLCipher writes nothing onto the screen"


def test_everything_lives_with_a_key_and_deleted_names_are_gone(encrypted: Laptop) -> None:
    sealed.unlock(encrypted.folder, PASSPHRASE)
    heard = Event()
    with opened(encrypted.folder) as database:
        database.watch(heard.set)
        assert heard.wait(PATIENCE_SECONDS), "the first look"
        heard.clear()
        encrypted.guest("Cem Probe")
        assert heard.wait(PATIENCE_SECONDS), "another program has committed"
        assert database.forget("person", anew=True)
        assert sqlite.kind_of(encrypted.here.live) is sqlite.Kind.OURS
    assert names_in(encrypted.here.live)[-1] == "Cem Probe"


def test_backups_of_before_are_encrypted_too_and_what_cannot_be_goes(mine: Laptop) -> None:
    made = backup(address(mine.here.live), mine.here.backups, "by-hand")
    assert made is not None
    broken = mine.here.backups / "2027-01-01-120000-start.db"
    shutil.copy(made, broken)
    damage(broken)
    (mine.here.backups / "2027-01-02-120000-damaged.db").write_bytes(made.read_bytes()[:5000])
    half = mine.here.backups / "2027-01-03-120000-start.db.new"
    half.write_bytes(made.read_bytes()[:9000])
    changed = made.stat().st_mtime
    done = encrypt(mine.here, vault.new_key(), PASSPHRASE, CODE)
    assert (done.backups, done.removed) == (1, 2)
    assert open_places(mine.folder) == []
    assert [one.file for one in backups(mine.here.backups)] == [made]
    assert made.stat().st_mtime == changed
    assert names_in(made) == FIRST


def test_a_plain_backup_that_is_laid_there_later_does_not_stay_open(
    encrypted: Laptop, hers: Laptop
) -> None:
    hers.begin("Cem Probe")
    laid = encrypted.here.backups / "2027-01-01-120000-start.db"
    with closing(sqlite3.connect(hers.here.live)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    shutil.copy(hers.here.live, laid)
    sealed.unlock(encrypted.folder, PASSPHRASE)
    convert_backups(encrypted.here)
    assert open_places(encrypted.folder) == []
    assert names_in(laid) == ["Cem Probe"]


def test_decrypted_it_is_as_before_and_no_key_is_left(encrypted: Laptop) -> None:
    key = sealed.unlock(encrypted.folder, PASSPHRASE)
    backup(address(encrypted.here.live), encrypted.here.backups, "by-hand")
    decrypt(encrypted.here, key)
    shut()
    assert not sealed.is_shut(encrypted.folder)
    assert encrypted.names == FIRST
    assert [names_in(one.file) for one in backups(encrypted.here.backups)] == [FIRST]
    assert not list(encrypted.folder.rglob("key*.json"))


def test_a_lost_key_file_is_taken_from_beside_the_backups(encrypted: Laptop) -> None:
    (encrypted.folder / vault.KEY_FILE).unlink()
    assert sealed.is_shut(encrypted.folder)
    sealed.unlock(encrypted.folder, CODE)
    with opened(encrypted.folder):
        assert names_in(encrypted.here.live) == FIRST


def test_neither_an_open_vote_nor_a_running_program_is_disturbed(mine: Laptop) -> None:
    sqlite.learn(vault.new_key())  # two SQLites in one process would not see each other's locks
    with opened(mine.folder) as database:
        database.read(last_number)
        mine.guest("Cem Probe")
        with pytest.raises(Refused, match="anderes Programm"):
            encrypt(mine.here, vault.new_key(), PASSPHRASE, CODE)
    mine.open_urn()
    with pytest.raises(Refused, match="Abstimmung"):
        encrypt(mine.here, vault.new_key(), PASSPHRASE, CODE)
    assert not sealed.is_shut(mine.folder)
    assert not vault.is_there(mine.folder)
    assert mine.names == [*FIRST, "Cem Probe"]


def every_kill(do: Callable[[], object], anew: Callable[[], object], every: int) -> int:
    """Kill `do` before each of its file operations in turn; `anew` puts things as they were."""
    steps = 0
    while killed_after(steps, do):
        anew()
        steps += every
    return steps


def test_killed_at_any_moment_it_is_whole_and_can_be_finished(mine: Laptop, tmp_path: Path) -> None:
    backup(address(mine.here.live), mine.here.backups, "by-hand")
    begun = tmp_path / "begun"
    shutil.copytree(mine.folder, begun)
    key = vault.new_key()
    seen = set()

    def back_again() -> None:
        was_shut = sealed.is_shut(mine.folder)
        seen.add(was_shut)
        if was_shut:
            sealed.unlock(mine.folder, PASSPHRASE)
        assert names_in(mine.here.live) == FIRST
        assert newest_good(mine.here.backups) is not None
        if was_shut:
            convert_backups(mine.here)
        else:
            encrypt(mine.here, vault.new_key(), PASSPHRASE, CODE)
        assert open_places(mine.folder) == []
        shut()
        shutil.rmtree(mine.folder)
        shutil.copytree(begun, mine.folder)

    steps = every_kill(lambda: encrypt(mine.here, key, PASSPHRASE, CODE), back_again, every=4)
    assert steps > 30
    assert seen == {False, True}


def test_killed_while_it_is_decrypted_nothing_is_lost(encrypted: Laptop, tmp_path: Path) -> None:
    key = sealed.unlock(encrypted.folder, PASSPHRASE)
    backup(address(encrypted.here.live), encrypted.here.backups, "by-hand")
    begun = tmp_path / "begun"
    shutil.copytree(encrypted.folder, begun)

    def back_again() -> None:
        shut()
        if vault.is_there(encrypted.folder):
            again = sealed.unlock(encrypted.folder, PASSPHRASE)
            assert names_in(encrypted.here.live) == FIRST
            decrypt(encrypted.here, again)
        shut()
        assert names_in(encrypted.here.live) == FIRST
        assert [names_in(one.file) for one in backups(encrypted.here.backups)] == [FIRST]
        shutil.rmtree(encrypted.folder)
        shutil.copytree(begun, encrypted.folder)
        sealed.unlock(encrypted.folder, PASSPHRASE)

    assert every_kill(lambda: decrypt(encrypted.here, key), back_again, every=8) > 20


def test_data_of_another_passphrase_are_told(encrypted: Laptop, hers: Laptop) -> None:
    encrypt(hers.here, vault.new_key(), ANOTHER, CODE)
    shut()
    sealed.unlock(encrypted.folder, PASSPHRASE)
    with pytest.raises(Refused, match="eine andere Passphrase"):
        standing(hers.here.live)
    with pytest.raises(Refused, match="weder"):
        sealed.learn_key_of(hers.here.live, PASSPHRASE)
    sealed.learn_key_of(hers.here.live, ANOTHER)
    assert standing(hers.here.live).people == 0
