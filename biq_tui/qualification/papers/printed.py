"""That a paper of a date was made, so that Heute asks for it no longer."""

from __future__ import annotations

from sqlmodel import Session, select

from ...core import clock
from ...core.write import Write
from .. import sentences
from ..models import PrintedPaper

NOTED = frozenset(sentences.PRINTED)
"""Keys of the papers that are noted: without them no evening should begin."""


def printed(write: Write, gathering_id: int, paper: str) -> None:
    """The paper with this key, one of NOTED, was made for a date: one step.

    Made again, the newest time stays.
    """
    made = PrintedPaper(gathering_id=gathering_id, paper=paper, made_at=clock.now())
    if write.insert(made) is None:
        write.change(
            PrintedPaper,
            PrintedPaper.gathering_id == gathering_id,
            PrintedPaper.paper == paper,
            made_at=clock.now(),
        )
    write.tell(sentences.PRINTED[paper], date=gathering_id)


def made_for(session: Session, gathering_id: int) -> frozenset[str]:
    """Keys of the papers that were made for a date."""
    its = select(PrintedPaper.paper).where(PrintedPaper.gathering_id == gathering_id)
    return frozenset(session.exec(its))
