"""Erasing somebody: what goes at once, what must stay and until when, said before it is done.

Her row stays without a name, so that numbers, counts and the registers stay right. If something
must be kept she is blocked: her name stands apart, for that purpose alone. None of it can be
taken back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from ..attendance.models import Arrival, Expected, Gathering, Presence, Sitting
from ..core import clock, erasing, journal
from ..core.language import N_
from ..core.write import Write
from ..events.models import EventTask, Helper
from ..meetings.models import IdeaByPhone, Task, TaskState
from ..people.kept_names import drop_name, keep_name, kept_names
from ..people.models import Badge, Consent, Erasure, Person
from ..people.public import BLOCKED, ERASED
from ..people.service import gone
from ..qualification.certificate_models import Certificate, CertificateCopy
from ..qualification.lists import settle
from ..qualification.models import CourseDate, Enrolment
from . import sentences
from .retention import Kept, kept
from .whereabouts import Mention, ids_of, mentions, models, names_of, namesakes, rows_about

BECAUSE = {
    "payments": N_("§ 147 AO"),
    "certificates": N_("register"),
    "attendance": N_("proof for the funder"),
}
"""Why a class must stay, in a few words (message ids), by its key."""

_GOES = {"arrival": "arrivals", "badge": "badges", "consent": "consents"}
"""Tables whose rows of her are deleted, and their class."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done, as of one journal entry."""

    person_id: int
    ids: tuple[int, ...]
    """Hers, and those of her doubles."""
    names: tuple[str, ...]
    """All she has or had."""
    goes: tuple[tuple[str, int], ...]
    """Class and number of the rows that are deleted."""
    counted: int
    """Rows that stay without her name, so that counts stay right."""
    stays: tuple[Kept, ...]
    mentions: tuple[Mention, ...]
    """Texts that name her."""
    has_namesake: bool
    """Somebody else is called so, too: then no text is touched, for it may mean her."""
    as_of: int

    @property
    def until(self) -> date | None:
        """Until when she is blocked; None: nothing stands in the way."""
        return max((its.until for its in self.stays), default=None)


def plan(session: Session, person_id: int, today: date) -> Plan:
    """What erasing her would do. Raises Refused if there is no such person."""
    person = session.get(Person, person_id)
    if person is None or person.same_as is not None or person.name == ERASED:
        raise gone()
    ids = ids_of(session, person_id)
    names = (*names_of(session, ids), *(its for both in _apart(session, ids) for its in both))
    about = rows_about(session, ids)
    has_namesake = namesakes(session, ids, names)
    named = {(table, row["id"]) for table, rows in about.items() for row in rows}
    free = [its for its in mentions(session, names) if (its.table, its.row_id) not in named]
    deleted = {_GOES[table]: len(rows) for table, rows in about.items() if table in _GOES}
    staying = sum(len(rows) for table, rows in about.items() if table not in {*_GOES, "person"})
    return Plan(
        person_id,
        ids,
        tuple(dict.fromkeys(filter(None, names))),
        tuple(sorted(deleted.items())),
        staying,
        kept(session, ids, today),
        tuple(its for its in free if its.table != "setting"),
        has_namesake,
        journal.last_number(session),
    )


def erase(write: Write, person_id: int) -> tuple[str, ...]:
    """Erase her as far as it may be; the tables that have to forget (`Database.forget`).

    Raises Refused if there is no such person.
    """
    today = clock.local(clock.now()).date()
    its = plan(write.session, person_id, today)
    carry_out(write, its, today)
    until = its.until
    if until is None:
        write.tell(sentences.ERASED, undoable=False)
    else:
        said = f"{until.day}.{until.month}.{until.year}"
        write.tell(sentences.BLOCKED, undoable=False, until=said)
    return touched_by(write)


def touched_by(write: Write) -> tuple[str, ...]:
    """The tables in whose files it stood."""
    return tuple(sorted({its.table for its in write.touched} | {"journal_entry", "journal_row"}))


def carry_out(write: Write, its: Plan, today: date) -> None:
    """Do what the plan says; the caller tells it."""
    for model in (Arrival, Consent, Badge):
        erasing.remove(write, model, _theirs(write, model, its.ids))
    _leave(write, its.ids, today)
    _open_tasks(write, its.ids)
    _loose(write, its)
    if not its.has_namesake:
        _take_out_of_texts(write, its)
        erasing.forget_words(write, _sure(its.names))
    _hide(write, its)
    if its.until is None:
        _let_certificates_go(write, its.ids)
        drop_name(write, its.person_id)
    write.insert(Erasure(person_id=its.person_id, erased_on=today))


def _apart(session: Session, ids: Collection[int]) -> list[tuple[str, str]]:
    return list(kept_names(session, ids).values())


def _sure(names: Collection[str]) -> list[str]:
    """Names that can be looked for in texts: of one word, only a whole text is one."""
    return [name for name in names if " " in name]


