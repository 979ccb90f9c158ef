"""What happens to a course run, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ..core.language import N_, ngettext
from ..core.telling import Template, add_sentences
from .models import CourseRun

MADE = "qualification.made"
RENAMED = "qualification.renamed"
DATE_CHANGED = "qualification.date_changed"
DATE_ADDED = "qualification.date_added"
DATE_REMOVED = "qualification.date_removed"
ENROLLED = "qualification.enrolled"
FETCHED = "qualification.fetched"
COLLECTED = "qualification.collected"
JOINED = "qualification.joined"
LEFT = "qualification.left"
STAYS = "qualification.stays"
TAKEN_OFF = "qualification.taken_off"
NEEDS = "qualification.needs"
NO_NEEDS = "qualification.no_needs"
FACILITATORS = "qualification.facilitators"
SETTING = "qualification.setting"

TEMPLATES: dict[str, Template] = {
    MADE: N_("The course “{run}” is there."),
    RENAMED: N_("The course is now called “{run}”."),
    DATE_CHANGED: N_("This date is changed: {date}."),
    DATE_ADDED: N_("This date is new: {date}."),
    DATE_REMOVED: N_("A date of “{run}” is taken out."),
    ENROLLED: N_("{person} is on the list."),
    FETCHED: lambda n: ngettext(
        "{n} person is new on the list.", "{n} people are new on the list.", n
    ),
    COLLECTED: lambda n: ngettext("{n} person is new.", "{n} people are new.", n),
    JOINED: N_("{person} comes from {day} on."),
    LEFT: N_("{person} does not come any more from {day} on."),
    STAYS: N_("{person} comes the whole time."),
    TAKEN_OFF: N_("{person} is not on the list any more."),
    NEEDS: N_("{person} needs: {needs}."),
    NO_NEEDS: N_("{person} needs nothing special."),
    FACILITATORS: N_("The facilitators of “{run}” are changed."),
    SETTING: N_("A setting is changed."),
}

add_sentences(TEMPLATES, run=(CourseRun, "title"))
