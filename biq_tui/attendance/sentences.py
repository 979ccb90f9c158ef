"""What happens at a gathering, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ..core.language import N_, ngettext
from ..core.telling import Happened, Template, add_sentences, sentence, taken_back, told
from ..people.models import Person
from .models import Arrival, Gathering, Role

__all__ = ["Happened", "sentence", "taken_back", "told"]

HERE = "attendance.here"
LATE = "attendance.late"
BACK = "attendance.back"
LEFT = "attendance.left"
EXCUSED = "attendance.excused"
ABSENT = "attendance.absent"
GUEST = "attendance.guest"
SAME = "attendance.same"
WAITING = "attendance.waiting"
ASIDE = "attendance.aside"
OPENED = "attendance.opened"
BEGUN = "attendance.begun"
ENDED = "attendance.ended"
REOPENED = "attendance.reopened"
EXCUSED_FOR = "attendance.excused_for"
COMES_AFTER_ALL = "attendance.comes_after_all"
MANY_HERE = "attendance.many_here"
MANY_LATE = "attendance.many_late"
MANY_LEFT = "attendance.many_left"
MANY_EXCUSED = "attendance.many_excused"
MANY_ABSENT = "attendance.many_absent"
WERE_HERE = "attendance.were_here"
WERE_NOT_HERE = "attendance.were_not_here"

COMES_AS = {
    Role.GUEST: GUEST,
    Role.COMPANION: "attendance.comes_as_companion",
    Role.ASSISTANT: "attendance.comes_as_assistant",
    Role.INTERPRETER: "attendance.comes_as_interpreter",
}
"""The message of somebody who is not on the list and comes in this role."""

IS_NOW = {
    Role.COMPANION: "attendance.is_companion",
    Role.ASSISTANT: "attendance.is_assistant",
    Role.INTERPRETER: "attendance.is_interpreter",
}
"""The message of somebody on the list who turns out to have this role."""

TEMPLATES: dict[str, Template] = {
    HERE: N_("{person} is here."),
    LATE: N_("{person} is here, but late."),
    BACK: N_("{person} is back."),
    LEFT: N_("{person} has left."),
    EXCUSED: N_("{person} has cancelled."),
    ABSENT: N_("{person} is absent."),
    GUEST: N_("{person} is here as a guest."),
    SAME: N_("“{arrival}” is {person}. {person} is already here."),
    WAITING: N_("“{arrival}” has reported by phone and is waiting for you."),
    ASIDE: N_("“{arrival}” is put aside."),
    OPENED: N_("The list is open."),
    BEGUN: N_("We have begun."),
    ENDED: N_("The evening has ended."),
    REOPENED: N_("The evening is open again."),
    EXCUSED_FOR: N_("{person} has cancelled for {day}."),
    COMES_AFTER_ALL: N_("{person} comes on {day} after all."),
    MANY_HERE: lambda n: ngettext("{n} person is here.", "{n} people are here.", n),
    MANY_LATE: lambda n: ngettext(
        "{n} person is here, but late.", "{n} people are here, but late.", n
    ),
    MANY_LEFT: lambda n: ngettext("{n} person has left.", "{n} people have left.", n),
    MANY_EXCUSED: lambda n: ngettext("{n} person has cancelled.", "{n} people have cancelled.", n),
    MANY_ABSENT: lambda n: ngettext("{n} person is absent.", "{n} people are absent.", n),
    WERE_HERE: lambda n: ngettext("{n} person was really here.", "{n} people were really here.", n),
    WERE_NOT_HERE: lambda n: ngettext("{n} person was not here.", "{n} people were not here.", n),
    COMES_AS[Role.COMPANION]: N_("{person} is here as a companion."),
    COMES_AS[Role.ASSISTANT]: N_("{person} is here as an assistant."),
    COMES_AS[Role.INTERPRETER]: N_("{person} is here as an interpreter."),
    IS_NOW[Role.COMPANION]: N_("{person} is a companion."),
    IS_NOW[Role.ASSISTANT]: N_("{person} is an assistant."),
    IS_NOW[Role.INTERPRETER]: N_("{person} is an interpreter."),
}

add_sentences(
    TEMPLATES,
    person=(Person, "name"),
    arrival=(Arrival, "name"),
    date=(Gathering, "title"),
)
