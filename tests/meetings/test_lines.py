"""The lines of a meeting: what the hint says is what Enter does, and a text stays a text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given, settings

from biq_tui.core import clock, journal
from biq_tui.core.errors import Refused
from biq_tui.core.intention import Intention
from biq_tui.core.telling import take_back
from biq_tui.core.text import clean
from biq_tui.meetings import (
    agenda_line,
    ideas,
    ideas_line,
    minutes_line,
    phone_ideas,
    tasks_line,
    waiting_line,
)
from biq_tui.meetings.agenda import Point, end_meeting
from biq_tui.meetings.board import Board
from biq_tui.meetings.idea_text import typed_as
from biq_tui.meetings.meeting_line import read_meeting
from biq_tui.meetings.memory import memory
from biq_tui.meetings.models import PhoneIdeas
from biq_tui.meetings.who import Look
from biq_tui.people.directory import Directory, Known, directory_of
from tests.attendance.rooms import everything

from .meetings_at import Treffen
from .test_idea_text import WORDS

NAMES = ("Ayşe Beispiel", "Cem Beispiel", "Jonas Müller", "Olha Beispiel", "Sabine Müller")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.standing_at(datetime(2027, 3, 17, 17, tzinfo=UTC)):
        yield


@pytest.fixture
def people() -> Directory:
    return directory_of(tuple(Known(at, name, "") for at, name in enumerate(NAMES, start=1)))


# Ordnen ------------------------------------------------------------------------------------------


def test_numbers_and_a_word_make_a_group_and_a_letter_joins_it(here: Treffen) -> None:
    here.collect("Hochbeete", "Café", "Bäume", "Bank", "Fest")
    assert here.order("1 3 Grün") == "1, 3: neue Gruppe A „Grün“."
    assert here.order("2, 5 Begegnung") == "2, 5: neue Gruppe B „Begegnung“."
    assert here.order("4 a") == "4: Gruppe A „Grün“."
    assert here.shows()["Grün"] == ["1 Hochbeete", "3 Bäume", "4 Bank"]
    assert here.order("1 5 GRÜN") == "1, 5: Gruppe A „Grün“.", "however it is written"
    assert here.shows()["Grün"] == ["1 Hochbeete", "3 Bäume", "4 Bank", "5 Fest"], "at its end"
    assert here.order("a = Schöner Park") == "Die Gruppe A heißt jetzt „Schöner Park“."
    assert here.order("3 raus") == "3: in keiner Gruppe."
    assert here.order("1-4 > b") == "1, 2, 3, 4: Gruppe B „Begegnung“."
    assert here.order("3 #a") == "3: Gruppe A „Schöner Park“."


def test_a_group_is_only_taken_out_by_yes_and_its_ideas_stay(here: Treffen) -> None:
    here.collect("Hochbeete", "Bäume")
    here.order("2 1 Grün")
    assert "Schreiben Sie:  a weg ja" in here.sorts("a weg").hint.replace("A weg", "a weg")
    assert here.sorts("a weg").use_case is None
    assert here.order("a weg ja") == "Die Gruppe A ist weg. Die Ideen bleiben."
    assert here.shows() == {"": ["2 Bäume", "1 Hochbeete"]}
    here.undo()
    assert here.shows() == {"": [], "Grün": ["2 Bäume", "1 Hochbeete"]}


def test_sorting_says_what_is_missing_and_does_nothing(here: Treffen) -> None:
    here.collect("Hochbeete", "Bäume")
    for typed, hint in {
        "9 Grün": "In diesem Treffen gibt es keine Idee 9.",
        "1 b": "Eine Gruppe B gibt es noch nicht. Wie heißt sie?  1 Grün",
        "1": "Wohin?  1 Grün · 1 b · 1 gleich · 1 später",
        "1 gleich": "Die gleiche wie welche?  Zum Beispiel:  3 7 gleich",
        "1 trennen": "Keine andere Idee ist die gleiche.",
        "1 auseinander": "Keine andere Idee ist die gleiche.",
        "c = Wege": "Eine Gruppe C gibt es nicht.",
        "Hoch": "Erst die Nummern, dann die Gruppe:  3 7 12 Grün   ? zeigt alles",
    }.items():
        assert (here.sorts(typed).hint, here.sorts(typed).use_case) == (hint, None)
    assert here.sorts("hoch").lit == {1}, "words light up what they are in"


def test_ideas_are_parked_chosen_and_shortened(here: Treffen) -> None:
    here.collect("Більше лавок біля озера", "Fest")
    assert here.order("1 später") == "1: später. Das kommt ins nächste Treffen."
    assert here.order("2 machen wir") == "2: Das machen wir."
    assert here.order("1 kurz Mehr Bänke am See") == "Idee 1 kurz: Mehr Bänke am See"
    assert (here.idea(1).text, here.idea(1).line) == (
        "Більше лавок біля озера", "Mehr Bänke am See",
    )  # fmt: skip
    assert here.order("1 2 offen") == "1, 2: wieder offen."


def test_a_number_in_a_title_is_kept_by_a_quotation_mark(here: Treffen) -> None:
    here.collect("Tanz")
    assert here.order('1 "50 plus') == "1: neue Gruppe A „50 plus“."


# Sammeln -----------------------------------------------------------------------------------------


def test_a_number_nobody_has_is_said_and_never_kept_as_an_idea(here: Treffen) -> None:
    intention = here.reads("99")
    assert intention.use_case is None
    assert intention.hint.startswith("Eine Idee 99 gibt es nicht.")
    assert here.types('"99') == "Idee 1 „99“."


def test_an_idea_of_ten_thousand_letters_is_not_cut_but_refused(here: Treffen) -> None:
    intention = here.reads("Bank " * 2000)
    assert intention.use_case is None
    assert "zu lang" in intention.hint
    here.types("Bank " * 399 + "Bank")
    assert len(here.idea(1).text) == 1999


def test_an_idea_is_found_by_its_short_line_too_here_and_at_the_next_meeting(
    here: Treffen,
) -> None:
    here.collect("Більше лавок біля озера")
    here.order("1 kurz Mehr Bänke am See")
    assert ideas_line.likest("Bank am See", ideas_line.Look(here.board)) == (
        1, "Mehr Bänke am See",
    )  # fmt: skip
    assert here.sorts("bänke").lit == {1} == here.sorts("лавок").lit
    later = Treffen(here.database, days=28)
    look = ideas_line.Look(later.board, here.database.read(memory, later.meeting_id))
    for typed, words in {
        "Bank am See": "Mehr Bänke am See",
        "Більше лавок": "Більше лавок",
    }.items():
        found = ideas_line.likest(typed, look)
        assert found is not None
        assert found[1].startswith(words)
    too_long = here.sorts(f"1 kurz {'a' * 121}")
    assert (too_long.use_case, too_long.hint) == (
        None, "Eine kurze Zeile hat höchstens 120 Zeichen. Das sind 121.",
    )  # fmt: skip


def test_while_ideas_from_phones_wait_any_text_is_still_an_idea(here: Treffen) -> None:
    look = ideas_line.Look(waits(here))

    @given(text=WORDS)
    @example(text="weg")
    @example(text="↑ weg")
    @example(text="handys zu")
    @example(text="qr")
    @settings(max_examples=50)
    def any_text(text: str) -> None:
        typed = typed_as(text, {})
        intention = ideas_line.read_idea(text, look)
        if typed.text and typed.number is None:
            assert intention.use_case is ideas.collect
            assert intention.args[2] == typed.text
        else:
            assert intention.use_case is None

    any_text()


def test_while_one_is_marked_any_text_but_one_word_is_its_short_line(here: Treffen) -> None:
    look = ideas_line.Look(waits(here), sent=1)

    @given(text=WORDS)
    @example(text='"weg')
    @example(text="weg ")
    @example(text="12")
    @settings(max_examples=50)
    def any_text(text: str) -> None:
        intention = ideas_line.read_idea(text, look)
        short = clean(text, 2000).removeprefix('"').strip()
        if clean(text, 2000).casefold() in waiting_line.ASIDE:
            assert intention.use_case is phone_ideas.lay_aside
        elif short or not clean(text, 2000):
            assert intention.use_case is phone_ideas.let_in
            assert intention.args == (here.meeting_id, 1, short, 1)
        else:
            assert intention.use_case is None
        assert (intention.use_case is None) == (not intention.hint.startswith("Enter: "))

    any_text()


def waits(here: Treffen) -> Board:
    """The meeting while an idea from a phone waits."""
    here.do(phone_ideas.invite, here.meeting_id, PhoneIdeas.HELD)
    here.do(phone_ideas.hand_in, here.meeting_id, "k" * 16, "Більше лавок")
    return here.board


# Aufgaben ----------------------------------------------------------------------------------------


def task(here: Treffen, people: Directory | None, text: str, hidden: bool = False) -> Intention:
    return tasks_line.read_task(text, Look(here.board, people, None, hidden))


def test_commas_part_what_who_and_when(here: Treffen, people: Directory) -> None:
    intention = task(here, people, "Plakat drucken, ayse, in 2 Wochen")
    said = "Aufgabe 1 „Plakat drucken“ · macht: Ayşe Beispiel · bis Mi 31.3.2027."
    assert intention.hint == f"Enter: {said}"
    assert intention.args == (here.meeting_id, 1, "Plakat drucken", 1, date(2027, 3, 31), ())


@pytest.mark.parametrize(
    ("typed", "what", "person", "due", "helpers"),
    [
        ("Tische, Stühle, Bänke", "Tische, Stühle, Bänke", None, None, ()),
        ("3 Bänke streichen, olha", "3 Bänke streichen", 4, None, ()),
        ("Plakat, Fr", "Plakat", None, date(2027, 3, 19), ()),
        ("Plakat, 12.6., olha", "Plakat", 4, date(2027, 6, 12), ()),
        ("Plakat, @ayse, bis 2w", "Plakat", 1, date(2027, 3, 31), ()),
        ("Plakat, ayse + cem und olha, morgen", "Plakat", 1, date(2027, 3, 18), (2, 4)),
        ("Plakat, niemand, morgen", "Plakat", None, date(2027, 3, 18), ()),
        ("Plakat, Frau Unbekannt, morgen", "Plakat, Frau Unbekannt", None, date(2027, 3, 18), ()),
        ('"Kuchen, ayse, morgen', "Kuchen, ayse, morgen", None, None, ()),
        ("ayse", "ayse", None, None, ()),
        ("morgen", "morgen", None, None, ()),
    ],
)
def test_what_is_no_known_person_and_no_date_stays_text(
    here: Treffen,
    people: Directory,
    typed: str,
    what: str,
    person: int | None,
    due: date | None,
    helpers: tuple[int, ...],
) -> None:
    assert task(here, people, typed).args == (here.meeting_id, 1, what, person, due, helpers)


def test_before_the_meeting_means_the_next_one_that_is_planned(
    here: Treffen, people: Directory
) -> None:
    refused = task(here, people, "Plakat, vor dem Treffen")
    assert (refused.use_case, "noch nicht geplant" in refused.hint) == (None, True)
    Treffen(here.database, days=28)
    assert "bis Mi 14.4.2027" in task(here, people, "Plakat, vor dem Treffen").hint


def test_a_day_that_there_is_not_is_said_and_nothing_is_kept(
    here: Treffen, people: Directory
) -> None:
    intention = task(here, people, "Plakat, ayse, 31.2.")
    assert (intention.hint, intention.use_case) == (
        "Den 31. Februar gibt es nicht. Bitte prüfen Sie das Datum.", None,
    )  # fmt: skip


def test_of_two_people_with_one_name_nobody_is_guessed(here: Treffen, people: Directory) -> None:
    intention = task(here, people, "Plakat, müller")
    assert intention.use_case is None
    assert intention.hint.startswith("Wer ist gemeint?  Jonas Müller, Sabine Müller")
    assert "Einen Moment" in task(here, None, "Plakat, müller").hint, "nobody is read yet"


def test_a_hidden_name_is_seen_only_while_it_is_typed(here: Treffen, people: Directory) -> None:
    assert "Beispiel" not in task(here, people, "Plakat, ayse", hidden=True).hint
    assert "Ayşe Beispiel" in task(here, people, "Plakat, ayse").hint


def test_a_number_first_changes_the_task_only_if_the_rest_says_so(
    here: Treffen, people: Directory
) -> None:
    here.enter(task(here, people, "Plakat drucken"))
    for typed, said in {
        "1 erledigt": "Aufgabe 1 ist erledigt: „Plakat drucken“.",
        "1 niemand": "Niemand macht bis jetzt Aufgabe 1 „Plakat drucken“.",
        "1 12.6.": "Aufgabe 1 „Plakat drucken“: bis Sa 12.6.2027.",
        "1 entfällt": "Aufgabe 1 ist nicht mehr nötig: „Plakat drucken“.",
        "1 = Plakate kleben": "Aufgabe 1 heißt jetzt: „Plakate kleben“.",
        "1 Tisch streichen": "Aufgabe 2 „1 Tisch streichen“.",
        "1": "1 erledigt · 1 olha · 1 12.6. · 1 = andere Worte",
        "7 erledigt": "Eine Aufgabe 7 gibt es nicht.",
    }.items():
        assert said in task(here, people, typed).hint, typed
    assert "Olha Beispiel macht Aufgabe 1" in task(here, people, "1 olha").hint
    assert "Cem Beispiel hilft bei Aufgabe 1" in task(here, people, "1 +cem").hint


# Ablauf and Protokoll ----------------------------------------------------------------------------


def agenda(here: Treffen, text: str) -> Intention:
    return agenda_line.read_agenda(text, agenda_line.Look(here.board))


def test_the_agenda_is_typed_point_by_point(here: Treffen) -> None:
    assert here.enter(agenda(here, "Ideen sammeln, 35")) == "Neu im Ablauf: Ideen sammeln."
    here.enter(agenda(here, "Pause"))
    here.enter(agenda(here, "2 Runden Kaffee, Tee, 5 min"))
    assert [(p.number, p.title, p.minutes) for p in here.board.agenda] == [
        (1, "Ideen sammeln", 35), (2, "Pause", None), (3, "2 Runden Kaffee, Tee", 5),
    ]  # fmt: skip
    assert here.enter(agenda(here, "weiter")) == "Jetzt: Ideen sammeln."
    assert here.enter(agenda(here, "2 = Teepause, 15")) == "Im Ablauf: Teepause."
    assert here.enter(agenda(here, "weiter")) == "Jetzt: Teepause."
    assert agenda(here, "2 weg").use_case is None
    assert here.enter(agenda(here, "2 weg ja")) == "Nicht mehr im Ablauf: Teepause."
    assert here.board.in_hand is not None
    assert here.board.in_hand.title == "Ideen sammeln"


def test_a_point_in_the_line_is_the_same_when_it_is_read_again(here: Treffen) -> None:
    here.enter(agenda(here, "vorschlag"))
    for point in here.board.agenda:
        again = agenda(here, agenda_line.as_text(point))
        assert again.args[-1] == Point(point.title, point.minutes)


def test_a_meeting_has_a_topic_a_place_a_time_and_heads(here: Treffen) -> None:
    for typed, said in {
        "thema Wie wohnen wir?": "Das Thema ist jetzt: Wie wohnen wir?",
        "ort Café Lichtblick": "Das Treffen ist hier: Café Lichtblick",
        "23 Menschen": "23 Menschen sind im Raum.",
        "wann 24.3. 18-20": "Das Treffen ist am Mi 24.3.2027, 18:00.",
    }.items():
        assert here.enter(agenda(here, typed)) == said
    seen = here.board
    assert (seen.topic, seen.venue, seen.people) == ("Wie wohnen wir?", "Café Lichtblick", 23)
    assert clock.local(seen.ends_at).hour == 20


def test_phones_are_invited_and_not_any_more(here: Treffen) -> None:
    assert agenda(here, "qr").use_case is None
    assert "Kein Handy ist eingeladen" in agenda(here, "qr").hint
    for typed, said in {
        "Handys": "Handys können Ideen schicken. Sie sehen sie zuerst.",
        "handys frei": "Handys können Ideen schicken. Sie hängen sofort an der Wand.",
        "handys zu": "Handys können keine Ideen mehr schicken.",
        "phones": "Handys können Ideen schicken. Sie sehen sie zuerst.",
    }.items():
        assert here.enter(agenda(here, typed)) == said
        assert agenda(here, typed).use_case is None, "it is so already"
    assert agenda(here, "qr").command == "qr"
    assert here.enter(agenda(here, "Handys laden, 5")) == "Neu im Ablauf: Handys laden."
    here.do(end_meeting, here.meeting_id)
    assert agenda(here, "handys frei").hint == "Das Treffen ist schon zu Ende."
    assert agenda(here, "qr").command == ""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Wir machen ein Fest", ("Wir machen ein Fest", "", "")),
        ("Wir machen ein Fest, ohne Widerspruch", ("Wir machen ein Fest", "ohne Widerspruch", "")),
        (
            "Fest, Musik und Kuchen, 12 ja, 3 nein, 2 Enthaltungen, aber: Lärm, Müll",
            ("Fest, Musik und Kuchen", "12 ja, 3 nein, 2 Enthaltungen", "Lärm, Müll"),
        ),
        ("12 ja", ("12 ja", "", "")),
    ],
)
def test_a_decision_says_how_it_came_about(text: str, parts: tuple[str, str, str]) -> None:
    assert minutes_line.parts_of(text) == parts


def test_decisions_and_questions_are_noted_and_taken_out(here: Treffen) -> None:
    def reads(text: str) -> Intention:
        return minutes_line.read_minutes(text, minutes_line.Look(here.board))

    assert here.enter(reads("beschluss Wir machen ein Fest, einstimmig")) == (
        "Beschlossen: Wir machen ein Fest"
    )
    assert here.enter(reads("Frage: Wer hat Strom?")) == "Offene Frage: Wer hat Strom?"
    assert here.board.decisions[0].how == "einstimmig"
    assert here.enter(reads("b1 weg")) == "Beschluss 1 ist weg."
    assert here.enter(reads("f1 weg")) == "Frage 1 ist weg."
    assert (here.board.decisions, here.board.questions) == ((), ())
    assert reads("ja").use_case is None, "nobody was asked"
    assert reads("Wir machen ein Fest").use_case is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("24.3. 18:00 Was fehlt?", "Geplant: „Treffen · Was fehlt?“, Mi 24.3.2027, 18:00."),
        ("24.3. 18-20 Uhr 3 Bänke", "Geplant: „Treffen · 3 Bänke“, Mi 24.3.2027, 18:00."),
        ("Mi 24.3. 18 Uhr", "Geplant: „Treffen“, Mi 24.3.2027, 18:00."),
        ("in 2 Wochen 18:30", "Geplant: „Treffen“, Mi 31.3.2027, 18:30."),
        ("24.3.27 18:00 bis 19:30 Kaffee", "Geplant: „Treffen · Kaffee“, Mi 24.3.2027, 18:00."),
        ("24.3.", "Um wie viel Uhr?"),
        ("31.2. 18:00", "Den 31. Februar gibt es nicht."),
        ("24.3. 25:00", "Die Uhrzeit 25:00 gibt es nicht."),
    ],
)
def test_a_meeting_is_a_day_a_time_and_a_topic(text: str, hint: str) -> None:
    intention = read_meeting(text)
    assert intention is not None
    assert hint in intention.hint


def test_what_begins_with_no_day_is_no_meeting() -> None:
    assert read_meeting("Quartier im März") is None


def test_days_moments_and_the_meeting_itself_are_taken_back(here: Treffen) -> None:
    before = everything(here.database)
    here.enter(agenda(here, "Pause, 15"))
    here.enter(agenda(here, "1"))
    here.enter(agenda(here, "wann 24.3. 18-20"))
    here.enter(task(here, None, "Plakat drucken"))
    here.enter(task(here, None, "1 12.6."))
    here.enter(task(here, None, "1 entfällt"))
    for _step in range(6):
        here.undo()
    assert everything(here.database) == before
    planned = here.database.read(journal.heads, place="today")[0].number
    here.do(take_back, planned)
    assert everything(here.database)["meeting"] == []
    assert everything(here.database)["gathering"] == []


def test_a_meeting_with_ideas_is_not_taken_back_by_mistake(here: Treffen) -> None:
    here.collect("Bank am See")
    planned = here.database.read(journal.heads, place="today")[0].number
    with pytest.raises(Refused, match="zuerst zurück"):
        here.do(take_back, planned)
    assert here.shows() == {"": ["1 Bank am See"]}
