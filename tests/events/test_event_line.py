"""The line of an event: when, where and how it stands. The hint is what the journal says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.events import copies, events, standing
from biq_tui.events.checklist.following import answer
from biq_tui.events.checklist.templates import Question
from biq_tui.events.event_line import GRAMMAR, read_event
from biq_tui.events.helpers.shifts import add_shift
from biq_tui.events.hints import times_of
from biq_tui.events.models import EventState, PledgeRole
from biq_tui.events.partners.gifts import Gift
from biq_tui.events.partners.pledges import need
from biq_tui.events.when import in_words
from tests.room import bremen

from .event_at import Fest

DAY = date(2027, 6, 12)


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with bremen():
        yield


@pytest.fixture
def here(house: Database) -> Fest:
    """A Saturday in Bremen, from three to six."""
    return Fest(house, start=clock.moment_of(DAY, time(15)))


@pytest.fixture
def wish(house: Database) -> Fest:
    """Without a day."""
    return Fest(house, "Filmabend", None, venue="Kino")


def when(fest: Fest) -> str:
    event = fest.plan.event
    assert event.starts_at
    assert event.ends_at
    return in_words(event.starts_at, event.ends_at)


def hint(fest: Fest, text: str) -> str:
    """Of what Enter does not do."""
    said = fest.reads(read_event, text)
    assert said.use_case is None, said.hint
    return said.hint


def test_a_wish_gets_a_day_and_may_lose_it_again(wish: Fest) -> None:
    assert "Um wie viel Uhr?" in hint(wish, "am 12.6.")
    assert wish.enter(read_event, "12.6. 19-21") == "Es ist am Sa 12.6.2027, 19–21 Uhr"
    event = wish.plan.event
    assert (event.venue, event.state) == ("Kino", EventState.WISH)
    wish.enter(read_event, "ohne tag")
    event = wish.plan.event
    assert (event.starts_at, event.venue) == (None, "Kino")
    wish.undo()
    assert when(wish) == "Sa 12.6.2027, 19–21 Uhr"


def test_a_day_on_which_something_depends_is_kept(here: Fest) -> None:
    event = here.plan.event
    here.do(add_shift, here.event_id, "Abbau", event.starts_at, event.ends_at, 2)
    with pytest.raises(Refused, match="Schichten"):
        here.do(events.drop_day, here.event_id)
    here.enter(read_event, "geplant")
    assert hint(here, "ohne tag").startswith("Nur ein Wunsch kann ohne Tag sein.")


def test_another_day_keeps_the_times_and_takes_shifts_and_tasks_along(here: Fest) -> None:
    event = here.plan.event
    here.do(add_shift, here.event_id, "Abbau", event.ends_at, clock.moment_of(DAY, time(20)), 2)
    before = here.plan
    said = here.reads(read_event, "am 30.10.").hint
    assert said.startswith("Enter: Es ist am Sa 30.10.2027, 15–18 Uhr")
    assert "! Herbstferien" in said
    assert "Die Schichten gehen mit." in said
    here.enter(read_event, "am 30.10.")
    (shift,) = here.plan.shifts
    assert clock.local(shift.starts_at).strftime("%d.%m. %H") == "30.10. 18"
    here.enter(read_event, "am 12.6.2027")
    assert here.plan.shifts == before.shifts
    assert here.plan.tasks == before.tasks, "there and back is the identity"


def test_times_alone_stay_on_the_day(here: Fest) -> None:
    assert here.enter(read_event, "16-22") == "Es ist am Sa 12.6.2027, 16–22 Uhr"
    assert hint(here, "am 12.6.") == "Das ist schon so."
    assert "muss nach dem Anfang" in hint(here, "12.6. 18-15")
    assert "31. Februar" in hint(here, "31.2. 15-18")


def test_a_lead_a_place_a_name_and_minutes(here: Fest) -> None:
    here.person("Kim Beispiel")
    for text, said in (
        ("leitung kim", "Kim Beispiel ist verantwortlich"),
        ("leitung niemand", "Niemand ist verantwortlich"),
        ("ort Haus am See, Saal", "Der Ort: Haus am See, Saal"),
        ("ohne ort", "Es hat keinen Ort mehr"),
        ("heißt Sommerfest", "Es heißt jetzt: Sommerfest"),
        ("aufbau 60", "Aufbau 60 Minuten, Abbau 0 Minuten"),
        ("abbau 1 h", "Aufbau 60 Minuten, Abbau 60 Minuten"),
        ("warum Wir wollen uns kennen lernen", "Wofür es gut ist: Wir wollen uns kennen lernen"),
    ):
        assert here.enter(read_event, text) == said
    event = here.plan.event
    assert (event.title, event.setup_minutes, event.venue) == ("Sommerfest", 60, "")
    for _step in range(8):
        here.undo()
    event = here.plan.event
    assert (event.title, event.setup_minutes, event.venue, event.why) == (
        "Straßenfest", 0, "Haus am Park", "",
    )  # fmt: skip


def test_from_wish_to_evaluated_step_by_step(here: Fest) -> None:
    assert hint(here, "ausgewertet").startswith("Erst muss es vorbei sein.")
    here.enter(read_event, "geplant")
    assert hint(here, "vorbei") == "Es hat noch nicht angefangen."
    here.enter(read_event, "fest")
    with clock.standing_at(clock.moment_of(DAY, time(23))):
        assert here.enter(read_event, "vorbei") == "Es ist vorbei"
        assert hint(here, "fest") == "Es ist vorbei. Das bleibt so."
        assert here.enter(read_event, "ausgewertet") == "Es ist ausgewertet"


def test_it_is_never_fixed_silently_with_gaps(here: Fest) -> None:
    here.do(need, here.event_id, Gift(PledgeRole.ROOM))
    said = hint(here, "fest")
    assert "Es fehlt noch: " in said
    assert "fest weil …" in said
    with pytest.raises(Refused, match="Es fehlt noch"):
        here.do(standing.fix, here.event_id)
    told = here.enter(read_event, "fest weil der Park immer offen ist")
    assert told == "Es steht fest, obwohl etwas fehlt: der Park immer offen ist"
    event = here.plan.event
    assert (event.state, event.fixed_because) == (EventState.FIXED, "der Park immer offen ist")
    here.enter(read_event, "geplant")
    assert here.plan.event.fixed_because == ""


def test_cancelled_keeps_everything_and_is_on_again(here: Fest) -> None:
    here.enter(read_event, "geplant")
    before = here.plan
    assert hint(here, "abgesagt") == "Warum?  abgesagt weil … ja"
    assert hint(here, "abgesagt weil Regen").startswith("Absagen? Schreiben Sie dahinter  ja")
    assert here.enter(read_event, "abgesagt weil Regen ja") == "Es ist abgesagt: Regen"
    assert here.plan.event.before_cancelled is EventState.PLANNED
    assert hint(here, "am 13.6.").startswith("Es ist abgesagt.")
    here.enter(read_event, "findet statt")
    assert (here.plan.event, here.plan.tasks) == (before.event, before.tasks)


def test_only_what_is_empty_can_be_taken_out(here: Fest) -> None:
    here.do(answer, here.event_id, Question.PUBLIC_GROUND, True)
    assert here.plan.tasks, "the tasks of its checklist are no reason to keep it"
    assert hint(here, "weg").startswith("Wirklich wegnehmen?")
    assert here.enter(read_event, "weg ja") == "Weggenommen: Straßenfest"
    with pytest.raises(Refused):
        _gone = here.plan
    other = Fest(here.database)
    other.do(need, other.event_id, Gift(PledgeRole.ROOM))
    with pytest.raises(Refused, match="Hier steht schon etwas"):
        other.do(events.remove_event, other.event_id)


def test_two_laptops_at_once_are_told_both_values(here: Fest) -> None:
    seen = times_of(here.plan.event)
    stale = here.reads(read_event, "am 19.6.")
    here.enter(read_event, "am 26.6.")
    with pytest.raises(Refused) as clash:
        here.do(stale.use_case, *stale.args)
    assert "Sa 26.6.2027" in clash.value.sentence
    assert "Sa 19.6.2027" in clash.value.sentence
    here.do(events.set_when, here.event_id, seen, times_of(here.plan.event))  # the same: no clash
    with pytest.raises(Refused, match=r"„Haus am Park“.*„Hof“"):
        here.do(events.set_venue, here.event_id, "Garten", "Hof")


@pytest.mark.parametrize(
    "text",
    ["Plakat drucken, kim", '"fest', "Fest der Kulturen bewerben", "heim raum ja", "4 erledigt",
     "Leitung klären, bis Freitag", "Kopie vom Plakat machen", "Aufbau organisieren", "Fr", "",
     "5 nach 4", "ja ja nein ja", "öffentlich ja"],
)  # fmt: skip
def test_what_is_not_about_the_event_is_left_to_the_other_lines(here: Fest, text: str) -> None:
    assert read_event(text, here.look()) is None


def test_every_example_of_the_help_is_understood(here: Fest) -> None:
    from biq_tui.core.language import _

    here.person("Kim Beispiel")
    for example, _meaning in GRAMMAR:
        assert read_event(_(example), here.look()) is not None, example


WORDS = st.sampled_from((
    "fest", "weil", "abgesagt", "ja", "geplant", "vorbei", "ort", "heißt", "leitung kim", "niemand",
    "aufbau", "60", "kopie", "serie 4", "wöchentlich", "monatlich", "am", "12.6.", "30.10.2027",
    "31.2.", "15-18", "22-2", "2:30-4", "28.3.2027", "weg", "wunsch", "ohne tag", "findet statt",
    "warum", "[b]", "{event}", "{", ",",
))  # fmt: skip


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=6).map(" ".join))
def test_what_the_hint_says_is_what_the_journal_says(here: Fest, text: str) -> None:
    try:
        before = here.plan
    except Refused:  # an earlier example took it out
        here.event_id = Fest(here.database, start=clock.moment_of(DAY, time(15))).event_id
        before = here.plan
    said = read_event(text, here.look())
    if said is None or said.use_case is None:
        return
    assert said.hint.startswith(f"Enter: {said.sentence}")
    here.enter(read_event, text)
    here.undo()
    after = here.plan
    assert (after.event, after.tasks, after.shifts) == (before.event, before.tasks, before.shifts)


def test_a_series_and_a_copy_by_their_lines(here: Fest) -> None:
    said = here.reads(read_event, "serie 3 monatlich")
    assert "10.7., 14.8., 11.9." in said.hint
    assert here.enter(read_event, "serie 3 monatlich") == ("3 weitere Termine, bis Sa 11.9.2027")
    assert copies.next_days(date(2027, 1, 31), copies.Rhythm.MONTHLY, 2) == (
        date(2027, 2, 28), date(2027, 3, 28),
    )  # fmt: skip
    assert here.enter(read_event, "kopie 12.6.2028") == ("Kopiert auf Mo 12.6.2028, 15–18 Uhr")
    assert "Nicht dabei:" in here.reads(read_event, "kopie 12.6.2029").hint
