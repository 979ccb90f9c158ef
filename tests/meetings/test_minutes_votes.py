"""Votes in what a meeting leaves behind: minutes, simple words, paper, tables; and ever after."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from biq_tui.core.database import Database
from biq_tui.meetings import vote_view, wishes
from biq_tui.meetings.memory import memory
from biq_tui.meetings.minutes import as_markdown, as_text, in_simple_words, minutes
from biq_tui.meetings.minutes_files import TABLES, left_behind
from biq_tui.meetings.minutes_paper import minutes_paper
from biq_tui.meetings.results_files import as_csvs, results_of
from biq_tui.papers.look import Look
from biq_tui.voting import polls
from biq_tui.voting.ballots import Kind
from biq_tui.voting.lot import broken
from biq_tui.voting.models import Channel, TieRule
from biq_tui.voting.polls import Option
from tests.papers.reading import faults, pages
from tests.voting.votes import Votes

from .meetings_at import Treffen

ARABIC = "مقاعد تحت الأشجار"


@pytest.fixture
def votes(house: Database) -> Votes:
    """A meeting on a Wednesday at six."""
    return Votes(house)


def said(votes: Votes) -> list[str]:
    """The minutes, from the votes on."""
    made = votes.database.read(minutes, votes.meeting.meeting_id)
    lines = as_text(made, 200).replace("\u00a0", " ").splitlines()
    return lines[next(n for n, line in enumerate(lines) if line.startswith("ABSTIMMUNG")) :]


def shape(votes: Votes) -> Any:
    """What other programs read."""
    found = votes.database.read(results_of, votes.meeting.meeting_id)
    (raw,) = TABLES["json"](found, "").values()
    return json.loads(raw)["votes"]


def on_ideas(votes: Votes, *texts: str, **settings: Any) -> list[int]:
    """A vote on new ideas, open for 23 people; the ids of the ideas."""
    ids = votes.meeting.collect(*texts)
    options = [Option(text, idea) for text, idea in zip(texts, ids, strict=True)]
    votes.open(23, options=options, **settings)
    return ids


def test_the_minutes_say_what_was_asked_how_and_how_sure_it_is(votes: Votes) -> None:
    votes.open(23)
    votes.count(4, 6, 4)
    votes.close()
    votes.do(polls.note_objection, votes.poll_id, "Der Lärm")
    assert said(votes) == [
        "ABSTIMMUNG: WOMIT FANGEN WIR AN?",
        "- Jede Person hat 1 Stimme. Mit Händen. Gleichstand: Wir besprechen es.",
        "- 1. Straßenfest 6, =2. Bank am See 4, =2. Spielplatz 4",
        "- „Straßenfest“ liegt vorn. 3 Menschen mehr könnten es ändern.",
        "- Im Raum 23 = Hände 14 + Enthaltung 0 + ohne Stimme 9.",
        "- Kann jemand damit nicht leben? Der Lärm",
    ]


def test_every_round_stays_and_one_that_is_open_is_not_told(votes: Votes) -> None:
    first = votes.open(23)
    votes.count(4, 6, 4)
    assert "Abstimmung" not in as_text(votes.database.read(minutes, votes.meeting.meeting_id))
    assert shape(votes) == []
    votes.close()
    options = [Option("Bank mit Lehne"), Option("Straßenfest")]
    plan = polls.Plan(Kind.SINGLE, Channel.HANDS, tie_rule=TieRule.RUN_OFF)
    votes.poll_id = votes.do(
        polls.prepare, votes.meeting.meeting_id, votes.poll.question, options, plan, first
    )
    votes.do(polls.open_poll, votes.poll_id, 10)
    votes.count(5, 5)
    votes.close()
    headings = [line for line in said(votes) if line.startswith("ABSTIMMUNG")]
    assert headings == [
        "ABSTIMMUNG: WOMIT FANGEN WIR AN?", "ABSTIMMUNG: WOMIT FANGEN WIR AN?, RUNDE 2",
    ]  # fmt: skip
    text = "\n".join(said(votes))
    assert "- =1. Bank mit Lehne 5, =1. Straßenfest 5" in text
    assert "Es gibt eine Stichwahl." in text
    assert "Schreiben Sie" not in text, "minutes are read, nothing is typed there"
    assert [(vote["number"], vote["round"], vote["earlier"]) for vote in shape(votes)] == [
        (1, 1, None), (2, 2, 1),
    ]  # fmt: skip


def test_in_simple_words_it_says_who_won(votes: Votes) -> None:
    votes.open(23)
    votes.count(4, 6, 4)
    votes.close()
    left = votes.database.read(left_behind, votes.meeting.meeting_id)
    assert "WIR HABEN ABGESTIMMT:\n- Womit fangen wir an? „Straßenfest“ liegt vorn." in as_text(
        left.short
    )
    assert not in_simple_words(votes.meeting.board).sections


def test_the_paper_is_accessible_and_numbers_stay_behind_arabic_words(votes: Votes) -> None:
    on_ideas(votes, ARABIC, "*Fest* [x] #eval")
    votes.count(7, 6)
    votes.close()
    left = votes.database.read(left_behind, votes.meeting.meeting_id)
    made = minutes_paper(left.minutes, left.day, Look())
    assert faults(made.pdf) == []
    assert "Womit fangen wir an? • Jede Person hat 1 Stimme." in pages(made.pdf)[0]
    (section,) = [each for each in left.minutes.sections if each.heading.startswith("Abst")]
    apart = f"\u2068{ARABIC}\u2069"
    assert section.lines[1] == f"1.\u00a0{apart} 7, 2.\u00a0*Fest* [x] #eval 6"
    assert section.lines[2].startswith(f"„{apart}“ liegt vorn.")
    assert f"- 1.\u00a0{ARABIC} 7, 2.\u00a0\\*Fest\\* \\[x\\] \\#eval 6" in as_markdown(
        left.minutes
    )


def test_from_the_file_a_lot_can_be_drawn_again(votes: Votes) -> None:
    ids = on_ideas(votes, "Bank", "Fest", "Kino", tie_rule=TieRule.LOT)
    votes.count(6, 6, 1)
    votes.close()
    (vote,) = shape(votes)
    assert (vote["kind"], vote["channel"], vote["tie_rule"]) == ("single", "hands", "lot")
    assert (vote["electorate"], vote["abstained"], vote["by_phone"]) == (23, 0, 0)
    assert [(o["letter"], o["idea"], o["total"], o["place"]) for o in vote["options"]] == [
        ("A", 1, 6, 1), ("B", 2, 6, 1), ("C", 3, 1, 3),
    ]  # fmt: skip
    first = broken(((0, 1), (2,)), vote["seed"], [o["wording"] for o in vote["options"]])[0]
    assert vote["by_lot"]
    assert [o["won"] for o in vote["options"]] == [at == first for at in range(3)]
    assert len(ids) == 3


def test_an_office_finds_a_row_for_every_option(votes: Votes) -> None:
    votes.open(10, Kind.CONSENSING, options=["=1+1"])
    votes.count(2, 3)
    votes.count(1, 0, grade=2)
    votes.close()
    found = votes.database.read(results_of, votes.meeting.meeting_id)
    rows = list(
        csv.DictReader(
            io.StringIO(as_csvs(found)["Abstimmungen"].decode("utf-8-sig")), delimiter=";"
        )
    )
    assert [(row["Buchstabe"], row["Zur Wahl"], row["Ergebnis"], row["Vorn"]) for row in rows] == [
        ("A", "'=1+1", "4", ""), ("B", "Alles bleibt, wie es ist", "3", "ja"),
    ]  # fmt: skip
    assert rows[0]["Art"] == "Widerstand"


# Ever after ---------------------------------------------------------------------------------------


def test_more_resistance_than_if_all_stays_is_said_in_a_sentence(votes: Votes) -> None:
    votes.open(10, Kind.CONSENSING)
    votes.count(1, 9, 5, 3, grade=1)
    votes.count(0, 0, 0, 0, grade=2)
    result = votes.close()
    assert "Mehr Widerstand als „Alles bleibt, wie es ist“: B, C." in "\n".join(said(votes))
    for width in (60, 80, 100):
        lines = [item.note for item in vote_view.bars(result, width, is_wide=width >= 100)]
        assert max(map(len, lines)) <= width - 20, "the words of an idea have room"
    assert "Widerstand 9" in lines[-1]


def test_an_idea_that_was_voted_on_tells_it_when_it_is_said_again(votes: Votes) -> None:
    on_ideas(votes, "Hochbeete am Kanal", "Bank am See")
    votes.count(7, 12)
    votes.close()
    later = Treffen(votes.database, days=28)
    known = later.database.read(memory, later.meeting_id).by_number
    assert known[1].history == ("17.3.2027, 1 Mal genannt; 17.3.2027, 7 Stimmen, nicht gewählt")
    assert known[2].history.endswith("; 17.3.2027, 12 Stimmen, gewählt")
    assert "7 Stimmen, nicht gewählt" in later.reads("1").hint


def test_the_last_vote_counts_and_an_open_one_says_nothing(votes: Votes) -> None:
    (idea, _other) = on_ideas(votes, "Hochbeete", "Bank")
    votes.count(7, 12)
    later = Treffen(votes.database, days=28)

    def history() -> str:
        return later.database.read(memory, later.meeting_id).by_number[1].history

    assert history() == "17.3.2027, 1 Mal genannt"
    votes.close()
    votes.open(5, Kind.DOTS, Channel.PAPER, options=[Option("Hochbeete", idea), "Kino", "Fest"])
    votes.count(3, 2, 1)
    votes.close()
    assert history().endswith("; 17.3.2027, 3 Punkte, gewählt")


def test_a_vote_on_a_double_is_told_of_the_idea_that_stands_for_it(votes: Votes) -> None:
    on_ideas(votes, "Straßenfest", "Sommerfest")
    votes.count(2, 9)
    votes.close()
    votes.meeting.order("1 2 gleich")
    (third,) = votes.meeting.collect("Fest für alle")
    votes.open(23, options=[Option("Fest für alle", third), "Bank"])
    votes.count(5, 1)
    votes.close()
    later = Treffen(votes.database, days=28)

    def history() -> str:
        return later.database.read(memory, later.meeting_id).by_number[1].history

    assert "Stimmen" in history()
    before = history()
    votes.meeting.order("1 3 gleich")
    assert history().endswith("; 17.3.2027, 5 Stimmen, gewählt")
    assert history() != before


def test_what_becomes_an_event_takes_its_votes_along(votes: Votes) -> None:
    on_ideas(votes, "Straßenfest", "Sommerfest", "Bank")
    votes.count(9, 7, 1)
    votes.close()
    votes.meeting.order("1 2 gleich")
    votes.meeting.order("1 veranstaltung")
    made = votes.database.read(wishes.event_wish, votes.meeting.board.wishes[-1].wish_id)
    assert [(vote.day, vote.question, vote.got, vote.chosen) for vote in made.votes] == [
        (date(2027, 3, 17), "Womit fangen wir an?", "9 Stimmen", True),
        (date(2027, 3, 17), "Womit fangen wir an?", "7 Stimmen", False),
    ]
