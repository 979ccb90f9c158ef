"""Looking back on an event: how many came, what was good, what was not, what becomes an idea."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from biq_tui import evaluations
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.intention import Intention
from biq_tui.events import copies, standing
from biq_tui.events.after.beside import beside, facts_beside
from biq_tui.events.after.card import answer
from biq_tui.events.after.card_line import CardLook, read_card
from biq_tui.events.after.card_reading import card
from biq_tui.events.after.line import read_after
from biq_tui.events.after.reading import outcome_of
from biq_tui.events.models import EventState, FeedbackQuestion
from biq_tui.events.reading import event_row, today
from biq_tui.meetings.ideas import collect_next
from tests.events.event_at import Fest
from tests.meetings.meetings_at import Treffen
from tests.room import NOW, newest

from .conftest import LAST_WEEK

GOOD, BAD, NEXT = FeedbackQuestion


def reads(fest: Fest, text: str, question: FeedbackQuestion = GOOD) -> Intention:
    seen = fest.database.read(card, fest.event_id, fest.station)
    return read_card(text, CardLook(seen, question, collect_next))


def says(fest: Fest, text: str, question: FeedbackQuestion = GOOD) -> str:
    """She types it; what the journal says is what the hint said."""
    intention = reads(fest, text, question)
    assert intention.use_case is not None, intention.hint
    fest.do(intention.use_case, *intention.args)
    assert newest(fest.database) == intention.sentence
    return intention.sentence


def facts(fest: Fest) -> dict[str, str]:
    """What stands on its Überblick of the day and after."""
    event = fest.plan.event
    return dict(facts_beside(event, fest.database.read(beside, event), today()))


def test_three_questions_and_an_answer_is_what_was_typed(past: Fest) -> None:
    assert says(past, "Die Musik war schön") == "Gut: Die Musik war schön"
    assert says(past, "3 Bänke haben gefehlt", BAD) == "Nicht gut: 3 Bänke haben gefehlt"
    assert says(past, "Früher anfangen", NEXT) == "Nächstes Mal: Früher anfangen"
    assert says(past, "- Zu laut", NEXT) == "Nicht gut: Zu laut"
    assert says(past, '"2 idee', NEXT) == "Nächstes Mal: 2 idee"
    told = past.database.read(outcome_of, past.event_id).feedback
    assert told.good == ("Die Musik war schön",)
    assert told.bad == ("3 Bänke haben gefehlt", "Zu laut")
    assert told.next == ("Früher anfangen", "2 idee")
    assert says(past, "4 = Abends zu laut") == "4 heißt jetzt: Abends zu laut"
    assert reads(past, "1 weg").use_case is None  # it asks for the yes
    assert says(past, "1 weg ja") == "1 ist herausgenommen"
    past.undo()
    assert past.database.read(outcome_of, past.event_id).feedback.good == ("Die Musik war schön",)


def test_how_many_came_stands_above_what_was_counted(past: Fest) -> None:
    assert says(past, "waren 120") == "120 Menschen waren da"
    assert reads(past, "120 waren da").hint == "Das ist schon so."
    assert past.enter(read_after, "waren etwa 130 Leute") == "130 Menschen waren da"
    assert past.reads(read_after, "waren 9999999").hint == "Bitte von 0 bis 99999."
    assert past.enter(read_after, "waren wie gezählt") == "Es gilt, was gezählt wurde"
    assert past.plan.event.visitors is None


def test_nothing_is_said_of_an_event_before_it_has_begun(house: Database) -> None:
    fest = Fest(house, start=NOW + timedelta(days=1))
    assert reads(fest, "Schön").hint == "Es hat noch nicht angefangen."
    assert fest.reads(read_after, "auswertung").command == ""
    assert fest.reads(read_after, "waren 5").use_case is None
    with pytest.raises(Refused, match="noch nicht angefangen"):
        fest.do(answer, fest.event_id, GOOD, "Schön")
    assert house.read(evaluations.to_evaluate) == ()


def test_an_answer_becomes_an_idea_of_the_meeting_and_both_know_of_each_other(
    past_anywhere: Fest,
) -> None:
    past = past_anywhere
    says(past, "Früher anfangen", NEXT)
    assert reads(past, "1 idee").hint.startswith("Es ist kein Treffen geplant.")
    assert reads(past, "7 idee").hint == "Es gibt keine Antwort 7."
    treffen = Treffen(past.database, days=-12)  # today at six
    says(past, "Mehr Bänke", NEXT)
    assert says(past, "1 idee") == "1 wird eine Idee: Früher anfangen"
    assert reads(past, "1 idee").hint == "Das ist schon eine Idee: 1."
    (idea,) = treffen.board.ideas
    assert idea.text == "Früher anfangen"
    assert treffen.board.origins == {idea.idea_id: "aus der Auswertung: Straßenfest, 27.2."}
    outcome = past.database.read(outcome_of, past.event_id)
    assert [(row.number, row.text) for row in outcome.wishes_became] == [(1, "Früher anfangen")]
    (looked_back,) = treffen.board.looked_back  # what was said today; the first was said before
    assert looked_back.next == ("Mehr Bänke",)
    past.undo()
    assert treffen.board.ideas == ()
    assert past.database.read(outcome_of, past.event_id).wishes_became == ()


def test_it_waits_for_a_word_until_the_group_is_done(past: Fest) -> None:
    def waits() -> list[str]:
        return [each.line for each in past.database.read(evaluations.to_evaluate)]

    assert waits() == ["Straßenfest, 27.2."]
    assert facts(past)["AUSWERTUNG"] == "Noch nicht. Beim nächsten Treffen:  auswertung"
    says(past, "Schön")
    assert waits() == ["Straßenfest, 27.2."]
    assert says(past, "fertig") == "Es ist ausgewertet"
    assert waits() == []
    assert past.plan.event.state is EventState.EVALUATED
    assert facts(past)["AUSWERTUNG"] == "gut 1, nicht gut 0, nächstes Mal 0"
    assert reads(past, "fertig").hint == "Das ist schon so."


def test_the_next_one_of_a_series_says_what_was_not_good(past: Fest) -> None:
    says(past, "Zu laut", BAD)
    says(past, "Früher anfangen", NEXT)
    says(past, "Schön")
    when = (NOW + timedelta(days=30), NOW + timedelta(days=30, hours=2))
    copy: Any = past.do(copies.copy_event, past.event_id, when)
    its = past.database.read(lambda session: beside(session, _event(session, copy)))
    assert its.last_time == ("Zu laut", "Früher anfangen")
    event = past.database.read(lambda session: _event(session, copy))
    assert dict(facts_beside(event, its, today())) == {"LETZTES MAL": "Zu laut · Früher anfangen"}


def test_a_cancelled_event_is_not_looked_back_on(house: Database) -> None:
    fest = Fest(house, start=LAST_WEEK)
    fest.do(standing.cancel, fest.event_id, "Regen")
    assert house.read(evaluations.to_evaluate) == ()
    assert reads(fest, "Schön").hint == "Es ist abgesagt."
    assert facts(fest) == {}


def _event(session: Any, event_id: int) -> Any:
    return event_row(session, event_id)
