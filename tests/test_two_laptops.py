"""Two facilitators at two laptops on one database: each sees the other, and nothing gets lost."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import agenda
from biq_tui.meetings.places import place_of

from .attendance.rooms import opened
from .meetings.test_meeting_screen import meeting
from .room import Room, bremen, started

THERE = Act(Actor.FACILITATOR, "laptop-2", place_of(1))


@pytest.fixture
def shared(database_url: str, tmp_path: Path) -> str:
    """The URL of a database with this evening's meeting, on each engine."""
    with bremen(), opened(tmp_path / "second", database_url) as database:
        meeting(database)
    return database_url


def folder(tmp_path: Path) -> Path:
    place = tmp_path / "first"
    place.mkdir()
    return place


@contextmanager
def second_laptop(url: str, tmp_path: Path) -> Iterator[Database]:
    with opened(tmp_path / "second", url) as database:
        yield database


async def to_agenda(room: Room) -> None:
    await room.enter("treffen")
    await room.sees("BIQ · Treffen am 5.3.")


async def test_what_is_done_there_is_seen_here(shared: str, tmp_path: Path) -> None:
    async with started(folder(tmp_path), url=shared) as room:
        await to_agenda(room)
        with second_laptop(shared, tmp_path) as there:
            there.write(THERE, agenda.count_heads, 1, 25).result()
            await room.sees("25 Menschen im Raum.")
            there.write(THERE, agenda.count_heads, 1, 26).result()
            await room.sees("26 Menschen im Raum.")


async def test_who_comes_second_is_told_and_her_words_stay(shared: str, tmp_path: Path) -> None:
    async with started(folder(tmp_path), url=shared) as room:
        await to_agenda(room)
        with second_laptop(shared, tmp_path) as there:
            there.write(THERE, agenda.count_heads, 1, 20).result()
            await room.sees("20 Menschen im Raum.")
            await room.type("24 da")
            there.write(THERE, agenda.count_heads, 1, 25).result()
            # Enter comes before the news of it.
            await room.press("enter")
            assert "25" in room.text
            assert room.line == "24 da", "what she typed stays"
            assert people(there) == 25
            await room.sees("25 Menschen im Raum.")
            await room.press("enter")
            await room.sees("24 Menschen im Raum.")
            assert people(there) == 24


def people(database: Database) -> Any:
    """How many are in the room."""
    from biq_tui.meetings.reading import board

    return database.read(board, 1, "laptop-2").people


# The network -------------------------------------------------------------------------------------


class Cable:
    """Carries a connection to a PostgreSQL server's own socket, until it is pulled out."""

    def __init__(self, url: str) -> None:
        its = make_url(url)
        self._target = f"{its.query['host']}/.s.PGSQL.5432"
        self._server = socket.create_server(("127.0.0.1", 0))
        port = self._server.getsockname()[1]
        self.url = its.set(host="127.0.0.1", port=port, query={}).render_as_string(False)
        self._ends: list[socket.socket] = []
        self._plugged = True
        threading.Thread(target=self._accept, daemon=True).start()

    def pull(self) -> None:
        """Out: whatever is under way is lost, and nobody gets through."""
        self._plugged = False
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._ends.clear()

    def plug(self) -> None:
        """In again."""
        self._plugged = True

    def close(self) -> None:
        self.pull()
        self._server.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                here, _address = self._server.accept()
                if not self._plugged:
                    here.close()
                    continue
                there = socket.socket(socket.AF_UNIX)
                there.connect(self._target)
                self._ends += [here, there]
                for pair in ((here, there), (there, here)):
                    threading.Thread(target=_carry, args=pair, daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while some := source.recv(65536):
            target.sendall(some)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def cable(postgresql_url: str) -> Iterator[Cable]:
    if "host=" not in postgresql_url:
        pytest.skip("this server listens on no socket of its own")
    cable = Cable(postgresql_url)
    yield cable
    cable.close()


async def test_the_network_goes_and_comes_back_and_nothing_typed_is_lost(
    cable: Cable, tmp_path: Path
) -> None:
    with bremen(), opened(tmp_path / "second", cable.url) as database:
        meeting(database)
    async with started(folder(tmp_path), url=cable.url) as room:
        await to_agenda(room)
        await room.type("25 d")
        cable.pull()
        await room.sees("Die Datenbank antwortet nicht. Nichts ist verloren.")
        await room.enter("a")
        await room.reads("Die Datenbank antwortet nicht. Nichts ist verloren.")
        assert room.line == "25 da"
        cable.plug()
        await room.until(lambda: "antwortet nicht" not in room.rows[0])
        await room.press("enter")
        await room.sees("25 Menschen im Raum.")
        assert people(room.app.database) == 25
