"""Going back to a backup: seen before it is done, and whole even if the power goes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from biq_tui.core.backup import DAMAGED, REPLACED, backup, backups, newest_good
from biq_tui.core.errors import CannotStart, Refused
from biq_tui.core.journal import last_number
from biq_tui.core.opening import open_database
from biq_tui.core.standing import Relation
from biq_tui.core.write import Write
from biq_tui.people.models import Erasure
from biq_tui.people.public import ERASED
from biq_tui.safekeeping import erased
from biq_tui.safekeeping.keeping import Keeper, keep
from biq_tui.safekeeping.preview import Preview, preview
from biq_tui.safekeeping.replacing import replace_data
from biq_tui.safekeeping.staging import address, stage
from tests.attendance.rooms import opened
from tests.room import sentences

from .laptops import Laptop, damage, killed_after, names_in

THEN = ["Ada Muster", "Ali Beispiel"]


def backed_up(laptop: Laptop, why: str = "by-hand") -> Path:
    made = backup(address(laptop.here.live), laptop.here.backups, why)
    assert made is not None
    return made


def go_back(laptop: Laptop, source: Path) -> None:
    replace_data(laptop.here, stage(source, laptop.here), laptop.act)


def seen(laptop: Laptop, source: Path) -> Preview:
    with opened(laptop.folder) as database:
        return preview(stage(source, laptop.here), laptop.here, database)


def test_before_going_back_it_is_told_what_would_be_missing(mine: Laptop) -> None:
    made = backed_up(mine)
    mine.guest("Cem Probe")
    found = seen(mine, made)
    assert found.comparison.relation is Relation.OLDER
    assert [line.sentence for line in found.ours.steps] == ["Cem Probe ist als Gast da."]
    assert found.theirs.count == 0
    assert found.staged.standing.people == 2
    assert mine.names == [*THEN, "Cem Probe"], "nothing is changed yet"


def test_what_was_there_before_is_a_backup_and_leads_back_again(mine: Laptop) -> None:
    made = backed_up(mine)
    mine.guest("Cem Probe")
    go_back(mine, made)
    assert mine.names == THEN
    with opened(mine.folder) as database:
        assert sentences(database)[-1].startswith("Der Stand vom ")
    replaced = next(one for one in backups(mine.here.backups) if one.why == REPLACED)
    assert names_in(replaced.file) == [*THEN, "Cem Probe"]
    assert seen(mine, replaced.file).comparison.relation is Relation.PARTED
    go_back(mine, replaced.file)
    assert mine.names == [*THEN, "Cem Probe"]


def test_only_what_belongs_to_the_data_lies_beside_them(mine: Laptop) -> None:
    before = {file.name for file in mine.folder.iterdir()}
    go_back(mine, backed_up(mine))
    assert {file.name for file in mine.folder.iterdir()} == before | {"backups"}
    assert {one.stat().st_mode & 0o777 for one in mine.folder.rglob("*.db")} == {0o600}


def test_a_backup_of_an_older_version_comes_back_in_todays_shape(mine: Laptop) -> None:
    made = backed_up(mine)
    old = mine.folder / "old.db"
    of_the_first_version(old)
    go_back(mine, old)
    assert mine.names == ["Ada Muster"]
    with opened(mine.folder):
        pass  # it is of today's version
    go_back(mine, made)
    assert mine.names == THEN


def test_nobody_goes_back_while_people_vote(mine: Laptop) -> None:
    made = backed_up(mine)
    mine.open_urn()
    names = mine.names
    with pytest.raises(Refused, match="Abstimmung"):
        go_back(mine, made)
    assert mine.names == names
    assert [one.why for one in backups(mine.here.backups)] == ["by-hand"]


def test_nobody_goes_back_while_another_program_has_the_data_open(mine: Laptop) -> None:
    made = backed_up(mine)
    with opened(mine.folder) as database:
        database.read(last_number)
        with pytest.raises(Refused, match="anderes Programm"):
            go_back(mine, made)
    mine.guest("Cem Probe")
    assert mine.names == [*THEN, "Cem Probe"]


@pytest.mark.parametrize("how", ["pages", "beginning", "empty", "gone"])
def test_damaged_data_give_way_to_the_newest_good_backup_and_are_kept(
    mine: Laptop, how: str
) -> None:
    backed_up(mine)
    live = mine.here.live
    if how == "pages":
        damage(live)
    elif how == "beginning":
        live.write_bytes(b"\x00" * 4096 + live.read_bytes()[4096:])
    elif how == "empty":
        live.write_bytes(b"")
    else:
        live.unlink()
    bad = live.read_bytes() if live.exists() else b""
    with pytest.raises(CannotStart, match=r"beschädigt|nicht da|keine Daten"):
        open_database(mine.folder).close()
    good = newest_good(mine.here.backups)
    assert good is not None
    go_back(mine, good.file)
    assert mine.names == THEN
    kept = [file.read_bytes() for file in mine.here.backups.glob(f"*-{DAMAGED}.db")]
    assert kept == ([bad] if bad else [])


def test_what_lay_beside_damaged_data_is_not_laid_over_what_comes_back(mine: Laptop) -> None:
    made = backed_up(mine)
    beside = mine.here.live.with_name("biq.db-wal")
    with closing(sqlite3.connect(mine.here.live)) as connection:  # closing it takes that away
        connection.execute("UPDATE person SET name = 'Cem Probe' WHERE id = 1")
        connection.commit()
        newest = beside.read_bytes()
    damage(mine.here.live)
    beside.write_bytes(newest)
    go_back(mine, made)
    assert not beside.exists() or not beside.stat().st_size
    assert mine.names == THEN


def test_a_new_beginning_is_made_only_where_it_is_asked_for(mine: Laptop) -> None:
    backed_up(mine)
    mine.here.live.unlink()
    with pytest.raises(CannotStart):
        open_database(mine.folder)
    assert not mine.here.live.exists()
    open_database(mine.folder, anew=True).close()
    assert mine.names == []


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"letters to my aunt " * 900, "keine Daten von BIQ"), (b"", "keine Daten von BIQ")],
)
def test_a_file_that_is_no_backup_is_refused(mine: Laptop, content: bytes, said: str) -> None:
    file = mine.folder / "other.db"
    file.write_bytes(content)
    with pytest.raises(Refused, match=said):
        go_back(mine, file)
    assert file.read_bytes() == content
    assert mine.names == THEN


def test_a_half_backup_and_one_of_a_newer_version_are_refused(mine: Laptop) -> None:
    made = backed_up(mine)
    half = mine.folder / "half.db"
    half.write_bytes(made.read_bytes()[: made.stat().st_size // 2])
    with pytest.raises(Refused, match="beschädigt"):
        go_back(mine, half)
    with closing(sqlite3.connect(made)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    with pytest.raises(Refused, match="neueren Version"):
        go_back(mine, made)
    assert mine.names == THEN


# Erased people ----------------------------------------------------------------------------------


def erase(laptop: Laptop, person_id: int) -> None:
    """As the program notes that somebody was erased."""

    def note(write: Write) -> None:
        write.insert(Erasure(person_id=person_id, erased_on=date(2027, 3, 5)))
        write.tell("test.erased", undoable=False)

    with opened(laptop.folder) as database:
        database.write(laptop.act, note).result()


@pytest.mark.parametrize("is_damaged", [False, True])
def test_who_was_erased_is_known_whatever_comes_back(mine: Laptop, is_damaged: bool) -> None:
    made = backed_up(mine)
    erase(mine, 2)
    gone = erased.note(mine.folder, erased.erased_in(mine.here.live))
    assert [one.person_id for one in gone] == [2]
    if is_damaged:
        damage(mine.here.live)
    go_back(mine, made)
    assert [one.person_id for one in erased.erased_in(mine.here.live)] == [2]
    assert mine.names == ["Ada Muster", ERASED]
    replaced = [one.file for one in backups(mine.here.backups) if one.why == REPLACED]
    assert b"Ali Beispiel" not in mine.here.live.read_bytes(), "nor is it in the journal"
    assert len(replaced) == (0 if is_damaged else 1)


def test_a_number_that_was_given_once_more_erases_nobody_else(mine: Laptop) -> None:
    made = backed_up(mine)
    mine.guest("Cem Probe")
    erase(mine, 3)
    go_back(mine, made)  # Cem never came, as these data have it
    mine.guest("Dana Zufall")
    later = backed_up(mine)
    go_back(mine, later)
    assert mine.names == [*THEN, "Dana Zufall"]
    assert erased.erased_in(mine.here.live) == ()
    assert [one.person_id for one in erased.known(mine.folder)] == [3]


async def test_an_erasure_is_noted_beside_the_data_at_once(mine: Laptop) -> None:
    """The next hour the disk may die, and the database with it."""
    with opened(mine.folder) as database:
        keeper = Keeper(database, mine.here)

        def note(write: Write) -> None:
            write.insert(Erasure(person_id=2, erased_on=date(2027, 3, 5)))
            write.tell("test.erased", undoable=False)

        await database.writes(mine.act, note)
        await keeper.keep("meanwhile")  # comes after what is on its way
        await keeper.end()
    assert [one.person_id for one in erased.known(mine.folder)] == [2]


def test_an_old_copy_that_somebody_put_there_by_hand_is_erased_again(mine: Laptop) -> None:
    old = mine.here.live.read_bytes()
    erase(mine, 2)
    erased.note(mine.folder, erased.erased_in(mine.here.live))
    mine.here.live.write_bytes(old)
    with opened(mine.folder) as database:
        keep(database, mine.here, "start")
    assert mine.names == ["Ada Muster", ERASED]


# The power goes ---------------------------------------------------------------------------------


def test_who_dies_while_going_back_has_the_old_data_or_the_new(mine: Laptop) -> None:
    made = backed_up(mine)
    mine.guest("Cem Probe")
    now, steps, before, after = [*THEN, "Cem Probe"], 0, 0, 0
    while killed_after(steps, lambda: go_back(mine, made)):
        with opened(mine.folder):
            pass  # it starts, whatever lies there
        names = mine.names
        assert names in (now, THEN)
        assert any(names_in(one.file) == now for one in backups(mine.here.backups)) or names == now
        before, after = before + (names == now), after + (names == THEN)
        if names == THEN:
            break  # it was done; what is left is tidying up
        steps += 4  # all of them take 10 s
    assert before > 3
    go_back(mine, made)
    assert mine.names == THEN
    assert not list(mine.folder.glob("arriving*"))


def of_the_first_version(file: Path) -> None:
    """A database as 0.1 made it."""
    from sqlalchemy import text

    from biq_tui.core.database import writing_engine
    from biq_tui.core.migrations import upgrade

    engine = writing_engine(address(file))
    upgrade(engine, "0001")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO person (name, version) VALUES ('Ada Muster', 1)"))
    engine.dispose()
