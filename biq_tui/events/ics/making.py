"""A calendar file made on the screen: saved first, then it is kept who has which version."""

from __future__ import annotations

from pathlib import Path

from ...core.database import Database
from ...core.errors import Refused
from ...core.language import _
from ...core.write import Act, Write
from ...papers.keeping import file_name, save
from ...people.organisations import Named, stored
from .line import Wanted
from .outside import publish
from .whose import publish_person
from .writing import calendar_file


def make(database: Database, act: Act, wanted: Wanted, folder: Path) -> Path:
    """Make what is wanted and save it in `folder`; the file. Blocks: belongs into a thread.

    Raises Refused with a sentence; then nobody is noted to have it.
    """
    if wanted.person_id is not None:
        entries = database.write(act, publish_person, wanted.person_id).result()
    else:
        entries = database.write(act, publish, [wanted.event_id]).result()
    if not entries:
        raise Refused(_("None of these events has a day yet."))
    whose = wanted.name if wanted.person_id is not None else f"{wanted.title} {wanted.name}"
    calendar = _("Calendar")
    name = file_name(f"{calendar} {whose.strip()}", ".ics")
    saved = save(calendar_file(entries, "BIQ"), folder / name)
    if wanted.institution is not None:
        database.write(act, _deliver, wanted.event_id, wanted.institution).result()
    return saved


def _deliver(write: Write, event_id: int, institution: Named) -> None:
    """It may be one that was known by its name only."""
    publish(write, [event_id], stored(write, institution))
