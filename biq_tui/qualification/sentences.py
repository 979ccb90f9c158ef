"""What happens to a course run, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ..core.language import N_, ngettext
from ..core.telling import Template, add_sentences, keep_discreet
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
RULE = "qualification.rule"
UNITS = "qualification.units"
WHOLE_DATE = "qualification.whole_date"
DECIDED = "qualification.decided"
NOT_DECIDED = "qualification.not_decided"
PAID = "qualification.paid"
MANY_PAID = "qualification.many_paid"
REDUCED = "qualification.reduced"
MANY_REDUCED = "qualification.many_reduced"
WAIVED = "qualification.waived"
MANY_WAIVED = "qualification.many_waived"
CHARGED = "qualification.charged"
MANY_CHARGED = "qualification.many_charged"
VOIDED = "qualification.voided"
PRINTED = {
    "signature-sheet": "qualification.printed_sheet",
    "plan-z": "qualification.printed_plan_z",
}
"""By the paper's key."""

# Where an amount stands in a sentence of several people, {n} is two or more.
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
    RULE: N_("The rule for the certificate is changed."),
    UNITS: N_("Of {day}, {units} of {all} units (UE) count for {person}."),
    WHOLE_DATE: N_("Of {day}, all units (UE) count for {person}."),
    DECIDED: N_("{person} gets the certificate. You have decided so."),
    NOT_DECIDED: N_("The rule says whether {person} gets the certificate."),
    PAID: N_("Receipt {receipt}: {person} has paid {amount} euros."),
    MANY_PAID: N_("Receipts {first} to {last}: {n} people have paid {amount} euros in all."),
    REDUCED: N_("{person} pays {amount} euros."),
    MANY_REDUCED: N_("{n} people pay {amount} euros each."),
    WAIVED: N_("{person} pays nothing."),
    MANY_WAIVED: lambda n: ngettext("{n} person pays nothing.", "{n} people pay nothing.", n),
    CHARGED: N_("{person} pays the usual fee."),
    MANY_CHARGED: lambda n: ngettext(
        "{n} person pays the usual fee.", "{n} people pay the usual fee.", n
    ),
    VOIDED: N_("Receipt {receipt} of {person} does not count any more."),
    PRINTED["signature-sheet"]: N_("The list for signatures is made: {date}."),
    PRINTED["plan-z"]: N_("Plan Z is made: {date}."),
}

MONEY = frozenset(
    {
        PAID, MANY_PAID, REDUCED, MANY_REDUCED, WAIVED, MANY_WAIVED, CHARGED, MANY_CHARGED, VOIDED,
    }
)  # fmt: skip
"""What is said of money: never in Ankommen, nor in "Was war" of an evening."""

add_sentences(TEMPLATES, run=(CourseRun, "title"))
keep_discreet(MONEY)
