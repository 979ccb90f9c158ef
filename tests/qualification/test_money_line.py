"""The line of money and slips: first who, then what; what the hint says is what Enter does."""

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
from biq_tui.core.language import _
from biq_tui.core.opening import open_database
from biq_tui.core.text import NAME_LENGTH
from biq_tui.core.write import Act
from biq_tui.people import consents, service
from biq_tui.people.models import Allowed
from biq_tui.qualification import money
from biq_tui.qualification.dues import Number
from biq_tui.qualification.enrolment import enrol
from biq_tui.qualification.money_line import GRAMMAR, read_money
from biq_tui.qualification.money_look import Look

from .. import room

ACT = Act(Actor.FACILITATOR, "test", "course:1")
GUESTS = ((9, "Theo Gast"),)


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with room.bremen():
        yield


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """1 Ada, 2 Ali, 3 Ayşe, 4 Jonas Müller, 5 Олена, 6 Sabine Müller; 1 has paid, 2 a part."""
    opened = open_database(room.folder_of(tmp_path, room.course))
    opened.write(ACT, money.pay, (1,)).result()
    opened.write(ACT, money.pay, (2,), 2000).result()
    yield opened
    opened.close()


@pytest.fixture
def look(database: Database) -> Look:
    return look_at(database)


def look_at(database: Database) -> Look:
    return Look(database.read(money.money, 1), guests=GUESTS)


def done(database: Database, *typed: str) -> Look:
    """How it looks after these lines."""
    for text in typed:
        run(database, read_money(text, look_at(database)))
    return look_at(database)


def run(database: Database, intention: Intention) -> None:
    assert intention.use_case is not None, intention.hint
    database.write(ACT, intention.use_case, *intention.args).result()


