"""How people get to a venue and around in it: looked at by somebody, not believed.

What the people who come need is kept as counts only, never with a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from ..core import clock
from ..core.errors import Refused
from ..core.language import N_, _, ngettext
from ..core.write import Write
from ..people.names import one_spelling
from .conflicts import sentences
from .conflicts.clashes import Severity, digest
from .models import Answer, EventNeed, Feature, Venue, VenueAccess
from .plan import AccessRow, NeedRow

STALE_YEARS = 2
"""What was looked at longer ago may have changed."""

NAMES = {
    Feature.STEP_FREE: N_("Ramp"),
    Feature.DOOR: N_("Door"),
    Feature.TOILET: N_("WC"),
    Feature.HEARING_LOOP: N_("Hearing loop"),
    Feature.QUIET_ROOM: N_("Quiet room"),
    Feature.LIGHT: N_("Light"),
    Feature.TRAM_STOP: N_("Stop"),
}
ANSWERS = {
    Answer.YES: N_("yes"),
    Answer.NO: N_("no"),
    Answer.UNCLEAR: N_("to be found out"),
}

ASKED_BY = (
    (("rollstuhl", "rollator", "rampe", "stufen", "wheelchair", "walker", "ramp", "step"),
     (Feature.STEP_FREE, Feature.DOOR, Feature.TOILET)),
    (("horschleife", "horgerat", "hor", "induktion", "hearing", "loop"), (Feature.HEARING_LOOP,)),
    (("ruhe", "ruhig", "quiet", "calm"), (Feature.QUIET_ROOM,)),
    (("licht", "seh", "light", "see"), (Feature.LIGHT,)),
    (("bahn", "bus", "haltestelle", "tram", "stop"), (Feature.TRAM_STOP,)),
    (("wc", "toilette", "klo", "toilet"), (Feature.TOILET,)),
)  # fmt: skip
"""With which words a need begins that a venue can answer, and what it asks of the venue."""


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody found at a venue."""

    feature: Feature
    answer: Answer
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """People need what the venue does not have, or of which nobody knows."""

    need: NeedRow
    venue: str
    lacking: tuple[tuple[Feature, Answer], ...]

    @property
    def key(self) -> str:
        """For `AcceptedConflict`: another count or another answer is another one."""
        answers = (f"{feature}.{answer}" for feature, answer in self.lacking)
        need = one_spelling(self.need.what)
        return digest("access", one_spelling(self.venue), need, f"{self.need.people}", *answers)

    @property
    def severity(self) -> Severity:
        """Always something to talk about, never in the way."""
        return Severity.SOFT

    @property
    def sentence(self) -> str:
        """ "2 Menschen brauchen: Rollstuhl. Haus am Park: Rampe nein, WC klären." """
        lacking = ", ".join(said(feature, answer) for feature, answer in self.lacking)
        who = ngettext("{n} person needs", "{n} people need", self.need.people)
        return _("{who}: {need}. {venue}: {lacking}").format(
            who=who, need=self.need.what, venue=self.venue, lacking=lacking
        )


# Use cases -----------------------------------------------------------------------------------


def note_access(
    write: Write,
    venue: str,
    found: Sequence[Found],
    checked_on: date | None = None,
    checked_by: str = "",
) -> None:
    """Somebody has looked at a venue, or says what is still to be looked at.

    Today, and whoever types, unless another day or somebody else is named.
    """
    its = _venue(write, venue)
    looked = checked_on or clock.local(clock.now()).date()
    for one in found:
        is_known = one.answer is not Answer.UNCLEAR
        new = VenueAccess(
            venue_id=its.id or 0,
            feature=one.feature,
            answer=one.answer,
            note=one.note,
            checked_on=looked if is_known else None,
            checked_by=(checked_by or write.act.by) if is_known else "",
        )
        if write.insert(new) is None:
            write.change(
                VenueAccess,
                col(VenueAccess.venue_id) == its.id,
                col(VenueAccess.feature) == one.feature,
                answer=new.answer,
                note=new.note,
                checked_on=new.checked_on,
                checked_by=new.checked_by,
            )
    write.tell(sentences.ACCESS_SAID, place=venue, answers=answers_of(found))


