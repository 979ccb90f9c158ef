"""The block passport: who has how much of a course, and who gets its certificate.

What counts is told by `making_up`, what is enough by `rule`. Nothing here is stored, so a changed
rule, a corrected list or a make-up in another run shows at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from ..core import clock
from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from . import sentences
from .curriculum import curriculum
from .making_up import Offer, counted, make_up, offers
from .models import REASON_LENGTH, CourseRun, Enrolment
from .passport_pages import (
    BlockPass,
    BlockState,
    DatePass,
    DateState,
    MakeUp,
    block_pass,
    date_passes,
)
from .passport_rows import Member, members, taught
from .rule import Rule, rule_in_force
from .runs import run_gone
from .standing import Standing, standing

__all__ = ["BlockPass", "BlockState", "DatePass", "DateState", "MakeUp", "Standing"]


@dataclass(frozen=True, slots=True)
class Passport:
    """What one person has of a course."""

    number: int
    person_id: int
    name: str
    latin: str
    known_by: str
    locked: bool
    """She has a privacy lock: no list that others see has her name."""
    units: int
    """Of the whole course."""
    counted: int
    blocks: tuple[BlockPass, ...]
    """All blocks of the curriculum, in order."""
    dates: tuple[DatePass, ...]
    """All dates of the run, by time."""
    standing: Standing
    needs_make_up: bool
    """At risk, and the dates for which she is expected are not enough."""
    decided_because: str
    """Why she gets the certificate below the rule; "" if nobody has decided so."""

    @property
    def gets_it(self) -> bool:
        """Whether she gets the certificate: by the rule, or by decision."""
        return self.standing is Standing.REACHED or bool(self.decided_because)

    @property
    def tenths(self) -> int | None:
        """Tenths of a percent, never rounded up; None for a course without units."""
        return 1000 * self.counted // self.units if self.units else None

    @property
    def next_make_up(self) -> MakeUp | None:
        """The first date at which she can make something up."""
        known = [block.make_up for block in self.blocks if block.make_up]
        return min(known, key=lambda date: (date.starts_at, date.date_id), default=None)


@dataclass(frozen=True, slots=True)
class Passports:
    """Everybody's passport of a course run."""

    run_id: int
    title: str
    curriculum: str
    rule: Rule
    units: int
    people: tuple[Passport, ...]
    """By number."""

    def of(self, person_id: int) -> Passport | None:
        """Somebody's passport; None if she does not take part."""
        return next((one for one in self.people if one.person_id == person_id), None)


def passports(session: Session, run_id: int, rule: Rule | None = None) -> Passports:
    """Everybody's passport as of now, by `rule` or else by the one in force.

    Raises Refused if the run is gone.
    """
    run = session.get(CourseRun, run_id)
    if run is None:
        raise run_gone()
    blocks = [block.number for block in curriculum(run.curriculum).blocks]
    dates = taught(session, run.curriculum)
    offered = offers(dates, run_id, blocks)
    rule, now = rule or rule_in_force(session), clock.now()
    return Passports(
        run_id=run_id,
        title=run.title,
        curriculum=run.curriculum,
        rule=rule,
        units=sum(offer.units for offer in offered),
        people=tuple(
            passport(member, offered, rule, now) for member in members(session, run_id, dates)
        ),
    )


def decide(write: Write, run_id: int, person_id: int, reason: str) -> None:
    """She gets the certificate, whatever the rule says; `reason` is kept. "" takes it back.

    Raises Refused if she does not take part, and for a reason that is too long.
    """
    reason = clean(reason, 2 * REASON_LENGTH)
    if len(reason) > REASON_LENGTH:
        raise reason_too_long()
    hers = (Enrolment.run_id == run_id, Enrolment.person_id == person_id)
    if write.session.exec(select(Enrolment.id).where(*hers)).first() is None:
        raise Refused(_("This person is not on the list any more."))
    write.change(Enrolment, *hers, decided_because=reason)
    write.tell(sentences.DECIDED if reason else sentences.NOT_DECIDED, person=person_id)


def reason_too_long() -> Refused:
    """What is said of a reason that the database has no room for."""
    return Refused(
        _("This reason is too long. Please write at most {n} letters.").format(n=REASON_LENGTH)
    )


def share_said(counted_units: int, units: int) -> str:
    """ "62 of 80 units (UE) (77.5 %)", never rounded up; without a share if there are no units."""
    text = _("{counted} of {all} UE").format(counted=counted_units, all=units)
    return f"{text} ({percent(counted_units, units)})" if units else text


def percent(counted_units: int, units: int) -> str:
    """ "77.5 %", never rounded up; "" if there are no units."""
    if not units:
        return ""
    whole, tenth = divmod(1000 * counted_units // units, 10)
    said = _("{whole}.{tenth}").format(whole=whole, tenth=tenth) if tenth else f"{whole}"
    return f"{said} %"


# Evaluation ------------------------------------------------------------------------------------


def passport(member: Member, offered: Sequence[Offer], rule: Rule, now: datetime) -> Passport:
    """What one person has of the blocks `offered`, by the rule, at the moment `now`. Pure."""
    attended = {date_id: stay.units for date_id, stay in member.stays.items()}
    dates = date_passes(member, offered)
    awaited = {d.date_id for d in dates if d.state in (DateState.TO_COME, DateState.CANCELLED)}
    coming = {
        date.date_id
        for offer in offered
        for date in offer.elsewhere
        if not date.ended and date.ends_at >= now
    } - (attended.keys() | member.cancelled)
    stands, needs_make_up = standing(offered, rule, attended, awaited, member.cancelled, coming)
    enrolled = {d.block for d in dates if d.state is not DateState.NOT_ENROLLED}
    return Passport(
        number=member.number,
        person_id=member.person_id,
        name=member.name,
        latin=member.latin,
        known_by=member.known_by,
        locked=member.locked,
        units=sum(offer.units for offer in offered),
        counted=sum(counted(offer, attended) for offer in offered),
        blocks=tuple(
            block_pass(
                offer,
                rule,
                attended,
                awaited=not offer.own or any(d.date_id in awaited for d in offer.own),
                enrolled=offer.block in enrolled,
                chance=make_up(offer, attended, awaited - member.cancelled, coming),
            )
            for offer in offered
        ),
        dates=dates,
        standing=stands,
        needs_make_up=needs_make_up,
        decided_because=member.decided_because,
    )