# What Enter does ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "hint", "use_case", "args"),
    [
        ("ayse bezahlt", "Quittung 2027-3: Ayşe Beispiel hat 50 Euro bezahlt.",
         money.pay, ((3,), None, Number(2027, 3))),
        ("3 paid", "Quittung 2027-3: Ayşe Beispiel hat 50 Euro bezahlt.",
         money.pay, ((3,), None, Number(2027, 3))),
        ("2 bezahlt", "Quittung 2027-3: Ali Muster hat 30 Euro bezahlt.",
         money.pay, ((2,), None, Number(2027, 3))),
        ("olena bezahlt 20,50 €", "Quittung 2027-3: Олена Зразок hat 20,50 Euro bezahlt.",
         money.pay, ((5,), 2050, Number(2027, 3))),
        ("3-5 bezahlt", "Quittung 2027-3 bis 2027-5: 3 Menschen haben zusammen 150 Euro bezahlt."
         " (Ayşe Beispiel, Jonas Müller, Олена Зразок)",
         money.pay, ((3, 4, 5), None, Number(2027, 3))),
        ("1 2 6 bezahlt", "Quittung 2027-3 bis 2027-4: 2 Menschen haben zusammen 80 Euro bezahlt."
         " 1 hat schon bezahlt. (Ali Muster, Sabine Müller)",
         money.pay, ((2, 6), None, Number(2027, 3))),
        ("sab 25 euro", "Sabine Müller zahlt 25 Euro.", money.set_fee, ((6,), 2500)),
        ("6 25 €", "Sabine Müller zahlt 25 Euro.", money.set_fee, ((6,), 2500)),
        ("3 5 ermäßigt 25,50", "2 Menschen zahlen je 25,50 Euro. (Ayşe Beispiel, Олена Зразок)",
         money.set_fee, ((3, 5), 2550)),
        ("2 zahlt 10", "Ali Muster zahlt 10 Euro. 1 hat schon mehr bezahlt.",
         money.set_fee, ((2,), 1000)),
        ("3 befreit", "Ayşe Beispiel zahlt nichts.", money.waive, ((3,),)),
        ("3 zahlt nichts", "Ayşe Beispiel zahlt nichts.", money.waive, ((3,),)),
        ("1 storno", "Die Quittung 2027-1 von Ada Muster gilt nicht mehr.", money.void, (1,)),
        ("2 void 2027-2", "Die Quittung 2027-2 von Ali Muster gilt nicht mehr.", money.void, (2,)),
        ("3 5 foto ja", "2 Menschen erlauben Fotos. (Ayşe Beispiel, Олена Зразок)",
         consents.answer, ((3, 5), Allowed.PHOTO, True)),
        ("1-3 6 foto nein", "4 Menschen erlauben keine Fotos. (Ada Muster, Ali Muster, Ayşe"
         " Beispiel, …)", consents.answer, ((1, 2, 3, 6), Allowed.PHOTO, False)),
        ("3 kontakte ja", "Ayşe Beispiel möchte auf die Kontakt-Liste.",
         consents.answer, ((3,), Allowed.CONTACTS, True)),
        ("jonas einladungen nein", "Jonas Müller möchte keine Einladungen.",
         consents.answer, ((4,), Allowed.INVITATIONS, False)),
        ("3 partner ja", "Ayşe Beispiel erlaubt: Die Partner bekommen den Kontakt.",
         consents.answer, ((3,), Allowed.PARTNERS, True)),
        ("3 5 name stimmt", "2 Menschen sagen: Der Name stimmt. (Ayşe Beispiel, Олена Зразок)",
         service.check_name, ((3, 5),)),
    ],
)  # fmt: skip
def test_the_hint_says_what_enter_does(
    typed: str, hint: str, use_case: object, args: tuple[object, ...], look: Look
) -> None:
    intention = read_money(typed, look)
    assert intention.hint == f"Enter: {hint}"
    assert intention.use_case is use_case
    assert intention.args == args


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1 bezahlt", "Ada Muster hat schon bezahlt."),
        ("ada bezahlt 10", "Ada Muster hat schon bezahlt."),
        ("2 bezahlt 30,01", "Bei Ali Muster sind nur 30 Euro offen."),
        ("3 bezahlt 0", "Wie viel? Zum Beispiel:  3 bezahlt 20"),
        ("3 bezahlt viel", "Wie viel? Zum Beispiel:  3 bezahlt 20"),
        ("3 ermäßigt", "Auf wie viel? Zum Beispiel:  3 ermäßigt 25"),
        ("3 zahlt", "Das ist schon so."),
        ("3 storno", "Ayşe Beispiel hat keine solche Quittung."),
        ("2 storno 2027-1", "Ali Muster hat keine solche Quittung."),
        ("1 2 storno", "Bitte einen Menschen nach dem anderen: eine Nummer und dieses Wort."),
        ("3 5 foto", "Ja oder nein? Zum Beispiel:  3 5 foto ja"),
        ("3 foto vielleicht", "Ja oder nein? Zum Beispiel:  3 5 foto ja"),
        ("3 name", "Stimmt der Name? Zum Beispiel:  3 5 name stimmt"),
        ("3 name falsch", "Bitte im Kurs unter „Menschen“ ändern:  3 heißt Ayşe Beispiel"),
        ("99 bezahlt", "Die Nummer 99 gibt es nicht."),
        ("1-9 foto ja", "Theo Gast ist nicht im Kurs und zahlt nichts."),
        ("9 bezahlt", "Theo Gast ist nicht im Kurs und zahlt nichts."),
        ("theo bezahlt", "Theo Gast ist nicht im Kurs und zahlt nichts."),
        ("Xaver bezahlt", "Niemand im Kurs heißt so: Xaver bezahlt"),
        ("3-", "Bis zu welcher Nummer? Zum Beispiel: 1-4"),
        ("3 be", "Ayşe Beispiel, offen 50 €:  Was dann?  bezahlt   foto ja   name stimmt"),
        ("sab foto j", "Ja oder nein? Zum Beispiel:  3 5 foto ja"),
        ("3 5", "2 Menschen (Ayşe Beispiel, Олена Зразок):  Was dann?  bezahlt   foto ja   name"
         " stimmt"),
    ],
)  # fmt: skip
def test_where_nothing_is_done_the_hint_says_why_and_the_line_stays(
    typed: str, hint: str, look: Look
) -> None:
    intention = read_money(typed, look)
    assert intention.hint == hint
    assert intention.use_case is None
    assert not intention.command
    assert intention.keeps_text


