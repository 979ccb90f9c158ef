"""A new event in one line: what was understood stands in the hint, and Enter stores just that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biq_tui.core.database import Database
from biq_tui.core.intention import Intention
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.events.models import EventState, PledgeRole, PledgeState, Template
from biq_tui.events.new_event_line import read_new
from biq_tui.events.places import EVENTS
from biq_tui.events.plan import Plan
from biq_tui.events.reading import plan
from biq_tui.events.when import in_words
from biq_tui.people.organisations import SHIPPED, Institution, add, institutions
from tests.attendance.rooms import STATION
from tests.room import bremen, newest

KNOWN = (
    *(Institution(None, name, "", None, ()) for name in SHIPPED),
    Institution(None, "Haus der Familie", "", None, ()),
)


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with bremen():
        yield


def reads(text: str) -> Intention:
    said = read_new(text, KNOWN)
    assert said is not None, text
    return said


def entered(house: Database, text: str) -> Plan:
    """What Enter stores; the journal says what the hint said."""
    said = read_new(text, house.read(institutions))
    assert said is not None
    assert said.use_case is not None, said.hint
    act = Act(Actor.FACILITATOR, STATION, EVENTS)
    made = house.write(act, said.use_case, *said.args).result()
    assert newest(house) == said.sentence
    assert said.hint.startswith(f"Enter: {said.sentence}")
    return house.read(plan, made, STATION)


def test_the_hint_says_what_was_understood_with_weekday_and_year(house: Database) -> None:
    text = "Infoabend 23.6. 19-21, heim Raum"
    assert reads(text).hint == (
        "Enter: Neu: Infoabend, Mi 23.6.2027, 19–21 Uhr · Heimstiftung: Raum (gefragt)"
        " · Vorlage Info-Abend."
    )
    made = entered(house, text)
    (pledge,) = made.pledges
    assert (pledge.number, pledge.partner) == (1, "Bremer Heimstiftung")
    assert (pledge.role, pledge.state) == (PledgeRole.ROOM, PledgeState.ASKED)
    assert made.event.template is Template.INFO_EVENING
    assert made.event.state is EventState.WISH
    assert made.tasks, "its checklist is there at once"


def test_a_place_several_who_give_and_an_answer(house: Database) -> None:
    house.write(Act(Actor.FACILITATOR, STATION, EVENTS), add, "Haus der Familie").result()
    made = entered(
        house, "Straßenfest am 12.6. von 15 bis 18 Uhr, Haus am Park, Raum 2, heim Strom, Wasser, "
        "martins Assistenz ja",
    )  # fmt: skip
    assert made.event.venue == "Haus am Park, Raum 2", "no room of an institution"
    assert [(p.partner, p.what, p.state) for p in made.pledges] == [
        ("Bremer Heimstiftung", "Strom", PledgeState.ASKED),
        ("Bremer Heimstiftung", "Wasser", PledgeState.ASKED),
        ("Martinsclub Bremen", "", PledgeState.PLEDGED),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Film Fr 20-22", "Film"),
        ("12.6. 15-18 Sommerfest", "Sommerfest"),
        ("Guten Morgen 12.3. 20-22", "Guten Morgen"),
        ("Treff am Freitag 20 Uhr", "Treff"),
        ("Sommerfest, 12.3., 20-22, Hof", "Sommerfest"),
        ('"Rock am 1. Mai" 12.3. 20-22', "Rock am 1. Mai"),
        ("2. Treffen der Nachbarn 12.3. 20-22", "2. Treffen der Nachbarn"),
        ("Fest {name} [b] 12.3. 20-22", "Fest {name} [b]"),
    ],
)
def test_name_and_day_are_told_apart(house: Database, text: str, title: str) -> None:
    assert entered(house, text).event.title == title


@pytest.mark.parametrize("text", ["Straßenfest", "straßn", "14.7.", "207", "", "in 2 Wochen"])
def test_a_word_or_a_day_alone_makes_nothing(text: str) -> None:
    assert read_new(text, KNOWN) is None


@pytest.mark.parametrize("text", ["+Filmabend", "wunsch Filmabend", "+ Filmabend, Kino"])
def test_a_wish_without_a_day_is_said_to_be_one(house: Database, text: str) -> None:
    event = entered(house, text).event
    assert (event.title, event.starts_at, event.state) == ("Filmabend", None, EventState.WISH)
    assert event.venue == ("Kino" if "Kino" in text else "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Fest 31.2. 15-18", "Den 31. Februar gibt es nicht."),
        ("Fest 25.6. 25-26", "Die Uhrzeit 25:00 gibt es nicht."),
        ("Fest 25.6. 18-15", "muss nach dem Anfang"),
        ("Fest So 12.6.2027 15-18", "ist ein Samstag"),
        ("Nacht 28.3.2027 2:30-4", "01:30 oder 03:30?"),
        ("Fest 25.6.", "Um wie viel Uhr?  Fest 25.6.2027 15-18"),
        ("25.6. 15-18", "Wie heißt es?"),
        (f"{'x' * 101} 25.6. 15-18", "Der Name ist zu lang."),
        ("Fest 25.6. 15-18, bremen Raum", "Wer ist gemeint?"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_lost(text: str, says: str) -> None:
    said = reads(text)
    assert said.use_case is None
    assert says in said.hint
    assert said.keeps_text


def test_free_days_days_gone_by_and_proposed_ends_are_told() -> None:
    assert "! Herbstferien" in reads("Fest 20.10. 15-18").hint
    assert "! Tag der Deutschen Einheit" in reads("Fest 3.10. 15 Uhr").hint
    assert "(2 Stunden sind ein Vorschlag)" in reads("Fest 3.10. 15 Uhr").hint
    assert "! Dieser Tag ist vorbei." in reads("Fest 3.1.2027 15-18").hint


NAMES = st.lists(
    st.sampled_from(["Fest", "Café", "am", "2", "Kanal", "{x}", "Ort", "Tag", "heim", "Raum", "–"]),
    min_size=1, max_size=5,
).map(" ".join)  # fmt: skip


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAMES, st.dates(), st.integers(0, 23), st.integers(0, 23), st.sampled_from(["", ", Hof"]))
def test_what_the_hint_says_is_what_is_stored(
    house: Database, name: str, day: object, first: int, last: int, where: str
) -> None:
    text = f"{name} {day:%d.%m.%Y} {first}-{last}{where}"
    said = read_new(text, KNOWN)
    assert said is not None
    if said.use_case is None:
        return
    made = entered(house, text)
    event = made.event
    assert event.starts_at
    assert event.ends_at
    assert said.sentence == f"Neu: {event.title}, {in_words(event.starts_at, event.ends_at)}"
    assert event.venue == where.removeprefix(", ")