def _theirs(write: Write, model: Any, ids: Collection[int]) -> list[int]:
    """Their rows, and those they had once: the journal still knows them."""
    now = write.session.exec(
        select(model.id).where(model.person_id.in_(sorted(ids))).order_by(model.id)
    ).all()
    return sorted({*now, *erasing.images_with(write, model, "person_id", ids)})


def _leave(write: Write, ids: Collection[int], today: date) -> None:
    """She is expected nowhere any more, and what she needs or why she was let off is gone."""
    planned = select(Gathering.id).where(Gathering.sitting == Sitting.PLANNED)
    its: Any = (col(Expected.person_id).in_(ids), col(Expected.gathering_id).in_(planned))
    runs = write.session.exec(
        select(Enrolment.run_id)
        .join(CourseDate, col(CourseDate.run_id) == col(Enrolment.run_id))
        .where(col(Enrolment.person_id).in_(ids), col(CourseDate.gathering_id).in_(planned))
        .distinct()
    ).all()
    enrolments = _theirs(write, Enrolment, ids)
    texts = {"needs": "", "decided_because": ""}
    erasing.blank(write, Enrolment, enrolments, texts)
    write.change(Enrolment, col(Enrolment.id).in_(enrolments), **texts)
    for row in write.session.exec(
        select(Enrolment).where(
            col(Enrolment.person_id).in_(ids),
            col(Enrolment.run_id).in_(runs),
            col(Enrolment.left_on).is_(None),
        )
    ).all():
        left_on = max(today, row.joined_on or today)
        write.change(Enrolment, Enrolment.id == row.id, left_on=left_on)
    write.delete(
        Presence,
        col(Presence.person_id).in_(ids),
        col(Presence.gathering_id).in_(planned),
    )
    for run_id in sorted(runs):
        settle(write, run_id)
    write.delete(Expected, *its)


def _open_tasks(write: Write, ids: Collection[int]) -> None:
    """What she has promised and not done is open again for others."""
    for model in (Task, EventTask):
        its: Any = model
        write.change(
            its, its.person_id.in_(sorted(ids)), its.state == TaskState.OPEN, person_id=None
        )


def _loose(write: Write, its: Plan) -> None:
    """Entries under her name that nobody has joined to her: of phones, and of typed helpers."""
    if its.has_namesake:
        return
    for model, gone_name in ((IdeaByPhone, {"name": ""}), (Helper, {"name": ERASED})):
        its_model: Any = model
        extra = {"folded": "", "key": ""} if model is Helper else {}
        changed = write.change(its_model, its_model.name.in_(its.names), **gone_name, **extra)
        erasing.blank(write, model, [row.id for row in changed], gone_name | extra)


def _take_out_of_texts(write: Write, its: Plan) -> None:
    hidden = erasing.hiding(_sure(its.names), erasing.GONE)
    for mention in mentions(write.session, its.names):
        model: Any = models()[mention.table]
        if mention.table in ("setting", "certificate", "certificate_copy"):
            continue
        row = write.session.get(model, mention.row_id)
        if row is not None:
            texts = {name: getattr(row, name) for name in mention.columns}
            left = {
                name: erasing.GONE if text in its.names else hidden(text)
                for name, text in texts.items()
            }
            write.change(model, model.id == mention.row_id, **left)


def _hide(write: Write, its: Plan) -> None:
    """Her rows say nothing of her any more; blocked, her name is kept apart."""
    until = its.until
    person = write.session.get_one(Person, its.person_id)
    if until is not None and person.name != BLOCKED:
        keep_name(write, its.person_id, person.name, person.latin)
    bare = {"latin": "", "known_by": "", "name_checked": False}
    if until is None:
        bare["locked"] = False  # while a name is kept, its lock is, too
    shown = {"name": ERASED if until is None else BLOCKED}
    because = ", ".join(BECAUSE[each.key] for each in its.stays)
    free = {"blocked_until": None, "blocked_because": ""}
    block = free if until is None else {"blocked_until": until, "blocked_because": because[:200]}
    for person_id in its.ids:
        what = bare | (shown | block if person_id == its.person_id else {"name": ERASED} | free)
        write.change(Person, Person.id == person_id, **what)
    texts = {"name": ERASED, "latin": "", "known_by": ""}
    erasing.blank(write, Person, its.ids, texts)


def _let_certificates_go(write: Write, ids: Collection[int]) -> None:
    forget_papers(write, _theirs(write, Certificate, ids))


def forget_papers(write: Write, papers: Collection[int]) -> None:
    """The register keeps number, course and day of certificates (ids); the papers go."""
    copies = write.session.exec(
        select(CertificateCopy.id).where(col(CertificateCopy.certificate_id).in_(papers))
    ).all()
    erasing.remove(write, CertificateCopy, [its for its in copies if its is not None])
    for row in write.session.exec(select(Certificate).where(col(Certificate.id).in_(papers))).all():
        said = row.said | {"name": ERASED, "latin": ""}
        write.change(Certificate, Certificate.id == row.id, said=said, statement="")
    erasing.blank(write, Certificate, papers, {"said": {}, "statement": ""})