def test_who_has_paid_is_never_paid_for_again(database: Database) -> None:
    look = done(database, "1-6 bezahlt")
    assert read_money("1-6 bezahlt", look).hint == "Bei diesen Menschen ist nichts mehr offen."
    assert look.money.paid == 6 * 5000


def test_the_usual_fee_is_asked_for_again(database: Database) -> None:
    look = done(database, "3 5 befreit", "6 20 euro")
    assert read_money("3 bezahlt", look).hint == "Ayşe Beispiel muss nichts bezahlen."
    assert read_money("3-6 zahlt", look).hint == (
        "Enter: 3 Menschen zahlen, was alle zahlen. Bei 1 ist es schon so."
        " (Ayşe Beispiel, Олена Зразок, Sabine Müller)"
    )
    assert done(database, "3 5 6 zahlt").money.open == 3000 + 4 * 5000


def test_of_several_receipts_one_is_meant_by_its_number(database: Database) -> None:
    look = done(database, "2 bezahlt 10")
    assert read_money("2 storno", look).hint == (
        "Welche Quittung? 2027-2, 2027-3.  Zum Beispiel:  3 storno 2027-3"
    )
    assert read_money("2 storno 3", look).args == (3,)
    printing = read_money("2 quittung", look)
    assert (printing.command, printing.args) == ("receipt", (3,)), "the newest"
    assert printing.hint == "Enter: macht die Quittung 2027-3 für Ali Muster."
    assert read_money("2 receipt 2027-2", look).args == (2,)
    look = done(database, "2 storno 3")
    assert read_money("2 quittung", look).args == (2,), "a void receipt is not printed"


def test_an_answer_is_revoked_or_forgotten_in_one_step(database: Database) -> None:
    look = done(database, "3 5 foto ja", "3 foto nein")
    assert [look.money.by_number[n].consents for n in (3, 5, 6)] == [
        {Allowed.PHOTO: False}, {Allowed.PHOTO: True}, {},
    ]  # fmt: skip
    assert read_money("3 foto nein", look).hint == "Das ist schon so."
    look = done(database, "3-6 foto offen")
    assert all(not payer.consents for payer in look.money.people)


# Who ---------------------------------------------------------------------------------------------


def test_of_two_hits_the_first_enter_only_marks(look: Look) -> None:
    asked = read_money("mül bezahlt", look)
    assert asked.hint == "Wer ist es? Jonas Müller, Sabine Müller.   Enter oder ↑↓ wählt."
    assert (asked.command, asked.args) == ("mark", (4,))
    assert asked.lit == {4, 6}
    chosen = read_money("mül bezahlt", replace(look, marked=6))
    assert chosen.hint == "Enter: Quittung 2027-3: Sabine Müller hat 50 Euro bezahlt."
    assert chosen.chosen == 6


def test_of_two_hits_who_has_not_paid_comes_first_but_nothing_is_done(look: Look) -> None:
    asked = read_money("muster bezahlt", look)
    assert (asked.use_case, asked.command, asked.args) == (None, "mark", (2,))


def test_a_typo_never_acts_at_once(look: Look) -> None:
    asked = read_money("sabbine bezahlt", look)
    assert asked.use_case is None
    assert (asked.command, asked.args) == ("mark", (6,))
    assert asked.hint == (
        "Niemand heißt genau so. Vielleicht Sabine Müller?   Enter oder ↑↓ wählt."
    )
    assert read_money("sabbine bezahlt", replace(look, marked=6)).use_case is money.pay


