"""Ideas: said, said again, carried from meeting to meeting, found to be the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, update

from biq_tui.core import journal
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.meetings import clusters, ideas, ideas_line
from biq_tui.meetings.memory import memory
from biq_tui.meetings.models import Idea, IdeaAtMeeting, IdeaState
from tests.attendance.rooms import around, everything
from tests.statements import statements

from .meetings_at import Treffen


def test_an_idea_is_kept_word_for_word_under_a_number(here: Treffen) -> None:
    assert here.types("Bank am See x3") == "Idee 1 „Bank am See“, 3 Mal genannt."
    assert here.types("A14 leiser") == "Idee 2 „A14 leiser“."
    assert here.types("2") == "Idee 2 jetzt 2 Mal genannt: „A14 leiser“."
    assert here.shows() == {"": ["1 Bank am See ×3", "2 A14 leiser ×2"]}


def test_every_step_is_taken_back_by_itself(here: Treffen) -> None:
    before = everything(here.database)
    here.types("Bank am See x3")
    here.types("1 x2")
    assert here.shows() == {"": ["1 Bank am See ×5"]}
    here.undo()
    assert here.shows() == {"": ["1 Bank am See ×3"]}
    here.undo()
    assert everything(here.database) == before
    assert here.types("Hochbeete") == "Idee 1 „Hochbeete“.", "nobody else has had the number"


def test_two_laptops_never_give_one_number_twice(here: Treffen) -> None:
    one = here.reads("Bank am See")
    other = here.reads("Hochbeete")
    here.enter(one)
    with pytest.raises(Refused, match="Gerade hat jemand eine Idee 1 geschrieben"):
        here.enter(other)
    assert here.types("Hochbeete") == "Idee 2 „Hochbeete“."


def test_two_who_change_one_idea_are_told_and_nothing_is_lost(here: Treffen) -> None:
    here.types("Bank am See")
    mine = here.reads("Bänke am See", editing=1)
    theirs = here.reads("Bank am Kanal", editing=1)
    here.enter(theirs)
    with pytest.raises(Refused, match="geschrieben: „Bank am Kanal“"):
        here.enter(mine)
    assert here.idea(1).text == "Bank am Kanal"
    here.types("Bänke am See", editing=1)
    assert here.idea(1).text == "Bänke am See"


def test_an_idea_keeps_one_number_through_three_meetings(house: Database) -> None:
    first = Treffen(house)
    first.types("Bank am See x3")
    first.types("Hochbeete")
    first.order("1 später")
    second = Treffen(house, "Wie geht es weiter?", days=28)
    (parked,) = second.board.parked
    assert (parked.number, parked.history) == (1, "17.3.2027, 3 Mal genannt")
    assert second.types("Schachtisch") == "Idee 3 „Schachtisch“."
    assert second.types("1") == "Idee 1 „Bank am See“ ist wieder da."
    assert second.idea(1).state is IdeaState.OPEN
    third = Treffen(house, days=56)
    assert third.types("1 x2") == "Idee 1 „Bank am See“ ist wieder da."
    assert [each.idea(1).said for each in (first, second, third)] == [3, 1, 2], "three tallies"
    assert {each.idea(1).idea_id for each in (first, second, third)} == {first.idea(1).idea_id}


def test_parked_ideas_come_back_in_one_step(house: Database) -> None:
    first = Treffen(house)
    first.collect("Bank am See", "Hochbeete", "Schachtisch")
    first.order("1 3 später")
    second = Treffen(house, days=28)
    waiting = [idea.idea_id for idea in second.board.parked]
    second.do(ideas.bring_back, second.meeting_id, waiting)
    assert second.shows() == {"": ["1 Bank am See", "3 Schachtisch"]}
    second.undo()
    assert second.shows() == {"": []}
    assert len(second.board.parked) == 2


def test_what_is_the_same_counts_once_and_keeps_its_words(here: Treffen) -> None:
    here.types("Bank am See x3")
    here.types("Mehr Bänke x2")
    assert here.order("1 2 gleich") == "2: die gleiche Idee wie 1 „Bank am See“."
    assert here.shows() == {"": ["1 Bank am See ×3–5"]}, "3 people at least, 5 at most"
    assert [double.text for double in here.idea(1).doubles] == ["Mehr Bänke"]
    assert here.types("2") == "Idee 1 jetzt 4 Mal genannt: „Bank am See“."
    assert here.order("2 trennen") == "2: wieder eine eigene Idee."
    assert here.shows() == {"": ["1 Bank am See ×4", "2 Mehr Bänke ×2"]}


def test_to_separate_takes_apart_only_what_was_put_to_this_idea(here: Treffen) -> None:
    here.collect("Bank am See", "Bänke", "Sitzplätze")
    here.order("2 3 gleich")
    here.order("1 2 gleich")
    assert here.shows() == {"": ["1 Bank am See ×1–3"]}
    here.order("1 trennen")
    assert here.shows() == {"": ["1 Bank am See", "2 Bänke ×1–2"]}


def test_two_laptops_never_make_two_ideas_each_the_double_of_the_other(here: Treffen) -> None:
    here.collect("Bank am See", "Bänke")
    here.order("1 2 gleich")
    here.order("2 trennen")
    mine, here.station = here.station, "another"
    here.order("2 1 gleich")
    here.station = mine
    with pytest.raises(Refused, match="Trennen Sie erst diese Ideen"):
        here.undo()
    assert here.shows() == {"": ["2 Bänke ×1–2"]}
    here.order("1 trennen")
    assert here.shows() == {"": ["1 Bank am See", "2 Bänke"]}


def test_the_number_of_a_double_means_the_idea_it_is_the_same_as_at_later_meetings_too(
    house: Database,
) -> None:
    first = Treffen(house)
    first.collect("Bank am See", "Mehr Bänke")
    first.order("1 2 gleich")
    second = Treffen(house, days=28)
    assert second.types("2") == "Idee 1 „Bank am See“ ist wieder da."
    assert second.types("2") == "Idee 1 jetzt 2 Mal genannt: „Bank am See“."
    assert first.shows() == {"": ["1 Bank am See ×1–2"]}, "what was, stays"


def test_an_idea_of_an_earlier_meeting_is_found_when_somebody_says_it_again(
    house: Database,
) -> None:
    Treffen(house).collect("Bänke am Wasser", "Hochbeete")
    second = Treffen(house, days=28)
    second.collect("Zebra-Streifen")
    look = ideas_line.Look(second.board, house.read(memory, second.meeting_id))
    assert ideas_line.likest("Bank am See x3", look) == (1, "Bänke am Wasser (17.3.2027)")
    assert ideas_line.likest("Ein Zebrastreifen", look) == (3, "Zebra-Streifen")
    assert ideas_line.likest("Tempo 50 > 30", look) is None
    assert ideas_line.likest("1", look) is None


MERGES = st.lists(
    st.lists(st.integers(1, 6), min_size=2, max_size=4, unique=True), min_size=1, max_size=4
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(merges=MERGES)
@example(merges=[[2, 3], [1, 2], [4, 1]])
def test_merge_and_then_unmerge_changes_nothing(house: Database, merges: list[list[int]]) -> None:
    here = Treffen(house, days=len(everything(house)["meeting"]))
    first = here.board.next_idea - 1
    here.collect(*"abcdef", said=2)
    ids = [idea.idea_id for idea in here.board.ideas]
    here.do(clusters.new_group, here.meeting_id, "a", "Grün", ids[1:3])
    before, shown = everything(house), here.shows()
    done: list[list[int]] = []
    for numbers in merges:
        typed = " ".join(f"{first + number}" for number in numbers)
        intention = here.sorts(f"{typed} gleich")
        if intention.use_case is not None:
            here.enter(intention)
            done.append(intention.args[1])
    for doubles in reversed(done):
        here.do(ideas.separate, doubles)
    assert everything(house) == before
    assert here.shows() == shown


def test_the_database_itself_keeps_groups_and_numbers_right(database: Database) -> None:
    here, other = Treffen(database), Treffen(database, days=7)
    (bank,) = here.collect("Bank am See")
    other.collect("Hochbeete")
    (beds,) = [idea.idea_id for idea in other.board.ideas]
    cluster = other.do(clusters.new_group, other.meeting_id, "a", "Grün", [beds])
    wrong: list[Any] = [
        update(IdeaAtMeeting).where(col(IdeaAtMeeting.idea_id) == bank).values(cluster_id=cluster),
        update(IdeaAtMeeting).where(col(IdeaAtMeeting.idea_id) == bank).values(said=0),
        update(Idea).where(col(Idea.id) == bank).values(number=2),
        update(Idea).where(col(Idea.id) == bank).values(same_as=bank),
        update(Idea).where(col(Idea.id) == bank).values(state="lost"),
        update(Idea).where(col(Idea.id) == bank).values(text=""),
    ]
    for statement in wrong:
        with pytest.raises(IntegrityError), around(database) as connection:
            connection.execute(statement)


STEPS = ("collect", "again", "reword", "group", "new", "out", "same", "separate", "park", "paste")


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 5), st.integers(0, 5)),
        min_size=1,
        max_size=8,
    )
)
@example(
    steps=[("collect", 0, 0), ("collect", 1, 0), ("new", 0, 1), ("same", 0, 1), ("group", 1, 0)]
)
def test_any_steps_taken_back_in_reverse_leave_everything_as_it_was(
    house: Database, steps: list[tuple[str, int, int]]
) -> None:
    here = Treffen(house, days=len(everything(house)["meeting"]))
    first, start = everything(house), house.read(journal.last_number)
    for name, one, two in steps:
        numbers = [idea.number for idea in here.board.ideas] or [1]
        a, b = numbers[one % len(numbers)], numbers[two % len(numbers)]
        match name:
            case "collect":
                intention = here.reads(f"Idee {one} x{two + 1}")
            case "again":
                intention = here.reads(f"{a}")
            case "reword":
                intention = here.reads(f"Anders {two}", editing=a)
            case "paste":
                intention = here.reads("", pasted=("Eins", "Zwei x2"))
            case _:
                words = {
                    "group": f"{a} {b} a", "new": f"{a} {b} Gruppe {two}", "out": f"{a} raus",
                    "same": f"{a} {b} gleich", "separate": f"{a} trennen", "park": f"{a} später",
                }  # fmt: skip
                intention = here.sorts(words[name])
        if intention.use_case is not None:
            here.enter(intention)
    for _entry in house.read(journal.heads, since=start):
        if here.board.my_step is not None and here.board.my_step.number > start:
            here.undo()
    assert everything(house) == first


def test_a_meeting_is_read_in_as_many_statements_with_forty_ideas_as_with_one(
    database: Database,
) -> None:
    few, many = Treffen(database), Treffen(database, days=7)
    few.collect("Bank am See")
    lines = tuple((f"Idee {number}", 1, None) for number in range(40))
    many.do(ideas.collect_many, many.meeting_id, lines)
    with statements() as of_few:
        assert len(few.board.ideas) == 1
    with statements() as of_many:
        assert len(many.board.ideas) == 40
    assert len(of_many) <= len(of_few) <= 25
