"""A vote from its preparation to its result, on both engines."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from biq_tui.core import journal, telling
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.voting import counting, polls, tickets
from biq_tui.voting.ballots import InvalidBallot, Kind
from biq_tui.voting.models import Channel, PollState, TieRule
from biq_tui.voting.polls import Plan
from biq_tui.voting.reading import any_open, poll_row, polls_at, result_of
from biq_tui.voting.tallies import Consensing
from biq_tui.voting.urn import Cast
from tests.attendance.rooms import around
from tests.room import newest, sentences

from .votes import Votes

PHONES = Channel.PHONES


def refused(votes: Votes, *args: object) -> str:
    """What is said of a step that is not possible; nothing is changed by it."""
    before = votes.database.read(journal.last_number)
    with pytest.raises(Refused) as refusal:
        votes.do(*args)
    assert votes.database.read(journal.last_number) == before
    return refusal.value.sentence


# By hands ----------------------------------------------------------------------------------------


def test_hands_are_counted_option_by_option_and_the_most_win(votes: Votes) -> None:
    votes.open(10)
    votes.count(6, 3, 1)
    assert votes.poll.is_counted
    assert votes.poll.free == 0
    result = votes.close()
    assert result.winners == (0,)
    assert [int(total) for total in result.count.totals] == [6, 3, 1]


def test_a_count_is_changed_and_taken_back_until_the_close(votes: Votes) -> None:
    votes.open(10)
    votes.count(6)
    votes.count(4)
    assert votes.poll.options[0].hands == (4,)
    votes.meeting.undo()
    assert votes.poll.options[0].hands == (6,), "the old number stays in the journal"
    counted = votes.database.read(journal.last_number)
    votes.close()
    assert not votes.database.read(journal.head, counted + 1).undoable, "the close stays"
    said = refused(votes, telling.take_back, counted - 2)
    assert said, "a counted hand is final"
    assert votes.poll.options[0].hands == (6,)


@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.APPROVAL])
def test_more_hands_than_people_are_refused(votes: Votes, kind: Kind) -> None:
    votes.open(10, kind)
    votes.do(counting.abstain, votes.poll_id, 2)
    option = votes.poll.options[0].option_id
    assert "8" in refused(votes, counting.count, votes.poll_id, {(option, 1): 9})
    votes.count(8)
    assert refused(votes, counting.abstain, votes.poll_id, 3)
    assert refused(votes, counting.set_electorate, votes.poll_id, 9)
    votes.do(counting.set_electorate, votes.poll_id, 12)
    votes.do(counting.abstain, votes.poll_id, 4)


def test_the_room_does_not_get_smaller_than_the_dots_on_the_paper(votes: Votes) -> None:
    votes.open(10, Kind.DOTS, Channel.PAPER)
    votes.count(15)
    assert refused(votes, counting.set_electorate, votes.poll_id, 7), "14 dots"
    votes.do(counting.set_electorate, votes.poll_id, 8)


def test_what_phones_have_used_since_is_not_taken_back(votes: Votes) -> None:
    votes.open(1, Kind.SINGLE, Channel.MIXED)
    votes.do(counting.set_electorate, votes.poll_id, 2)
    votes.cast({"a": 1}, "form 1")
    votes.cast({"a": 1}, "form 2")
    with pytest.raises(Refused, match="Seitdem"):
        votes.meeting.undo()
    assert (votes.poll.electorate, votes.poll.cast) == (2, 2)


def test_everybody_may_raise_her_hand_for_several_ideas(votes: Votes) -> None:
    votes.open(10, Kind.APPROVAL)
    votes.count(9, 8, 7)
    assert [int(total) for total in votes.close().count.totals] == [9, 8, 7]


def test_resistance_is_shown_with_one_hand_or_both(votes: Votes) -> None:
    votes.open(10, Kind.CONSENSING)
    votes.count(4, 1, 3, 6)
    votes.count(3, 1, 1, 4, grade=2)
    result = votes.close()
    assert isinstance(result.count, Consensing)
    assert result.winners == (1,)
    assert [int(total) for total in result.count.totals] == [10, 3, 5, 14]
    assert [float(share) for share in result.count.acceptance] == [50, 85, 75, 30]


def test_the_status_quo_belongs_to_consensing(votes: Votes) -> None:
    plan = Plan(Kind.CONSENSING)
    options = [polls.Option("Bank")]
    meeting = votes.meeting.meeting_id
    assert refused(votes, polls.prepare, meeting, "Was?", options, plan)


# On paper ----------------------------------------------------------------------------------------


def test_paper_dots_have_their_balance_in_dots(votes: Votes) -> None:
    votes.open(10, Kind.DOTS, Channel.PAPER, most=4, per_option=2)
    votes.count(20, 15, 5)
    assert votes.poll.dots == 40
    option = votes.poll.options[2].option_id
    assert "40" in refused(votes, counting.count, votes.poll_id, {(option, 1): 6})
    assert votes.close().winners == (0,)


# By phone ----------------------------------------------------------------------------------------


def test_a_ballot_counts_once_however_often_its_form_is_sent(votes: Votes) -> None:
    votes.open(10, Kind.SINGLE, PHONES)
    assert votes.cast({"a": 1}, "form 1") is Cast.COUNTED
    assert votes.cast({"a": 1}, "form 1") is Cast.COUNTED_BEFORE
    assert votes.cast({"b": 1}, "form 1") is Cast.COUNTED_BEFORE, "nobody changes her mind so"
    assert votes.poll.cast == 1
    assert votes.close().winners == (0,)
    assert votes.cast({"a": 1}, "form 1") is Cast.COUNTED_BEFORE, "after the close, too"
    with pytest.raises(Refused, match=r"over|vorbei|zu Ende"):
        votes.cast({"a": 1}, "form 2")
    assert votes.poll.cast == 1


def test_a_ticket_votes_once_and_a_wrong_one_never(votes: Votes) -> None:
    meeting = votes.meeting.meeting_id
    first, second, third = tickets.draw(meeting, 3)
    assert votes.do(tickets.give_out, meeting, (first, second)) == (1, 2)
    votes.open(10, Kind.SINGLE, PHONES, with_tickets=True)
    votes.cast({"a": 1}, "form 1", first.digest)
    assert votes.cast({"a": 1}, "form 1", first.digest) is Cast.COUNTED_BEFORE
    for form, digest in (("form 2", first.digest), ("form 3", ""), ("form 4", third.digest)):
        with pytest.raises(Refused):
            votes.cast({"b": 1}, form, digest)
    assert votes.do(tickets.replace_ticket, meeting, 2, third) == 3
    with pytest.raises(Refused):
        votes.cast({"b": 1}, "form 5", second.digest)
    votes.cast({"b": 1}, "form 6", tickets.digest_of(meeting, third.letters.lower()))
    assert votes.poll.cast == 2


def test_for_a_ticket_that_has_voted_there_is_a_new_one_only_after_the_vote(votes: Votes) -> None:
    meeting = votes.meeting.meeting_id
    first, new = tickets.draw(meeting, 2)
    votes.do(tickets.give_out, meeting, (first,))
    votes.open(10, Kind.SINGLE, PHONES, with_tickets=True)
    votes.cast({"a": 1}, "form 1", first.digest)
    assert "1" in refused(votes, tickets.replace_ticket, meeting, 1, new)
    assert votes.database.read(tickets.tickets_of, meeting) == 1
    votes.close()
    assert votes.do(tickets.replace_ticket, meeting, 1, new) == 2
    votes.open(10, Kind.SINGLE, PHONES, with_tickets=True)
    assert votes.cast({"a": 1}, "form 2", new.digest) is Cast.COUNTED


@pytest.mark.parametrize("marks", [{"a": 2}, {"a": 1, "b": 1}, {"z": 1}, {"a": -1}], ids=str)
def test_a_ballot_that_breaks_a_rule_is_not_counted_and_can_be_corrected(
    votes: Votes, marks: dict[str, int]
) -> None:
    votes.open(3, Kind.SINGLE, PHONES)
    with pytest.raises(Refused):
        votes.cast(marks, "form 1")
    assert votes.poll.cast == 0
    assert votes.cast({"a": 1}, "form 1") is Cast.COUNTED


def test_too_many_dots_are_named(votes: Votes) -> None:
    votes.open(3, Kind.DOTS, PHONES, most=3, per_option=2)
    with pytest.raises(InvalidBallot, match="1"):
        votes.cast({"a": 2, "b": 2}, "form 1")


def test_never_more_votes_than_people(votes: Votes) -> None:
    votes.open(4, Kind.SINGLE, Channel.MIXED)
    votes.cast({"a": 1}, "form 1")
    votes.count(1, 1)
    votes.do(counting.abstain, votes.poll_id, 1)
    assert votes.poll.free == 0
    with pytest.raises(Refused):
        votes.cast({"a": 1}, "form 2")
    votes.do(counting.set_electorate, votes.poll_id, 5)
    votes.cast({"a": 1}, "form 2")
    assert [int(total) for total in votes.close().count.totals] == [3, 1, 0]


EVENTS = st.lists(
    st.tuples(st.sampled_from(["cast", "count", "abstain", "people", "undo"]), st.integers(0, 6)),
    max_size=12,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    events=EVENTS,
    kind=st.sampled_from([Kind.SINGLE, Kind.APPROVAL, Kind.CONSENSING]),
    people=st.integers(1, 8),
)
@example([("count", 6), ("cast", 0), ("people", 1)], Kind.SINGLE, 7)
@example([("people", 1), ("cast", 0), ("cast", 0), ("undo", 0)], Kind.SINGLE, 1)
@example([("abstain", 1), ("abstain", 0), ("cast", 0), ("undo", 0)], Kind.SINGLE, 1)
@example([("count", 1), ("count", 0), ("cast", 0), ("undo", 0)], Kind.APPROVAL, 1)
def test_the_channels_never_add_up_to_more_than_the_room(
    votes: Votes, events: list[tuple[str, int]], kind: Kind, people: int
) -> None:
    if votes.poll_id and votes.poll.state is PollState.OPEN:
        votes.close()
    votes.open(people, kind, Channel.MIXED)
    everything = {option.letter: 1 for option in votes.poll.options}
    marks = {"a": 1} if kind is Kind.SINGLE else everything
    for at, (event, number) in enumerate(events):
        try:
            match event:
                case "cast":
                    votes.cast(marks, f"form {at}")
                case "count":
                    option = votes.poll.options[number % 3].option_id
                    votes.do(counting.count, votes.poll_id, {(option, 1): number})
                case "abstain":
                    votes.do(counting.abstain, votes.poll_id, number)
                case "undo":
                    votes.meeting.undo()
                case _:
                    votes.do(counting.set_electorate, votes.poll_id, number + 1)
        except Refused:
            pass
        seen = votes.poll
        assert seen.cast + seen.shown + seen.abstained <= seen.electorate
        assert seen.free >= 0
    assert votes.close().count.voters <= votes.poll.electorate


def test_a_hundred_phones_at_once_with_repeated_tickets_are_one_ballot_each(votes: Votes) -> None:
    meeting = votes.meeting.meeting_id
    drawn = tickets.draw(meeting, 25)
    votes.do(tickets.give_out, meeting, drawn)
    votes.open(40, Kind.SINGLE, PHONES, with_tickets=True)
    sent = [("abc"[at % 3], ticket.digest) for at in range(4) for ticket in drawn]
    random.Random(1).shuffle(sent)

    def send(job: tuple[int, tuple[str, str]]) -> bool:
        at, (letter, digest) = job
        try:
            return votes.cast({letter: 1}, f"form {at}", digest) is Cast.COUNTED
        except Refused:
            return False

    with ThreadPoolExecutor(20) as room:
        counted = sum(room.map(send, enumerate(sent)))
    assert counted == votes.poll.cast == 25
    assert sum(votes.close().count.totals) == 25


# Covered until the close -------------------------------------------------------------------------


def test_nothing_of_the_urn_is_in_the_journal_or_told_before_the_close(votes: Votes) -> None:
    votes.open(10, Kind.SINGLE, PHONES)
    told = sentences(votes.database)
    votes.cast({"c": 1}, "form 1")
    assert sentences(votes.database) == told
    with pytest.raises(Refused):
        votes.database.read(result_of, votes.poll_id)
    assert votes.database.read(any_open)
    votes.close()
    assert not votes.database.read(any_open)
    with around(votes.database) as connection:
        images = connection.execute(
            text("SELECT COUNT(*) FROM journal_row WHERE \"table\" IN ('ballot', 'voter_roll')")
        ).scalar()
    assert images == 0


def test_the_close_leaves_no_order_and_no_old_key(votes: Votes) -> None:
    votes.open(30, Kind.SINGLE, PHONES)
    for at in range(20):
        votes.cast({"abc"[at % 3]: 1}, f"form {at}")

    def keys() -> set[str]:
        with around(votes.database) as connection:
            return set(connection.execute(text("SELECT key FROM ballot")).scalars())

    before = keys()
    votes.close()
    assert len(keys()) == 20
    assert not before & keys()


# Before and after --------------------------------------------------------------------------------


def test_one_vote_is_open_at_a_time_and_an_open_one_stays_as_it_is(votes: Votes) -> None:
    first = votes.open(10)
    second = votes.prepare()
    assert refused(votes, polls.open_poll, second, 10)
    assert refused(votes, polls.set_plan, first, Plan(Kind.APPROVAL))
    assert refused(votes, polls.drop, first)
    votes.do(polls.set_plan, second, Plan(Kind.DOTS, Channel.PAPER, most=5))
    assert (votes.poll.kind, votes.poll.most, votes.poll.per_option) == (Kind.DOTS, 5, 2)
    votes.do(polls.drop, second)
    assert len(votes.database.read(polls_at, votes.meeting.meeting_id)) == 1
    votes.meeting.undo()
    assert len(votes.database.read(poll_row, second).options) == 3


def test_another_round_keeps_the_first(votes: Votes) -> None:
    first = votes.open(10)
    votes.count(5, 5, 0)
    result = votes.close()
    assert result.winners == (0, 1), "a tie is shown as a tie"
    votes.do(polls.note_objection, first, "Die Bank braucht eine Lehne.")
    options = [polls.Option("Bank mit Lehne"), polls.Option("Straßenfest")]
    meeting = votes.meeting.meeting_id
    votes.poll_id = votes.do(
        polls.prepare, meeting, "Womit fangen wir an?", options, Plan(Kind.SINGLE), first
    )
    assert (votes.poll.round, votes.poll.earlier_id) == (2, first)
    assert votes.database.read(result_of, first).winners == (0, 1)
    assert votes.database.read(poll_row, first).objection == "Die Bank braucht eine Lehne."


def test_a_lot_is_drawn_from_a_seed_that_was_there_before_the_first_vote(votes: Votes) -> None:
    votes.open(10, tie_rule=TieRule.LOT)
    seed = votes.poll.seed
    votes.count(5, 5, 0)
    result = votes.close()
    assert seed
    assert votes.poll.seed == seed
    assert result.by_lot
    assert len(result.winners) == 1
    assert result.winners == votes.database.read(result_of, votes.poll_id).winners


def test_what_cannot_be_counted_so_is_said_before_it_begins(votes: Votes) -> None:
    meeting = votes.meeting.meeting_id
    options = [polls.Option("Bank"), polls.Option("Fest")]
    for plan in (Plan(Kind.RANKING), Plan(Kind.SINGLE, Channel.PAPER), Plan(Kind.BUDGET, PHONES)):
        assert refused(votes, polls.prepare, meeting, "Was?", options, plan)
    assert newest(votes.database)


def test_after_a_crash_the_urn_is_as_it_was(votes: Votes, database: Database) -> None:
    votes.open(10, Kind.RANKING, PHONES)
    votes.cast({"a": 1, "b": 2, "c": 3}, "form 1")
    votes.cast({"c": 1, "a": 1}, "form 2")
    assert votes.poll.state is PollState.OPEN
    again = database.read(poll_row, votes.poll_id)
    assert (again.cast, again.free) == (2, 8)
    assert votes.cast({"a": 1}, "form 2") is Cast.COUNTED_BEFORE
    assert len(votes.close().compared) == 3
