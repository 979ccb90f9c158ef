"""Badges to wear, with a code for the scanner; number cards for who wants no name; table cards."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from ...core.errors import Refused
from ...core.language import _
from ...core.write import Write
from ...papers.typeset import Part, qr_rows
from ...people.badges import cards as give_cards
from ...people.models import Badge
from .heading import run_head
from .members import Member, members
from .wanted import Wanted, template

SPARE_NUMBERS = 5
"""Number cards beyond the list, for guests."""


def codes(session: Session, people: Sequence[int]) -> dict[int, str]:
    """The code that counts of each of `people` (ids) who has one."""
    rows = session.exec(
        select(Badge.person_id, Badge.code).where(
            col(Badge.person_id).in_(sorted(people)), col(Badge.valid).is_(True)
        )
    )
    return dict(rows.all())


def without_code(session: Session, wanted: Wanted) -> tuple[int, ...]:
    """The ids of those who would get a badge and have no code yet."""
    ids = [member.person_id for member in members(session, wanted)]
    known = codes(session, ids)
    return tuple(person_id for person_id in ids if person_id not in known)


def give_codes(write: Write, wanted: Wanted) -> None:
    """Everybody who has no code gets one, in one step."""
    give_cards(write, without_code(write.session, wanted))


def badge_parts(session: Session, wanted: Wanted) -> list[Part]:
    """Ten badges a page. Refused if somebody has no code: `give_codes` comes first."""
    people = members(session, wanted)
    known = codes(session, [member.person_id for member in people])
    if len(known) < len(people):
        raise Refused(_("Somebody has just come to the list. Please try again."))
    badges = [
        {
            "number": member.number,
            "who": _shown(member),
            "code": known[member.person_id],
            "qr": qr_rows(known[member.person_id], "Q"),
            "photo": member.photo,
        }
        for member in people
    ]
    run = run_head(session, wanted.run_id).run
    return [Part(template("badges"), {"title": "Namensschilder", "run": run, "badges": badges})]


def number_parts(session: Session, wanted: Wanted) -> list[Part]:
    """Large numbers without names, as on the list, and some for guests."""
    numbers = [member.number for member in members(session, wanted)]
    if wanted.person_id is None:
        numbers += range(numbers[-1] + 1, numbers[-1] + 1 + SPARE_NUMBERS)
    run = run_head(session, wanted.run_id).run
    return [Part(template("numbers"), {"title": "Nummernkarten", "run": run, "numbers": numbers})]


def card_parts(session: Session, wanted: Wanted) -> list[Part]:
    """Cards to fold, two a page."""
    cards = [
        {"number": member.number, "who": _shown(member)} for member in members(session, wanted)
    ]
    run = run_head(session, wanted.run_id).run
    return [Part(template("cards"), {"title": "Tischkarten", "run": run, "cards": cards})]


def _shown(member: Member) -> dict[str, str] | None:
    """What others may read; None: she writes there herself what she likes."""
    return None if member.locked else member.named
