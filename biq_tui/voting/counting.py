"""Counting in an open vote: who is in the room, who abstains, raised hands and paper dots."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import col, select

from ..core.errors import Refused
from ..core.language import _, ngettext
from ..core.write import Write
from . import sentences, urn
from .ballots import HANDS_SCALE, Kind
from .models import MOST_VOTERS, Channel, HandCount, Poll, PollState
from .poll_rules import options_of, poll_of, too_many


def set_electorate(write: Write, poll_id: int, electorate: int) -> None:
    """So many people are in the room now. Raises Refused below the votes that are counted."""
    poll = in_progress(write, poll_id)
    check_people(electorate)
    voted = _taken(write, poll)
    if electorate < voted:
        raise Refused(
            ngettext(
                "{n} vote is counted already. There can't be fewer people.",
                "{n} votes are counted already. There can't be fewer people.",
                voted,
            )
        )
    if poll.channel == Channel.PAPER:
        _check_dots(write, poll, electorate)
    write.change(Poll, Poll.id == poll_id, electorate=electorate)
    write.tell(sentences.IN_ROOM, n=electorate)


def abstain(write: Write, poll_id: int, abstained: int) -> None:
    """So many people don't vote. Raises Refused for more than are left in the room."""
    poll = in_progress(write, poll_id)
    free = poll.electorate - (_taken(write, poll) - poll.abstained)
    if abstained > free:
        raise too_many(free)
    write.change(Poll, Poll.id == poll_id, abstained=abstained)
    write.tell(sentences.ABSTAINED, n=abstained)


def count(write: Write, poll_id: int, hands: Mapping[tuple[int, int], int]) -> None:
    """What was counted: by option's id and grade (1; 2 for both hands), hands or paper dots.

    Earlier numbers stay in the journal. Raises Refused for more than there are people.
    """
    poll = in_progress(write, poll_id)
    if poll.channel == Channel.PHONES:
        raise Refused(_("This vote is by phone. No hands are counted."))
    options = {option.id: option for option in options_of(write.session, poll_id)}
    for (option_id, grade), number in sorted(hands.items()):
        if option_id not in options or not 0 <= number <= MOST_VOTERS * poll.per_option:
            raise Refused(_("This is not there any more."))
        its = (HandCount.option_id == option_id, HandCount.grade == grade)
        if not write.change(HandCount, *its, hands=number):
            write.insert(HandCount(option_id=option_id, grade=grade, hands=number))
    _check_hands(write, poll)
    (option_id, grade), number = max(hands.items())
    is_resistance = poll.kind == Kind.CONSENSING
    if len(hands) > 1:
        letters = {id or 0: option.letter for id, option in options.items()}
        message = sentences.COUNTED_HANDS if is_resistance else sentences.COUNTED_ALL
        write.tell(message, counted=in_short(letters, hands, is_resistance))
        return
    message = sentences.HANDS
    if poll.channel == Channel.PAPER:
        message = sentences.PAPER_DOTS
    elif is_resistance:
        message = sentences.BOTH_HANDS if grade == HANDS_SCALE else sentences.ONE_HAND
    letter = options[option_id].letter.upper()
    write.tell(message, option=option_id, letter=letter, n=number)


def check_taken_back(write: Write) -> None:
    """After an undo: raises Refused if an open vote has more votes than people now.

    Ballots are not in the journal, so nothing else stands in the way of what they rest on.
    """
    if not {row.table for row in write.touched} & {Poll.__tablename__, HandCount.__tablename__}:
        return
    query = select(Poll).where(Poll.state == PollState.OPEN).order_by(col(Poll.id))
    for poll in write.session.exec(query.execution_options(populate_existing=True)).all():
        try:
            _check_hands(write, poll)
        except Refused as refusal:
            raise Refused(
                _("More votes have come in since. This can't be taken back.")
            ) from refusal


def in_short(
    letters: Mapping[int, str], hands: Mapping[tuple[int, int], int], is_resistance: bool
) -> str:
    """Several numbers in one line, by letter: "A 6  B 4".

    Of resistance both hands come first, then one: "A 6/4  B 3/–"; –: that was not counted now.
    `letters`: by the options' ids.
    """
    parts = []
    for option_id in sorted({option for option, _grade in hands}, key=letters.__getitem__):
        grades = range(HANDS_SCALE, 0, -1) if is_resistance else (1,)
        numbers = "/".join(f"{hands.get((option_id, grade), '–')}" for grade in grades)
        parts.append(f"{letters[option_id].upper()} {numbers}")
    return "  ".join(parts)


def in_progress(write: Write, poll_id: int) -> Poll:
    """The open vote. Raises Refused if it is not open."""
    poll = poll_of(write.session, poll_id)
    if poll.state != PollState.OPEN:
        raise Refused(_("This vote is not open."))
    return poll


def check_people(electorate: int) -> None:
    """Raises Refused for a number of people that no room has."""
    if not 1 <= electorate <= MOST_VOTERS:
        raise Refused(_("A number of people from 1 to {most}, please.").format(most=MOST_VOTERS))


def _taken(write: Write, poll: Poll) -> int:
    """How many people of the room have voted or abstained, as far as can be known."""
    return urn.cast_in(write.session, poll.id or 0) + urn.by_hands(write.session, poll) + (
        poll.abstained
    )  # fmt: skip


def _check_hands(write: Write, poll: Poll) -> None:
    """More hands than people, or more dots than people have, are refused."""
    if poll.channel == Channel.PAPER:
        _check_dots(write, poll, poll.electorate)
        return
    free = poll.electorate - poll.abstained - urn.cast_in(write.session, poll.id or 0)
    if urn.by_hands(write.session, poll) > free:
        raise too_many(free)


def _check_dots(write: Write, poll: Poll, people: int) -> None:
    """More paper dots than so many people have are refused."""
    stuck = urn.dots_by_option(write.session, poll.id or 0)
    if max(stuck, default=0) > people * poll.per_option or sum(stuck) > people * poll.most:
        raise Refused(
            _("{people} people have {dots} dots. More can't be stuck.").format(
                people=people, dots=people * poll.most
            )
        )
