"""The use cases of helpers: shifts with so many places, and who takes them.

There is one writer at a time, so that who comes first has the place, whatever the door.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, func, select

from ...core import clock
from ...core.errors import Refused
from ...core.language import _
from ...core.text import NAME_LENGTH, clean
from ...core.write import Write
from ...people.names import one_spelling
from ..models import WHAT_LENGTH, Event, Helper, HelperDoor, Shift, ShiftEntry
from ..reading import gone, next_number
from . import sentences

MOST_WANTED = 999


@dataclass(frozen=True, slots=True)
class SignedUp:
    """How a sign-up went: how many have a place, wait for one, or were there before."""

    places: int
    waiting: int
    known: int


def add_shift(
    write: Write, event_id: int, what: str, starts_at: datetime, ends_at: datetime, wanted: int
) -> int:
    """A new shift; its id. Raises Refused for no words, too many, or an impossible number."""
    shift = write.insert(
        Shift(
            event_id=event_id,
            number=next_number(write.session, event_id),
            what=worded(what),
            starts_at=starts_at,
            ends_at=ends_at,
            wanted=possible(wanted),
        )
    )
    if shift is None:
        raise gone()
    write.tell(sentences.SHIFT, number=f"{shift.number}", shift=shift.id, wanted=f"{wanted}")
    return shift.id or 0


def change_shift(write: Write, shift_id: int, **values: Any) -> None:
    """Other words (`what`), times (`starts_at`, `ends_at`) or places (`wanted`) of a shift.

    Who waits gets a place that becomes free.
    """
    if "what" in values:
        values["what"] = worded(values["what"])
    if "wanted" in values:
        possible(values["wanted"])
    changed = write.change(Shift, Shift.id == shift_id, **values)
    if not changed:
        raise gone()
    up = _fill_places(write, changed[0])
    write.tell(sentences.SHIFT_CHANGED, number=f"{changed[0].number}", shift=shift_id, **up)


def remove_shift(write: Write, shift_id: int) -> None:
    """Take a shift out, and with it who would have helped in it."""
    shift = _shift(write, shift_id)
    write.delete(Helper, Helper.shift_id == shift_id)
    write.delete(ShiftEntry, ShiftEntry.shift_id == shift_id)
    write.delete(Shift, Shift.id == shift_id)
    write.tell(sentences.SHIFT_REMOVED, number=f"{shift.number}")


def sign_up(
    write: Write,
    shift_id: int,
    people: Sequence[int | str] = (),
    names: Sequence[str] = (),
    door: HelperDoor = HelperDoor.TYPED,
) -> SignedUp:
    """Known people (by id) and others (by name) help in a shift, in the order in which they came.

    Whoever comes when it is full waits. Who is there already stays as she is. Raises Refused if
    nobody new came, and once the names of the event are deleted: nobody would delete a later one.
    """
    shift = _shift(write, shift_id)
    event = write.session.get(Event, shift.event_id, populate_existing=True)
    if event is not None and event.tidied_on is not None:
        raise Refused(_("The names are deleted already."))
    known = set(
        write.session.exec(
            select(Helper.folded).where(Helper.shift_id == shift_id, Helper.folded != "")
        )
    )
    new, given = [], 0
    for each in (*people, *names):
        helper = Helper(shift_id=shift_id, door=door, at=clock.now())
        if isinstance(each, int):
            helper.person_id = each
        elif name := clean(each, NAME_LENGTH):
            helper.name, helper.folded = name, one_spelling(name)
        else:
            continue
        given += 1
        if helper.folded not in known:
            known |= {helper.folded} - {""}
            new.append(helper)
    free = free_places(write, shift)
    stored: list[Helper] = []
    for helper in new:
        helper.is_waiting = free - len(stored) <= 0
        if (row := write.insert(helper)) is not None:
            stored.append(row)
    if not stored:
        raise Refused(_("Everybody you name helps there already."))
    tell_helpers(write, shift, stored)
    waiting = sum(row.is_waiting for row in stored)
    return SignedUp(len(stored) - waiting, waiting, given - len(stored))


def leave(write: Write, helper_id: int) -> None:
    """Somebody does not help any more; the first who waits has the place.

    The key of her phone's form stays known, so that the old form does not bring her back.
    """
    helper = write.session.get(Helper, helper_id)
    if helper is None:
        raise gone()
    shift_id, person_id = helper.shift_id, helper.person_id
    refs: dict[str, Any] = {"key": helper.key} if helper.key else {}
    write.delete(Helper, Helper.id == helper_id)
    refs |= _fill_places(write, _shift(write, shift_id))
    if person_id is None:
        write.tell(sentences.LEAVES_NAMED, shift=shift_id, **refs)
    else:
        write.tell(sentences.LEAVES, person=person_id, shift=shift_id, **refs)


def told(write: Write, shift_id: int, helper_ids: Sequence[int]) -> None:
    """They know now that they have a place; `at` is since when."""
    ids = sorted(helper_ids)
    its = col(Helper.id).in_(ids)
    latest = write.session.exec(select(func.max(col(Helper.at))).where(its)).one()
    if latest is None:
        raise gone()
    # Later than before whatever the clock says: what changes nothing is no step.
    write.change(Helper, its, at=max(clock.now(), latest + timedelta(seconds=1)))
    write.tell(sentences.TOLD, shift=shift_id, up=ids)


def recognise(write: Write, helper_id: int, person_id: int) -> None:
    """Whoever signed up by a name is this person of the house.

    Raises Refused if she helps in that shift already. What the phone sent stays known, so that the
    same form is the same sign-up.
    """
    helper = write.session.get(Helper, helper_id)
    if helper is None:
        raise gone()
    there = (Helper.shift_id == helper.shift_id, Helper.person_id == person_id)
    if write.session.exec(select(Helper.id).where(*there)).first() is not None:
        raise Refused(_("Everybody you name helps there already."))
    write.change(Helper, Helper.id == helper_id, person_id=person_id, name="")
    write.tell(sentences.RECOGNISED, person=person_id, shift=helper.shift_id)


def worded(what: str) -> str:
    """What is to be done in a shift, cleaned. Raises Refused for nothing, or too much."""
    cleaned = clean(what, WHAT_LENGTH + 1)
    if not cleaned:
        raise Refused(_("Please write what is to be done."))
    if len(cleaned) > WHAT_LENGTH:
        raise Refused(
            _("This is too long for a task: {length} letters. {most} are possible.").format(
                length=len(cleaned), most=WHAT_LENGTH
            )
        )
    return cleaned


def possible(wanted: int) -> int:
    """So many places, as a shift can have them. Raises Refused for none, or too many."""
    if not 1 <= wanted <= MOST_WANTED:
        raise Refused(
            _("From 1 to {most} people are possible in a shift.").format(most=MOST_WANTED)
        )
    return wanted


def _shift(write: Write, shift_id: int) -> Shift:
    shift = write.session.get(Shift, shift_id, populate_existing=True)
    if shift is None:
        raise gone()
    return shift


def free_places(write: Write, shift: Shift) -> int:
    """How many places of a shift nobody has; negative if it has more people than places."""
    taken = write.session.exec(
        select(func.count())
        .select_from(Helper)
        .where(Helper.shift_id == shift.id, col(Helper.is_waiting).is_(False))
    ).one()
    return shift.wanted - taken


def _fill_places(write: Write, shift: Shift) -> dict[str, Any]:
    """Who waits longest comes first; what the journal keeps of it: who is `up` in a place now."""
    free = free_places(write, shift)
    if free <= 0:
        return {}
    next_ones = write.session.exec(
        select(Helper.id)
        .where(Helper.shift_id == shift.id, col(Helper.is_waiting).is_(True))
        .order_by(col(Helper.id))
        .limit(free)
    ).all()
    if not next_ones:
        return {}
    write.change(Helper, col(Helper.id).in_(next_ones), is_waiting=False)
    return {"up": [helper_id for helper_id in next_ones if helper_id is not None]}


def tell_helpers(write: Write, shift: Shift, stored: Sequence[Helper]) -> None:
    """Say who helps in a shift from now on, or waits."""
    if len(stored) > 1:
        write.tell(sentences.MANY_HELP, n=len(stored), shift=shift.id)
        return
    (helper,) = stored
    if helper.person_id is None:
        message = sentences.WAITS_NAMED if helper.is_waiting else sentences.HELPS_NAMED
        write.tell(message, helper=helper.id, shift=shift.id)
    else:
        message = sentences.WAITS if helper.is_waiting else sentences.HELPS
        write.tell(message, person=helper.person_id, shift=shift.id)
