"""What Heute says of meetings: how many tasks are open, which are late, where an idea is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import agenda, ideas, tasks
from tests.room import LARGE, folder_of, started


def planned(database: Database) -> None:
    """A meeting in January with ideas and tasks, and the next one in March."""
    act = Act(Actor.PROGRAM, "test", "")
    for day in (datetime(2027, 1, 20, 17, tzinfo=UTC), datetime(2027, 3, 17, 17, tzinfo=UTC)):
        ends = day + timedelta(hours=2)
        database.write(act, agenda.make_meeting, f"Thema {day.month}", day, ends).result()
    database.write(act, agenda.end_meeting, 1).result()
    database.write(act, ideas.collect, 1, 1, "Bank am See").result()
    for number, due in enumerate((date(2027, 3, 3), date(2027, 3, 5), None), start=1):
        what = f"Aufgabe der Gruppe {number}"
        database.write(act, tasks.add_task, 1, number, what, None, due).result()


async def test_heute_says_how_many_tasks_are_open_and_which_are_late(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, planned), LARGE) as room:
        assert room.row("Thema 3").endswith("Treffen · Thema 3 · 3 Aufgaben sind offen")
        assert room.row("zu spät") == "Aufgabe 1 Aufgabe der Gruppe 1 (3.3.): zu spät."
        await room.press("ctrl+b")
        assert "zu spät" not in room.text, "a task may say a name"


async def test_an_idea_of_any_meeting_is_found_and_its_meeting_opened(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, planned), LARGE) as room:
        await room.type("bank")
        await room.sees("1 Bank am See")
        assert room.hint == "Enter: öffnet das Treffen mit der Idee 1 Bank am See."
        await room.press("enter")
        await room.sees("[Ablauf]")
        assert room.where == "BIQ · Treffen am 20.1."


async def test_a_day_that_there_is_not_is_said_on_heute_and_nothing_is_planned(
    tmp_path: Path,
) -> None:
    async with started(folder_of(tmp_path), LARGE) as room:
        await room.enter("treffen 31.2. 18:00")
        assert room.hint.startswith("Den 31. Februar gibt es nicht.")
        assert room.line == "treffen 31.2. 18:00"
        assert room.journal() == []
