"""The line: what the hint promises is what happens, whatever is typed, whoever is listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from biq_tui.attendance import paper, service
from biq_tui.attendance.grammar import GRAMMAR, VERBS
from biq_tui.attendance.line import Look, choices, read
from biq_tui.attendance.models import Role, Sitting, State
from biq_tui.attendance.places import place_of
from biq_tui.attendance.roster import Roster, Row
from biq_tui.attendance.sheet import Sheet, Waiting, sheet
from biq_tui.core import journal, language
from biq_tui.core.database import Database
from biq_tui.core.intention import Intention
from biq_tui.core.language import _
from biq_tui.core.opening import open_database
from biq_tui.core.telling import happened
from biq_tui.core.text import clean
from biq_tui.people import badges

from .rooms import STATION, facilitator, make_gathering, phone

EVENING = datetime(2027, 3, 5, 16, 0, tzinfo=UTC)
HERE = State.PRESENT


def row(
    number: int,
    name: str,
    state: State | None = None,
    *,
    left: bool = False,
    late_minutes: int | None = None,
) -> Row:
    return Row(number, 100 + number, name, Role.PARTICIPANT, state, late_minutes, left)


def sheet_of(*rows: Row, waiting: tuple[Waiting, ...] = (), **facts: object) -> Sheet:
    shown = Sheet(
        gathering_id=7,
        title="Block 3",
        venue="",
        starts_at=EVENING,
        ends_at=EVENING + timedelta(hours=3),
        sitting=Sitting.OPEN,
        code="473",
        began_at=None,
        ended_at=None,
        rows=Roster(rows),
        waiting=waiting,
        aside=0,
        phones=len(waiting),
        as_of=1,
        last_event=None,
        my_step=None,
    )
    return replace(shown, **facts)  # type: ignore[arg-type]  # the facts of a Sheet, by name


def listed(*names: str) -> Look:
    """A list on which nobody is here yet, numbered from 1."""
    return Look(sheet_of(*(row(number, name) for number, name in enumerate(names, start=1))))


BLOCK = Look(
    sheet_of(
        row(1, "Ada Muster"),
        row(2, "Ayşe Beispiel"),
        row(3, "Jonas Müller", HERE),
        row(4, "Sabine Müller"),
        row(5, "Karl Groß", State.EXCUSED),
        row(6, "Łukasz Nowak", State.ABSENT),
        row(7, "Murat Beispiel", HERE, left=True),
        row(8, "Nadja Muster", HERE, late_minutes=7),
    )
)
"""An evening under way: some are here, one has left, one has cancelled, one is absent."""


def acts(intention: Intention) -> bool:
    return intention.use_case is not None


def who_comes(text: str, look: Look) -> str:
    """The name of whom Enter makes present; "" if Enter does something else."""
    intention = read(text, look)
    if intention.use_case is not service.come:
        return ""
    return look.sheet.row(intention.args[1]).name


# One hit acts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mül", "Jonas Müller"),
        ("mul", "Jonas Müller"),
        ("muel", "Jonas Müller"),
        ("MÜL", "Jonas Müller"),
        ("müller", "Jonas Mueller"),
        ("mueller", "Jonas Muller"),
        ("muller", "Jonas Müller"),
        ("jon mül", "Jonas Müller"),
        ("mül jon", "Jonas Müller"),
        ("müller jonas", "Jonas Müller"),
        ("müller, jonas", "Jonas Müller"),
        ("gross", "Karl Groß"),
        ("groß", "Karl Gross"),
        ("ayse", "Ayşe Beispiel"),
        ("ayşe", "Ayse Beispiel"),
        ("lukasz", "Łukasz Nowak"),
        ("łu", "Lukasz Nowak"),
        ("oz", "Ali Öz"),
        ("oez", "Ali Öz"),
        ("anna lena", "Anna-Lena Muster"),
        ("o'neil", "Sean O’Neil"),
        ("فاطمة", "فاطمة الزهراء"),
        ("ива", "Иван Петров"),
    ],
)
def test_letters_on_a_plain_keyboard_find_the_name_however_it_is_written(
    typed: str, name: str
) -> None:
    look = listed("Zita Zorn", name)
    intention = read(typed, look)
    assert who_comes(typed, look) == name
    assert intention.hint == f"Enter: {name} ist da."
    assert intention.sentence == f"{name} ist da."
    assert (intention.chosen, intention.lit) == (2, frozenset({2}))


def test_a_number_is_the_row_with_this_number_and_no_other() -> None:
    look = Look(sheet_of(*(row(number, f"Mensch {number}") for number in range(1, 19))))
    assert who_comes("18", look) == "Mensch 18"
    assert who_comes("1", look) == "Mensch 1"
    assert read("1", look).lit == {1}
    for beyond in ("0", "19", "9" * 60):
        assert not acts(read(beyond, look))
        assert read(beyond, look).hint == f"Die Nummer {beyond} gibt es nicht."
        assert not acts(read(beyond, replace(look, pressed=beyond)))


def test_blanks_around_what_was_typed_do_not_matter() -> None:
    assert read("  ada   muster ", BLOCK) == read("ada muster", BLOCK)
    assert who_comes("  4 ", BLOCK) == "Sabine Müller"


def test_short_letters_of_an_umlaut_do_not_light_up_half_the_room() -> None:
    look = listed("Murat Beispiel", "Ute Muster", "Sabine Müller")
    assert read("mue", look).lit == {3}
    assert read("u", look).lit == {2}


def test_who_is_not_here_yet_comes_before_who_is() -> None:
    intention = read("mül", BLOCK)
    assert who_comes("mül", BLOCK) == "Sabine Müller"
    assert intention.lit == {3, 4}
    assert intention.hint == "Enter: Sabine Müller ist da. (Jonas Müller ist schon da.)"


def test_whole_words_win_over_beginnings() -> None:
    look = listed("Annabel Muster", "Anna Muster", "Annalena Anna")
    assert read("ann", look).lit == {1, 2, 3}
    assert read("anna", look).lit == {2, 3}
    assert who_comes("anna muster", look) == "Anna Muster"


# Several hits ------------------------------------------------------------------------------------


def test_several_hits_light_up_and_the_first_enter_only_marks() -> None:
    intention = read("must", listed("Ada Muster", "Zita Zorn", "Ali Muster", "Bo Muster"))
    assert not acts(intention)
    assert intention.lit == {1, 3, 4}
    assert (intention.command, intention.args, intention.keeps_text) == ("mark", (1,), True)
    assert intention.hint == "Wer ist es? Ada Muster, Ali Muster, ….   Enter oder ↑↓ wählt."


def test_of_several_hits_the_marked_one_is_taken() -> None:
    look = listed("Ada Muster", "Zita Zorn", "Ali Muster")
    assert who_comes("must", replace(look, marked=3)) == "Ali Muster"
    assert who_comes("must", replace(look, marked=1)) == "Ada Muster"
    assert read("must geht", replace(BLOCK, marked=8)).sentence == "Nadja Muster ist gegangen."


def test_a_mark_that_is_no_hit_is_not_taken() -> None:
    assert not acts(
        read("must", replace(listed("Ada Muster", "Zita Zorn", "Ali Muster"), marked=2))
    )


DOUBLES = Look(
    sheet_of(
        row(1, "Ada Muster"),
        replace(row(3, "Ali Muster"), known_by="rote Brille"),
        replace(row(9, "Ali Muster"), known_by="mit Kind"),
        row(10, "Bo Zorn"),
        row(11, "Zorn Bo"),
    )
)
"""Two people are called Ali Muster, and one Bo Zorn writes the family name first."""


def test_two_people_of_one_name_are_told_apart_and_never_taken_for_each_other() -> None:
    first = read("ali muster", DOUBLES)
    assert not acts(first)
    assert (first.command, first.args, first.keeps_text) == ("mark", (3,), True)
    assert first.hint == (
        "Wer ist es? 3 Ali Muster (rote Brille), 9 Ali Muster (mit Kind).   Enter oder ↑↓ wählt."
    )
    second = read("ali muster", replace(DOUBLES, marked=9))
    assert second.args == (7, 109)
    assert second.sentence == "Ali Muster ist da."
    assert second.hint == "Enter: Ali Muster ist da. (9 Ali Muster (mit Kind))"


def test_without_other_words_the_number_tells_them_apart() -> None:
    assert read("bo", DOUBLES).hint.startswith("Wer ist es? 10 Bo Zorn, 11 Zorn Bo.")
    assert read("10", DOUBLES).hint == "Enter: Bo Zorn ist da. (10 Bo Zorn)"


def test_whose_name_somebody_here_has_too_is_marked_before_she_is_taken() -> None:
    ali = replace(row(3, "Ali Muster", HERE), known_by="rote Brille")
    look = Look(sheet_of(ali, replace(row(9, "Ali Muster"), known_by="mit Kind")))
    first = read("ali", look)
    assert not acts(first)
    assert (first.command, first.args) == ("mark", (9,))
    assert first.hint == (
        "Wer ist es? 9 Ali Muster (mit Kind).   Enter oder ↑↓ wählt."
        " 3 Ali Muster (rote Brille) ist schon da."
    )
    assert read("ali", replace(look, marked=9)).args == (7, 109)
    assert not acts(read("ali", replace(look, marked=3)))


def test_words_that_look_like_places_to_fill_in_tell_people_apart_too() -> None:
    here = replace(row(3, "{new} {0}", HERE), known_by="{names}")
    look = Look(sheet_of(here, row(9, "{new} {0}")))
    hint = read("new", look).hint
    assert hint.startswith("Wer ist es? 9 {new} {0}.")
    assert hint.endswith("3 {new} {0} ({names}) ist schon da.")


def test_with_names_hidden_only_the_number_tells_them_apart() -> None:
    hidden = replace(DOUBLES, names_hidden=True)
    assert read("ali", hidden).hint == "Wer ist es? 3, 9.   Enter oder ↑↓ wählt."
    assert "Brille" not in read("ali", replace(hidden, marked=3)).hint


def test_an_arrival_whose_name_two_people_have_says_which_of_them_enter_takes() -> None:
    ali = Waiting(53, "Ali Muster", EVENING, (103, 109))
    hints = [choice.hint for choice in choices(ali, replace(DOUBLES, waiting=(53, 0)))]
    assert hints[:2] == [
        "Enter: Ali Muster ist da. (3 Ali Muster (rote Brille))",
        "Enter: Ali Muster ist da. (9 Ali Muster (mit Kind))",
    ]


@pytest.mark.parametrize("count", [2, 3, 30])
def test_several_hits_never_act_whatever_else_is_typed(count: int) -> None:
    look = listed(*(f"Muster Nummer{number}" for number in range(count)))
    for text in ("muster", "mus num", "muster spät", "muster abgesagt", "muster fehlt", "nummer"):
        assert not acts(read(text, look)), text


# Typos -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["sabien", "mülller", "sabine müllre", "beispeil", "lukas nowack"]
)
def test_a_typo_is_offered_and_never_taken_by_the_first_enter(typed: str) -> None:
    intention = read(typed, BLOCK)
    assert not acts(intention)
    assert intention.command == "mark"
    assert intention.keeps_text
    assert intention.lit
    assert intention.hint.startswith("Niemand heißt so. Vielleicht ")
    assert not acts(read(typed, replace(BLOCK, pressed=typed)))


def test_a_typo_is_taken_once_its_person_is_marked() -> None:
    look = listed("Sabine Müller", "Zita Zorn")
    assert read("sabien", look).args == (1,)
    assert who_comes("sabien", replace(look, marked=1)) == "Sabine Müller"


# Guests ------------------------------------------------------------------------------------------


def test_an_unknown_name_becomes_a_guest_by_the_second_enter() -> None:
    first = read("Theo Neu", BLOCK)
    assert not acts(first)
    assert first.hint == "Niemand auf der Liste heißt so. Noch einmal Enter: Theo Neu als Gast."
    assert (first.command, first.keeps_text) == ("press", True)
    second = read("Theo Neu", replace(BLOCK, pressed="Theo Neu"))
    assert second.use_case is service.add_guest
    assert second.args == (7, "Theo Neu")
    assert second.sentence == "Theo Neu ist als Gast da."
    assert second.hint == "Enter: Theo Neu ist als Gast da."


def test_the_second_enter_counts_for_the_same_text_only() -> None:
    assert not acts(read("Theo Neumann", replace(BLOCK, pressed="Theo Neu")))


def test_plus_is_a_guest_at_once() -> None:
    assert read("+Theo", BLOCK).args == (7, "Theo")
    assert read("+ Theo ", BLOCK).args == (7, "Theo")
    assert not acts(read("+", BLOCK))
    assert read("+", BLOCK).hint == "Schreiben Sie nach dem Plus den Namen vom Gast."


def test_a_guest_who_is_called_like_somebody_on_the_list_is_said_so() -> None:
    intention = read("+Müller", BLOCK)
    assert intention.sentence == "Müller ist als Gast da."
    assert intention.hint == (
        "Enter: Müller ist als Gast da. (Auf der Liste: Jonas Müller, Sabine Müller.)"
    )
    assert intention.lit == {3, 4}


@pytest.mark.parametrize(
    "name", ["Da Silva", "da silva", "Spät Lese", "Here Wego", "Fehlt Nix", "Ja", "Geht", "Da"]
)
def test_a_fixed_word_in_a_guests_name_is_just_a_name(name: str) -> None:
    second = read(name, replace(BLOCK, pressed=name))
    assert second.use_case is service.add_guest
    assert second.args == (7, name)


def test_a_fixed_word_after_somebody_unknown_is_part_of_the_name() -> None:
    assert read("Theo da", replace(BLOCK, pressed="Theo da")).args == (7, "Theo da")
    assert read("+Ada geht", BLOCK).args == (7, "Ada geht")


def test_markup_in_a_guests_name_is_just_a_name() -> None:
    assert read("+[/b] {person} {0}", BLOCK).sentence == "[/b] {person} {0} ist als Gast da."


# First who, then what ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("jonas geht", "Jonas Müller ist gegangen."),
        ("jonas leaves", "Jonas Müller ist gegangen."),
        ("3 geht", "Jonas Müller ist gegangen."),
        ("mül geht", "Jonas Müller ist gegangen."),
        ("jonas GEHT", "Jonas Müller ist gegangen."),
        ("ada spät", "Ada Muster ist da, aber zu spät."),
        ("ada spaet", "Ada Muster ist da, aber zu spät."),
        ("ada late", "Ada Muster ist da, aber zu spät."),
        ("jonas spät", "Jonas Müller ist da, aber zu spät."),
        ("ayse abgesagt", "Ayşe Beispiel hat abgesagt."),
        ("ayse excused", "Ayşe Beispiel hat abgesagt."),
        ("jonas abgesagt", "Jonas Müller hat abgesagt."),
        ("4 fehlt", "Sabine Müller fehlt."),
        ("4 absent", "Sabine Müller fehlt."),
        ("ada da", "Ada Muster ist da."),
        ("ada here", "Ada Muster ist da."),
        ("groß da", "Karl Groß ist da."),
        ("gross", "Karl Groß ist da."),
        ("lukasz", "Łukasz Nowak ist da."),
        ("murat", "Murat Beispiel ist wieder da."),
        ("müller sabine fehlt", "Sabine Müller fehlt."),
    ],
)
def test_a_fixed_word_after_the_name_says_what_of_it(typed: str, said: str) -> None:
    intention = read(typed, BLOCK)
    assert intention.sentence == said
    assert intention.hint.startswith(f"Enter: {said}")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3 g", "Jonas Müller ist gegangen."),
        ("3 ge", "Jonas Müller ist gegangen."),
        ("4 sp", "Sabine Müller ist da, aber zu spät."),
        ("4 f", "Sabine Müller fehlt."),
        ("3 4 f", "2 Menschen fehlen."),
    ],
)
def test_after_a_number_the_beginning_of_a_fixed_word_is_enough(typed: str, said: str) -> None:
    assert read(typed, BLOCK).sentence == said


@pytest.mark.parametrize("typed", ["3 a", "3 b", "ada g", "jonas f", "3 4 a"])
def test_no_beginning_of_a_word_counts_that_could_mean_something_else(typed: str) -> None:
    assert not acts(read(typed, BLOCK))


def test_somebody_called_like_a_fixed_word_can_be_ticked() -> None:
    look = listed("Maria da Silva", "Ada Muster")
    assert who_comes("da", look) == "Maria da Silva"
    assert who_comes("da silva", look) == "Maria da Silva"
    assert who_comes("silva da", look) == "Maria da Silva"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("jonas", "Jonas Müller ist schon da. Danach geht auch:  3 geht   3 spät"),
        ("3", "Jonas Müller ist schon da. Danach geht auch:  3 geht   3 spät"),
        ("jonas da", "Jonas Müller ist schon da. Danach geht auch:  3 geht   3 spät"),
        ("nadja", "Nadja Muster ist schon da. Danach geht auch:  8 geht   8 spät"),
        ("nadja spät", "Nadja Muster ist schon da. Danach geht auch:  8 geht   8 spät"),
        ("murat geht", "Murat Beispiel ist schon gegangen."),
        ("groß abgesagt", "Karl Groß hat schon abgesagt."),
        ("lukasz fehlt", "Łukasz Nowak fehlt schon."),
        ("ada geht", "Ada Muster ist noch nicht da."),
    ],
)
def test_what_is_so_already_is_said_and_never_toggled(typed: str, hint: str) -> None:
    intention = read(typed, BLOCK)
    assert not acts(intention)
    assert not intention.command
    assert intention.hint == hint


def test_a_present_person_is_not_toggled_when_marked_either() -> None:
    for text in ("", "3", "jonas", "mül"):
        intention = read(text, replace(BLOCK, marked=3))
        assert not acts(intention), text
        assert intention.hint.startswith("Jonas Müller ist schon da.")


# Who comes along ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "role", "said"),
    [
        ("+Kim begleitet", Role.COMPANION, "Kim ist als Begleitung da."),
        ("+Kim Assistenz", Role.ASSISTANT, "Kim ist als Assistenz da."),
        ("+Kim ist Assistenz", Role.ASSISTANT, "Kim ist als Assistenz da."),
        ("+Kim Lee assistant", Role.ASSISTANT, "Kim Lee ist als Assistenz da."),
        ("+Kim dolmetscht", Role.INTERPRETER, "Kim ist zum Übersetzen da."),
        ("+Kim übersetzt", Role.INTERPRETER, "Kim ist zum Übersetzen da."),
    ],
)
def test_the_last_word_after_a_new_name_says_who_only_comes_along(
    typed: str, role: Role, said: str
) -> None:
    intention = read(typed, BLOCK)
    assert intention.use_case is service.add_guest
    assert intention.args == (7, said.partition(" ist ")[0], role)
    assert (intention.sentence, intention.hint) == (said, f"Enter: {said}")


@pytest.mark.parametrize("name", ["Assistenz", "Begleitet Kim", "Kim Assistenzhund"])
def test_a_role_that_is_not_the_last_word_after_a_name_is_a_name(name: str) -> None:
    assert read(f"+{name}", BLOCK).args == (7, name)


def test_without_a_plus_the_role_is_said_before_the_second_enter() -> None:
    first = read("Theo Neu Assistenz", BLOCK)
    assert first.hint == (
        "Niemand auf der Liste heißt so. Noch einmal Enter: Theo Neu ist als Assistenz da."
    )
    assert not acts(first)
    second = read("Theo Neu Assistenz", replace(BLOCK, pressed="Theo Neu Assistenz"))
    assert second.args == (7, "Theo Neu", Role.ASSISTANT)


@pytest.mark.parametrize("typed", ["3 ist Assistenz", "3 Assistenz", "jonas assistant"])
def test_somebody_on_the_list_gets_a_role(typed: str) -> None:
    intention = read(typed, BLOCK)
    assert intention.use_case is service.give_role
    assert intention.args == (7, 103, Role.ASSISTANT)
    assert intention.sentence == "Jonas Müller ist Assistenz."


def test_a_role_that_somebody_has_already_is_not_given_again() -> None:
    look = Look(sheet_of(replace(row(1, "Kim"), role=Role.ASSISTANT)))
    assert not acts(read("1 ist Assistenz", look))
    assert read("1 ist Assistenz", look).hint == "Das ist schon so."
    assert read("1 begleitet", look).args == (7, 101, Role.COMPANION)


def test_somebody_whose_name_ends_like_a_role_is_ticked_by_it() -> None:
    assert who_comes("kim assistenz", listed("Kim Assistenz")) == "Kim Assistenz"


# The empty line ----------------------------------------------------------------------------------


FATIMA = Waiting(51, "Fatima", EVENING, ())
MUELLER = Waiting(52, "Müller", EVENING, (104, 103))


def test_enter_on_the_empty_line_does_nothing() -> None:
    intention = read("", BLOCK)
    assert not acts(intention)
    assert not intention.command
    assert intention.hint == "Schreiben Sie ein paar Buchstaben vom Namen, oder die Nummer."


def test_a_row_marked_by_the_arrows_is_taken_by_enter() -> None:
    assert who_comes("", replace(BLOCK, marked=1)) == "Ada Muster"


def test_enter_on_the_empty_line_only_shows_who_waits() -> None:
    look = Look(replace(BLOCK.sheet, waiting=(FATIMA, MUELLER)))
    intention = read("", look)
    assert not acts(intention)
    assert intention.command == "waiting"
    assert not acts(read("", replace(look, waiting=(51, None))))
    assert read("", replace(look, waiting=(51, None))).hint == "Wer ist das? ↓ wählt."


def test_an_arrival_can_become_each_possible_person_a_guest_or_be_put_aside() -> None:
    look = Look(replace(BLOCK.sheet, waiting=(FATIMA, MUELLER)))
    assert [choice.sentence for choice in choices(MUELLER, look)] == [
        "Sabine Müller ist da.",
        "„Müller“ ist Jonas Müller. Jonas Müller ist schon da.",
        "Müller ist als Gast da.",
        "„Müller“ ist weggelegt.",
    ]
    for place, choice in enumerate(choices(MUELLER, look)):
        assert read("", replace(look, waiting=(52, place))) == choice
    assert [choice.use_case for choice in choices(FATIMA, look)] == [
        service.take_as_guest,
        service.put_aside,
    ]


def test_an_arrival_that_somebody_else_has_answered_is_not_acted_on() -> None:
    assert not acts(read("", replace(BLOCK, waiting=(52, 0))))


# Beginning, ended ---------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["wir beginnen", "Wir beginnen", "we begin", " wir  beginnen "])
def test_the_real_start_is_said_once(typed: str) -> None:
    intention = read(typed, BLOCK)
    assert intention.use_case is service.begin
    assert intention.hint == "Enter: Wir haben begonnen."
    begun = Look(replace(BLOCK.sheet, began_at=EVENING))
    assert not acts(read(typed, begun))
    assert read(typed, begun).hint == "Sie haben schon begonnen."


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("was war", "happened"),
        ("what happened", "happened"),
        ("Was war", "happened"),
        ("beamer", "projector"),
        ("projector", "projector"),
    ],
)
def test_other_pages_open_by_their_words(typed: str, command: str) -> None:
    intention = read(typed, BLOCK)
    assert (intention.command, acts(intention)) == (command, False)


ENDED = Look(replace(BLOCK.sheet, sitting=Sitting.ENDED, ended_at=EVENING))


@pytest.mark.parametrize(
    "typed", ["", "ada", "1", "+Theo", "wir beginnen", "ada geht", "öffnen", "öffnen,", "open,  "]
)
def test_an_ended_evening_takes_nobody_and_says_how_to_open_it_again(typed: str) -> None:
    intention = read(typed, ENDED)
    assert not acts(intention)
    assert intention.hint == ("Der Abend ist beendet. Wieder öffnen? Schreiben Sie:  öffnen, Grund")


@pytest.mark.parametrize("word", ["öffnen", "oeffnen", "open", "ÖFFNEN"])
def test_an_ended_evening_opens_again_for_a_reason(word: str) -> None:
    intention = read(f"{word}, Ali war doch da", ENDED)
    assert intention.use_case is service.reopen
    assert intention.args == (7, "Ali war doch da")
    assert intention.hint == "Enter: Der Abend ist wieder offen."


def test_what_happened_can_be_read_after_the_end() -> None:
    assert read("was war", ENDED).command == "happened"


def test_the_sign_of_a_privacy_lock_is_explained_when_its_person_is_meant() -> None:
    locked = Look(sheet_of(replace(row(1, "Ada Muster"), locked=True), row(2, "Ali Muster")))
    assert read("ada", locked).hint == "Enter: Ada Muster ist da. (§ Sperrvermerk)"
    assert read("ali", locked).hint == "Enter: Ali Muster ist da."
    assert "§" not in read("ada", replace(locked, names_hidden=True)).hint


@pytest.mark.parametrize("typed", ["1 karte", "ada karte", "Ada Card"])
def test_a_word_that_fits_everybody_fits_here_too(typed: str) -> None:
    look = listed("Ada Muster", "Ali Muster")
    intention = read(typed, look)
    assert intention.use_case == badges.card
    assert intention.args == (101,)
    assert read("must karte", look).command == "mark"
    assert read("must karte", replace(look, marked=2)).args == (102,)
    assert read("Karte Muster", look).command == "press", "a name is no command"


# Names hidden ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("ada", "Enter: 1 Ada ist da."),
        ("must", "Enter: 1 Ada ist da. (8 Nadja ist schon da.)"),
        ("beispiel", "Wer ist es? 2 Ayşe, 7 Murat.   Enter oder ↑↓ wählt."),
        ("must spät", "Enter: 1 Ada ist da, aber zu spät. (8 Nadja ist schon da.)"),
        ("jonas", "3 Jonas ist schon da. Danach geht auch:  3 geht   3 spät"),
        ("sabien", "Niemand heißt so. Vielleicht 4 Sabine? Enter oder ↑↓ wählt. Neu: +sabien"),
        ("+Theo Neu", "Enter: Theo ist als Gast da."),
        ("+Müller", "Enter: Müller ist als Gast da. (Auf der Liste: 3 Jonas, 4 Sabine.)"),
    ],
)
def test_with_names_hidden_the_hint_has_number_and_first_name_only(typed: str, hint: str) -> None:
    shown = read(typed, replace(BLOCK, names_hidden=True))
    open_ = read(typed, BLOCK)
    assert shown.hint == hint
    assert replace(shown, hint="") == replace(open_, hint=""), "hiding names changed the act"


def test_with_names_hidden_who_waits_has_no_second_name_either() -> None:
    waiting = Waiting(52, "Müller Sabine", EVENING, (104, 103))
    look = Look(replace(BLOCK.sheet, waiting=(waiting,)), names_hidden=True)
    hints = " ".join(choice.hint for choice in choices(waiting, look))
    assert "4 Sabine ist da." in hints
    assert "Müller Sabine" not in hints
    assert "Sabine Müller" not in hints


# Help is the grammar -----------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["de", "en"])
def test_every_example_in_help_does_what_help_says(code: str) -> None:
    language.speak(code)
    names = [f"Mensch {number}" for number in range(1, 18)]
    look = listed(*names, "Sabine Müller")
    expected = {
        "mül": service.come,
        "18": service.come,
        "mül leaves": service.leave,
        "mül late": service.come_late,
        "mül excused": service.excuse,
        "18 absent": service.miss,
        "1-4 7 9": paper.all_come,
        "3 5 absent": paper.all_absent,
        "+Theo": service.add_guest,
        "+Kim assistant": service.add_guest,
        "7 is assistant": service.give_role,
        "7 card": badges.card,
        "we begin": service.begin,
        "projector": "projector",
        "what happened": "happened",
    }
    by_the_screen = {"wall"}  # what the wall shows is no intention of the list: see test_wall
    assert [text for text, _meaning in GRAMMAR if text not in by_the_screen] == list(expected)
    for msgid, does in expected.items():
        shown = look
        if does is service.leave:
            shown = Look(replace(look.sheet, rows=Roster([row(18, "Sabine Müller", HERE)])))
        intention = read(_(msgid), shown)
        assert (intention.use_case or intention.command) == does, _(msgid)


def test_every_fixed_word_of_one_language_is_understood_in_the_other() -> None:
    for verb in VERBS:
        for state in (None, HERE):
            look = Look(sheet_of(row(1, "Ada Muster", state)))
            for code in ("de", "en"):
                language.speak(code)
                read_as = {read(f"ada {word}", look).use_case for word in verb.words}
                assert len(read_as) == 1


# The hint is the act -----------------------------------------------------------------------------

HOSTILE = (
    "[/b] oh",
    "[@click=app.quit]x[/]",
    "\x1b]0;weg\x07Ana",
    "\u202eAna\u202c Abc",
    "A\u200bn\u200ba",
    "Z" + "\u0301" * 40,
    "x" * 10_000,
    "فاطمة الزهراء",
    "👩\u200d👩\u200d👧 Familie",
    "{person} {0} %s",
    "Da Silva",
    "Geht Da",
    "+Plus",
    "7",
    "Ada, Muster",
    "wir beginnen",
)
PLAIN = ("Ada Muster", "Ali Muster", "Ada Müller", "Ayşe Groß", "Łukasz Öz", "Ali Muster")
WORDS = ("", *sorted(word for verb in VERBS for word in verb.words), "ja", "12")

names = st.one_of(
    st.sampled_from(PLAIN), st.sampled_from(HOSTILE), st.text(min_size=1, max_size=12)
)

runs = st.builds(
    "{}{}{} {}".format,
    st.integers(0, 7),
    st.sampled_from((" ", "-", ", ", " - ", "–", "-9 ")),
    st.integers(0, 7),
    st.sampled_from(WORDS),
)
"""As an evening on paper is typed back."""


@dataclass(frozen=True)
class Typed:
    """What a facilitator does before an Enter. `of`: whose name she begins to type."""

    of: int
    letters: int
    word: str
    free: str | None
    mark: int | None
    choice: int | None
    twice: bool
    hidden: bool


@st.composite
def typing(draw: st.DrawFn) -> Typed:
    free = st.one_of(
        st.sampled_from(("", "", "wir beginnen", "was war", "+Theo", "+[/b]", "Theo Neu")),
        st.sampled_from(("+Kim Assistenz", "+Kim ist begleitet", "Kim übersetzt", "1 begleitet")),
        runs,
        names.map(lambda name: f"+{name}"),
        st.text(max_size=10),
    )
    return Typed(
        of=draw(st.integers(0, 9)),
        letters=draw(st.integers(1, 12)),
        word=draw(st.sampled_from(WORDS)),
        free=draw(st.one_of(st.none(), st.none(), free)),
        mark=draw(st.one_of(st.none(), st.integers(0, 9))),
        choice=draw(st.one_of(st.none(), st.integers(0, 9))),
        twice=draw(st.booleans()),
        hidden=draw(st.booleans()),
    )


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path)
    yield opened
    opened.close()


def text_of(typed: Typed, shown: Sheet) -> str:
    if typed.free is not None:
        return typed.free
    if not shown.rows:
        return typed.word
    person = shown.rows[typed.of % len(shown.rows)]
    who = f"{person.number}" if typed.letters == 1 else person.name[: typed.letters]
    return f"{who} {typed.word}"


def look_of(typed: Typed, shown: Sheet, text: str) -> Look:
    look = Look(shown, names_hidden=typed.hidden, pressed=clean(text, 200) if typed.twice else "")
    if typed.mark is not None and shown.rows:
        look = replace(look, marked=shown.rows[typed.mark % len(shown.rows)].number)
    if typed.choice is not None and shown.waiting:
        waiting = shown.waiting[typed.of % len(shown.waiting)]
        count = len(choices(waiting, look))
        look = replace(look, waiting=(waiting.arrival_id, typed.choice % count))
    return look


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(
    roster=["Ada Muster", "Ali Muster", "Ali Muster"],
    arrived=[],
    steps=[
        Typed(0, 1, "", free, None, None, True, False)
        for free in ("1-3", "1 3 geht", "1,2,3", "2 3 spät", "3 ist Assistenz", "1-2 fehlt")
    ],
    code="de",
)
@given(
    roster=st.lists(names, max_size=6),
    arrived=st.lists(st.one_of(names, st.integers(0, 5)), max_size=2),
    steps=st.lists(typing(), min_size=1, max_size=6),
    code=st.sampled_from(["de", "en"]),
)
@example(
    roster=["Ada Muster"],
    arrived=[0],
    steps=[
        Typed(0, 3, "", None, None, None, False, False),
        Typed(0, 3, "", "", None, 0, False, False),
    ],
    code="de",
)
def test_what_the_hint_says_is_what_the_journal_says(
    database: Database, roster: list[str], arrived: list[str | int], steps: list[Typed], code: str
) -> None:
    """`arrived`: what phones send; a number for the first word of a name on the list."""
    language.speak(code)
    enrolled = [name for name in map(clean, roster) if name]
    gathering = make_gathering(database, enrolled)
    for number, sent in enumerate(arrived):
        if isinstance(sent, int):
            sent = enrolled[sent % len(enrolled)].split()[0] if enrolled else ""
        if clean(sent):
            key = f"{gathering}-{number}-0123456789"
            database.write(phone(gathering), service.report, gathering, key, sent).result()
    for typed in steps:
        shown = database.read(sheet, gathering, STATION)
        text = text_of(typed, shown)
        look = look_of(typed, shown, text)
        intention = read(text, look)
        assert intention.hint
        if intention.command == "mark" and typed.twice:
            look = replace(look, marked=intention.args[0])
            intention = read(text, look)
        if intention.use_case is None:
            assert not intention.sentence
            assert intention.command in {"", "mark", "press", "waiting", "happened", "projector"}
            continue
        if not typed.hidden:
            assert intention.sentence in intention.hint
        done = database.write(facilitator(gathering), intention.use_case, *intention.args)
        done.result()
        newest = database.read(happened, place_of(gathering))[-1]
        assert newest.number > shown.as_of, "Enter did nothing"
        assert newest.sentence == intention.sentence
        assert database.read(journal.last_number) == shown.as_of + 1
    final = database.read(sheet, gathering, STATION)
    numbers = [person.number for person in final.rows]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [person.name for person in final.rows][: len(enrolled)] == enrolled
    database.write(facilitator(gathering), service.end, gathering).result()  # gives its code back
