"""What happens to shifts, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ...core.language import N_, ngettext
from ...core.telling import Template, add_sentences
from ..models import Helper, Shift

SHIFT = "events.shift"
SHIFT_CHANGED = "events.shift_changed"
SHIFT_REMOVED = "events.shift_removed"
HELPS = "events.helps"
HELPS_NAMED = "events.helps_named"
WAITS = "events.helper_waits"
WAITS_NAMED = "events.helper_waits_named"
MANY_HELP = "events.many_help"
LEAVES = "events.helper_leaves"
LEAVES_NAMED = "events.helper_leaves_named"
RECOGNISED = "events.helper_recognised"
TOLD = "events.helper_told"
INVITED = "events.helpers_invited"
NOT_INVITED = "events.helpers_not_invited"


def _many_help(n: int) -> str:
    return ngettext("{n} person helps: {shift}", "{n} people help: {shift}", n)


TEMPLATES: dict[str, Template] = {
    SHIFT: N_("{number} {shift}: {wanted} wanted"),
    SHIFT_CHANGED: N_("{number} {shift} is changed"),
    SHIFT_REMOVED: N_("Shift {number} is taken out"),
    HELPS: N_("{person} helps: {shift}"),
    HELPS_NAMED: N_("{helper} helps: {shift}"),
    WAITS: N_("{person} waits for a place: {shift}"),
    WAITS_NAMED: N_("{helper} waits for a place: {shift}"),
    MANY_HELP: _many_help,
    LEAVES: N_("{person} does not help any more: {shift}"),
    LEAVES_NAMED: N_("Somebody does not help any more: {shift}"),
    RECOGNISED: N_("{person} is known, and helps: {shift}"),
    TOLD: N_("Who has a place now knows it: {shift}"),
    INVITED: N_("Helping by phone: open."),
    NOT_INVITED: N_("Helping by phone: closed."),
}

add_sentences(TEMPLATES, shift=(Shift, "what"), helper=(Helper, "name"))
