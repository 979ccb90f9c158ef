"""Certificates: issued once, frozen, numbered, signed; a correction is another that supersedes.

A paper that was superseded stays stored, so that its number is never given twice, and is shown
nowhere: it may bear a name that nobody is called any more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, func, select

from ..core import clock
from ..core.errors import Refused
from ..core.language import N_, _
from ..core.write import Write
from ..people.models import Person
from ..people.public import BLOCKED, ERASED
from . import certificate_sentences as sentences
from .ceremony import Handover, handover
from .certificate_contents import COURSE, Said, blocks_in, differs, read_said, said_of
from .certificate_models import Certificate
from .curriculum import curriculum
from .passport import Passports, passports
from .rule import Rule
from .signing_key import Key, key_of
from .statement import sign

_MISSING = (N_("place Haus am Park"), N_("date 12.6.2027"), N_("signed Kim, Jan"))


@dataclass(frozen=True, slots=True)
class Issued:
    """A valid paper."""

    certificate_id: int
    run_id: int
    person_id: int
    said: Said
    statement: str
    """The same, signed, as its QR code holds it."""

    @property
    def number(self) -> str:
        """Like "BIQ-2027-0001"."""
        return self.said.number


def certificates(session: Session, run_id: int) -> tuple[Issued, ...]:
    """The valid papers of a run, by number. Those of somebody's double are hers."""
    return _issued(session, Certificate.run_id == run_id)


def certificates_of(session: Session, ids: Collection[int]) -> tuple[Issued, ...]:
    """The valid ones of these papers (ids), by number."""
    return _issued(session, col(Certificate.id).in_(ids))


def issue(write: Write, run_id: int, people: Sequence[int], scope: str = COURSE) -> tuple[int, ...]:
    """Everybody of `people` (ids) who has none yet gets a paper; the ids of the new papers.

    In calling order, in one step that is never taken back. About the whole course it is the
    certificate where the rule is met or somebody has decided so, else the confirmation of
    attendance; about "block 3" or "module 2" always the latter. Who has no unit of it gets none.
    Raises Refused if nobody gets one, or if place, day or signers are missing.
    """
    held = _complete(write.session, run_id)
    seen = passports(write.session, run_id)
    blocks_in(curriculum(seen.curriculum), scope)
    have = {its.person_id for its in certificates(write.session, run_id) if its.said.scope == scope}
    wanted = [
        one for one in seen.people if one.person_id in people and one.name not in (ERASED, BLOCKED)
    ]
    papers = [
        (one.person_id, said)
        for one in wanted
        if one.person_id not in have and (said := said_of(seen, one, held, scope))
    ]
    if not papers:
        raise _nobody(have_one=any(one.person_id in have for one in wanted))
    key = key_of(write)
    made = [_store(write, run_id, person_id, said, key) for person_id, said in papers]
    numbers = [number for _id, number in made]
    if len(made) == 1:
        write.tell(sentences.ISSUED, undoable=False, person=papers[0][0], number=numbers[0])
    else:
        write.tell(
            sentences.MANY_ISSUED,
            undoable=False,
            n=len(made),
            first=numbers[0],
            last=numbers[-1],
        )
    return tuple(id for id, _number in made)


def correct(write: Write, ids: Collection[int]) -> tuple[int, ...]:
    """Other papers in the stead of these of one person, with what is right by now; their ids.

    Name, units, place, day and signers are as of now; what is enough is judged by the rule of the
    time of the first issue. The old papers are not valid any more; one that is right stays. Never
    taken back. Raises Refused if one was replaced already, or if nothing is different.
    """
    papers = certificates_of(write.session, ids)
    if not papers or len(papers) < len(set(ids)):
        raise Refused(_("This paper does not count any more."))
    held = _complete(write.session, papers[0].run_id)
    wrong = outdated(write.session, papers, held)
    if not wrong:
        raise Refused(_("This paper is right. Nothing was changed."))
    key, made = key_of(write), []
    for old, said in wrong:
        if said is None:
            raise _nobody(have_one=False)
        write.change(Certificate, Certificate.id == old.certificate_id, valid=False)
        said = replace(said, replaces=old.number)
        made.append(
            _store(write, old.run_id, old.person_id, said, key, supersedes=old.certificate_id)
        )
    person, numbers = wrong[0][0].person_id, [number for _id, number in made]
    if len(made) == 1:
        write.tell(
            sentences.CORRECTED,
            undoable=False,
            person=person,
            number=numbers[0],
            old=wrong[0][0].number,
        )
    else:
        write.tell(sentences.MANY_CORRECTED, undoable=False, person=person)
    return tuple(id for id, _number in made)


