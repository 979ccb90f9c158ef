"""The funder's page: numbers, money, what was said, and no neighbour's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlmodel import col

from biq_tui.core.language import speaking
from biq_tui.core.settings import store
from biq_tui.core.write import Write
from biq_tui.events.after.reading import Answers, IdeaRow, Outcome, outcome_of
from biq_tui.events.models import Event, EventState, Feedback, FeedbackQuestion, VisitCount
from biq_tui.events.money import ledger
from biq_tui.events.papers import report
from biq_tui.events.papers.sources import Sources
from biq_tui.papers.house import FUNDER, GRANT_REF
from biq_tui.papers.look import Look
from biq_tui.papers.typeset import typeset_many
from tests.events.event_at import Fest
from tests.papers.reading import faults, pages

from .conftest import june
from .test_papers import of, read


def _over(write: Write, event_id: int) -> None:
    """Everybody has come, and the group has looked back."""
    for hour, number in ((15, 60), (16, 100), (16, -4)):
        write.insert(VisitCount(event_id=event_id, at=june(hour), number=number))
    said = (
        (FeedbackQuestion.GOOD, "Die Musik war schön."),
        (FeedbackQuestion.GOOD, "Cem hat toll gekocht."),
        (FeedbackQuestion.BAD, "Zu wenige Stühle."),
        (FeedbackQuestion.NEXT, "Früher anfangen."),
    )
    for number, (question, text) in enumerate(said, 1):
        write.insert(Feedback(event_id=event_id, number=number, question=question, text=text))
    write.change(Event, col(Event.id) == event_id, state=EventState.DONE)
    store(write, FUNDER, "Beirat Osterholz")
    store(write, GRANT_REF, "AB-12/2027")
    write.tell("test.over", undoable=False)


def test_the_funder_reads_what_it_was_for_who_came_and_what_it_cost(party: Fest) -> None:
    party.do(_over, party.event_id)
    drinks, _tent = party.plan.money
    party.do(ledger.spend, drinks.line_id, 6_250)
    text, *more = read(party, "report")
    assert more == []
    for said in (
        "Sachbericht: Straßenfest Tag Samstag, 12. Juni 2027",
        "Förderer Beirat Osterholz",
        "Förderkennzeichen AB-12/2027",
        "Wofür war es? Alle sollen sich kennenlernen",
        "156 Menschen waren da",
        "2 Einsätze von Helfenden",
        "2 Stunden freiwillige Hilfe",
        "An der Tür gezählt. 15–16 Uhr: 60 · 16–17 Uhr: 96",
        "Partner: Bremer Heimstiftung (Raum)",
        "Getränke 60 Euro 62,50 Euro Spende fehlt noch",
        "Zelt 40 Euro noch offen niemand zugesagt",
        "Zusammen 100 Euro 62,50 Euro",
        "Ohne Geld gegeben: Bremer Heimstiftung: Raum, Strom; Nachbarinnen und Nachbarn: Waffeln",
        "Belege fehlen noch (1): Getränke",
        "Noch nicht abgerechnet (1): Zelt",
        "Die Musik war schön.",
        "Zu wenige Stühle.",
        "Früher anfangen.",
        "1 Antwort nennt einen Namen und steht hier nicht.",
    ):
        assert said in text
    for name in ("Cem", "Olha", "Theo", "Kontakt"):
        assert name not in text, "no neighbour is named"
    assert "ENTWURF" not in text


def test_before_the_day_it_is_a_draft_with_lines_to_write_on(party: Fest) -> None:
    (text,) = read(party, "report")
    assert "ENTWURF" in text
    assert "Dazu ist nichts notiert." in text
    assert "0 Menschen" not in text, "nobody has counted"


def test_very_much_is_counted_and_stays_one_page(party: Fest) -> None:
    its, outcome = _much(of(party), party.database.read(outcome_of, party.event_id))
    with speaking("de"):
        parts = report.parts(its, outcome)
    paper = typeset_many(parts, "Sachbericht", Look(notice="Gefördert vom Land."))
    assert faults(paper.pdf) == []
    (page,) = pages(paper.pdf)
    assert "weitere Zeilen" in page
    assert "An der Tür" not in page, "somebody has said another number"
    assert "500 Menschen waren da" in page


def _much(its: Sources, outcome: Outcome) -> tuple[Sources, Outcome]:
    plan = its.plan
    lines = tuple(replace(plan.money[0], what=f"Posten {n} " * 6) for n in range(120))
    event = replace(plan.event, why="Alle sollen sich kennenlernen. " * 60)
    said = ("Das war wirklich ganz besonders schön für alle Menschen im Viertel. " * 4,) * 40
    full = replace(
        outcome,
        visitors=500,
        counted=3,
        by_hour=((15, 3),),
        minutes_helped=timedelta(hours=30) // timedelta(minutes=1),
        feedback=Answers(said, said, said),
        wishes_became=tuple(IdeaRow(n, n, said[0]) for n in range(20)),
    )
    return replace(its, plan=replace(plan, event=event, money=lines)), full
