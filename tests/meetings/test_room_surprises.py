"""What surprised a facilitator in the room, and does so no more."""

from __future__ import annotations

from pathlib import Path

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import ideas
from biq_tui.meetings.places import place_of
from biq_tui.meetings.screens import TASKS, VOTE
from tests.room import SMALL, folder_of, started

from .test_waiting_ideas import UKRAINIAN, invited, send

MANY = 40


def crowded(database: Database) -> None:
    """Forty ideas on the wall, and phones are invited."""
    invited(database)
    act = Act(Actor.PROGRAM, "test", place_of(1))
    for number in range(2, MANY + 1):
        database.write(act, ideas.collect, 1, number, f"Idee Nummer {number}").result()


async def test_an_idea_that_was_let_in_is_seen_among_many(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, crowded), SMALL) as room:
        send(room, UKRAINIAN)
        await room.enter("treffen")
        await room.sees("[Ablauf]")
        await room.press("tab")
        await room.sees(f"{MANY}  Idee Nummer {MANY}")
        before = room.body
        await room.press("up")
        assert UKRAINIAN in room.text
        await room.press("enter")
        await room.sees(f"{MANY + 1}  {UKRAINIAN}")
        ideas_before = before[:-1]  # below them stands what waits
        assert room.body[: len(ideas_before)] == ideas_before, "nothing else has moved"


async def test_pasted_ideas_are_seen_among_many(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, crowded), SMALL) as room:
        await room.enter("treffen")
        await room.sees("[Ablauf]")
        await room.press("tab")
        await room.paste("Eisdiele\nMehr Blumen")
        await room.sees("2 neue Ideen.")
        await room.press("enter")
        await room.sees(f"{MANY + 2}  Mehr Blumen")


async def test_an_empty_list_of_tasks_is_said_in_full(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, invited), SMALL) as room:
        await room.enter("treffen")
        await room.sees("[Ablauf]")
        assert "…" not in room.hint
        await room.press(*["tab"] * TASKS)
        await room.sees("Noch keine Aufgabe.")
        assert room.body == ["Noch keine Aufgabe."]


async def test_a_result_is_decided_once(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, crowded), SMALL) as room:
        await room.enter("treffen")
        await room.sees("[Ablauf]")
        await room.press(*["tab"] * VOTE)
        for text in ("hände 1 2", "11", "7 4", "fertig", "ja"):
            await room.enter(text)
        await room.sees("„Hochbeete“ liegt vorn.")
        await room.enter("beschluss")
        await room.type("beschluss")
        assert room.hint == "Das ist schon so."
        await room.type(" Wir fangen mit Hochbeeten an")
        assert room.hint == "Enter: Beschlossen: Wir fangen mit Hochbeeten an"


async def test_words_that_somebody_else_has_changed_meanwhile_are_seen_first(
    tmp_path: Path,
) -> None:
    async with started(folder_of(tmp_path, crowded), SMALL) as room:
        await room.enter("treffen")
        await room.sees("[Ablauf]")
        await room.press("tab", "up", "enter")
        await room.type(" von mir")
        old = f"Idee Nummer {MANY}"
        assert room.hint == f"Enter: Idee {MANY} heißt jetzt: „{old} von mir“."
        theirs = Act(Actor.FACILITATOR, "another laptop", place_of(1))
        args = (1, MANY, old, f"{old} von Olha", 1, None)
        room.app.database.write(theirs, ideas.reword, *args).result()
        await room.reads(f"Enter: doch Ihre Worte. Jemand anderes hat geschrieben: „{old} von ")
        assert room.line == f"{old} von mir", "nothing is lost"
        await room.press("enter")
        await room.sees(f"{MANY}  {old} von mir")
