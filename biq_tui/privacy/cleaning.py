"""The yearly Löschlauf: whatever's time is over goes, in one step that can't be taken back.

Counts stay: who was at a Treffen becomes a number, a person a row without a name, and a course's
enrolment goes over to somebody without a name as soon as nobody has to prove it any more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from sqlmodel import col, func, select

from ..attendance.models import Arrival, Expected, Gathering, Presence, State
from ..core import clock, erasing
from ..core.settings import store
from ..core.write import Write
from ..events.after.tidying import tidy
from ..events.models import EventPartner, EventTask, Helper, Pledge
from ..meetings.models import IdeaByPhone, Task, TaskHelper
from ..people.models import Badge, Consent, Contact, Person
from ..people.public import ERASED
from ..qualification.certificate_models import Certificate, CertificateCopy
from ..qualification.models import CountedUnits, CourseDate, Enrolment, Payment
from . import sentences
from .erasing import carry_out, forget_papers, plan, touched_by
from .timetable import EVENT_TASK, FADED, timetable
from .yearly import LAST_RUN

_FADING = (
    Person, Arrival, Expected, Presence, Enrolment, Badge, Consent, Contact, IdeaByPhone, Task,
    TaskHelper, EventTask, Helper, Pledge, Certificate, CertificateCopy, CountedUnits,
)  # fmt: skip
"""Of rows of these the journal keeps, after its time, only to which things they belonged."""


def run(write: Write) -> tuple[int, tuple[str, ...]]:
    """Delete all whose time is over: how many, and the tables that have to forget."""
    today = clock.local(clock.now()).date()
    done = 0
    for row in timetable(write.session, today):
        if row.now:
            done += _GOING[row.record_class.key](write, row.now) or len(row.now)
    store(write, LAST_RUN, today.isoformat())
    write.tell(sentences.RAN, undoable=False, n=done)
    return done, touched_by(write)


def _arrivals(write: Write, ids: Collection[int]) -> None:
    erasing.remove(write, Arrival, ids)


def _meetings(write: Write, gatherings: Collection[int]) -> None:
    for gathering_id in gatherings:
        its = (Presence.gathering_id == gathering_id, Presence.state == State.PRESENT)
        here = write.session.exec(select(func.count()).where(*its)).one()
        write.change(
            Gathering,
            Gathering.id == gathering_id,
            col(Gathering.head_count).is_(None),
            head_count=here,
        )
        for model in (Presence, Expected):
            erasing.remove(write, model, _ids(write, model, gathering_id))


def _ids(write: Write, model: Any, gathering_id: int) -> list[int]:
    query = select(model.id).where(model.gathering_id == gathering_id).order_by(model.id)
    return list(write.session.exec(query).all())


def _attendance(write: Write, ids: Collection[int]) -> int:
    """Enrolments go over to somebody without a name, one for each person."""
    done = 0
    rows = write.session.exec(select(Enrolment).where(col(Enrolment.id).in_(ids))).all()
    for row in rows:
        nobody = write.insert(Person(name=ERASED))
        assert nobody is not None
        dates = select(CourseDate.id).where(CourseDate.run_id == row.run_id)
        at = select(CourseDate.gathering_id).where(CourseDate.run_id == row.run_id)
        for model, of_run in (
            (Expected, col(Expected.gathering_id).in_(at)),
            (Presence, col(Presence.gathering_id).in_(at)),
            (CountedUnits, col(CountedUnits.date_id).in_(dates)),
            (Enrolment, Enrolment.run_id == row.run_id),
        ):
            its: Any = model
            where: Any = of_run
            changed = write.change(its, its.person_id == row.person_id, where, person_id=nobody.id)
            changed_ids = [each.id for each in changed]
            erasing.blank(write, model, changed_ids, {"person_id": nobody.id})
        write.change(Enrolment, Enrolment.id == row.id, needs="", decided_because="")
        done += 1
    return done


def _needs(write: Write, ids: Collection[int]) -> None:
    write.change(Enrolment, col(Enrolment.id).in_(ids), needs="")
    erasing.blank(write, Enrolment, ids, {"needs": ""})


def _payments(write: Write, ids: Collection[int]) -> None:
    erasing.remove(write, Payment, ids)


def _badges(write: Write, ids: Collection[int]) -> None:
    erasing.remove(write, Badge, ids)


def _consents(write: Write, ids: Collection[int]) -> None:
    erasing.remove(write, Consent, ids)


def _idea_names(write: Write, ids: Collection[int]) -> None:
    write.change(IdeaByPhone, col(IdeaByPhone.id).in_(ids), name="")
    erasing.blank(write, IdeaByPhone, ids, {"name": ""})


def _tasks(write: Write, numbers: Collection[int]) -> None:
    of_meetings = [number for number in numbers if number > 0]
    of_events = [number * EVENT_TASK for number in numbers if number < 0]
    helped = write.session.exec(
        select(TaskHelper.id).where(col(TaskHelper.task_id).in_(of_meetings))
    ).all()
    erasing.remove(write, TaskHelper, [its for its in helped if its is not None])
    for model, ids in ((Task, of_meetings), (EventTask, of_events)):
        its: Any = model
        write.change(its, its.id.in_(ids), person_id=None)
        erasing.blank(write, its, ids, {"person_id": None})


def _helpers(write: Write, events: Collection[int]) -> None:
    for event_id in events:
        tidy(write, event_id)


def _contacts(write: Write, ids: Collection[int]) -> None:
    for model, columns in ((EventPartner, ("contact_id", "deputy_id")), (Pledge, ("contact_id",))):
        its: Any = model
        for column in columns:
            changed = write.change(its, getattr(its, column).in_(ids), **{column: None})
            erasing.blank(write, its, [row.id for row in changed], {column: None})
    erasing.remove(write, Contact, ids)


def _people(write: Write, ids: Collection[int]) -> None:
    today = clock.local(clock.now()).date()
    for person_id in ids:
        carry_out(write, plan(write.session, person_id, today), today)


def _journal(write: Write, numbers: Collection[int]) -> None:
    erasing.fade(write, _FADING, max(numbers))
    store(write, FADED, f"{max(numbers)}")


_GOING: dict[str, Callable[[Write, Collection[int]], int | None]] = {
    "arrivals": _arrivals,
    "meetings": _meetings,
    "attendance": _attendance,
    "needs": _needs,
    "payments": _payments,
    "certificates": lambda write, ids: forget_papers(write, list(ids)),
    "badges": _badges,
    "consents": _consents,
    "idea_names": _idea_names,
    "tasks": _tasks,
    "helpers": _helpers,
    "contacts": _contacts,
    "people": _people,
    "journal": _journal,
}
