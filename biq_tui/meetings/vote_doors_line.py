"""The line of Abstimmen before anything is prepared: which kind of vote, and on what. Pure.

Three doors: `hände` · `punkte` · `widerstand`; the others stand in the help.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..core.date_words import folded
from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from ..voting import polls, sentences
from ..voting.ballots import Kind
from ..voting.models import MOST_OPTIONS, OPTION_LENGTH, Channel
from ..voting.polls import Option, Plan
from ..voting.reading import PollRow
from . import results
from . import sentences as of_meetings
from .board import Board
from .models import IdeaState

GRAMMAR_DOORS = (
    (N_("hands"), N_("Everybody raises a hand once. On all ideas, or:  hands 3 7 12")),
    (N_("dots"), N_("Dots on paper. On the groups instead of the ideas:  dots groups")),
    (N_("resistance"), N_("How much is against it? The least resistance wins.")),
    (N_("agree · points · ranking · money 500"), N_("Other ways to vote.")),
    (N_("talk Bench at the lake"), N_("We talked, no decision is needed. The minutes say so.")),
)

DOORS = {
    "hände": (Kind.SINGLE, Channel.HANDS),
    "hands": (Kind.SINGLE, Channel.HANDS),
    "punkte": (Kind.DOTS, Channel.PAPER),
    "dots": (Kind.DOTS, Channel.PAPER),
    "widerstand": (Kind.CONSENSING, Channel.HANDS),
    "resistance": (Kind.CONSENSING, Channel.HANDS),
    "zustimmen": (Kind.APPROVAL, Channel.HANDS),
    "agree": (Kind.APPROVAL, Channel.HANDS),
    "bewerten": (Kind.SCORE, Channel.PHONES),
    "points": (Kind.SCORE, Channel.PHONES),
    "reihenfolge": (Kind.RANKING, Channel.PHONES),
    "ranking": (Kind.RANKING, Channel.PHONES),
    "geld": (Kind.BUDGET, Channel.PHONES),
    "money": (Kind.BUDGET, Channel.PHONES),
}
"""The words that begin a vote. Three are offered, the others stand in the help."""

TALK = frozenset({"gespräch", "talk"})
GROUPS = frozenset({"gruppen", "groups"})
WHAT_FIRST = N_("What do we begin with?")
STATUS_QUO = N_("Everything stays as it is")

_AND = re.compile(r"[\s,]+|\bund\b|\band\b")


@dataclass(frozen=True, slots=True)
class PlanLook:
    """What the facilitator sees when she presses a key."""

    board: Board
    poll: PollRow | None = None
    """The vote that is prepared."""


def read_doors(text: str, look: PlanLook) -> Intention:
    """Nothing is prepared: what Enter will do with `text`."""
    typed = clean(text, 400)
    if not typed:
        return Intention(_("How do we vote?  hands   dots   resistance      ? shows other ways"))
    first, _space, rest = folded(typed).partition(" ")
    if first in TALK:
        about = typed.partition(" ")[2].strip()
        if not about:
            return Intention(_("Talking is enough? Say what about:  talk Bench at the lake"))
        return talked(look.board.meeting_id, about)
    if first not in DOORS:
        return Intention(_("Type:  hands   dots   resistance      ? shows other ways"))
    kind, channel = DOORS[first]
    budget = None
    if kind is Kind.BUDGET:
        amount, _space, rest = rest.partition(" ")
        if not amount.isdecimal() or not 0 < int(amount) < 10_000_000:
            return Intention(_("How much money is there, in euros?  money 500"))
        budget = int(amount)
    try:
        options = list(options_from(rest, look.board))
    except Refused as refusal:
        return Intention(refusal.sentence)
    if kind is Kind.CONSENSING:
        options.append(Option(_(STATUS_QUO), is_status_quo=True))
    plan = Plan(kind, channel, budget=budget)
    told = sentence(sentences.PREPARED, len(options), poll=_(WHAT_FIRST))
    args = (look.board.meeting_id, _(WHAT_FIRST), tuple(options), plan)
    return Intention(_("Enter: {sentence}").format(sentence=told), polls.prepare, args, told)


def talked(meeting_id: int, about: str, poll_id: int | None = None) -> Intention:
    """ "Gespräch, kein Beschluss nötig": an outcome, too."""
    told = sentence(of_meetings.TALKED, decision=about)
    hint = _("Enter: {sentence}").format(sentence=told)
    return Intention(hint, results.talk_over, (meeting_id, about, poll_id), told)


def options_from(said: str, board: Board) -> tuple[Option, ...]:
    """What is voted on: ideas by numbers, the ideas of a group by its letter, or the groups.

    Without a word: all ideas that are not parked. Raises Refused for what is not there.
    """
    if said in GROUPS:
        options = tuple(Option(group.title) for group in board.groups)
        if not options:
            raise Refused(_("There are no groups."))
        return options
    ideas = [idea for idea in board.ideas if idea.state is not IdeaState.PARKED]
    if said:
        ideas = []
        for word in filter(None, _AND.split(said)):
            group = next((row for row in board.groups if row.letter == word), None)
            if group is not None:
                ideas += board.ideas_of(group.cluster_id)
            elif word.isdecimal() and int(word) in board.by_number:
                ideas.append(board.by_number[int(word)])
            else:
                raise Refused(_("There is no idea or group “{word}”.").format(word=word))
        ideas = list(dict.fromkeys(ideas))
    if not ideas:
        raise Refused(_("There are no ideas to vote on."))
    if len(ideas) > MOST_OPTIONS:
        raise Refused(
            _("These are {n} ideas. Which ones?  hands 3 7 12   or:  hands groups").format(
                n=len(ideas)
            )
        )
    return tuple(Option(clean(idea.line, OPTION_LENGTH), idea.idea_id) for idea in ideas)
