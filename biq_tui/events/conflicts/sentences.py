"""What happens to double bookings and to access, in sentences."""

from ...core.language import N_
from ...core.telling import add_sentences
from ..models import AcceptedConflict, EventNeed

ACCEPTED = "conflicts.accepted"
NOT_ACCEPTED = "conflicts.not_accepted"
WAY_SET = "conflicts.way_set"
ACCESS_SAID = "access.said"
SHARED = "access.shared"
NOT_SHARED = "access.not_shared"
ADDRESS_SET = "access.address_set"
NEED_SET = "access.need_set"
NEED_GONE = "access.need_gone"

add_sentences(
    {
        ACCEPTED: N_("It is all right like this: {accepted}"),
        NOT_ACCEPTED: N_("It is not all right like this after all."),
        WAY_SET: N_("From one place to another it takes {minutes} minutes."),
        ACCESS_SAID: N_("{place}: {answers}"),
        SHARED: N_("{place}: several events at once are fine there."),
        NOT_SHARED: N_("{place}: only one event at a time."),
        ADDRESS_SET: N_("{place}: {address}"),
        NEED_SET: N_("Needed: {people} × {need}"),
        NEED_GONE: N_("No longer needed: {what}"),
    },
    need=(EventNeed, "what"),
    accepted=(AcceptedConflict, "reason"),
)
