"""From issued papers to a file for the printer: what is kept is taken, what is missing is made.

Every call takes its time and belongs into a thread of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlmodel import Session

from ...core.database import Database
from ...core.errors import Refused
from ...core.language import _
from ...core.write import Act
from ...papers.keeping import file_name
from ...papers.look import Look
from ...papers.typeset import Paper
from ...people.public import ERASED
from ..ceremony import handover
from ..ceremony_calls import calls
from ..certificate_contents import Said, said_of
from ..certificate_models import CertificateKind
from ..certificates import certificates_of
from ..passport import passports
from . import certificate

Told = Callable[[int, int], None]
"""Is told how many of how many papers are made."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Papers in one PDF, ready to be saved."""

    file: str
    """A name for it, without anybody's name."""
    paper: Paper
    count: int
    """Papers in it."""
    outdated: tuple[str, ...]
    """Names of files that it makes outdated: drafts, and what bears a name of the past."""


def issued_paper(
    database: Database,
    act: Act,
    ids: Sequence[int],
    look: Callable[[], Look],
    told: Told = lambda _done, _all: None,
) -> Printed:
    """Papers (ids) in the given order. What was made before is taken as it is kept, byte by byte;
    what was not is made now, and kept. `look` is asked for only if something has to be made.

    Raises Refused if none of them is valid, and if a template or a logo is broken.
    """
    known = {one.certificate_id: one for one in database.read(certificates_of, ids)}
    # Of who was erased there is nothing left to print.
    papers = [known[id] for id in ids if id in known and known[id].said.name != ERASED]
    if not papers:
        raise Refused(_("This paper does not count any more."))
    look = cache(look)
    copies = database.read(certificate.kept, ids)
    fresh: dict[int, bytes] = {}
    notices: dict[str, None] = {}
    for place, one in enumerate(papers, start=1):
        if one.certificate_id not in copies:
            made = certificate.made(one, look())
            fresh[one.certificate_id] = made.pdf
            notices |= dict.fromkeys(made.notices)
        told(place, len(papers))
    if fresh:
        copies |= database.write(act, certificate.keep, fresh).result()
    paper = certificate.for_the_printer(papers, copies, look)
    notices |= dict.fromkeys(paper.notices)
    run = papers[0].said.run
    is_one_persons = len({one.person_id for one in papers}) == 1
    replaced = [one.said.replaces for one in papers if one.said.replaces]
    return Printed(
        _name_of(papers[0].number) if is_one_persons else _name_of_all(run),
        Paper(paper.pdf, tuple(notices), paper.is_accessible),
        len(papers),
        outdated=(
            _name_of_drafts(run),
            *((_name_of_all(run), *map(_name_of, replaced)) if replaced else ()),
        ),
    )


def draft_paper(database: Database, run_id: int, people: Sequence[int], look: Look) -> Printed:
    """The papers of these people (ids) as they would be now; nothing is issued or written."""
    title, papers = database.read(_drafted, run_id, people)
    if not papers:
        raise Refused(_("Nobody has been there yet. So there is nothing to certify."))
    name = f"{title} Entwurf Zertifikate"
    return Printed(
        _name_of_drafts(title), certificate.drafts(papers, name, look), len(papers), outdated=()
    )


def issued_ids(
    session: Session, run_id: int, kind: CertificateKind, person_id: int | None = None
) -> tuple[int, ...]:
    """The valid papers of a kind, of one person or of all: in calling order."""
    return tuple(
        paper.certificate_id
        for call in calls(session, run_id).people
        if person_id in (None, call.person_id)
        for paper in call.papers
        if paper.said.kind is kind
    )


def _drafted(session: Session, run_id: int, people: Sequence[int]) -> tuple[str, list[Said]]:
    seen, held = passports(session, run_id), handover(session, run_id)
    papers = (said_of(seen, one, held) for one in seen.people if one.person_id in people)
    return seen.title, [said for said in papers if said]


def _name_of(number: str) -> str:
    return file_name(number)


def _name_of_all(run: str) -> str:
    return file_name(f"{run} Zertifikate")


def _name_of_drafts(run: str) -> str:
    return file_name(f"{run} Entwurf Zertifikate")
