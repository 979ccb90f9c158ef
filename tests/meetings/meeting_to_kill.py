"""A program of its own for test_kill: a script of actions, each told once it is durable."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, func, select

from biq_tui.core import journal
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor, JournalEntry
from biq_tui.core.opening import open_database
from biq_tui.core.telling import take_back
from biq_tui.core.write import Act
from biq_tui.meetings import clusters, ideas, tasks
from biq_tui.meetings.models import Idea
from biq_tui.meetings.places import place_of
from tests.attendance.rooms import STATION

ACTIONS = 500
ACT = Act(Actor.FACILITATOR, STATION, place_of(1))


def done(session: Session) -> int:
    """How many actions are on record: each makes one entry."""
    its = select(func.count()).where(col(JournalEntry.place) == ACT.place)
    return session.exec(its).one()


def act(database: Database, number: int) -> None:
    """The action with this number; what it does depends on that and on the data alone."""
    count = database.read(lambda session: session.exec(select(func.max(Idea.id))).one()) or 0
    some = (number * 7) % max(count, 1) + 1
    call: tuple[Any, ...]
    match number % 10:
        case 2 | 7:
            call = (ideas.say_again, 1, some)
        case 3:
            call = (ideas.shorten, some, f"kurz {number}")
        case 4:
            call = (take_back, database.read(journal.last_number))
        case 8:
            call = (tasks.add_task, 1, number, f"Aufgabe {number}")
        case 9 if number < 260:
            letter = clusters.LETTERS[number // 10]
            call = (clusters.new_group, 1, letter, f"Gruppe {number}", [some])
        case _:
            call = (ideas.collect, 1, number + 1, f"Idee {number}")
    use_case, *args = call
    database.write(ACT, use_case, *args).result()


def go_on(database: Database) -> None:
    """From where the script was; after every action its number is told."""
    for number in range(database.read(done), ACTIONS):
        act(database, number)
        print(number, flush=True)  # noqa: T201 - the test waits for it


if __name__ == "__main__":
    go_on(open_database(Path(sys.argv[1])))
