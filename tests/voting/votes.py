"""A meeting that votes, for a test, led through its use cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.voting import counting, polls, urn
from biq_tui.voting.ballots import Kind
from biq_tui.voting.models import Channel
from biq_tui.voting.polls import Option, Plan
from biq_tui.voting.reading import PollRow, Result, poll_row, result_of
from tests.attendance.rooms import STATION
from tests.meetings.meetings_at import Treffen

IDEAS = ("Bank am See", "Straßenfest", "Spielplatz")
QUESTION = "Womit fangen wir an?"
AS_IT_IS = Option("Alles bleibt, wie es ist", is_status_quo=True)


class Votes:
    """One meeting, and its newest vote."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.meeting = Treffen(database)
        self.poll_id = 0

    @classmethod
    def of(cls, database: Database, poll_id: int) -> Votes:
        """A vote that is there already."""
        votes = cls.__new__(cls)
        votes.database, votes.poll_id = database, poll_id
        votes.meeting = Treffen.__new__(Treffen)
        votes.meeting.database, votes.meeting.station = database, STATION
        votes.meeting.meeting_id = database.read(poll_row, poll_id).meeting_id
        return votes

    def do(self, use_case: Any, *args: Any) -> Any:
        """She does it on the screen of the meeting."""
        return self.meeting.do(use_case, *args)

    def prepare(
        self,
        kind: Kind = Kind.SINGLE,
        channel: Channel = Channel.HANDS,
        options: Sequence[str | Option] = IDEAS,
        **settings: Any,
    ) -> int:
        """A vote that can be opened."""
        listed = [Option(each) if isinstance(each, str) else each for each in options]
        if kind is Kind.CONSENSING and AS_IT_IS not in listed:
            listed.append(AS_IT_IS)
        plan = Plan(kind, channel, **settings)
        self.poll_id = self.do(polls.prepare, self.meeting.meeting_id, QUESTION, listed, plan)
        return self.poll_id

    def open(self, electorate: int, *args: Any, **settings: Any) -> int:
        """An open vote for so many people."""
        poll_id = self.prepare(*args, **settings)
        self.do(polls.open_poll, poll_id, electorate)
        return poll_id

    def cast(self, marks: Mapping[str, int | None], form: str, digest: str = "") -> urn.Cast:
        """A phone votes."""
        act = Act(Actor.PHONE, STATION, f"meeting:{self.meeting.meeting_id}")
        cast: urn.Cast = self.database.write(
            act, urn.cast, self.poll_id, marks, form, digest
        ).result()
        return cast

    def count(self, *hands: int, grade: int = 1) -> None:
        """Hands, or paper dots, for the options in their order."""
        ids = [option.option_id for option in self.poll.options]
        self.do(
            counting.count,
            self.poll_id,
            {(option, grade): number for option, number in zip(ids, hands, strict=False)},
        )

    def close(self) -> Result:
        """The vote is over; its result."""
        self.do(polls.close_poll, self.poll_id)
        return self.database.read(result_of, self.poll_id)

    @property
    def poll(self) -> PollRow:
        """What everybody may know of it."""
        return self.database.read(poll_row, self.poll_id)
