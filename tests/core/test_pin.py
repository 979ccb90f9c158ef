"""A PIN is kept as a hash, and guessing it takes longer and longer, whatever one does."""

from __future__ import annotations

from pathlib import Path

import pytest

from biq_tui.core.errors import Refused
from biq_tui.core.pin import Lock, digits_of, is_easy, is_sealed, opens, sealed, wait_after
from biq_tui.core.station import StationFile

PIN, PLACE = "4711", "meeting:3"


class Laptop:
    """One laptop with a clock of its own; a program is started on it as often as one likes."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "station.json"
        self.seconds = 100.0

    def start(self) -> Lock:
        return Lock(StationFile(self.file), lambda: self.seconds)

    async def locked(self) -> Lock:
        lock = self.start()
        await lock.set_pin(PIN)
        lock.close(PLACE, 7)
        return lock


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path)


def test_only_salt_and_hash_are_kept_and_two_laptops_keep_different_ones() -> None:
    one, other = sealed(PIN), sealed(PIN)
    assert is_sealed(one)
    assert one != other
    assert opens(PIN, one)
    assert not opens("4712", one)


@pytest.mark.parametrize(
    ("text", "pin"),
    [
        ("4711", "4711"),
        (" 47110815 ", "47110815"),
        ("٤٧١١", "4711"),  # an Arabic keyboard
        ("471", ""),
        ("471108150", ""),
        ("47a1", ""),
        ("47 11", ""),
        ("-4711", ""),
        ("²²²²", ""),
        ("", ""),
    ],
)
def test_a_pin_has_4_to_8_digits_of_any_script(text: str, pin: str) -> None:
    assert digits_of(text) == pin


def test_what_everybody_tries_first_is_no_pin() -> None:
    assert all(map(is_easy, ("0000", "77777777", "1234", "01234567", "9876")))
    assert not any(map(is_easy, ("4711", "1243", "2027", "1235")))


def test_the_wait_grows_by_five_seconds_up_to_a_minute() -> None:
    assert [wait_after(wrong) for wrong in range(6)] == [0, 0, 0, 5, 10, 15]
    assert wait_after(14) == wait_after(1000) == 60


async def test_the_right_pin_opens_and_a_wrong_one_does_not(laptop: Laptop) -> None:
    lock = await laptop.locked()
    assert (lock.has_pin, lock.locked_to, lock.since) == (True, PLACE, 7)
    assert not await lock.open("4712")
    assert lock.locked_to == PLACE
    assert await lock.open(PIN)
    assert lock.is_open()
    assert lock.has_pin, "for the next time"


async def test_after_three_wrong_ones_not_even_the_right_one_is_looked_at(laptop: Laptop) -> None:
    lock = await laptop.locked()
    for pin in ("4712", "4713", "4714"):
        assert not await lock.open(pin)
    assert lock.wait() == 5
    assert not await lock.open(PIN)
    laptop.seconds += 4.5
    assert lock.wait() == 1
    assert not await lock.open(PIN)
    laptop.seconds += 0.5
    assert lock.wait() == 0
    assert not await lock.open("4715")
    assert lock.wait() == 10, "who waited has not counted as one who tried"
    laptop.seconds += 10
    assert await lock.open(PIN)
    assert lock.wait() == 0


async def test_a_new_start_waits_at_least_as_long(laptop: Laptop) -> None:
    lock = await laptop.locked()
    for pin in ("4712", "4713", "4714"):
        await lock.open(pin)
    laptop.seconds = 3.0  # the clock of another start of the machine
    again = laptop.start()
    assert again.locked_to == PLACE
    assert again.wait() == 5
    laptop.seconds += 5
    assert not await again.open("4715")
    assert again.wait() == 10


async def test_a_second_program_counts_and_waits_with_the_first(laptop: Laptop) -> None:
    one = await laptop.locked()
    other = laptop.start()
    assert other.locked_to == PLACE
    await one.open("4712")
    await other.open("4713")
    await one.open("4714")
    assert (one.wait(), other.wait()) == (5, 5)
    laptop.seconds += 5
    assert await other.open(PIN)
    assert one.is_open()


async def test_what_another_program_remembers_meanwhile_does_not_unlock(laptop: Laptop) -> None:
    memory = StationFile(laptop.file)
    await laptop.locked()
    memory.remember(place="gathering:1", names_hidden=True)
    lock = laptop.start()
    assert (lock.locked_to, lock.has_pin) == (PLACE, True)


async def test_a_forgotten_pin_opens_the_program_that_runs(laptop: Laptop) -> None:
    lock = await laptop.locked()
    laptop.start().forget()
    assert lock.is_open()
    assert not lock.has_pin


async def test_a_lost_file_locks_nobody_out_and_opens_nothing_that_runs(laptop: Laptop) -> None:
    lock = await laptop.locked()
    laptop.file.unlink()
    assert not lock.is_open()
    laptop.file.write_text('{"id": "x", "pin": "4711", "locked_to": "meeting:3"}', encoding="utf-8")
    assert laptop.start().is_open(), "whoever can write this file needs no PIN anyway"


async def test_what_can_not_be_kept_is_not_locked(laptop: Laptop) -> None:
    lock = laptop.start()
    await lock.set_pin(PIN)
    laptop.file.unlink()
    laptop.file.mkdir()  # nothing can be put in its place now
    with pytest.raises(Refused):
        lock.close(PLACE, 7)
    assert lock.is_open()


async def test_a_disk_that_takes_nothing_does_not_stop_the_counting(laptop: Laptop) -> None:
    lock = await laptop.locked()
    laptop.file.unlink()
    laptop.file.mkdir()
    for pin in ("4712", "4713", "4714"):
        assert not await lock.open(pin)
    assert lock.wait() == 5
