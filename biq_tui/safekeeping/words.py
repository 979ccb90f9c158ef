"""What backups and hand-overs are, in sentences: the same on the screen and for commands. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ..core.backup import Backup
from ..core.clock import clock_time
from ..core.dates import full_date, short_weekday
from ..core.language import N_, _, ngettext
from ..core.standing import Relation, Standing
from .hand_over import Beside
from .preview import Preview, Side

WHY = {
    "start": N_("at a start"),
    "sitting": N_("after an evening"),
    "meanwhile": N_("in between"),
    "by-hand": N_("by hand"),
    "migration": N_("before a new version"),
    "replaced": N_("was replaced"),
}
"""Why a backup was made, by its own word for it."""

MOST_PRINTED = 20
"""So many steps a command prints."""


def moment_words(moment: datetime) -> str:
    """Fr 5.3.2027 20:15."""
    return f"{short_weekday(moment)} {full_date(moment)} {clock_time(moment)}"


def backup_line(one: Backup) -> str:
    """When it was made, and why."""
    why = _(WHY[one.why]) if one.why in WHY else one.file.name
    return f"{moment_words(one.made_at)}  {why}"


def counted(of: Standing) -> str:
    """How much there is: 18 people, 1 course, 3 meetings, 2 events."""
    return ", ".join(
        (
            ngettext("{n} person", "{n} people", of.people),
            ngettext("{n} course", "{n} courses", of.courses),
            ngettext("{n} meeting", "{n} meetings", of.meetings),
            ngettext("{n} event", "{n} events", of.events),
        )
    )


def state_words(of: Standing) -> tuple[str, ...]:
    """When something was done last, by whom if she said so; and how much there is."""
    if of.newest is None:
        return (_("Nothing was done yet."),)
    when = moment_words(of.newest.moment)
    who = f"{when}, {of.by}" if of.by else when
    return (_("Last step: {when}").format(when=who), counted(of))


def missing_words(ours: Side) -> str:
    """What of ours would not be there any more."""
    if not ours.count:
        return _("Nothing of today would be missing.")
    return ngettext("{n} step would be missing:", "{n} steps would be missing:", ours.count)


def coming_words(theirs: Side) -> str:
    """What would be there that is not here now."""
    return ngettext("{n} step is new:", "{n} steps are new:", theirs.count)


def relation_words(relation: Relation | None, theirs: Standing | None, why_not: str = "") -> str:
    """How the stick stands to this laptop, in one sentence."""
    if relation is None or theirs is None:
        return why_not or _("On the stick is no hand-over yet.")
    when = "" if theirs.newest is None else full_date(theirs.newest.moment)
    who = f"{when}, {theirs.by}" if theirs.by else when
    match relation:
        case Relation.SAME:
            return _("The stick and this laptop have the same state.")
        case Relation.NEWER:
            return _("This state on the stick is newer: {who}.").format(who=who)
        case Relation.OLDER:
            return _("This state on the stick is older: {who}.").format(who=who)
        case Relation.PARTED:
            return _("Both have gone on: the stick ({who}) and this laptop.").format(who=who)
        case Relation.OTHER:
            return _("On the stick are other data than here: {who}.").format(who=who)


def restore_words(seen: Preview) -> Iterator[str]:
    """Before going back to a backup."""
    yield from state_words(seen.staged.standing)
    yield from side_words(missing_words(seen.ours), seen.ours)
    if seen.theirs.count:
        yield from side_words(coming_words(seen.theirs), seen.theirs)


def beside_words(beside: Beside) -> Iterator[str]:
    """Before a hand-over in either direction."""
    yield relation_words(beside.relation, beside.found.standing, beside.found.why_not)
    if beside.relation in (Relation.OLDER, None):
        yield _("To bring the data of this laptop onto it: biq hand-over --write")


def preview_words(seen: Preview) -> Iterator[str]:
    """What each side has that the other has not."""
    if seen.theirs.count:
        yield from side_words(_("Only on the stick:"), seen.theirs)
    if seen.ours.count:
        yield from side_words(_("Only on this laptop:"), seen.ours)
    if seen.comparison.relation is Relation.NEWER:
        yield _("To take it over: biq hand-over --take")


def side_words(head: str, side: Side) -> Iterator[str]:
    """A head, and the newest steps below it."""
    yield head
    for line in side.steps[:MOST_PRINTED]:
        yield f"  {moment_words(line.at)}  {line.sentence}"
    if side.count > len(side.steps[:MOST_PRINTED]):
        yield "  …"


def refused_take(seen: Preview, *, anyway: bool) -> str:
    """Why the stick's state is not taken over; "" if it may be."""
    match seen.comparison.relation:
        case Relation.SAME:
            return _("The stick and this laptop have the same state.")
        case Relation.OLDER:
            return _("This laptop has all that is on the stick. Nothing was changed.")
        case Relation.PARTED | Relation.OTHER if not anyway:
            return _("Both have something the other has not. Nothing was changed.")
    return ""
