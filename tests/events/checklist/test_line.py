"""The line of an event's tasks: what the hint says, Enter does and the journal keeps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biq_tui.core import language
from biq_tui.core.database import Database
from biq_tui.core.intention import Intention
from biq_tui.core.telling import sentence
from biq_tui.events.checklist import tasks
from biq_tui.events.checklist.following import answer_all, set_template
from biq_tui.events.checklist.line import read_task
from biq_tui.events.checklist.templates import Question
from biq_tui.events.models import PledgeRole, TaskState, Template
from biq_tui.events.partners import pledges
from biq_tui.events.partners.gifts import Gift
from biq_tui.events.plan import TaskRow
from tests.room import bremen

from ..event_at import Fest

read = partial(read_task, on_tab=True)


@pytest.fixture(autouse=True)
def march() -> Iterator[None]:
    """Friday, 5 March 2027; the event of `fest` is on Saturday, 12 June."""
    with bremen():
        yield


@pytest.fixture
def planned(fest: Fest) -> Fest:
    """Three tasks of our own: 1 Tische, 2 Strom, 3 Kuchen; Olha and Ayşe are in the house."""
    for what in ("Tische holen", "Strom legen", "Kuchen backen"):
        fest.do(tasks.add_task, fest.event_id, what)
    fest.person("Olha Beispiel")
    fest.person("Ayşe Beispiel")
    return fest


def row(fest: Fest, number: int) -> TaskRow:
    return next(task for task in fest.plan.tasks if task.number == number)


def hint(fest: Fest, text: str) -> str:
    return fest.reads(read, text).hint


def test_what_who_and_when_in_one_line(planned: Fest) -> None:
    said = planned.enter(read, "Plakat drucken, ayse, in 2 Wochen")
    assert said == "Aufgabe 4 „Plakat drucken“ · macht: Ayşe Beispiel · bis Fr 19.3.2027."
    assert row(planned, 4).offset_days == -85


def test_an_institution_does_it_and_is_stored_by_that(planned: Fest) -> None:
    said = planned.enter(read, "Stühle, heim, 12.5.")
    assert said == "Aufgabe 4 „Stühle“ · macht: Bremer Heimstiftung · bis Mi 12.5.2027."
    assert planned.enter(read, "2 heim") == "Bremer Heimstiftung macht Aufgabe 2 „Strom legen“."
    assert [partner.name for partner in planned.plan.partners] == ["Bremer Heimstiftung"]


SAID = (
    ("2 olha", "Olha Beispiel macht Aufgabe 2 „Strom legen“."),
    ("3 niemand", "Aufgabe 3 „Kuchen backen“ macht noch niemand."),
    ("2 bis 12.5.", "Aufgabe 2 „Strom legen“: bis Mi 12.5.2027."),
    ("2 3 wochen vorher", "Aufgabe 2 „Strom legen“: bis Sa 22.5.2027."),
    ("2 am tag", "Aufgabe 2 „Strom legen“: bis Sa 12.6.2027."),
    (
        "2 fest 15.3.",
        "Aufgabe 2 „Strom legen“: bis Mo 15.3.2027, fest.",
    ),
    ("2 olha, 12.5.", "Aufgabe 2 „Strom legen“ · macht: Olha Beispiel · bis Mi 12.5.2027."),
    ("2 erledigt", "Aufgabe 2 ist erledigt: „Strom legen“."),
    ("2 entfällt", "Aufgabe 2 ist nicht mehr nötig: „Strom legen“."),
    ("2 = Kabel legen", "Aufgabe 2 heißt jetzt: „Kabel legen“."),
    ("2 nach 1", "Aufgabe 2 „Strom legen“ kommt nach Aufgabe 1."),
    ("2 nicht vor 1", "Aufgabe 2 „Strom legen“ erst, wenn Aufgabe 1 erledigt ist."),
    ("1 3 olha", "Olha Beispiel macht die Aufgaben 1, 3."),
    ("1-3 heim", "Bremer Heimstiftung macht die Aufgaben 1, 2, 3."),
    ("3, 1 erledigt", "Die Aufgaben 3, 1 sind erledigt."),
    ("1 3 niemand", "Die Aufgaben 1, 3 macht noch niemand."),
    ("2 Karren mieten", "Aufgabe 4 „2 Karren mieten“."),
    ("2 3 Karren mieten", "Aufgabe 4 „2 3 Karren mieten“."),
    ('"2 olha', "Aufgabe 4 „2 olha“."),
    ("Brot, Butter, Käse", "Aufgabe 4 „Brot, Butter, Käse“."),
)


def test_what_can_be_said_of_a_task_and_taken_back(planned: Fest) -> None:
    planned.enter(read, "3 olha")
    before = planned.plan.tasks
    for typed, said in SAID:
        assert planned.enter(read, typed) == said
        planned.undo()
        assert planned.plan.tasks == before, typed


REFUSED = (
    ("9 erledigt", "Eine Aufgabe 9 gibt es nicht."),
    ("2 nach 9", "Eine Aufgabe 9 gibt es nicht."),
    ("2 nach 2", "Eine Aufgabe kann nicht auf sich selbst warten."),
    ("1 9 erledigt", "Eine Aufgabe 9 gibt es nicht."),
    ("2 offen", "Das ist schon so."),
    ("2 31.2.", "Den 31. Februar gibt es nicht. Bitte prüfen Sie das Datum."),
    ("12.5.", "Welche Aufgabe?  5 bis 12.5.   Eine neue:  Plakat drucken, ayse, 12.5."),
    ("2 1.1.2035", "Das ist mehr als ein Jahr von der Veranstaltung weg."),
    ("2 beispiel", "Wer ist gemeint?  Ayşe Beispiel, Olha Beispiel  Bitte schreiben Sie mehr"),
    ("2 ayse + olha", "Eine Person macht eine Aufgabe. Mehrere helfen auf der Seite Helfende."),
    ("vorlage hochzeit", "Welche Vorlage?  Straßenfest, Stadtteilerkundung, "),
    ("ja nein", "Eine Antwort, oder alle vier auf einmal:  ja nein ja nein"),
    ("2 =", "Bitte schreiben Sie, was zu tun ist."),
    ("x" * 401, "Das ist zu lang für eine Aufgabe: 401 Zeichen."),
)


def test_what_cannot_be_done_is_said_in_one_sentence(planned: Fest) -> None:
    for typed, says in REFUSED:
        intention = planned.reads(read, typed)
        assert intention.use_case is None, typed
        assert intention.hint.startswith(says), intention.hint


def test_a_circle_is_named_before_enter(planned: Fest) -> None:
    planned.enter(read, "2 nach 1")
    planned.enter(read, "3 nach 2")
    assert hint(planned, "1 nach 3") == (
        "Das wäre ein Kreis: 1 nach 3, 3 nach 2, 2 nach 1. Nichts ist geändert."
    )
    planned.enter(read, "3 nach nichts")
    assert planned.enter(read, "1 nach 3") == "Aufgabe 1 „Tische holen“ kommt nach Aufgabe 3."


def test_a_gate_is_named_before_enter_and_a_reason_opens_it(planned: Fest) -> None:
    planned.enter(read, "2 nicht vor 1")
    assert hint(planned, "2 erledigt") == (
        "Erst muss Aufgabe 1 „Tische holen“ erledigt sein.   Trotzdem:  2 erledigt weil …"
    )
    said = planned.enter(read, "2 erledigt weil Strom war schon da")
    assert said == "Aufgabe 2 ist vor 1 erledigt, weil: Strom war schon da"


def test_several_tasks_are_closed_behind_their_gate_only_together_with_it(planned: Fest) -> None:
    planned.enter(read, "2 nicht vor 1")
    assert hint(planned, "3 2 erledigt").startswith("Erst muss Aufgabe 1")
    planned.enter(read, "1 2 erledigt")
    assert [row(planned, number).state for number in (1, 2, 3)] == ["done", "done", "open"]
    planned.undo()
    assert {task.state for task in planned.plan.tasks} == {TaskState.OPEN}


def test_a_number_of_something_else_is_no_task(planned: Fest) -> None:
    planned.do(pledges.need, planned.event_id, Gift(PledgeRole.ROOM))
    assert hint(planned, "4 ja") == "4 ist keine Aufgabe. Es steht auf der Seite Partner."
    assert hint(planned, "4 erledigt") == "4 ist keine Aufgabe. Es steht auf der Seite Partner."


def test_a_reason_without_a_gate_is_not_needed(planned: Fest) -> None:
    assert planned.enter(read, "2 erledigt weil fertig") == "Aufgabe 2 ist erledigt: „Strom legen“."


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2 bis 17.5.", "(Pfingstmontag)"),
        ("2 bis 9.5.", "(Sonntag)"),
        ("2 bis 4.3.2027", "(dieser Tag ist vorbei)"),
    ],
)
def test_a_day_on_which_offices_are_closed_is_said_and_kept(
    planned: Fest, typed: str, says: str
) -> None:
    assert hint(planned, typed).endswith(says)
    planned.enter(read, typed)
    assert row(planned, 2).due is not None


def test_four_answers_in_one_line(planned: Fest) -> None:
    intention = planned.reads(read, "ja nein ja nein")
    assert intention.hint.startswith(
        "Enter: 9 Aufgaben kommen dazu. Öffentlich ja, Werbung nein, Alkohol ja, Musik nein."
        "   Erlaubnis beim Ordnungsamt beantragen (Sa 17.4.2027) · Erlaubnis zum Ausschank "
    )
    planned.enter(read, "jnjn")
    event = planned.plan.event
    answers = (event.public_ground, event.advertised, event.alcohol, event.music)
    assert answers == (True, False, True, False)
    assert hint(planned, "ja nein ja nein") == "Das ist schon so."


def test_one_answer_by_its_question_or_to_the_first_open_one(planned: Fest) -> None:
    assert hint(planned, "").startswith("Ist es auf öffentlichem Grund?  ja oder nein.   Alle vier")
    assert planned.enter(read, "nein") == "Öffentlich nein."
    assert hint(planned, "") == "Wird öffentlich geworben?  ja oder nein"
    assert planned.enter(read, "alkohol nein, musik ja") == (
        "3 Aufgaben kommen dazu. Alkohol nein, Musik ja."
    )
    assert planned.enter(read, "werbung ja") == "2 Aufgaben kommen dazu. Werbung ja."
    assert hint(planned, "ja") == "Alle Fragen sind beantwortet. Eine ändern:  alkohol nein"
    assert planned.enter(read, "musik offen") == "3 Aufgaben fallen weg. Musik offen."
    assert planned.enter(read, "Musik bestellen") == "Aufgabe 9 „Musik bestellen“."


def test_elsewhere_a_bare_yes_answers_nothing_and_is_no_task(planned: Fest) -> None:
    for typed in ("ja", "nein ja"):
        intention = planned.reads(read_task, typed)
        assert intention.use_case is None
        assert intention.hint == "Ja oder nein wozu?  öffentlich ja · alkohol nein"
    assert planned.reads(read_task, "alle").use_case is tasks.add_task


def test_a_template_by_the_beginning_of_its_name(planned: Fest) -> None:
    said = planned.enter(read, "vorlage stra")
    assert said == "26 Aufgaben kommen dazu. Vorlage Straßenfest."
    assert hint(planned, "vorlage straßenfest") == "Das ist schon so."
    assert planned.reads(read, "vorlage info").args[1] is Template.INFO_EVENING
    assert hint(planned, "vorlage tanz").startswith("Welche Vorlage?")


def test_a_wish_without_a_day_counts_from_its_day_to_come(house: Database) -> None:
    wish = Fest(house, start=None)
    assert wish.enter(read, "Plakat, 3 Wochen vorher") == "Aufgabe 1 „Plakat“ · 3 Wochen vorher."
    assert row(wish, 1).due is None
    assert wish.enter(read, "Antrag, 15.3.") == "Aufgabe 2 „Antrag“ · bis Mo 15.3.2027."


def test_hidden_names_are_first_names_in_the_hint(planned: Fest) -> None:
    seen = read("2 olha", planned.look(names_hidden=True))
    assert seen.hint == "Enter: Olha macht Aufgabe 2 „Strom legen“."
    assert seen.sentence == "Olha Beispiel macht Aufgabe 2 „Strom legen“."


def test_enter_on_a_marked_row_takes_it_into_the_line(planned: Fest) -> None:
    task = planned.reads(read, "", marked=2)
    assert (task.command, task.args) == ("edit", ("2 ",))
    question = planned.reads(read, "", marked=-2)
    assert (question.command, question.args) == ("edit", ("werbung ",))


def test_in_english_only_the_programmes_own_words_are_german(planned: Fest) -> None:
    language.speak("en")
    assert hint(planned, "yes no yes no").startswith(
        "Enter: 9 tasks are added. Public yes, Publicity no, Alcohol yes, Music no."
        "   Erlaubnis beim Ordnungsamt beantragen (Sa 17.4.2027)"
    )
    assert hint(planned, "2 fixed 15.3.") == (
        "Enter: Task 2 “Strom legen”: until Mo 15.3.2027, fixed.   (stays when the event moves)"
    )


WORDS = st.lists(
    st.sampled_from([
        "2", "1", "9", "nach", "nicht vor", "bis", "fest", "12.5.", "31.2.", "olha", "heim", ",",
        "=", "erledigt", "weil", "offen", "entfällt", "ja", "nein", "musik", "vorlage", "fest",
        "straßenfest", "in 2 Wochen", "3 wochen vorher", "{x}", "niemand", '"', "Kuchen", "alle",
    ]),
    max_size=6,
).map(" ".join)  # fmt: skip


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=WORDS)
def test_what_the_hint_says_is_what_the_journal_says(planned: Fest, text: str) -> None:
    intention: Intention = planned.reads(read, text)
    assert intention.hint
    if intention.use_case is not None:
        planned.enter(read, text)


def test_names_with_braces_stay_names(planned: Fest) -> None:
    assert planned.enter(read, "Schild {Hallo}") == "Aufgabe 4 „Schild {Hallo}“."
    assert sentence("events.task", number="4", event_task="{x}") == "Aufgabe 4 „{x}“."
    planned.do(set_template, planned.event_id, Template.WALK)
    planned.do(answer_all, planned.event_id, dict.fromkeys(Question, True))
    assert row(planned, 4).state is TaskState.OPEN
