"""What happens in a vote, in sentences. Of a ballot nothing is ever told."""

from __future__ import annotations

from ..core.language import N_, ngettext
from ..core.telling import Template, add_sentences
from .models import Poll, PollOption

PREPARED = "voting.prepared"
RULE = "voting.rule"
QUESTION = "voting.question"
OPTIONS = "voting.options"
PICTURES = "voting.pictures"
NO_PICTURES = "voting.no_pictures"
DROPPED = "voting.dropped"
OPENED = "voting.opened"
IN_ROOM = "voting.in_room"
ABSTAINED = "voting.abstained"
HANDS = "voting.hands"
ONE_HAND = "voting.one_hand"
BOTH_HANDS = "voting.both_hands"
PAPER_DOTS = "voting.paper_dots"
COUNTED = "voting.counted"
"""Told by older journals, without the numbers."""
COUNTED_ALL = "voting.counted_all"
COUNTED_HANDS = "voting.counted_hands"
CLOSED = "voting.closed"
OBJECTION = "voting.objection"

TEMPLATES: dict[str, Template] = {
    PREPARED: N_("Vote prepared: “{poll}”. Options: {n}."),
    RULE: N_("How we vote on “{poll}” has been changed."),
    QUESTION: N_("The question is now: {poll}"),
    OPTIONS: N_("“{poll}”: the options are {n} now."),
    PICTURES: N_("Pictures: {pictures}."),
    NO_PICTURES: N_("Without a picture: {pictures}."),
    DROPPED: N_("The vote on “{dropped}” is left out."),
    OPENED: N_("The vote on “{poll}” is open. People in the room: {n}."),
    IN_ROOM: lambda n: ngettext(
        "{n} person is in the room now.", "{n} people are in the room now.", n
    ),
    ABSTAINED: lambda n: ngettext("{n} person abstains.", "{n} people abstain.", n),
    HANDS: N_("Hands for {letter} “{option}”: {n}."),
    BOTH_HANDS: N_("Both hands against {letter} “{option}”: {n}."),
    ONE_HAND: N_("One hand against {letter} “{option}”: {n}."),
    PAPER_DOTS: N_("Dots on {letter} “{option}”: {n}."),
    COUNTED: lambda n: ngettext("{n} option is counted.", "{n} options are counted.", n),
    COUNTED_ALL: N_("Counted: {counted}."),
    COUNTED_HANDS: N_("Both hands/one hand: {counted}."),
    CLOSED: N_("The vote on “{poll}” is closed."),
    OBJECTION: N_("Can somebody not live with it? {answer}"),
}

add_sentences(TEMPLATES, poll=(Poll, "question"), option=(PollOption, "wording"))
