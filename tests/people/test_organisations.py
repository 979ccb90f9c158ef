"""Institutions: stored with the first step that names them, and whom to ask there."""

from __future__ import annotations

from string import Formatter
from typing import Any

import pytest
from sqlmodel import select

from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.telling import last_step, take_back
from biq_tui.core.write import Act
from biq_tui.people import organisation_sentences, organisations
from biq_tui.people.contact_words import Reach, read_reach
from biq_tui.people.institution_names import meant, the_one
from biq_tui.people.models import Organisation
from biq_tui.people.organisations import SHIPPED, Institution, institutions, short_name
from biq_tui.people.who import Unclear
from tests.room import newest

ACT = Act(Actor.FACILITATOR, "laptop-1", "here")
MEIER = Reach("Frau Meier", "0421 361-0", "meier@example.org")


def do(database: Database, use_case: Any, *args: Any) -> Any:
    return database.write(ACT, use_case, *args).result()


def undo(database: Database) -> None:
    step = database.read(last_step, ACT.station, ACT.place)
    assert step is not None
    do(database, take_back, step.number)


def listed(database: Database) -> list[tuple[str, bool]]:
    return [(each.name, each.organisation_id is not None) for each in database.read(institutions)]


def the(database: Database, name: str) -> Institution:
    return next(each for each in database.read(institutions) if each.name == name)


def test_the_three_partners_are_known_and_stored_only_when_a_step_names_them(
    database: Database,
) -> None:
    assert listed(database) == [(name, False) for name in SHIPPED]
    do(database, organisations.allow_logo, "Martinsclub Bremen", True)
    assert newest(database) == "Martinsclub Bremen: Das Logo darf gezeigt werden"
    assert listed(database) == [
        ("Martinsclub Bremen", True),
        ("Bremer Heimstiftung", False),
        ("Volkshochschule Bremen", False),
    ]
    do(database, organisations.allow_logo, "martinsclub bremen", None)  # the same, not a second one
    assert the(database, "Martinsclub Bremen").logo_allowed is None
    undo(database)
    undo(database)
    assert listed(database) == [(name, False) for name in SHIPPED]


def test_an_institution_is_there_once_whatever_its_spelling(database: Database) -> None:
    do(database, organisations.add, "Schule am Markt")
    with pytest.raises(Refused, match="gibt es schon"):
        do(database, organisations.add, "schule  am markt")
    other = do(database, organisations.add, "Bürgerhaus")
    with pytest.raises(Refused, match="gibt es schon"):
        do(database, organisations.rename, other, "Schule am Markt")
    for nothing in ("", "  ", "12", "x" * 81):
        with pytest.raises(Refused):
            do(database, organisations.add, nothing)
    do(database, organisations.rename, other, "Bürgerhaus [b]{Nord}[/b]")
    assert newest(database) == "Die Einrichtung heißt jetzt: Bürgerhaus [b]{Nord}[/b]"
    undo(database)
    assert the(database, "Bürgerhaus").organisation_id == other


def test_a_known_institution_that_is_called_otherwise_is_not_known_twice(
    database: Database,
) -> None:
    do(database, organisations.rename, "Bremer Heimstiftung", "Heimstiftung Nord")
    assert listed(database) == [
        ("Heimstiftung Nord", True),
        ("Martinsclub Bremen", False),
        ("Volkshochschule Bremen", False),
    ]


def test_contacts_are_noted_changed_and_never_named_in_the_journal(database: Database) -> None:
    do(database, organisations.set_offers, "Bremer Heimstiftung", "Raum, Strom, WC")
    first = do(database, organisations.keep_contact, "Bremer Heimstiftung", MEIER, False)
    said = newest(database)
    assert said == "Bremer Heimstiftung: Der Kontakt ist notiert"
    do(database, organisations.keep_contact, "Bremer Heimstiftung", Reach("Herr Öz"), True)
    again = Reach("Frau Meier", phone="0421 99")
    assert do(database, organisations.keep_contact, "Bremer Heimstiftung", again, False) == first
    heim = the(database, "Bremer Heimstiftung")
    assert heim.offers == "Raum, Strom, WC"
    assert [(each.name, each.phone, each.email, each.is_deputy) for each in heim.contacts] == [
        ("Frau Meier", "0421 99", "meier@example.org", False),
        ("Herr Öz", "", "", True),
    ]
    with pytest.raises(Refused):
        do(database, organisations.keep_contact, "Bremer Heimstiftung", Reach(""), False)
    do(database, organisations.remove_contact, first)
    assert [each.name for each in the(database, "Bremer Heimstiftung").contacts] == ["Herr Öz"]
    undo(database)
    assert len(the(database, "Bremer Heimstiftung").contacts) == 2


