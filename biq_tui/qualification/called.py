"""Which course run somebody means who types its title."""

from __future__ import annotations

from sqlmodel import Session, col, select

from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from .models import CourseRun


def run_called(session: Session, called: str) -> int:
    """The id of the course run with this title, else with this id.

    Raises Refused, naming those that there are.
    """
    called = clean(called)
    runs = session.exec(select(CourseRun).order_by(col(CourseRun.folded))).all()
    by_title = {run.folded: run.id for run in runs}
    by_id = {f"{run.id}": run.id for run in runs}
    found = by_title.get(called.casefold()) or by_id.get(called)
    if found is not None:
        return found
    known = ", ".join(run.title for run in runs) or _("none")
    said = _("There is no course “{title}”. Nothing was changed. There are: {known}")
    raise Refused(said.format(title=called, known=known))
