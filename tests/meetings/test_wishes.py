"""From an idea to an event in one step: wording, ideas, groups, days and names are handed over."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.write import Write
from biq_tui.meetings import ideas
from biq_tui.meetings.minutes import as_text, in_simple_words, minutes
from biq_tui.meetings.models import WORDING_LENGTH, IdeaByPhone, IdeaState, Sent
from biq_tui.meetings.wishes import EventWish, event_wish, wish

from .meetings_at import Treffen


def newest_wish(here: Treffen) -> EventWish:
    """What the pillar of events gets."""
    return here.database.read(event_wish, here.board.wishes[-1].wish_id)


def by_phone(write: Write, meeting_id: int, idea_id: int, name: str) -> None:
    """An idea that was taken from a phone, with a name."""
    text = f"{idea_id} {name}"
    write.insert(
        IdeaByPhone(
            meeting_id=meeting_id,
            key=name or "nobody",
            digest=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            name=name,
            at=clock.now(),
            fate=Sent.TAKEN,
            idea_id=idea_id,
        )
    )
    write.tell("test.by_phone")


def test_one_line_on_ordnen_makes_an_event_of_several_ideas(here: Treffen) -> None:
    here.collect("Straßenfest", "Bühne am Kanal")
    said = here.order("1 2 veranstaltung Sommerfest am Kanal")
    assert said == "1, 2: Das wird eine Veranstaltung: Sommerfest am Kanal"
    seen = newest_wish(here)
    assert (seen.wording, seen.topic, seen.day) == (
        "Sommerfest am Kanal", "Was fehlt im Quartier?", date(2027, 3, 17),
    )  # fmt: skip
    assert [idea.text for idea in seen.ideas] == ["Straßenfest", "Bühne am Kanal"]
    assert {here.idea(number).state for number in (1, 2)} == {IdeaState.CHOSEN}


def test_without_a_wording_the_ideas_own_words_stand(here: Treffen) -> None:
    (long,) = here.collect("Ein Fest für alle, mit " + "Musik und " * 150 + "Essen")
    here.do(ideas.shorten, long, "Fest")
    here.order("1 Veranstaltung")
    assert newest_wish(here).wording == here.idea(1).text, "nothing is cut"


def test_a_group_may_still_be_called_veranstaltung(here: Treffen) -> None:
    here.collect("Fest", "Markt")
    assert here.order("1 Veranstaltungen").endswith("neue Gruppe A „Veranstaltungen“.")
    assert here.order('2 "Veranstaltung').endswith("neue Gruppe B „Veranstaltung“.")


def test_ctrl_z_takes_the_event_back_and_the_idea_is_as_it_was(here: Treffen) -> None:
    here.collect("Fest", "Markt")
    here.order("2 später")
    here.order("1 2 veranstaltung")
    here.undo()
    assert here.board.wishes == ()
    assert [here.idea(number).state for number in (1, 2)] == [IdeaState.OPEN, IdeaState.PARKED]


def test_the_same_event_twice_is_said_to_be_there_already(here: Treffen) -> None:
    here.collect("Fest")
    here.order("1 veranstaltung Sommerfest")
    assert here.sorts("1 veranstaltung Sommerfest").use_case is None
    here.order("1 veranstaltung Winterfest")
    assert [row.wording for row in here.board.wishes] == ["Sommerfest", "Winterfest"]
    assert [row.numbers for row in here.board.wishes] == [(1,), (1,)], "one idea, two events"


def test_everything_that_is_known_of_an_idea_is_handed_over(house: Database) -> None:
    before, here = Treffen(house, days=-28), Treffen(house)
    (bench,) = before.collect("Bank am See", said=2)
    before.order("1 später")
    here.do(ideas.bring_back, here.meeting_id, [bench])
    here.do(ideas.say_again, here.meeting_id, bench, 4)
    foreign, other = here.collect("Лавка біля води", "Hochbeete")
    here.do(ideas.shorten, bench, "Bank")
    here.order("1 Ausruhen")
    here.do(by_phone, here.meeting_id, foreign, "Олена")
    here.do(by_phone, here.meeting_id, foreign, "")
    here.do(by_phone, here.meeting_id, other, "Cem")
    here.order("1 2 gleich")
    here.order("1 veranstaltung Bank-Fest")
    (idea,) = newest_wish(here).ideas
    assert (idea.number, idea.text, idea.short) == (1, "Bank am See", "Bank")
    assert idea.doubles == ("Лавка біля води",)
    assert (idea.said, idea.said_at_most) == (5, 8), "5 at one go; 2 + 5 + 1 if nobody came twice"
    assert idea.group == "Ausruhen"
    assert idea.days == (date(2027, 2, 17), date(2027, 3, 17))
    assert idea.names == ("Олена",)


def test_an_idea_that_turns_out_to_be_another_later_keeps_its_event(here: Treffen) -> None:
    here.collect("Fest", "Sommerfest", "Markt")
    here.order("1 3 veranstaltung")
    here.order("2 1 gleich")
    here.order("2 3 gleich")
    (idea,) = newest_wish(here).ideas
    assert (idea.number, idea.doubles) == (2, ("Fest", "Markt"))
    assert here.board.wishes[0].numbers == (1, 3), "as it was named"


def test_the_minutes_say_what_becomes_an_event(here: Treffen) -> None:
    here.collect("Fest", "Bühne {am} [b]Kanal")
    here.order("1 2 veranstaltung Sommerfest {x}")
    here.order("2 veranstaltung")
    text = as_text(here.database.read(minutes, here.meeting_id))
    assert "DAS WIRD EINE VERANSTALTUNG" in text
    assert "1. Sommerfest {x} (aus den Ideen 1, 2)" in text
    assert "2. Bühne {am} [b]Kanal (aus Idee 2)" in text
    assert "Das wird eine Veranstaltung:" in [
        s.heading for s in in_simple_words(here.board).sections
    ]


@pytest.mark.parametrize("wording", ["", "  ", "x" * (WORDING_LENGTH + 1)])
def test_no_words_and_too_many_are_refused(here: Treffen, wording: str) -> None:
    chosen = here.collect("Fest")
    with pytest.raises(Refused):
        here.do(wish, here.meeting_id, chosen, wording)
    assert here.board.wishes == ()
    assert here.idea(1).state is IdeaState.OPEN


def test_a_wording_that_is_too_long_is_said_before_enter(here: Treffen) -> None:
    here.collect("Fest")
    intention = here.sorts("1 veranstaltung " + "lang " * WORDING_LENGTH)
    assert intention.use_case is None
    assert "Nichts geht verloren" in intention.hint or "zu lang" in intention.hint


def test_an_idea_that_is_gone_or_none_is_refused(here: Treffen) -> None:
    for chosen in ([999], []):
        with pytest.raises(Refused, match="gibt es nicht mehr"):
            here.do(wish, here.meeting_id, chosen, "Fest")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=60))
def test_any_wording_stands_word_for_word(here: Treffen, wording: str) -> None:
    if not here.board.ideas:
        here.collect("Fest")
    intention = here.sorts(f"1 veranstaltung {wording}")
    if intention.use_case is not None:
        here.enter(intention)
        assert newest_wish(here).wording == unicodedata.normalize("NFC", wording)