def share_venue(write: Write, venue: str, is_shared: bool) -> None:
    """Several events at once are fine there, or not."""
    its = _venue(write, venue)
    write.change(Venue, col(Venue.id) == its.id, is_shared=is_shared)
    write.tell(sentences.SHARED if is_shared else sentences.NOT_SHARED, place=venue)


def set_address(write: Write, venue: str, address: str) -> None:
    """Where the venue is."""
    its = _venue(write, venue)
    write.change(Venue, col(Venue.id) == its.id, address=address)
    write.tell(sentences.ADDRESS_SET, place=venue, address=address)


def set_need(write: Write, event_id: int, what: str, people: int) -> None:
    """So many people who come need something; 0: nobody does any more."""
    folded = one_spelling(what)
    needs = write.session.exec(
        select(EventNeed).where(EventNeed.event_id == event_id).order_by(col(EventNeed.id))
    )
    known = next((need for need in needs if one_spelling(need.what) == folded), None)
    if people == 0:
        if known is None:
            raise Refused(_("It is so already."))
        write.delete(EventNeed, col(EventNeed.id) == known.id)
        write.tell(sentences.NEED_GONE, what=known.what)
        return
    new = (
        write.insert(EventNeed(event_id=event_id, what=what, people=people)) if not known else None
    )
    if known is not None:
        write.change(EventNeed, col(EventNeed.id) == known.id, people=people)
    its = new or known
    assert its is not None  # nobody else writes meanwhile, and none of this spelling was there
    write.tell(sentences.NEED_SET, people=f"{people}", need=its.id)


def _venue(write: Write, venue: str) -> Venue:
    """Its row: it gets one when something is first known of it. Refused without a place."""
    if not venue:
        raise Refused(no_venue())
    folded = one_spelling(venue)
    new = write.insert(Venue(name=venue, folded=folded))
    return new or write.session.exec(select(Venue).where(Venue.folded == folded)).one()


def no_venue() -> str:
    """What is said as long as nobody has said where it is."""
    return _("First say where it is:  place neighbours' house")


# What follows --------------------------------------------------------------------------------


def mismatches(
    venue: str, access: Iterable[AccessRow], needs: Iterable[NeedRow]
) -> tuple[Mismatch, ...]:
    """Where the needs of the people who come and the venue do not go together."""
    answers = {row.feature: row.answer for row in access}
    found = []
    for need in needs:
        lacking = tuple(
            (feature, answers[feature])
            for feature in asked_of_venue(need.what)
            if feature in answers and answers[feature] is not Answer.YES
        )
        if lacking:
            found.append(Mismatch(need, venue, lacking))
    return tuple(found)


def asked_of_venue(what: str) -> tuple[Feature, ...]:
    """What a need asks of a venue; nothing for one that no venue can answer."""
    words = one_spelling(what).split()
    for beginnings, features in ASKED_BY:
        if any(word.startswith(beginnings) for word in words):
            return features
    return ()


def is_stale(row: AccessRow, today: date) -> bool:
    """Whether it was looked at so long ago that it may have changed."""
    return row.checked_on is not None and (
        (row.checked_on.year + STALE_YEARS, row.checked_on.month, row.checked_on.day)
        < (today.year, today.month, today.day)
    )


def said(feature: Feature, answer: Answer) -> str:
    """ "Rampe nein"."""
    return " ".join((_(NAMES[feature]), _(ANSWERS[answer])))


def answers_of(found: Sequence[Found]) -> str:
    """ "Rampe ja, WC nein"."""
    return ", ".join(said(one.feature, one.answer) for one in found)
