"""What happens at a gathering, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ..core.language import N_
from ..core.telling import Happened, add_sentences, sentence, taken_back, told
from ..people.models import Person
from .models import Arrival, Gathering

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

TEMPLATES = {
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
}

add_sentences(
    TEMPLATES,
    person=(Person, "name"),
    arrival=(Arrival, "name"),
    date=(Gathering, "title"),
)