def outdated(
    session: Session, papers: Sequence[Issued], held: Handover, known: Passports | None = None
) -> tuple[tuple[Issued, Said | None], ...]:
    """Those of these papers of one run that would say something else by now, and what; None if
    there is nothing left to certify.

    Each is judged by the rule of its time. `known`: the passports by the rule in force, if they
    were read already.
    """
    by_rule = {_terms(known.rule): known} if known else {}
    found = []
    for old in papers:
        rule = Rule(share=old.said.share, mandatory=frozenset(old.said.mandatory))
        if _terms(rule) not in by_rule:
            by_rule[_terms(rule)] = passports(session, old.run_id, rule)
        now = _said_now(session, old, by_rule[_terms(rule)], held)
        if now is not None and now.name in (ERASED, BLOCKED):
            continue
        if now is None or differs(now, old.said):
            found.append((old, now))
    return tuple(found)


def number_said(year: int, number: int) -> str:
    """BIQ-2027-0001."""
    return f"BIQ-{year}-{number:04}"


def missing(held: Handover) -> str:
    """What to type before papers can be issued; "" if nothing is missing."""
    is_there = (bool(held.place), held.held_on is not None, bool(held.signers))
    typed = [_(what) for what, there in zip(_MISSING, is_there, strict=True) if not there]
    return "   ".join(typed)


def _complete(session: Session, run_id: int) -> Handover:
    held = handover(session, run_id)
    if not held.is_complete:
        raise Refused(_("First please write:  {what}").format(what=missing(held)))
    return held


def _nobody(*, have_one: bool) -> Refused:
    if have_one:
        return Refused(_("The paper is issued already. Nothing was changed."))
    return Refused(_("Nobody has a unit of it, so there is nothing to certify."))


def _terms(rule: Rule) -> tuple[int, frozenset[int]]:
    """What a rule demands, whichever version it is."""
    return rule.share, rule.mandatory


def _said_now(session: Session, old: Issued, seen: Passports, held: Handover) -> Said | None:
    """What the paper would say by now; None if she was found to have no unit of it at all.

    Of who is on no list any more only the name is known.
    """
    person = seen.of(old.person_id)
    if person is not None:
        return said_of(seen, person, held, old.said.scope)
    now = session.get_one(Person, old.person_id)
    return replace(
        old.said,
        name=now.name,
        latin=now.latin,
        place=held.place,
        issued_on=held.day,
        signers=held.signers,
    )


def _store(
    write: Write,
    run_id: int,
    person_id: int,
    said: Said,
    key: Key,
    supersedes: int | None = None,
) -> tuple[int, str]:
    """A new paper under the next number of its year; its id, and the number."""
    year = said.issued_on.year
    last = write.session.exec(
        select(func.max(col(Certificate.number))).where(Certificate.year == year)
    ).one()
    number = (last or 0) + 1
    said = replace(said, number=number_said(year, number))
    row = write.insert(
        Certificate(
            run_id=run_id,
            person_id=person_id,
            scope=said.scope,
            kind=said.kind.value,
            year=year,
            number=number,
            said=said.stored(),
            statement=sign(said.statement(), key.secret),
            issued_at=clock.now(),
            supersedes=supersedes,
        )
    )
    if row is None or row.id is None:  # no other writer is at work, so this can't be
        raise LookupError("the paper was not stored")
    return row.id, said.number


def _issued(session: Session, which: object) -> tuple[Issued, ...]:
    whose = func.coalesce(Person.same_as, Person.id)
    rows = session.exec(
        select(Certificate, whose)
        .join(Person, col(Person.id) == col(Certificate.person_id))
        .where(col(Certificate.valid), which)  # type: ignore[arg-type]  # sqlmodel types a comparison as bool
        .order_by(col(Certificate.year), col(Certificate.number))
    )
    return tuple(
        Issued(row.id or 0, row.run_id, person_id, read_said(row.said), row.statement)
        for row, person_id in rows
    )
