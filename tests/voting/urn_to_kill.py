"""A program of its own: phones vote one after the other, each told once its ballot is durable."""

from __future__ import annotations

import sys
from pathlib import Path

from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act
from biq_tui.voting import urn
from tests.attendance.rooms import STATION

VOTERS = 200


def vote(folder: Path, poll_id: int) -> None:
    """Everybody votes; who has voted before sends the same form again."""
    database = open_database(folder)
    act = Act(Actor.PHONE, STATION, "meeting:1")
    for voter in range(VOTERS):
        marks = {"abc"[voter % 3]: 1}
        database.write(act, urn.cast, poll_id, marks, f"form {voter}").result()
        print(voter, flush=True)  # noqa: T201 - the test waits for it


if __name__ == "__main__":
    vote(Path(sys.argv[1]), int(sys.argv[2]))
