"""The room's server dies while phones send by HTTP; then they send again what had no answer."""

from __future__ import annotations

import asyncio
import random
import threading
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from multiprocessing.connection import Connection
from urllib.parse import urlencode, urlsplit

from biq_tui.attendance import service
from biq_tui.attendance.models import Gathering
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.core.opening import open_database
from tests.attendance.rooms import TITLE, opened, phone

from .book import Book, Tally
from .process import dying
from .work import Said, key_of
from .world import World

PHONES = 4
MOST_THANKED = 30
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def serve(world: World, mouth: Connection) -> None:
    """The process that dies: opens the door for phones, says where, and serves on."""
    asyncio.run(_serve(world, mouth))


async def _serve(world: World, mouth: Connection) -> None:
    database = open_database(world.folder)
    with database.reading() as session:
        code = session.get_one(Gathering, world.gathering).code

    async def report(key: str, name: str) -> None:
        await database.writes(phone(world.gathering), service.report, world.gathering, key, name)

    door = PhoneDoor("127.0.0.1", 0, lambda: None)
    await door.open(world.gathering, code, TITLE, report)
    mouth.send(Said("open", sentence=door.sign.url))
    await asyncio.Event().wait()


class Phones:
    """A few phones that send names, each with a key of its own, and what came of it."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._turn = threading.Condition()
        self.said: list[Said] = []
        self.thanked = 0

    def send(self, names: list[str]) -> None:
        """One phone: one name after the other, until nobody answers."""
        line = HTTPConnection(self._url.hostname or "", self._url.port, timeout=30)
        with suppress(OSError, HTTPException):
            for name in names:
                self._note(Said("asked", name, "phone"))
                where = f"{self._url.path}/{key_of(name)}"
                line.request("POST", where, urlencode({"name": name}), _FORM)
                answer = line.getresponse()
                answer.read()
                assert answer.status == 303, answer.status
                self._note(Said("done", name, "phone"))
        line.close()

    def wait(self, thanked: int) -> bool:
        """Until so many were thanked."""
        with self._turn:
            return self._turn.wait_for(lambda: self.thanked >= thanked, timeout=30)

    def _note(self, said: Said) -> None:
        with self._turn:
            self.said.append(said)
            self.thanked += said.word == "done"
            self._turn.notify_all()


def room_dies(world: World, times: int, seed: int) -> Tally:
    """So many servers of one room die; at last everybody without an answer sends again."""
    book, chance = Book(world), random.Random(seed)
    for turn in range(times):
        with dying(serve, world) as room:
            assert room.until("open")
            phones = Phones(room.said[-1].sentence)
            senders = [
                threading.Thread(
                    target=phones.send, args=([f"{turn} Handy {each} {n}" for n in range(200)],)
                )
                for each in range(PHONES)
            ]
            for sender in senders:
                sender.start()
            assert phones.wait(chance.randint(1, MOST_THANKED)), "the room takes nobody"
            room.kill()
            for sender in senders:
                sender.join()
        book.said += phones.said
        with opened(world.folder) as database:
            tally = book.tally(database)
    with dying(serve, world) as room:
        assert room.until("open")
        again = Phones(room.said[-1].sentence)
        again.send([said.token for said in book.said if said.word == "asked"])
    book.said += again.said
    with opened(world.folder) as database:
        tally.wrong += book.tally(database).wrong
    tally.wrong += [f"nobody answers {n}" for n in range(len(again.said) - 2 * again.thanked)]
    tally.faults = times
    return tally
