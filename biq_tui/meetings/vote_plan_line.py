"""The line of Abstimmen while a vote is prepared: on what, how, and by what. Pure.

`los` opens it; all else has a default that is said, and can be changed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..core.date_words import folded
from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from ..voting import polls, sentences
from ..voting.ballots import Kind
from ..voting.models import MOST_VOTERS, OPTION_LENGTH, QUESTION_LENGTH, Channel, TieRule
from ..voting.polls import Option, Plan
from ..voting.reading import PollRow
from .phone_votes import open_vote
from .vote_doors_line import TALK, PlanLook, talked
from .vote_in_words import changed_in_words, plan_of
from .vote_pictures_line import about_pictures, read_pictures

GRAMMAR_PLAN = (
    (N_("23"), N_("The vote begins. So many people are in the room.")),
    (N_("question What comes first?"), N_("What is asked.")),
    (N_("without c"), N_("C can't be voted for.  also Bench  adds something.")),
    (N_("c = Bench with a back"), N_("C has another wording.  c 120 euros  says what it costs.")),
    (N_("phones · hands · paper · hands and phones"), N_("By what people vote.")),
    (N_("with tickets"), N_("Phones need a ticket of the room.  without tickets")),
    (N_("4 dots, 2 at most"), N_("How many dots everybody has.")),
    (N_("tie lot"), N_("What happens with a tie: talk, run-off, or lot.")),
    (N_("talk"), N_("No vote is needed: we talked about it.")),
)

CHANNELS = {
    "hände": Channel.HANDS,
    "hands": Channel.HANDS,
    "papier": Channel.PAPER,
    "paper": Channel.PAPER,
    "handys": Channel.PHONES,
    "phones": Channel.PHONES,
    "hände und handys": Channel.MIXED,
    "hands and phones": Channel.MIXED,
}
TIES = {
    "besprechen": TieRule.TALK,
    "talk": TieRule.TALK,
    "stichwahl": TieRule.RUN_OFF,
    "run-off": TieRule.RUN_OFF,
    "los": TieRule.LOT,
    "lot": TieRule.LOT,
}
TICKETS = {
    "mit zetteln": True,
    "with tickets": True,
    "ohne zettel": False,
    "without tickets": False,
}
LATER = frozenset({"fertig", "done", "kabine", "booth", "enthaltung", "abstain"})
"""What is said while a vote is open."""
GO = frozenset({"los", "go"})
QUESTION = frozenset({"frage", "question"})
WITHOUT = frozenset({"ohne", "without"})
ALSO = frozenset({"dazu", "also"})
TIE = frozenset({"gleichstand", "tie"})

_DOTS = re.compile(r"(\d{1,2}) (?:punkte?|dots?)(?:,? (?:höchstens )?(\d{1,2})(?: at most)?)?")
_SCALE = re.compile(r"(?:skala|scale) (?:bis |to )?(\d{1,3})")
_PEOPLE = re.compile(r"(?:im raum |in the room )?(\d{1,9})")
_WORDING = re.compile(r"[a-z]\s*=.*", re.DOTALL)
_LETTER = re.compile(r"([a-z])(?:\s*=\s*(.*)| (.*))", re.IGNORECASE | re.DOTALL)
_EUROS = re.compile(r"(\d{1,7}) ?(?:euros?|€)")


def read_plan(text: str, look: PlanLook) -> Intention:
    """A vote is prepared: what Enter will do with `text`."""
    poll = look.poll
    assert poll is not None
    typed = clean(text, 400)
    word = folded(typed)
    people = look.board.people
    if not typed:
        if people is None:
            return _how_many()
        return Intention(
            _("go : the vote begins with {n} people.   Another number?   ? changes it").format(
                n=people
            )
        )
    if word in GO:
        return _how_many() if people is None else _go(poll, people)
    if found := _PEOPLE.fullmatch(word):
        return _go(poll, int(found[1]))
    if word in TALK:
        return talked(look.board.meeting_id, poll.question, poll.poll_id)
    if (changed := _changed(word, poll)) is not None:
        if isinstance(changed, Intention):
            return changed
        told = sentence(sentences.RULE, poll=poll.question)
        hint = _enter(changed_in_words(plan_of(poll), changed))
        return Intention(hint, polls.set_plan, (poll.poll_id, changed), told)
    if (pictures := read_pictures(word, poll)) is not None:
        return pictures
    first, _space, rest = typed.partition(" ")
    if rest and folded(first) in QUESTION:
        question = clean(rest, QUESTION_LENGTH)
        told = sentence(sentences.QUESTION, poll=question)
        return Intention(_enter(told), polls.ask, (poll.poll_id, question), told)
    return _options(typed, poll)


def is_plan(word: str) -> bool:
    """Whether `word`, as it is folded, would change how a vote is held, if it had not begun."""
    first, _space, rest = word.partition(" ")
    return (
        word in GO | TALK | CHANNELS.keys() | TICKETS.keys()
        or (bool(rest) and first in QUESTION | WITHOUT | ALSO | TIE)
        or any(pattern.fullmatch(word) for pattern in (_DOTS, _SCALE, _WORDING))
        or about_pictures(word)
    )


def _how_many() -> Intention:
    return Intention(_("How many people are in the room? A number: the vote begins."))


def _go(poll: PollRow, people: int) -> Intention:
    if not 1 <= people <= MOST_VOTERS:
        said = _("A number of people from 1 to {most}, please.")
        return Intention(said.format(most=MOST_VOTERS))
    if letter := polls.without_cost(poll, poll.options):
        said = _("What does {letter} cost?  For example:  {letter} 120 euros")
        return Intention(said.format(letter=letter))
    told = sentence(sentences.OPENED, people, poll=poll.question)
    return Intention(_enter(told), open_vote, (poll.poll_id, people), told)


def _changed(word: str, poll: PollRow) -> Plan | Intention | None:
    """The plan with what was said; None if nothing was said of it."""
    plan = plan_of(poll)
    if word in CHANNELS:
        if CHANNELS[word] is plan.channel:
            return Intention(_("It is so already."))
        most = None if plan.kind is Kind.CONSENSING else plan.most  # hands have another scale
        return _possible(replace(plan, channel=CHANNELS[word], most=most), poll)
    if word in TICKETS:
        if poll.channel not in (Channel.PHONES, Channel.MIXED):
            return Intention(_("Tickets are for phones. Type first:  phones"))
        return replace(plan, with_tickets=TICKETS[word])
    first, _space, rest = word.partition(" ")
    if first in TIE and rest in TIES:
        return replace(plan, tie_rule=TIES[rest])
    if first in TIE:
        return Intention(_("What happens with a tie?   tie talk   tie run-off   tie lot"))
    if (found := _DOTS.fullmatch(word)) and poll.kind is Kind.DOTS:
        most = int(found[1])
        each = int(found[2]) if found[2] else min(poll.per_option, most)
        if not most:
            return Intention(_("Everybody has at least 1 dot."))
        if not 1 <= each <= most:
            return Intention(_("On one option there can't be more dots than everybody has."))
        return replace(plan, most=most, per_option=each)
    if (found := _SCALE.fullmatch(word)) and poll.kind in (Kind.SCORE, Kind.CONSENSING):
        if poll.channel in (Channel.HANDS, Channel.MIXED):
            return Intention(_("Hands have no scale. With phones there is one:  phones"))
        return _possible(replace(plan, most=int(found[1])), poll)
    return None


def _possible(plan: Plan, poll: PollRow) -> Plan | Intention:
    try:
        polls.settled(plan, [polls.as_option(row) for row in poll.options])
    except Refused as refusal:
        return Intention(refusal.sentence)
    return plan


def _options(typed: str, poll: PollRow) -> Intention:
    """What can be voted for is changed."""
    options = [polls.as_option(row) for row in poll.options]
    first, _space, rest = typed.partition(" ")
    letters = {row.letter: at for at, row in enumerate(poll.options)}
    if folded(first) in ALSO:
        new = Option(clean(rest, OPTION_LENGTH))
        if not new.wording:
            return Intention(_("What else can be voted for?  also Bench"))
        quo = next((at for at, each in enumerate(options) if each.is_status_quo), len(options))
        options.insert(quo, new)
        return _set(poll, options)
    if folded(first) in WITHOUT and len(rest) == 1:
        if folded(rest) not in letters:
            return Intention(_("There is no option {letter}.").format(letter=rest.upper()))
        at = letters[folded(rest)]
        if options[at].is_status_quo and poll.kind is Kind.CONSENSING:
            return Intention(_("“Everything stays as it is” belongs to it."))
        del options[at]
        return _set(poll, options)
    found = _LETTER.fullmatch(typed)
    if found and found[1].casefold() in letters:
        at = letters[found[1].casefold()]
        if found[2]:
            options[at] = replace(options[at], wording=clean(found[2], OPTION_LENGTH))
            return _set(poll, options)
        if poll.budget and (euros := _EUROS.fullmatch(folded(found[3] or ""))):
            options[at] = replace(options[at], cost=int(euros[1]))
            return _set(poll, options)
    if folded(first) in LATER:
        return Intention(_("The vote has not begun yet.   go : the vote begins"))
    return Intention(_("I do not know this. ? shows what can be changed.   go : the vote begins"))


def _set(poll: PollRow, options: list[Option]) -> Intention:
    if not options:
        return Intention(_("There is nothing to vote on."))
    told = sentence(sentences.OPTIONS, len(options), poll=poll.question)
    return Intention(_enter(told), polls.set_options, (poll.poll_id, tuple(options)), told)


def _enter(told: str) -> str:
    return _("Enter: {sentence}").format(sentence=told)
