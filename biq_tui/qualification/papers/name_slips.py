""" "Stimmt Ihr Name so?": a slip for each person, who looks at her name before it is printed."""

from __future__ import annotations

from sqlmodel import Session

from ...papers.typeset import Part
from .heading import run_head
from .members import Member, members
from .wanted import Wanted, template


def parts(session: Session, wanted: Wanted) -> list[Part]:
    """Six a page; those with a privacy lock on sheets of their own, to be given by hand."""
    people = members(session, wanted)
    open_ones = [person for person in people if not person.locked]
    locked = [person for person in people if person.locked]
    run = run_head(session, wanted.run_id).run
    return [_part(run, its, by_hand=its is locked) for its in (open_ones, locked) if its]


def _part(run: str, people: list[Member], *, by_hand: bool) -> Part:
    data = {
        "title": "Stimmt Ihr Name so?",
        "run": run,
        "slips": [{"number": person.number, "who": person.named} for person in people],
        "by_hand": by_hand,
    }
    return Part(template("name_slips"), data, own_sheet=by_hand)
