"""Access: what somebody found at a venue, what people need, and what an invitation says of both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from biq_tui.core import clock, language
from biq_tui.events.access import Found, is_stale, note_access, set_need
from biq_tui.events.access_line import read_access
from biq_tui.events.access_text import access_text
from biq_tui.events.conflicts.accepting import accept
from biq_tui.events.conflicts.found import conflicts_of
from biq_tui.events.models import Answer, Feature
from biq_tui.events.plan import AccessRow
from tests.room import NOW

from .conflicts.booked import said
from .event_at import Fest


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    language.speak("en")
    with clock.standing_at(NOW):
        yield


def known(fest: Fest) -> dict[str, tuple[str, str]]:
    """What is known of the venue: answer and note, by feature."""
    return {
        row.feature.value: (row.answer.value, row.note)
        for row in fest.plan.access
        if row.checked_on is not None or row.note
    }


def test_several_points_at_once_are_kept_with_the_day_they_were_looked_at(
    fest_anywhere: Fest,
) -> None:
    fest = fest_anywhere
    assert (
        fest.enter(read_access, "rampe ja, tür 95 cm, wc nein, haltestelle Linie 4, Am Markt")
        == "Haus am Park: Ramp yes, Door yes, WC no, Stop yes"
    )
    assert known(fest) == {
        "step_free": ("yes", ""),
        "door": ("yes", "95 cm"),
        "toilet": ("no", ""),
        "tram_stop": ("yes", "Linie 4, Am Markt"),
    }
    assert {row.checked_on for row in fest.plan.access} == {date(2027, 3, 5), None}
    fest.enter(read_access, "wc ja, hörschleife klären")
    assert known(fest)["toilet"] == ("yes", "")
    fest.undo()
    assert known(fest)["toilet"] == ("no", "")
    fest.undo()
    assert known(fest) == {}


def test_the_same_place_in_another_spelling_is_known_too(fest: Fest) -> None:
    fest.enter(read_access, "rampe ja")
    other = Fest(fest.database, "Werkstatt", venue="haus  am PARK")
    assert known(other) == {"step_free": ("yes", "")}
    assert known(Fest(fest.database, "Film", venue="Schule")) == {}


def test_an_answer_and_a_note(fest: Fest) -> None:
    for typed, feature, answer, note in (
        ("Rampe nein nur hinten", Feature.STEP_FREE, Answer.NO, "nur hinten"),
        ("tür 80 cm", Feature.DOOR, Answer.NO, "80 cm"),
        ("tür ja 80 cm", Feature.DOOR, Answer.YES, "80 cm"),
        ("ruhiger raum: ja", Feature.QUIET_ROOM, Answer.YES, ""),
        ("hearing loop no", Feature.HEARING_LOOP, Answer.NO, ""),
        ("licht ?", Feature.LIGHT, Answer.UNCLEAR, ""),
        ("ruhe klären Kim fragt", Feature.QUIET_ROOM, Answer.UNCLEAR, "Kim fragt"),
        ("WC ja barrierefrei", Feature.TOILET, Answer.YES, "barrierefrei"),
    ):
        assert fest.reads(read_access, typed).args[1] == (Found(feature, answer, note),)


def test_who_looked_and_when_may_be_said(fest: Fest) -> None:
    intention = fest.reads(read_access, "rampe ja, geprüft 12.3.2026 von Kim Beispiel")
    assert intention.hint == "Enter: Haus am Park: Ramp yes   (Th 12.3.2026, Kim Beispiel)"
    fest.do(note_access, *intention.args)
    row = fest.plan.access[0]
    assert (row.checked_on, row.checked_by) == (date(2026, 3, 12), "Kim Beispiel")
    # Without its year it is the last one: nobody has looked in the future.
    assert fest.reads(read_access, "rampe ja, geprüft 24.12.").args[2] == date(2026, 12, 24)


def test_a_day_on_which_nobody_can_have_looked_is_never_a_name(fest: Fest) -> None:
    for day in ("31.2.2026", "12.3.2028"):
        said = fest.reads(read_access, f"rampe ja, geprüft {day} Kim")
        assert (said.use_case, said.keeps_text) == (None, True)
    assert fest.reads(read_access, "rampe ja, geprüft Fr Meier").args[2:] == (None, "Fr Meier")


def test_what_is_no_point_of_access_is_left_to_others(fest: Fest) -> None:
    for typed in ("Lichterkette kaufen", "Türschild", "ruhetag", "Plakat", ""):
        assert read_access(typed, fest.look()) is None


def test_an_answer_is_never_guessed(fest: Fest) -> None:
    for typed in ("rampe", "Rampe leihen, ayse", "rampe ja, wc barrierefrei"):
        asked = fest.reads(read_access, typed)
        assert asked.use_case is None
        assert " yes · " in asked.hint


def test_nothing_is_kept_twice_or_without_a_place(fest: Fest) -> None:
    assert fest.reads(read_access, "wc ja, wc nein").use_case is None
    nowhere = Fest(fest.database, "Film", venue="")
    assert nowhere.reads(read_access, "rampe ja").hint.startswith("First say where it is")
    assert nowhere.reads(read_access, "geteilt ja").use_case is None
    assert nowhere.reads(read_access, "adresse Hof 1").use_case is None


def test_what_was_looked_at_two_years_ago_may_have_changed() -> None:
    def row(day: date | None) -> AccessRow:
        return AccessRow(Feature.DOOR, Answer.YES, "", day, "")

    today = date(2028, 2, 29)
    assert not is_stale(row(date(2026, 2, 28)), date(2028, 2, 28))
    assert is_stale(row(date(2026, 2, 28)), today)
    assert not is_stale(row(None), today)
    assert is_stale(row(date(2024, 2, 29)), date(2026, 3, 1))


def test_a_place_can_be_shared_and_have_an_address(fest: Fest) -> None:
    assert fest.enter(read_access, "geteilt ja") == (
        "Haus am Park: several events at once are fine there."
    )
    assert fest.plan.venue_is_shared
    assert fest.reads(read_access, "geteilt ja").hint == "It is so already."
    fest.enter(read_access, "geteilt nein")
    assert not fest.plan.venue_is_shared
    assert fest.enter(read_access, "adresse Beispielstraße 1") == "Haus am Park: Beispielstraße 1"


def needed(fest: Fest) -> list[tuple[str, int]]:
    """What is needed by how many."""
    return [(need.what, need.people) for need in fest.plan.needs]


# Needs ------------------------------------------------------------------------------------------


def test_needs_are_counts(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    assert fest.enter(read_access, "braucht 2 rollstuhl") == "Needed: 2 × Rollstuhl"
    fest.enter(read_access, "needs 3 Rollstuhl")
    assert needed(fest) == [("Rollstuhl", 3)]
    assert fest.reads(read_access, "braucht 3 rollstuhl").hint == "It is so already."
    fest.enter(read_access, "braucht keinen rollstuhl")
    assert fest.plan.needs == ()
    fest.undo()
    fest.undo()
    assert needed(fest) == [("Rollstuhl", 2)]


def test_a_need_never_has_a_name(fest: Fest) -> None:
    fest.person("Ayşe Beispiel")
    fest.person("Ayşe Muster")
    for typed in ("braucht 1 Ayşe Beispiel", "braucht 1 ayse"):
        intention = fest.reads(read_access, typed)
        assert intention.use_case is None
        assert "no name" in intention.hint
    assert fest.reads(read_access, "braucht rollstuhl").use_case is None
    assert fest.reads(read_access, "braucht 2 Gebärdensprache").use_case is not None


def test_what_people_need_and_the_venue_lacks_is_told_until_somebody_looks(
    fest_anywhere: Fest,
) -> None:
    fest = fest_anywhere
    fest.do(set_need, fest.event_id, "Rollstuhl", 2)
    fest.do(set_need, fest.event_id, "Hörschleife", 1)
    fest.do(set_need, fest.event_id, "Gebärdensprache", 1)
    fest.enter(read_access, "rampe nein, tür ja")
    assert said(fest) == [
        "2 people need: Rollstuhl. Haus am Park: Ramp no, WC to be found out",
        "1 person needs: Hörschleife. Haus am Park: Hearing loop to be found out",
    ]
    conflict = fest.database.read(conflicts_of, fest.event_id)[0]
    assert conflict.counts
    fest.do(accept, fest.event_id, conflict.key, "We borrow a ramp")
    assert not fest.database.read(conflicts_of, fest.event_id)[0].counts
    fest.do(set_need, fest.event_id, "Rollstuhl", 3)  # another one
    assert fest.database.read(conflicts_of, fest.event_id)[0].counts
    fest.enter(read_access, "rampe ja, wc ja, hörschleife ja")
    assert said(fest) == []


def test_a_wish_without_a_day_has_needs_too(fest: Fest) -> None:
    wish = Fest(fest.database, "Film", None, venue="Schule")
    wish.do(set_need, wish.event_id, "Hörschleife", 1)
    assert said(wish) == ["1 person needs: Hörschleife. Schule: Hearing loop to be found out"]


# The invitation ---------------------------------------------------------------------------------


def test_an_invitation_is_honest_about_what_is_in_the_way(fest: Fest) -> None:
    fest.enter(read_access, "rampe nein, tür 95 cm, wc ja, haltestelle Linie 4, licht nein")
    assert access_text(fest.plan) == (
        "A bus or tram stop is near (Linie 4). There are steps, and no ramp."
        " The door is wide enough for a wheelchair (95 cm). There is a toilet for wheelchairs."
        " The light is not good everywhere."
        " We do not know everything yet: the hearing loop, a quiet room."
        " Do you need something? Please tell us."
    )
    assert access_text(Fest(fest.database, "Film", venue="").plan) == ""
