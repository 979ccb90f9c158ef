"""From one laptop to the other and back: nothing is lost on the way, and nothing is overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from biq_tui.core.backup import REPLACED, backups
from biq_tui.core.errors import Refused
from biq_tui.core.standing import Relation
from biq_tui.safekeeping.hand_over import Beside, hand_over, look
from biq_tui.safekeeping.preview import preview
from biq_tui.safekeeping.replacing import replace_data
from biq_tui.safekeeping.staging import stage
from biq_tui.safekeeping.stick import FOLDER, HAND_OVER
from tests.attendance.rooms import opened
from tests.room import sentences

from .laptops import Laptop, damage, killed_after, names_in

FIRST = ["Ada Muster", "Ali Beispiel"]


def bring(laptop: Laptop, *, anyway: bool = False) -> Path:
    return hand_over(laptop.here, look(laptop.here), anyway=anyway)


def take(laptop: Laptop) -> None:
    found = look(laptop.here).found
    assert found.file is not None
    replace_data(laptop.here, stage(found.file, laptop.here), laptop.act, is_hand_over=True)


def relation(laptop: Laptop) -> Relation | None:
    return look(laptop.here).relation


def test_there_and_back(mine: Laptop, hers: Laptop, stick: Path) -> None:
    made = bring(mine)
    assert made == stick / FOLDER / HAND_OVER
    assert names_in(made) == FIRST
    assert relation(mine) is Relation.SAME
    assert relation(hers) is Relation.NEWER
    take(hers)
    assert hers.names == FIRST
    assert hers.here.backups.exists(), "what she had before is kept"
    hers.guest("Cem Probe")
    assert relation(hers) is Relation.OLDER
    bring(hers)
    assert relation(mine) is Relation.NEWER
    take(mine)
    assert mine.names == [*FIRST, "Cem Probe"]
    with opened(mine.folder) as database:
        told = sentences(database)
    assert told[-2] == "Cem Probe ist als Gast da."
    assert "vom Stick übernommen" in told[-1]


def test_two_that_have_gone_on_are_shown_and_neither_is_overwritten(
    mine: Laptop, hers: Laptop, stick: Path
) -> None:
    bring(mine)
    take(hers)
    hers.guest("Cem Probe")
    bring(hers)
    mine.guest("Dana Zufall")
    beside = look(mine.here)
    assert beside.relation is Relation.PARTED
    assert beside.found.file is not None
    with opened(mine.folder) as database:
        seen = preview(stage(beside.found.file, mine.here), mine.here, database)
    assert [line.sentence for line in seen.ours.steps] == ["Dana Zufall ist als Gast da."]
    assert "Cem Probe ist als Gast da." in [line.sentence for line in seen.theirs.steps]
    with pytest.raises(Refused, match="Nichts wurde überschrieben"):
        bring(mine)
    bring(mine, anyway=True)
    there = sorted((stick / FOLDER).glob("BIQ-Uebergabe*.db"))
    assert sorted(map(names_in, there)) == [[*FIRST, "Cem Probe"], [*FIRST, "Dana Zufall"]]
    assert names_in(stick / FOLDER / HAND_OVER)[-1] == "Dana Zufall"
    take(hers)  # she chooses the stick's state: hers is kept
    assert hers.names == [*FIRST, "Dana Zufall"]
    kept = [names_in(one.file) for one in backups(hers.here.backups) if one.why == REPLACED]
    assert [*FIRST, "Cem Probe"] in kept


def test_data_of_another_house_are_known_as_such(mine: Laptop, hers: Laptop, stick: Path) -> None:
    hers.begin("Olena Zrazok")
    bring(hers)
    assert relation(mine) is Relation.OTHER
    with pytest.raises(Refused, match="Nichts wurde überschrieben"):
        bring(mine)


@pytest.mark.parametrize("how", ["no database", "half", "newer"])
def test_a_file_that_cant_be_used_is_told_and_kept(mine: Laptop, stick: Path, how: str) -> None:
    made = bring(mine)
    if how == "no database":
        made.write_bytes(b"holiday pictures " * 999)
    elif how == "half":
        made.write_bytes(made.read_bytes()[:60_000])
    else:
        made.write_bytes(made.read_bytes().replace(b"0008", b"9999"))
    held = made.read_bytes()
    beside = look(mine.here)
    assert beside.relation is None
    assert beside.found.why_not
    with pytest.raises(Refused):
        bring(mine)
    assert made.read_bytes() == held
    bring(mine, anyway=True)
    assert names_in(made) == FIRST
    assert held in [file.read_bytes() for file in made.parent.glob("BIQ-Uebergabe-*.db")]


def test_without_a_stick_or_with_two_it_is_asked_for_one(
    mine: Laptop, plug: Callable[[str], Path]
) -> None:
    with pytest.raises(Refused, match="Es steckt kein Stick"):
        look(mine.here)
    first = plug("KIM")
    bring(mine)
    plug("URLAUB")
    assert look(mine.here).found.stick == first, "the known one is meant"
    shutil.rmtree(first / FOLDER)
    with pytest.raises(Refused, match="KIM, URLAUB"):
        look(mine.here)


def test_a_stick_that_is_pulled_in_between_is_told(mine: Laptop, stick: Path) -> None:
    beside = look(mine.here)
    shutil.rmtree(stick)
    with pytest.raises(Refused, match="antwortet nicht"):
        hand_over(mine.here, beside)
    assert not list(mine.folder.glob("leaving*"))


def test_nothing_is_handed_over_while_people_vote(mine: Laptop, stick: Path) -> None:
    before = look(mine.here)
    mine.open_urn()
    for do in (lambda: look(mine.here), lambda: hand_over(mine.here, before)):
        with pytest.raises(Refused, match="Abstimmung"):
            do()
    assert list(stick.iterdir()) == []


def test_damaged_data_are_not_handed_over(mine: Laptop, stick: Path) -> None:
    bring(mine)
    before: Beside = look(mine.here)
    damage(mine.here.live)
    with pytest.raises(Refused):
        hand_over(mine.here, before)
    assert names_in(stick / FOLDER / HAND_OVER) == FIRST


def test_who_dies_at_a_hand_over_leaves_the_old_file_or_the_new(mine: Laptop, stick: Path) -> None:
    file = bring(mine)
    mine.guest("Cem Probe")
    steps, old = 0, 0
    while killed_after(steps, lambda: bring(mine)):
        names = names_in(file)
        assert names in (FIRST, [*FIRST, "Cem Probe"])
        old += names == FIRST
        steps += 4
    assert old > 3
    assert names_in(file) == [*FIRST, "Cem Probe"]
    assert not list(mine.folder.glob("leaving*"))
