"""The laptop dies while phones send: nobody who was thanked is lost, nobody is there twice."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from biq_tui.attendance.models import Arrival
from biq_tui.core.folders import DATABASE_FILE

from .rooms import make_gathering, opened

ROUNDS = 5
PHONES = 4
CHECKOUT = Path(__file__).parents[2]


class Sender(threading.Thread):
    """A phone in a hurry: sends one name after the other until nobody answers."""

    def __init__(self, url: str, name: str, thanked: int) -> None:
        super().__init__()
        self._url = url
        self._name = name
        self._enough = threading.Event()
        self.sent: list[str] = []
        self.acknowledged: list[str] = []
        self._hope = thanked

    @property
    def content(self) -> threading.Event:
        """Set once as many were acknowledged as the test waits for."""
        return self._enough

    def run(self) -> None:
        """Each name has its own key, as each visitor's phone has."""
        with httpx.Client(timeout=10) as client:
            for number in range(10_000):
                name = f"{self._name} {number}"
                self.sent.append(name)
                try:
                    answer = client.post(f"{self._url}/{key_of(name)}", data={"name": name})
                except httpx.HTTPError:
                    return
                assert answer.status_code == 303
                self.acknowledged.append(name)
                if len(self.acknowledged) >= self._hope:
                    self._enough.set()


def key_of(name: str) -> str:
    return name.replace(" ", "-").ljust(20, "k")


def start(folder: Path, gathering: int) -> tuple[subprocess.Popen[str], str]:
    """The room's program and its address."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.attendance.room_to_kill", str(folder), str(gathering)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    return program, program.stdout.readline().strip()


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        gathering = make_gathering(database, ["Ada Muster"])
    chance = random.Random(20261123)
    acknowledged: list[str] = []
    doubtful: list[str] = []
    for turn in range(ROUNDS):
        program, url = start(tmp_path, gathering)
        phones = [
            Sender(url, f"Runde {turn} Handy {phone}", thanked=chance.randint(1, 25))
            for phone in range(PHONES)
        ]
        for phone in phones:
            phone.start()
        assert phones[0].content.wait(30), "the room must take arrivals at all"
        program.send_signal(signal.SIGKILL)
        program.wait()
        assert program.stdout is not None
        program.stdout.close()
        for phone in phones:
            phone.join(30)
            acknowledged += phone.acknowledged
            doubtful += phone.sent[len(phone.acknowledged) :]

    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    program, url = start(tmp_path, gathering)
    try:
        for name in doubtful:  # the phone never got an answer, so its owner taps again
            answer = httpx.post(f"{url}/{key_of(name)}", data={"name": name}, timeout=10)
            assert answer.status_code == 303
    finally:
        program.kill()
        program.wait()
        assert program.stdout is not None
        program.stdout.close()

    with opened(tmp_path) as database, database.reading() as session:
        there = Counter(arrival.name for arrival in session.exec(select(Arrival)))
    assert len(acknowledged) > ROUNDS
    assert not set(acknowledged) - set(there), "somebody was thanked and then forgotten"
    assert set(there) == set(acknowledged) | set(doubtful)
    assert set(there.values()) == {1}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX; Windows ends otherwise")
def test_the_killed_program_leaves_a_database_that_opens_at_once(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        gathering = make_gathering(database, ["Ada Muster"])
    program, url = start(tmp_path, gathering)
    httpx.post(f"{url}/{key_of('Ada Muster')}", data={"name": "Ada Muster"})
    program.kill()
    program.wait()
    assert program.stdout is not None
    program.stdout.close()
    with opened(tmp_path) as database, database.reading() as session:
        assert [arrival.name for arrival in session.exec(select(Arrival))] == ["Ada Muster"]
