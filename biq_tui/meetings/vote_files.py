"""Closed votes as they go into files: with all that is needed to reckon them anew by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlmodel import Session, col

from ..core.spreadsheets import Cell
from ..voting.ballots import Kind
from ..voting.models import Channel, TieRule
from ..voting.reading import Result
from .models import Idea
from .vote_minutes import results_at

KINDS = {
    Kind.SINGLE: "eine Stimme",
    Kind.APPROVAL: "zustimmen",
    Kind.DOTS: "Punkte",
    Kind.SCORE: "bewerten",
    Kind.CONSENSING: "Widerstand",
    Kind.RANKING: "Reihenfolge",
    Kind.BUDGET: "Geld",
}
CHANNELS = {
    Channel.HANDS: "Hände",
    Channel.PAPER: "Papier",
    Channel.PHONES: "Handys",
    Channel.MIXED: "Hände und Handys",
}

VOTE_COLUMNS = (
    "Nr.", "Runde", "Frage", "Art", "Womit", "Im Raum", "Enthaltung", "Handys", "Buchstabe",
    "Zur Wahl", "Ergebnis", "Platz", "Vorn", "Einwand", "Treffen", "Thema",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OptionOut:
    """Something that was voted on, and what it got."""

    letter: str
    wording: str
    idea: int | None
    """Its number."""
    cost: int | None
    total: int | float
    place: int | None
    won: bool


@dataclass(frozen=True, slots=True)
class VoteOut:
    """One closed vote."""

    number: int
    round: int
    earlier: int | None
    question: str
    kind: Kind
    channel: Channel
    electorate: int
    abstained: int
    by_phone: int
    with_tickets: bool
    most: int
    per_option: int
    budget: int | None
    tie_rule: TieRule
    seed: str
    by_lot: bool
    objection: str
    options: tuple[OptionOut, ...]
    meeting: str
    topic: str


def votes_out(session: Session, meeting_id: int, day: str, topic: str) -> tuple[VoteOut, ...]:
    """The closed votes of a meeting on this `day` (as 2027-03-17)."""
    results = results_at(session, meeting_id)
    numbers = {result.poll.poll_id: result.poll.number for result in results}
    ids = {option.idea_id for result in results for option in result.poll.options} - {None}
    query = select(col(Idea.id), col(Idea.number)).where(col(Idea.id).in_(sorted(ids, key=int)))
    ideas = {row[0] or 0: row[1] for row in session.connection().execute(query)} if ids else {}
    return tuple(_out(result, numbers, ideas, day, topic) for result in results)


def cells_of(vote: VoteOut) -> Iterator[tuple[Cell, ...]]:
    """A row for each option, in the order of their letters, without meeting and topic."""
    for option in vote.options:
        yield (
            vote.number,
            vote.round,
            vote.question,
            KINDS[vote.kind],
            CHANNELS[vote.channel],
            vote.electorate,
            vote.abstained,
            vote.by_phone,
            option.letter,
            option.wording,
            option.total,
            option.place,
            "ja" if option.won else "",
            vote.objection,
        )


def _out(
    result: Result, numbers: Mapping[int, int], ideas: Mapping[int, int], day: str, topic: str
) -> VoteOut:
    poll = result.poll
    places: dict[int, int] = {}
    for group in result.order:
        places |= dict.fromkeys(group, len(places) + 1)
    return VoteOut(
        number=poll.number,
        round=poll.round,
        earlier=numbers.get(poll.earlier_id or 0),
        question=poll.question,
        kind=poll.kind,
        channel=poll.channel,
        electorate=poll.electorate,
        abstained=poll.abstained,
        by_phone=poll.cast,
        with_tickets=poll.with_tickets,
        most=poll.most,
        per_option=poll.per_option,
        budget=poll.budget,
        tie_rule=poll.tie_rule,
        seed=poll.seed,
        by_lot=result.by_lot,
        objection=poll.objection,
        options=tuple(
            OptionOut(
                letter=option.letter.upper(),
                wording=option.wording,
                idea=ideas.get(option.idea_id or 0),
                cost=option.cost,
                total=_number(result.count.totals[at]),
                place=places.get(at),
                won=at in result.winners,
            )
            for at, option in enumerate(poll.options)
        ),
        meeting=day,
        topic=topic,
    )


def _number(total: int | Fraction) -> int | float:
    value = Fraction(total)
    return value.numerator if value.denominator == 1 else float(value)
