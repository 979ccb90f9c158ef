"""The urn keeps its secret in the files, too, and survives a laptop that dies."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from biq_tui.core.backup import backup
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.meetings import agenda
from biq_tui.voting import polls, tickets
from biq_tui.voting.ballots import Kind
from biq_tui.voting.models import Channel
from tests.attendance.rooms import around, opened

from .urn_to_kill import VOTERS
from .votes import Votes

CHECKOUT = Path(__file__).parents[2]
KILLS = 3


def rows(database: Database, table: str) -> list[dict[str, object]]:
    """As the database gives them without being asked for an order."""
    with around(database) as connection:
        found = connection.execute(text(f"SELECT * FROM {table}")).mappings()
        return [dict(row) for row in found]


def test_roll_and_ballots_have_nothing_but_the_poll_in_common(votes: Votes) -> None:
    meeting = votes.meeting.meeting_id
    drawn = tickets.draw(meeting, 24)
    votes.do(tickets.give_out, meeting, drawn)
    votes.open(24, Kind.DOTS, Channel.PHONES, with_tickets=True, most=24, per_option=24)
    for at, ticket in enumerate(drawn):
        votes.cast({"a": at}, f"form {at}", ticket.digest)  # every ballot can be told by its dots
    marks = [row["mark"] for row in rows(votes.database, "voter_roll")]
    votes.close()
    votes.database.forget("ballot", "voter_roll")
    roll, ballots = rows(votes.database, "voter_roll"), rows(votes.database, "ballot")
    assert set(roll[0]) & set(ballots[0]) == {"poll_id"}
    assert not {value for row in roll for value in row.values()} & {
        value for row in ballots for value in row.values() if isinstance(value, str)
    }
    dots = [int(re.findall(r"\d+", f"{row['marks']}")[0]) for row in ballots]
    assert sorted(dots) == list(range(24)), "all are there"
    assert dots != list(range(24)), "not in the order in which they came"
    if votes.database.url.get_backend_name() == "sqlite":
        return  # there, rows lie in the order of their keys, and the keys are random
    assert [row["mark"] for row in roll] != marks
    with around(votes.database) as connection:
        of_both = "SELECT xmin::text FROM ballot UNION SELECT xmin::text FROM voter_roll"
        assert len(connection.execute(text(of_both)).all()) == 1, "one transaction wrote them all"


def test_no_file_keeps_what_the_open_urn_held(tmp_path: Path) -> None:
    folder = tmp_path / "biq"
    with opened(folder) as database:
        votes = Votes(database)
        votes.open(40, Kind.SINGLE, Channel.PHONES)
        for at in range(40):
            votes.cast({"abc"[at % 3]: 1}, f"form {at}")
        before = [str(row["key"]).encode() for row in rows(database, "ballot")]
        held = b"".join(file.read_bytes() for file in folder.glob(f"{DATABASE_FILE}*"))
        assert all(key in held for key in before), "else this test looks at the wrong files"
        votes.do(polls.close_poll, votes.poll_id)
        assert database.forget("ballot", "voter_roll")
        held = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
        assert not [key for key in before if key in held]
        assert not re.search(rb"form \d", held), "the key of a form is nowhere"


def test_a_laptop_that_dies_while_people_vote_loses_and_doubles_no_ballot(tmp_path: Path) -> None:
    folder = tmp_path / "biq"
    with opened(folder) as database:
        poll_id = Votes(database).open(VOTERS, Kind.SINGLE, Channel.PHONES)
    chance = random.Random(7)
    for at in sorted(chance.sample(range(20, VOTERS - 20), KILLS)):
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.voting.urn_to_kill", str(folder), str(poll_id)],
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert program.stdout is not None
        told = next(int(line) for line in program.stdout if int(line) >= at)
        program.kill()
        program.wait()
        program.stdout.close()
        with opened(folder) as database:
            roll, ballots = rows(database, "voter_roll"), rows(database, "ballot")
            assert told < len(ballots) <= VOTERS
            assert len(roll) == len(ballots), "nobody is on the roll without a ballot"
    with opened(folder) as database:
        votes = Votes.of(database, poll_id)
        for voter in range(VOTERS):
            votes.cast({"abc"[voter % 3]: 1}, f"form {voter}")
        assert sum(votes.close().count.totals) == VOTERS


def test_nothing_is_backed_up_while_an_urn_is_open(tmp_path: Path) -> None:
    with opened(tmp_path / "biq") as database:
        votes = Votes(database)
        votes.open(10, Kind.SINGLE, Channel.PHONES)
        with pytest.raises(Refused):
            backup(database.url, tmp_path / "backups", "by-hand")
        with pytest.raises(Refused):
            votes.do(agenda.end_meeting, votes.meeting.meeting_id)
        votes.close()
        assert backup(database.url, tmp_path / "backups", "by-hand")
        votes.do(agenda.end_meeting, votes.meeting.meeting_id)
