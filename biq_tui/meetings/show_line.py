"""What the facilitator says to turn the wall: `zeigen`, `zeigen ideen`, `zeigen weg`. Pure.

Not on Sammeln, where every text is an idea.
"""

from __future__ import annotations

from ..core.date_words import folded
from ..core.intention import Intention
from ..core.language import N_, _, ngettext
from ..voting.models import PollState
from ..voting.reading import PollRow
from .board import Board

GRAMMAR = (
    (N_("show"), N_("The projector shows the agenda. It stays as it is until you say so again.")),
    (N_("show ideas"), N_("The projector shows all ideas in their groups.")),
    (N_("show qr"), N_("The projector shows the code for phones.")),
    (N_("show off"), N_("The projector shows nothing.")),
)
"""For the help of Ablauf."""

GRAMMAR_OF_IDEAS = (
    (N_("show"), N_("The projector shows all ideas in their groups.")),
    (N_("show off"), N_("The projector shows nothing.")),
)
"""For the help of Ordnen, where the word alone means the ideas."""

GRAMMAR_OF_VOTES = (
    (N_("show"), N_("The projector shows the vote; once it is closed, the result.")),
    (N_("show off"), N_("The projector shows nothing.")),
)
"""For the help of Abstimmen, where the word alone means the vote."""

AGENDA, IDEAS, CODE, NOTHING = "show_agenda", "show_ideas", "show_code", "show_nothing"
COMMANDS = frozenset({AGENDA, IDEAS, CODE, NOTHING})

VOTE = "show_vote"
"""On Abstimmen only: its tab knows the vote."""

_SHOW = frozenset({"zeigen", "zeig", "show"})
_WHAT = {
    "ablauf": AGENDA,
    "agenda": AGENDA,
    "ideen": IDEAS,
    "ideas": IDEAS,
    "qr": CODE,
    "weg": NOTHING,
    "nichts": NOTHING,
    "off": NOTHING,
    "nothing": NOTHING,
}


def read_show(text: str, board: Board, usual: str) -> Intention | None:
    """What Enter will do if `text` is about the wall, else None. `usual`: what `zeigen` shows."""
    verb, _space, rest = folded(text).partition(" ")
    if verb not in _SHOW or (rest and rest not in _WHAT):
        return None
    what = _WHAT.get(rest, usual)
    if what == IDEAS and not board.ideas:
        return Intention(_("There is no idea to show yet."))
    if what == AGENDA and not (board.agenda or board.topic):
        return Intention(_("There is no agenda to show yet."))
    if what == CODE and not board.phones_invited:
        return Intention(_("No phone is invited.   For ideas from phones:  phones"))
    return Intention(_hint(what, len(board.ideas)), command=what)


def read_show_vote(text: str, board: Board, poll: PollRow | None) -> Intention | None:
    """The same on Abstimmen: the word alone means `poll`, or its result once it is closed."""
    if folded(text) not in _SHOW:
        return read_show(text, board, AGENDA)
    if poll is None:
        return Intention(_("There is no vote to show yet."))
    if poll.state is PollState.CLOSED:
        return Intention(_("Enter: the projector shows the result."), command=VOTE)
    return Intention(_("Enter: the projector shows the vote, without numbers."), command=VOTE)


def _hint(what: str, ideas: int) -> str:
    if what == AGENDA:
        return _("Enter: the projector shows the agenda.")
    if what == IDEAS:
        return ngettext(
            "Enter: the projector shows {n} idea.", "Enter: the projector shows {n} ideas.", ideas
        )
    if what == CODE:
        return _("Enter: the projector shows the code for phones.")
    return _("Enter: the projector shows nothing.")
