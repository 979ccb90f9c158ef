"""Names go onto a stick by themselves only where somebody has brought them once by hand."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from biq_tui.core import clock
from biq_tui.core.backup import backups
from biq_tui.core.errors import Refused
from biq_tui.safekeeping.keeping import BY_HAND, keep
from biq_tui.safekeeping.stick import BACKUPS, FOLDER, brought_at, onto_stick
from tests.attendance.rooms import opened

from .laptops import Laptop, names_in


def kept(laptop: Laptop, why: str = "meanwhile", *, always: bool = False) -> tuple[Path, ...]:
    """Where on sticks the backup lies that the program makes by itself."""
    with opened(laptop.folder) as database:
        return keep(database, laptop.here, why, always=always).onto


def by_hand(laptop: Laptop) -> Path:
    with opened(laptop.folder) as database:
        made = keep(database, laptop.here, BY_HAND, always=True).backup
    assert made is not None
    return onto_stick(made, laptop.folder)


def test_a_stick_that_nobody_brought_the_data_onto_stays_as_it_is(
    mine: Laptop, stick: Path
) -> None:
    (stick / FOLDER).mkdir()  # somebody's own folder of that name
    (stick / FOLDER / "notes.txt").write_text("mine")
    assert kept(mine) == ()
    assert [file.name for file in stick.rglob("*")] == [FOLDER, "notes.txt"]


def test_once_brought_by_hand_it_goes_on_by_itself(mine: Laptop, stick: Path) -> None:
    assert brought_at(mine.folder) is None
    first = by_hand(mine)
    assert first.parent == stick / FOLDER / BACKUPS
    assert names_in(first) == ["Ada Muster", "Ali Beispiel"]
    assert brought_at(mine.folder) is not None
    assert kept(mine) == (), "nothing has changed"
    mine.guest("Cem Probe")
    (second,) = kept(mine)
    assert names_in(second)[-1] == "Cem Probe"


def test_the_stick_of_another_house_is_left_alone(mine: Laptop, hers: Laptop, stick: Path) -> None:
    hers.begin("Olena Zrazok")
    by_hand(hers)
    assert kept(mine) == ()
    assert [one.name for one in (stick / FOLDER / BACKUPS).iterdir()] == [
        one.file.name for one in backups(hers.here.backups)
    ]


def test_of_two_sticks_both_known_both_get_it(mine: Laptop, plug: Callable[[str], Path]) -> None:
    one, drawer = plug("ONE"), mine.folder.parent / "drawer"
    by_hand(mine)
    one.rename(drawer)
    plug("TWO")
    by_hand(mine)
    drawer.rename(one)
    mine.guest("Cem Probe")
    assert len(kept(mine)) == 2


def test_nothing_is_brought_while_people_vote(mine: Laptop, stick: Path) -> None:
    by_hand(mine)
    before = sorted(stick.rglob("*"))
    mine.open_urn()
    assert kept(mine) == ()
    assert sorted(stick.rglob("*")) == before
    assert len(backups(mine.here.backups)) == 1


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """The system takes no file larger than this, as a stick on which so much is free."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_stick_is_told_and_nothing_half_lies_there(mine: Laptop, stick: Path) -> None:
    made = by_hand(mine)
    mine.guest("Cem Probe")
    later = clock.now() + timedelta(minutes=1)
    with opened(mine.folder) as database, clock.standing_at(later):
        newer = keep(database, mine.here, BY_HAND, always=True).backup
    assert newer is not None
    (stick / FOLDER / BACKUPS / newer.name).unlink()
    with room_for(100_000), pytest.raises(Refused, match="STICK ist voll"):
        onto_stick(newer, mine.folder)
    assert list(made.parent.iterdir()) == [made]


def test_a_stick_that_cant_be_written_is_told(mine: Laptop, stick: Path) -> None:
    (stick / FOLDER).write_text("a file where our folder should be")
    with pytest.raises(Refused, match="STICK"):
        by_hand(mine)
    (stick / FOLDER).unlink()
    if os.geteuid() == 0:
        return  # nothing is closed to root; CI is somebody else
    stick.chmod(0o500)
    with pytest.raises(Refused, match="kann nichts geschrieben werden"):
        by_hand(mine)


def test_trouble_with_the_stick_does_not_spoil_the_backup_here(mine: Laptop, stick: Path) -> None:
    made = by_hand(mine)
    for file in made.parent.iterdir():
        file.unlink()
    made.parent.rmdir()
    made.parent.write_text("a file where the folder should be")
    mine.guest("Cem Probe")
    with opened(mine.folder) as database:
        went = keep(database, mine.here, "meanwhile")
    assert went.backup is not None
    assert names_in(went.backup)[-1] == "Cem Probe"
    assert "STICK" in went.trouble
