"""The data that all crash runs begin with: an evening whose list is open, and a vote going on."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from biq_tui.attendance import service
from biq_tui.core.database import Database
from biq_tui.voting.ballots import Kind
from biq_tui.voting.models import Channel
from tests.attendance.rooms import facilitator, make_gathering, opened
from tests.voting.votes import Votes

PEOPLE = ("Ada Muster", "Ali Muster", "Ayşe Beispiel")
VOTERS = 999


@dataclass(frozen=True, slots=True)
class World:
    """Where the data is, and what people do there. `url`: "" for the file in `folder`."""

    folder: Path
    gathering: int
    poll: int
    url: str = ""

    def fresh(self, folder: Path) -> World:
        """The same in another folder, which is made."""
        shutil.copytree(self.folder, folder)
        return World(folder, self.gathering, self.poll)


def make_world(folder: Path, url: str = "") -> World:
    """A new database, in `folder` or at `url`, with all that the runs need."""
    with opened(folder, url or None) as database:
        gathering = make_gathering(database, PEOPLE)
        database.write(facilitator(gathering), service.begin, gathering).result()
        poll = Votes(database).open(VOTERS, Kind.SINGLE, Channel.PHONES)
    return World(folder, gathering, poll, url)


def wounds(database: Database) -> list[str]:
    """What is wrong with the data as such; whatever crashed, there is nothing."""
    found = []
    with database.reading() as session:
        asked = session.connection().execute
        if database.url.get_backend_name() == "sqlite":
            if asked(text("PRAGMA integrity_check")).scalars().all() != ["ok"]:
                found.append("the file is damaged")
            if asked(text("PRAGMA foreign_key_check")).all():
                found.append("a row points to nothing")
        for wrong, query in _WRONG.items():
            if asked(text(query)).scalar():
                found.append(wrong)
    return found


_WRONG = {
    "the journal has a gap": "SELECT max(number) <> count(*) FROM journal_entry",
    "an entry has no rows": (
        "SELECT count(*) FROM journal_entry WHERE number NOT IN (SELECT entry FROM journal_row)"
    ),
    "an arrival is in no journal": (
        "SELECT count(*) FROM arrival WHERE id NOT IN"
        " (SELECT row_id FROM journal_row WHERE \"table\" = 'arrival')"
    ),
    "roll and ballots differ": (
        "SELECT (SELECT count(*) FROM voter_roll) <> (SELECT count(*) FROM ballot)"
    ),
    "a guest without presence": (
        "SELECT count(*) FROM arrival WHERE person_id IS NOT NULL"
        " AND person_id NOT IN (SELECT person_id FROM presence)"
    ),
}
