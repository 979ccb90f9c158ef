"""An evening on paper, those who come along, and what phones alone said: on both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from biq_tui.attendance import paper, service
from biq_tui.attendance.ending import Ending, Question, read_ending
from biq_tui.attendance.look import Look
from biq_tui.attendance.models import Arrival, Door, Presence, Role, State
from biq_tui.attendance.places import place_of
from biq_tui.attendance.slips import papers
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.telling import happened
from biq_tui.overview import overview
from tests.statements import statements

from .rooms import everything, facilitator, make_gathering
from .test_service import AYSE, FRIEDA, JONAS, PEOPLE, SABINE, Evening, evening

__all__ = ["evening"]

START = datetime(2027, 3, 5, 16, tzinfo=UTC)


def people(evening: Evening, *numbers: int) -> tuple[int, ...]:
    return tuple(evening.person(number) for number in numbers)


def take_back(evening: Evening) -> None:
    """Ctrl+Z."""
    step = evening.sheet.my_step
    assert step is not None
    act = facilitator(evening.gathering)
    evening.database.write(act, service.take_back, step.number).result()


def presence(database: Database, person_id: int) -> Presence:
    with database.reading() as session:
        return session.exec(select(Presence).where(Presence.person_id == person_id)).one()


def states(evening: Evening) -> list[State | None]:
    return [row.state for row in evening.sheet.rows]


# A run of numbers --------------------------------------------------------------------------------


def test_an_evening_on_paper_is_one_step_one_sentence_and_one_undo(evening: Evening) -> None:
    evening.do(service.come, evening.person(JONAS))
    evening.do(service.leave, evening.person(JONAS))
    evening.do(service.miss, evening.person(FRIEDA))
    before, as_of = everything(evening.database), evening.sheet.as_of
    evening.do(paper.all_come, people(evening, AYSE, JONAS, FRIEDA))
    assert evening.sheet.as_of == as_of + 1
    assert evening.told[-1] == "3 Menschen sind da."
    assert [row.number for row in evening.sheet.rows if row.here] == [AYSE, JONAS, FRIEDA]
    take_back(evening)
    assert everything(evening.database) == before


def test_what_came_on_paper_stays_known_as_that(evening: Evening) -> None:
    evening.do(paper.all_come, people(evening, AYSE, SABINE))
    with evening.database.reading() as session:
        kept = session.exec(select(Arrival.name, Arrival.door, Arrival.fate)).all()
    assert sorted(kept) == [
        ("Ayşe Beispiel", Door.PAPER, "matched"),
        ("Sabine Müller", Door.PAPER, "matched"),
    ]


def test_nobody_becomes_late_by_a_list_that_is_typed_back_hours_later(evening: Evening) -> None:
    with clock.standing_at(START):
        evening.do(service.begin)
    with clock.standing_at(START + timedelta(hours=3)):
        evening.do(paper.all_come, people(evening, AYSE, SABINE))
        evening.do(paper.all_come_late, people(evening, JONAS, FRIEDA))
    assert [row.late_minutes for row in evening.sheet.rows] == [None, 180, None, 180]
    assert evening.told[-1] == "2 Menschen sind da, aber zu spät."


def test_an_ended_evening_is_opened_for_a_reason_and_filled_from_paper(evening: Evening) -> None:
    evening.do(service.end)
    assert states(evening) == [State.ABSENT] * 4
    with pytest.raises(Refused):
        evening.do(paper.all_come, people(evening, AYSE))
    evening.do(service.reopen, "Die Liste lag noch im Raum")
    evening.do(paper.all_come, people(evening, AYSE, JONAS, SABINE))
    assert evening.sheet.here == 3
    evening.do(service.end, 3)
    assert states(evening) == [State.PRESENT] * 3 + [State.ABSENT]


def test_one_who_is_ticked_after_the_evening_was_opened_again_is_not_hours_late(
    evening: Evening,
) -> None:
    with clock.standing_at(START):
        evening.do(service.begin)
    with clock.standing_at(START + timedelta(hours=4)):
        evening.do(service.end)
        evening.do(service.reopen, "Ayşe war doch da")
        evening.do(service.come, evening.person(AYSE))
    assert evening.row(AYSE).here
    assert evening.row(AYSE).late_minutes is None


def test_somebody_who_came_meanwhile_stays_and_is_not_counted_again(evening: Evening) -> None:
    evening.say("Ayşe Beispiel")
    evening.do(paper.all_come, people(evening, AYSE, SABINE))
    assert evening.told[-1] == "1 Mensch ist da."
    assert evening.sheet.here == 2


def test_other_words_are_said_of_many_in_one_step(evening: Evening) -> None:
    evening.do(paper.all_come, people(evening, AYSE, JONAS))
    evening.do(paper.all_leave, people(evening, AYSE, JONAS))
    assert (evening.told[-1], evening.sheet.left) == ("2 Menschen sind gegangen.", 2)
    evening.do(paper.all_excused, people(evening, SABINE, FRIEDA))
    assert (evening.told[-1], evening.sheet.excused) == ("2 Menschen haben abgesagt.", 2)
    evening.do(paper.all_absent, people(evening, JONAS, FRIEDA))
    assert (evening.told[-1], evening.sheet.absent) == ("2 Menschen fehlen.", 2)
    for _step in range(4):
        take_back(evening)
    assert states(evening) == [None] * 4


def test_nobody_leaves_twice(evening: Evening) -> None:
    evening.do(paper.all_come, people(evening, AYSE))
    evening.do(paper.all_leave, people(evening, AYSE))
    with pytest.raises(Refused):
        evening.do(paper.all_leave, people(evening, AYSE, JONAS))


@pytest.mark.parametrize(
    "use_case", [paper.all_come, paper.all_come_late, paper.all_absent, paper.all_excused]
)
def test_400_people_cost_as_many_statements_as_four(evening: Evening, use_case: object) -> None:
    sent = []
    for names in (PEOPLE, [f"Mensch {number}" for number in range(400)]):
        evening.gathering = make_gathering(evening.database, names)
        everybody = tuple(row.person_id for row in evening.sheet.rows)
        with statements() as these:
            evening.do(use_case, everybody)
        sent.append(len(these))
        assert evening.told[-1].startswith(f"{len(names)} Menschen ")
    assert sent[0] == sent[1]


# Who comes along ---------------------------------------------------------------------------------


def test_who_comes_along_is_in_the_room_and_takes_no_part(evening: Evening) -> None:
    evening.do(service.add_guest, "Kim", Role.ASSISTANT)
    evening.do(service.add_guest, "Theo")
    seen = evening.sheet
    assert (seen.here, seen.guests, seen.beside, seen.open) == (2, 1, 1, 4)
    assert evening.told[-2:] == ["Kim ist als Assistenz da.", "Theo ist als Gast da."]


def test_on_heute_who_comes_along_is_in_the_room_but_nobody_who_is_expected(
    evening: Evening,
) -> None:
    evening.do(service.add_guest, "Kim", Role.COMPANION)
    evening.do(service.give_role, evening.person(SABINE), Role.ASSISTANT)
    shown = evening.database.read(overview)
    date = next(date for date in shown.dates if date.gathering_id == evening.gathering)
    assert (date.expected, date.here) == (3, 1)


def test_a_role_is_given_on_the_list_and_nobody_waits_for_her_any_more(evening: Evening) -> None:
    before = everything(evening.database)
    evening.do(service.give_role, evening.person(SABINE), Role.INTERPRETER)
    assert evening.told[-1] == "Sabine Müller übersetzt."
    assert evening.row(SABINE).role is Role.INTERPRETER
    assert evening.sheet.open == 3
    take_back(evening)
    assert everything(evening.database) == before


def test_who_only_comes_along_is_not_absent_at_the_end(evening: Evening) -> None:
    evening.do(service.give_role, evening.person(SABINE), Role.COMPANION)
    assert evening.sheet.open == 3
    evening.do(service.end)
    assert states(evening) == [State.ABSENT, State.ABSENT, None, State.ABSENT]


def test_a_phone_with_the_name_of_somebody_who_comes_along_waits_for_a_look(
    evening: Evening,
) -> None:
    evening.do(service.give_role, evening.person(SABINE), Role.COMPANION)
    evening.say("Sabine Müller")
    assert evening.waiting == ["Sabine Müller"]


def test_a_helper_signs_no_list_of_those_who_take_part(evening: Evening) -> None:
    evening.do(service.add_guest, "Kim", Role.ASSISTANT)
    evening.do(service.come, evening.person(AYSE))
    signers = evening.database.read(papers, evening.gathering).going_round
    assert [signer.name for signer in signers] == ["Ayşe Beispiel"]


# Reported and seen -------------------------------------------------------------------------------


@pytest.fixture
def reported(evening: Evening) -> Evening:
    """Three came by phone; one of them was seen when she left early, a fourth was typed."""
    for number in (AYSE, JONAS, SABINE):
        evening.say(PEOPLE[number - 1], key=f"key-of-phone-{number}")
    evening.do(service.come, evening.person(FRIEDA))
    evening.do(service.leave, evening.person(SABINE))
    return evening


def test_only_who_came_by_phone_alone_is_unseen(reported: Evening) -> None:
    assert [row.number for row in reported.sheet.rows if row.unseen] == [AYSE, JONAS]
    assert reported.sheet.rows.unseen == 2


def test_a_look_at_who_waits_is_seeing_her(evening: Evening) -> None:
    evening.say("Müller")
    evening.do(service.take, evening.sheet.waiting[0].arrival_id, evening.person(SABINE))
    assert evening.sheet.rows.unseen == 0


@pytest.mark.parametrize(
    ("answer", "said", "here"),
    [
        ("ja", "2 Menschen waren wirklich hier.", [AYSE, JONAS, FRIEDA]),
        ("2", "1 Mensch war nicht hier.", [AYSE, FRIEDA]),
        ("jonas, 1", "2 Menschen waren nicht hier.", [FRIEDA]),
    ],
)
def test_the_answer_about_phones_is_one_step_that_the_journal_tells_as_the_hint_did(
    reported: Evening, answer: str, said: str, here: list[int]
) -> None:
    before, shown = everything(reported.database), reported.sheet
    intention = read_ending(answer, Look(shown), Ending(Question.PHONES, phones=2))
    assert intention.sentence == said
    assert intention.sentence in intention.hint
    assert intention.use_case is not None
    act = facilitator(reported.gathering)
    reported.database.write(act, intention.use_case, *intention.args).result()
    assert reported.database.read(happened, place_of(reported.gathering))[-1].sentence == said
    assert reported.sheet.as_of == shown.as_of + 1
    assert [row.number for row in reported.sheet.rows if row.here] == here
    assert reported.sheet.rows.unseen == 0, "nothing is left to ask"
    take_back(reported)
    assert everything(reported.database) == before
    assert reported.sheet.rows.unseen == 2


def test_who_was_not_here_is_absent_and_her_report_stays_on_record(reported: Evening) -> None:
    reported.do(paper.were_not_here, people(reported, JONAS))
    jonas = presence(reported.database, reported.person(JONAS))
    assert (jonas.state, jonas.reported, jonas.seen) == (State.ABSENT, True, False)
    ayse = presence(reported.database, reported.person(AYSE))
    assert (ayse.state, ayse.seen) == (State.PRESENT, True)
