"""What happens to pledges and partners, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ...core.language import N_
from ...core.telling import Template, add_sentences
from ...people.models import Organisation, Person
from ..models import Event, PledgeState

INSTITUTION = {
    PledgeState.ASKED: "events.partner_asked",
    PledgeState.PLEDGED: "events.partner_pledged",
    PledgeState.PLEDGED_IF: "events.partner_pledged_if",
    PledgeState.DECLINED: "events.partner_declined",
    PledgeState.NO_ANSWER: "events.partner_no_answer",
}
NEIGHBOUR = {state: message.replace("partner", "person") for state, message in INSTITUTION.items()}
NEEDED = "events.pledge_needed"
DUE = "events.pledge_due"
REWORDED = "events.pledge_reworded"
PLEDGE_REMOVED = "events.pledge_removed"
PARTNER = "events.partner"
PARTNER_LEAVES = "events.partner_leaves"
CO_ORGANISER = {
    True: "events.co_organiser_yes",
    False: "events.co_organiser_no",
    None: "events.co_organiser_open",
}

TEMPLATES: dict[str, Template] = {
    INSTITUTION[PledgeState.ASKED]: N_("{organisation}: {what} – asked{details}"),
    INSTITUTION[PledgeState.PLEDGED]: N_("{organisation}: {what} – pledged{details}"),
    INSTITUTION[PledgeState.PLEDGED_IF]: N_(
        "{organisation}: {what} – yes, if {condition}{details}"
    ),
    INSTITUTION[PledgeState.DECLINED]: N_("{organisation}: {what} – no{details}"),
    INSTITUTION[PledgeState.NO_ANSWER]: N_("{organisation}: {what} – no answer{details}"),
    NEIGHBOUR[PledgeState.ASKED]: N_("{person}: {what} – asked{details}"),
    NEIGHBOUR[PledgeState.PLEDGED]: N_("{person}: {what} – pledged{details}"),
    NEIGHBOUR[PledgeState.PLEDGED_IF]: N_("{person}: {what} – yes, if {condition}{details}"),
    NEIGHBOUR[PledgeState.DECLINED]: N_("{person}: {what} – no{details}"),
    NEIGHBOUR[PledgeState.NO_ANSWER]: N_("{person}: {what} – no answer{details}"),
    NEEDED: N_("Still missing: {what}{details}"),
    DUE: N_("{number} {what}: an answer is needed by {day}"),
    REWORDED: N_("{number} is now: {what}"),
    PLEDGE_REMOVED: N_("Taken out: {number} {what}"),
    PARTNER: N_("{organisation} is a partner"),
    PARTNER_LEAVES: N_("{organisation} is no partner of this event any more"),
    CO_ORGANISER[True]: N_("{organisation} is co-organiser and is liable together with us"),
    CO_ORGANISER[False]: N_("{organisation} is no co-organiser: it gives, and is not liable"),
    CO_ORGANISER[None]: N_("{organisation}: whether it is co-organiser is open"),
}

add_sentences(
    TEMPLATES, organisation=(Organisation, "name"), person=(Person, "name"), event=(Event, "title")
)
