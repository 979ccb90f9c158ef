"""The line of Mehr: what may stay as it is, and what else is said there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from biq_tui.core import clock, language
from biq_tui.core.intention import Intention
from biq_tui.events.conflicts.found import Conflict, conflicts_of
from biq_tui.events.look import Look
from biq_tui.events.models import REASON_LENGTH
from biq_tui.events.more_line import More, letter_of, read_more
from tests.room import NOW

from .conflicts.booked import event, planned
from .event_at import Fest


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    language.speak("en")
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def twice(fest: Fest) -> Fest:
    """Its room is booked twice."""
    planned(fest)
    event(fest)
    return fest


def conflicts(fest: Fest) -> tuple[Conflict, ...]:
    return fest.database.read(conflicts_of, fest.event_id)


def reads(fest: Fest, text: str, marked: int | None = None) -> Intention:
    return read_more(text, More(fest.look(marked), conflicts(fest)))


def enter(fest: Fest, text: str) -> str:
    """A text and Enter."""

    def read(typed: str, look: Look) -> Intention:
        return read_more(typed, More(look, conflicts(fest)))

    return fest.enter(read, text)


def test_what_is_booked_twice_may_stay_so_for_a_reason(twice: Fest) -> None:
    for number, typed in enumerate(
        (
            "a passt, weil {}",
            "A egal weil {}",
            "a ok: {}",
            "a ist in ordnung – {}",
            "a macht nichts {}",
            "a is fine, because {}",
        )
    ):
        reason = f"der Hof ist groß genug für {number}"
        typed = typed.format(reason)
        assert enter(twice, typed) == f"It is all right like this: {reason}"
        assert [one.accepted for one in conflicts(twice)] == [reason]
        assert reads(twice, typed).hint == "It is so already."


def test_without_a_reason_nothing_is_all_right(twice: Fest) -> None:
    too_long = "a passt " + "x" * (REASON_LENGTH + 1)
    for typed in ("a", "a passt", "a egal weil", "a ok,", "a Plakat drucken", too_long):
        intention = reads(twice, typed)
        assert intention.use_case is None
        assert intention.chosen == 0


def test_it_can_be_looked_at_again(twice: Fest) -> None:
    for typed in ("a passt nicht", "A doch nicht", "a is not fine", "a passt doch nicht."):
        assert reads(twice, typed).hint == "It is so already."
        enter(twice, "a egal weil Platz")
        assert enter(twice, typed) == "It is not all right like this after all."
        assert [one.accepted for one in conflicts(twice)] == [""]


def test_letters_name_what_is_listed(twice: Fest) -> None:
    assert [letter_of(place) for place in (0, 25, 26)] == ["A", "Z", ""]
    assert reads(twice, "b egal weil Platz").hint == "There is no B here."
    taken = reads(twice, "", marked=0)
    assert (taken.command, taken.args) == ("edit", ("A is fine, because ",))
    assert reads(twice, "", marked=7).use_case is None


def test_what_is_said_there_is_what_the_journal_says(twice: Fest) -> None:
    for typed, said in (
        ("wegzeit 20", "From one place to another it takes 20 minutes."),
        ("rampe ja, wc klären", "Haus am Park: Ramp yes, WC to be found out"),
        ("braucht 2 rollstuhl", "Needed: 2 × Rollstuhl"),
        ("aufbau 60", "Setting up 60 minutes, tidying up 0 minutes"),
        ("ort Schule", "Its place: Schule"),
    ):
        assert enter(twice, typed) == said


def test_what_belongs_elsewhere_changes_nothing(twice: Fest) -> None:
    for typed in ("wegzeit 999", "Plakat drucken, ayse", "ja", "7"):
        assert reads(twice, typed).use_case is None
