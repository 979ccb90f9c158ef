"""Laptops of colleagues, and sticks that go from one to the other. All files are real."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from biq_tui import sentences as _all_known_before_anything_is_told  # noqa: F401
from biq_tui.attendance import service
from biq_tui.attendance.places import place_of
from biq_tui.core import clock
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.safekeeping.here import Here
from biq_tui.voting.models import Channel
from tests.attendance.rooms import make_gathering, opened
from tests.voting.votes import Votes

BEGUN = {
    "mine": datetime(2027, 3, 1, 10, tzinfo=UTC),
    "hers": datetime(2027, 3, 1, 11, tzinfo=UTC),
}
"""When the first step was done there."""

STEPS = frozenset({"open", "os.rename", "os.remove", "os.chmod", "sqlite3.connect", "os.mkdir"})
"""What Python is told of before it is done; between two of these the power may go."""


@dataclass(frozen=True)
class Laptop:
    """A data folder, and who types there."""

    folder: Path
    station: str

    @property
    def here(self) -> Here:
        """Its files."""
        return Here(self.folder, self.folder / DATABASE_FILE)

    @property
    def act(self) -> Act:
        """Its facilitator, on Heute."""
        return Act(Actor.FACILITATOR, self.station, "today")

    def begin(self, *names: str) -> None:
        """A date with these people on the list; of another moment at each laptop."""
        with clock.standing_at(BEGUN[self.station]), opened(self.folder) as database:
            make_gathering(database, names)

    def guest(self, *names: str) -> None:
        """These come as well."""
        with opened(self.folder) as database:
            act = Act(Actor.FACILITATOR, self.station, place_of(1))
            for name in names:
                database.write(act, service.add_guest, 1, name).result()

    def open_urn(self) -> None:
        """People vote."""
        with opened(self.folder) as database:
            Votes(database).open(12, channel=Channel.PHONES)

    @property
    def names(self) -> list[str]:
        """Who is in the data."""
        return names_in(self.here.live)


def names_in(file: Path) -> list[str]:
    """Who is in this file; it is not changed by the question."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [name for (name,) in connection.execute("SELECT name FROM person ORDER BY id")]


def damage(file: Path) -> None:
    """Some pages in its middle are nonsense from now on."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    content = bytearray(file.read_bytes())
    content[4096 : 4096 * 6] = b"\xa5" * (4096 * 5)
    file.write_bytes(content)


def killed_after(steps: int, do: Callable[[], object]) -> bool:
    """Do it in a program of its own that dies before its file operation number `steps`.

    Whether it died: otherwise it came to its end. Nothing of it is tidied up, as after kill -9.
    """
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        left = steps

        def count(event: str, _arguments: object) -> None:
            nonlocal left
            if event in STEPS:
                left -= 1
                if left < 0:
                    os._exit(9)

        try:
            sys.addaudithook(count)
            do()
        except BaseException:
            os._exit(3)
        os._exit(0)
    _child, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, 9), "it fell over instead"
    return code == 9