def test_an_institution_goes_with_its_contacts_and_comes_back_with_them(database: Database) -> None:
    school = do(database, organisations.add, "Schule am Markt")
    do(database, organisations.keep_contact, school, MEIER, False)
    do(database, organisations.remove, school)
    assert [name for name, _is_stored in listed(database)] == list(SHIPPED)
    with pytest.raises(Refused):
        do(database, organisations.allow_logo, school, True)
    undo(database)
    assert [each.name for each in the(database, "Schule am Markt").contacts] == ["Frau Meier"]
    with database.reading() as session:
        assert len(session.exec(select(Organisation)).all()) == 1


def test_no_sentence_of_an_institution_has_a_place_for_a_contact() -> None:
    for template in organisation_sentences.TEMPLATES.values():
        assert isinstance(template, str)
        places = {name for _text, name, _spec, _how in Formatter().parse(template) if name}
        assert places <= {"organisation", "institution", "offers"}


# What a typed word means -------------------------------------------------------------------------

KNOWN = tuple(
    Institution(None, name, "", None, ())
    for name in (*SHIPPED, "Schule am Markt", "Schulverein", "St. Ägidius", "Haus der Familie")
)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("heim", ["Bremer Heimstiftung"]),
        ("HEIMST", ["Bremer Heimstiftung"]),
        ("martins", ["Martinsclub Bremen"]),
        ("vhs", ["Volkshochschule Bremen"]),
        ("VHS", ["Volkshochschule Bremen"]),
        ("schule", ["Schule am Markt"]),
        ("schul", ["Schule am Markt", "Schulverein"]),
        ("bremen", ["Martinsclub Bremen", "Volkshochschule Bremen"]),
        ("markt schule", ["Schule am Markt"]),
        ("aegid", ["St. Ägidius"]),
        ("agidius", ["St. Ägidius"]),
        ("hdf", ["Haus der Familie"]),
        ("sam", ["Schule am Markt"]),
        ("h", []),
        ("raum", []),
        ("schule tische", []),
        ("", []),
        ("{}", []),
        ("–", []),
    ],
)
def test_a_few_letters_or_an_abbreviation_mean_an_institution(typed: str, names: list[str]) -> None:
    assert [each.name for each in meant(typed, KNOWN)] == names


def test_a_word_that_may_mean_two_is_asked() -> None:
    with pytest.raises(Unclear, match="Schule am Markt, Schulverein"):
        the_one("schul", KNOWN)
    assert the_one("garten", KNOWN) is None


def test_people_in_the_room_leave_the_town_out() -> None:
    assert [short_name(name) for name in SHIPPED] == [
        "Heimstiftung",
        "Martinsclub",
        "Volkshochschule",
    ]
    assert short_name("Schule am Markt") == "Schule am Markt"
    assert short_name("Nachbarn e.V.") == "Nachbarn"
    assert short_name("Bremen") == "Bremen"


@pytest.mark.parametrize(
    ("typed", "reach"),
    [
        ("Frau Meier 0421 361-0 meier@example.org", MEIER),
        ("meier@example.org, Tel. 0421 361-0, Frau Meier", MEIER),
        ("Herr Öz", Reach("Herr Öz")),
        ("Öz +49 (421) 36 12", Reach("Öz", "+49 (421) 36 12")),
        ("0421 99", Reach("", "0421 99")),
        ("Wache 110", Reach("Wache", "110")),
    ],
)
def test_name_telephone_and_mail_are_told_apart(typed: str, reach: Reach) -> None:
    assert read_reach(typed) == reach


@pytest.mark.parametrize(
    "typed", ["Meier 12", "Meier x@y", "Meier a@b.de c@d.de", "Meier 1234567890123456", "x" * 99]
)
def test_what_can_be_no_telephone_or_mail_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_reach(typed)