def test_two_of_one_name_are_told_apart(database: Database) -> None:
    database.write(ACT, enrol, 1, "Ada Muster").result()
    database.write(ACT, service.tell_apart, 7, "rote Brille").result()
    look = look_at(database)
    assert read_money("ada bezahlt", look).hint == (
        "Wer ist es? 1 Ada Muster, Ada Muster (rote Brille).   Enter oder ↑↓ wählt."
    )
    assert read_money("7 bezahlt", look).hint == (
        "Enter: Quittung 2027-3: Ada Muster hat 50 Euro bezahlt. (Ada Muster (rote Brille))"
    )


def test_a_word_of_the_line_may_be_somebodys_name(database: Database) -> None:
    database.write(ACT, enrol, 1, "Ada Foto").result()
    look = look_at(database)
    assert read_money("ada foto", look).chosen == 7
    assert read_money("ada foto foto ja", look).args == ((7,), Allowed.PHOTO, True)


@pytest.mark.parametrize("name", ["{person}", "{0}", "%s [b]", "بشرى", "ሰላም ተስፋ", "🌻", "x" * 120])
def test_any_name_can_be_in_a_hint(database: Database, name: str) -> None:
    database.write(ACT, enrol, 1, name[:NAME_LENGTH]).result()
    look = look_at(database)
    for verb in ("bezahlt", "befreit", "foto ja", "name stimmt", "25 euro"):
        intention = read_money(f"7 {verb}", look)
        assert name[:NAME_LENGTH] in intention.hint
        assert name[:NAME_LENGTH] in intention.sentence


def test_with_names_hidden_neither_a_name_nor_an_amount_is_in_a_hint(look: Look) -> None:
    hidden = replace(look, names_hidden=True)
    for text in (
        "", "3", "mül", "mül bezahlt", "3 bezahlt", "1 bezahlt", "2 bezahlt 50", "3 25 euro",
        "3 befreit", "1 storno", "3-6 bezahlt", "3 foto ja", "3 5", "theo", "sabbine", "1 quittung",
    ):  # fmt: skip
        hint = read_money(text, hidden).hint
        assert not {"Muster", "Müller", "Beispiel", "Gast"} & set(hint.replace(".", " ").split())
        assert not [word for word in ("Euro", "€", "50", "30", "25") if word in hint], hint
    assert read_money("3 bezahlt", hidden).hint == "Enter: schreibt es auf für 3 Ayşe."


# Always ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["de", "en"])
def test_every_example_of_the_help_does_something(database: Database, code: str) -> None:
    done(database, "3 bezahlt", "3 storno", "3 bezahlt 20")
    for number in range(7, 10):
        database.write(ACT, enrol, 1, f"Person {number}").result()
    with language.speaking(code):
        look = replace(look_at(database), marked=6, guests=())
        for example, _does in GRAMMAR:
            typed = _(example).replace("2027-7", "2027-4")
            intention = read_money(typed, look)
            so_already = {"Das ist schon so.", "It is so already."}
            assert intention.use_case or intention.command or intention.hint in so_already, typed


PIECES = (
    "mül", "3", "1-4", "9", "5 6", "bezahlt", "paid", "20", "25 euro", "befreit", "zahlt", "storno",
    "foto", "ja", "nein", "offen", "kontakte", "name", "stimmt", "quittung", "2027-1", "theo", "-",
)  # fmt: skip


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=5), st.booleans())
def test_what_the_hint_said_is_what_the_journal_says(
    database: Database, pieces: list[str], marks: bool
) -> None:
    intention = read_money(
        " ".join(pieces), replace(look_at(database), marked=6 if marks else None)
    )
    assert intention.hint
    if intention.use_case is None:
        return
    assert intention.sentence in intention.hint
    before = database.read(journal.last_number)
    try:
        run(database, intention)
    except Refused as refusal:
        pytest.fail(f"{pieces}: {refusal.sentence}")
    assert database.read(journal.last_number) == before + 1
    assert room.newest(database) == intention.sentence
