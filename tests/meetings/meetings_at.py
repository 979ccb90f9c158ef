"""A meeting for a test, led through its use cases and its lines as on its screen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from biq_tui.core import clock, journal
from biq_tui.core.database import Database
from biq_tui.core.intention import Intention
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import agenda, clusters_line, ideas, ideas_line
from biq_tui.meetings.board import Board, IdeaRow
from biq_tui.meetings.families import take_back
from biq_tui.meetings.memory import memory
from biq_tui.meetings.places import place_of
from biq_tui.meetings.reading import board
from tests.attendance.rooms import STATION
from tests.room import newest

START = datetime(2027, 3, 17, 18, tzinfo=clock.local(clock.now()).tzinfo)
"""A Wednesday, at six."""

TOPIC = "Was fehlt im Quartier?"


class Treffen:
    """One meeting, spoken to as the facilitator at its screen."""

    def __init__(
        self, database: Database, topic: str = TOPIC, days: int = 0, station: str = STATION
    ) -> None:
        self.database = database
        self.station = station
        starts = START + timedelta(days=days)
        act = Act(Actor.FACILITATOR, station, "today")
        self.meeting_id: int = database.write(
            act, agenda.make_meeting, topic, starts, starts + timedelta(hours=2), "Haus am Park"
        ).result()

    def do(self, use_case: Any, *args: Any) -> Any:
        """She does it on the screen of the meeting."""
        act = Act(Actor.FACILITATOR, self.station, place_of(self.meeting_id))
        return self.database.write(act, use_case, *args).result()

    def undo(self) -> None:
        """Ctrl+Z: her last step here."""
        step = self.board.my_step
        assert step is not None
        self.do(take_back, step.number)

    @property
    def board(self) -> Board:
        return self.database.read(board, self.meeting_id, self.station)

    def collect(self, *texts: str, said: int = 1) -> list[int]:
        """New ideas; their ids."""
        return [
            self.do(ideas.collect, self.meeting_id, self.board.next_idea, text, said)
            for text in texts
        ]

    def idea(self, number: int) -> IdeaRow:
        return self.board.by_number[number]

    # The lines ---------------------------------------------------------------------------------

    def reads(self, text: str, **look: Any) -> Intention:
        """What the line of Sammeln says."""
        known = self.database.read(memory, self.meeting_id)
        return ideas_line.read_idea(text, ideas_line.Look(self.board, known, **look))

    def sorts(self, text: str) -> Intention:
        """What the line of Ordnen says."""
        return clusters_line.read_order(text, clusters_line.Look(self.board))

    def enter(self, intention: Intention) -> str:
        """Enter: what the journal then says, which is what the hint said."""
        assert intention.use_case is not None, intention.hint
        before = self.database.read(journal.last_number)
        self.do(intention.use_case, *intention.args)
        assert self.database.read(journal.last_number) == before + 1
        said = newest(self.database)
        assert said == intention.sentence
        assert intention.hint.startswith(f"Enter: {said}")
        return said

    def types(self, text: str, **look: Any) -> str:
        """A text and Enter on Sammeln."""
        return self.enter(self.reads(text, **look))

    def order(self, text: str) -> str:
        """A text and Enter on Ordnen."""
        return self.enter(self.sorts(text))

    def shows(self) -> dict[str, list[str]]:
        """By group, what stands there: "3 Bank am See ×2"."""
        seen = self.board
        groups: dict[int | None, str] = {None: ""}
        groups |= {group.cluster_id: group.title for group in seen.groups}
        return {
            title: [f"{i.number} {i.line} {i.times}".strip() for i in seen.ideas_of(cluster_id)]
            for cluster_id, title in groups.items()
        }
