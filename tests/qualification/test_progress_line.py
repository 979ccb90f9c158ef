"""The line of how people stand: first who, then what; the hint is what is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biq_tui.core import journal, language
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.intention import Intention
from biq_tui.core.journal import Actor
from biq_tui.core.language import LANGUAGES, _
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act
from biq_tui.qualification.course import place_of
from biq_tui.qualification.passport import Standing, passports
from biq_tui.qualification.progress_line import GRAMMAR, Look, read_progress

from .. import room
from .progress import first_block

DECIDED = "Ali Muster bekommt das Zertifikat. Sie haben so entschieden."
ACT = Act(Actor.FACILITATOR, "test", place_of(1))


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with room.bremen():
        yield


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(room.folder_of(tmp_path, first_block))
    yield opened
    opened.close()


def look(database: Database) -> Look:
    """Six people: 1 Ada, 2 Ali, 3 Ayşe, 4 Jonas Müller, 5 Олена, 6 Sabine Müller."""
    return Look(database.read(passports, 1))


def enter(database: Database, typed: str) -> Intention:
    intention = read_progress(typed, look(database))
    if intention.use_case is not None:
        database.write(ACT, intention.use_case, *intention.args).result()
    return intention


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1 3 ue", "Vom 6.3.2027 zählen 3 von 7 UE für Ada Muster."),
        ("1 3ue", "Vom 6.3.2027 zählen 3 von 7 UE für Ada Muster."),
        ("1 0 UE", "Vom 6.3.2027 zählen 0 von 7 UE für Ada Muster."),
        ("ada 5.3. 3 ue", "Vom 5.3.2027 zählen 3 von 4 UE für Ada Muster."),
        ("1 5.3.2027 3 units", "Vom 5.3.2027 zählen 3 von 4 UE für Ada Muster."),
        ("4 block 1 2 ue", "Vom 5.3.2027 zählen 2 von 4 UE für Jonas Müller."),
        ("3 3 ue", "Vom 5.3.2027 zählen 3 von 4 UE für Ayşe Beispiel."),
        ("3 5.3. ganz", "Vom 5.3.2027 zählen 4 von 4 UE für Ayşe Beispiel."),
        ("sab mül 2 ue", "Vom 6.3.2027 zählen 2 von 7 UE für Sabine Müller."),
        ("olena 6.3. 2 ue", "Vom 6.3.2027 zählen 2 von 7 UE für Олена Зразок."),
        ("2 zertifikat weil war krank", DECIDED),
        ("ali m certificate because ill", DECIDED),
    ],
)
def test_what_the_hint_says_is_done(database: Database, typed: str, said: str) -> None:
    intention = enter(database, typed)
    assert intention.hint == f"Enter: {said}"
    assert room.newest(database) == intention.sentence == said


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("9", "Die Nummer 9 gibt es nicht."),
        ("9 3 ue", "Niemand im Kurs heißt so: 9 3 ue"),
        ("Theo", "Niemand im Kurs heißt so: Theo"),
        ("mül 3 ue", "Wer ist es? Jonas Müller, Sabine Müller."),
        ("1 8 ue", "Der 6.3.2027 hat 7 UE. Bitte schreiben Sie eine Zahl von 0 bis 7."),
        ("1 7 ue", "Das ist schon so."),
        ("1 ganz", "Das ist schon so."),
        ("2 3 ue", "Diese Person war noch an keinem Termin da."),
        ("4 6.3. 3 ue", "Am 6.3.2027 war diese Person nicht da."),
        ("4 block 2 3 ue", "Diese Person war an keinem Termin von Block 2 da."),
        ("1 block 1 3 ue", "Da war sie am 5.3., 6.3.  Bitte schreiben Sie den Tag:  1 5.3. 3 ue"),
        ("1 31.2. 3 ue", "Den 31. Februar gibt es"),
        ("1 bald 3 ue", "Bitte schreiben Sie zum Beispiel:  1 12.3. 3 ue"),
        ("1 5.3.", "Ada Muster, 5.3.2027: 4 von 4 UE zählen. Ändern:  1 5.3. 3 ue"),
        ("1 zertifikat", "Bitte schreiben Sie den Grund:  1 zertifikat weil …"),
        ("2 zert", "Bitte schreiben Sie den Grund:  2 zertifikat weil …"),
        ("1 zertifikat weil", "Bitte schreiben Sie den Grund:  1 zertifikat weil …"),
        ("1 zertifikat nein", "Hier haben Sie nichts entschieden. Es gilt die Regel."),
        ("1 zertifikat weil " + "x" * 201, "Dieser Grund ist zu lang."),
        ("", "Tippen Sie Name oder Nummer, dann was.   ? zeigt alles"),
    ],
)
def test_what_can_not_be_is_said_and_nothing_is_done(
    database: Database, typed: str, hint: str
) -> None:
    before = database.read(journal.last_number)
    intention = enter(database, typed)
    assert intention.hint.startswith(hint)
    assert database.read(journal.last_number) == before


def test_two_of_one_name_are_told_apart(database: Database) -> None:
    seen = look(database)
    facts = {"name": "Ali Muster", "known_by": "rote Brille"}
    twin = replace(seen.passports.people[0], **facts)  # type: ignore[arg-type]  # by name
    people = (twin, *seen.passports.people[1:])
    seen = replace(seen, passports=replace(seen.passports, people=people))
    hint = read_progress("ali 3 ue", seen).hint
    assert hint.startswith("Wer ist es? Ali Muster (rote Brille), 2 Ali Muster.")
    assert read_progress("ali 3 ue", replace(seen, marked=1)).args == (2, 1, 3)


def test_a_suggestion_waits_for_enter_and_is_asked_once(database: Database) -> None:
    hint = "Enter: Vorschlag 3 von 4 UE für Ayşe Beispiel (kam Fr 5.3. 40 Min. später)"
    assert enter(database, "3").hint == hint
    assert room.newest(database) == "Vom 5.3.2027 zählen 3 von 4 UE für Ayşe Beispiel."
    assert enter(database, "3").hint.startswith("Ayşe Beispiel: 10 von 66 UE (15,1 %).")


def test_a_suggestion_that_was_turned_down_does_not_come_back(database: Database) -> None:
    enter(database, "3 5.3. ganz")
    assert enter(database, "3").hint.startswith("Ayşe Beispiel: 11 von 66 UE")
    assert enter(database, "3 5.3. ganz").hint == "Das ist schon so."
    enter(database, "3 5.3. 2 ue")
    assert enter(database, "3 5.3. 2 ue").hint == "Das ist schon so."


def test_whole_again_is_as_if_nothing_had_been_set(database: Database) -> None:
    enter(database, "1 3 ue")
    assert enter(database, "1 ganz").sentence == "Vom 6.3.2027 zählen alle UE für Ada Muster."
    assert enter(database, "1 ganz").hint == "Das ist schon so."


def test_a_decision_is_taken_back_and_is_not_needed_where_the_rule_is_met(
    database: Database,
) -> None:
    enter(database, "2 zertifikat weil war krank")
    assert enter(database, "2 zertifikat weil war krank").hint == "Das ist schon so."
    said = "Ob Ali Muster das Zertifikat bekommt, sagt die Regel."
    assert enter(database, "2 zertifikat nein").sentence == said
    met = replace(look(database).passports.people[0], standing=Standing.REACHED)
    seen = look(database)
    people = (met, *seen.passports.people[1:])
    seen = replace(seen, passports=replace(seen.passports, people=people))
    assert "nach der Regel geschafft" in read_progress("1 zertifikat weil gut", seen).hint


def test_with_names_hidden_the_hint_has_number_and_first_name(database: Database) -> None:
    hidden = replace(look(database), names_hidden=True)
    for typed in ("1 3 ue", "1", "3", "1 5.3.", "sab mül 2 ue", "2 zertifikat weil krank"):
        hint = read_progress(typed, hidden).hint
        assert "Muster" not in hint
        assert "Müller" not in hint
        assert "Beispiel" not in hint
    assert "1 Ada" in read_progress("1 3 ue", hidden).hint


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code in ("de", "en")])
def test_every_example_of_the_help_is_understood(database: Database, code: str) -> None:
    language.speak(code)
    seen = look(database)
    people = tuple(
        replace(one, number=7, decided_because="…!") if one.number == 4 else one
        for one in seen.passports.people
    )
    seen = replace(seen, passports=replace(seen.passports, people=people))
    for example, _help in GRAMMAR:
        typed = _(example).replace("12.3.", "5.3.").replace("block 3", "block 1")
        intention = read_progress(typed, seen)
        assert intention.chosen == 7, intention.hint
        done = intention.use_case or intention.command
        assert done or intention.hint == _("It is so already.")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    who=st.sampled_from(["1", "3", "ada", "mül", "", "zzz", "99"]),
    what=st.one_of(
        st.sampled_from(["3 ue", "ganz", "5.3. 2 ue", "block 1 1 ue", "zertifikat weil x", "{"]),
        st.text(max_size=20),
    ),
    code=st.sampled_from(["de", "en"]),
)
def test_enter_does_one_step_or_none(database: Database, who: str, what: str, code: str) -> None:
    language.speak(code)
    before = database.read(journal.last_number)
    intention = read_progress(f"{who} {what}", look(database))
    assert intention.hint
    if intention.use_case is None:
        return
    try:
        database.write(ACT, intention.use_case, *intention.args).result()
    except Refused:
        assert database.read(journal.last_number) == before
        return
    if database.read(journal.last_number) > before:
        assert room.newest(database) == intention.sentence
