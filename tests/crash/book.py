"""What was asked, answered and found: the figures of a run, and whether they may be so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlmodel import Session, select

from biq_tui.attendance.models import Arrival
from biq_tui.core.database import Database
from biq_tui.voting.urn import has_voted

from .work import Said
from .world import World, wounds


@dataclass
class Tally:
    """One row of the table."""

    kind: str = ""
    faults: int = 0
    asked: int = 0
    acknowledged: int = 0
    found: int = 0
    """Of the acknowledged."""
    unanswered: int = 0
    """Asked, and the process died before it said anything."""
    refused: int = 0
    wrong: list[str] = field(default_factory=list)
    """Whatever may never be: lost, doubled, damaged."""
    sentences: Counter[str] = field(default_factory=Counter)
    """What the person was told."""

    @property
    def lost(self) -> int:
        """Acknowledged and not there."""
        return self.acknowledged - self.found

    def __iadd__(self, other: Tally) -> Tally:
        self.faults += other.faults
        self.asked += other.asked
        self.acknowledged += other.acknowledged
        self.found += other.found
        self.unanswered += other.unanswered
        self.refused += other.refused
        self.wrong += other.wrong
        self.sentences += other.sentences
        return self


@dataclass
class Book:
    """All that processes said about one database, in the order in which they said it."""

    world: World
    said: list[Said] = field(default_factory=list)

    def tally(self, database: Database, *, alive: bool = False) -> Tally:
        """Hold what was said against what `database` holds.

        Alive: nothing has crashed since, so what was refused is not there.
        """
        said = self.said
        counts = Counter(each.word for each in said)
        latest = _latest(said)
        there = database.read(_found, self.world, latest)
        tally = Tally(asked=counts["asked"], refused=counts["refused"])
        tally.sentences.update(each.sentence for each in said if each.word == "refused")
        tally.wrong += [f"{each.kind} {each.sentence}" for each in said if each.word == "broken"]
        tally.wrong += wounds(database)
        for (token, ballot), its in latest.items():
            count = there[token, ballot]
            if count > 1:
                tally.wrong.append(f"{token} is there {count} times")
            answer = its[-1]
            tally.acknowledged += sum(each.word == "done" for each in its)
            tally.found += sum(each.word == "done" for each in its[:-1])
            if answer.word == "done":
                if bool(count) == answer.wanted:
                    tally.found += 1
                else:
                    tally.wrong.append(f"{answer.kind} {token} was acknowledged, found {count}")
            elif answer.word == "asked":
                tally.unanswered += 1
            elif alive and bool(count) == answer.wanted:
                tally.wrong.append(f"{answer.kind} {token} was refused and yet is done")
        return tally


def _latest(said: Iterable[Said]) -> dict[tuple[str, bool], list[Said]]:
    """By token, what was said of it."""
    its: dict[tuple[str, bool], list[Said]] = {}
    for each in said:
        if each.token:
            its.setdefault((each.token, each.kind == "ballot"), []).append(each)
    return its


def _found(
    session: Session, world: World, tokens: Iterable[tuple[str, bool]]
) -> Counter[tuple[str, bool]]:
    found = Counter((name, False) for name in session.exec(select(Arrival.name)))
    for token, ballot in tokens:
        if ballot:
            found[token, True] = has_voted(session, world.poll, token)
    return found
