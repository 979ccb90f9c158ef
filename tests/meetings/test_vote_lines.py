"""The lines of Abstimmen: what the hint said is what the journal says, of hands and of pictures."""

from __future__ import annotations

import pytest

from biq_tui.core.database import Database
from biq_tui.meetings.board import Board
from biq_tui.meetings.vote_count_line import read_count
from biq_tui.meetings.vote_doors_line import PlanLook, read_doors
from biq_tui.meetings.vote_in_words import in_words, plan_of
from biq_tui.meetings.vote_pictures_line import all_words
from biq_tui.meetings.vote_plan_line import read_plan
from biq_tui.meetings.vote_result import can_be_traced, headline
from biq_tui.meetings.vote_result_line import ResultLook, read_result
from biq_tui.meetings.vote_steps import CountLook
from biq_tui.voting import pictograms, polls
from biq_tui.voting.ballots import Kind
from biq_tui.voting.models import Channel, TieRule
from biq_tui.voting.pictograms import PICTOGRAMS
from biq_tui.voting.polls import Option
from biq_tui.voting.reading import polls_at
from tests.voting.votes import Votes


@pytest.fixture
def votes(house: Database) -> Votes:
    """A meeting on a Wednesday at six."""
    return Votes(house)


def hint(votes: Votes, text: str, at: int | None = None) -> str:
    """What stands under the line."""
    return read_count(text, CountLook(votes.poll, at)).hint


def counts(votes: Votes, text: str, at: int | None = None) -> str:
    """A text and Enter while hands are counted; what the journal says."""
    return votes.meeting.enter(read_count(text, CountLook(votes.poll, at)))


def resistance(votes: Votes) -> list[str]:
    """By idea, both hands and one hand."""
    return [f"{row.letter}{row.hands[1]}/{row.hands[0]}" for row in votes.poll.options]


# Hands -------------------------------------------------------------------------------------------


def test_several_numbers_are_said_with_their_letters(votes: Votes) -> None:
    votes.open(23)
    assert counts(votes, "6 4 3") == "Gezählt: A 6  B 4  C 3."
    assert counts(votes, "c2 a7") == "Gezählt: A 7  C 2."


def test_of_resistance_it_is_said_which_number_is_which_hand(votes: Votes) -> None:
    votes.open(10, Kind.CONSENSING)
    assert counts(votes, "6 4 3 0 1 5") == "Beide Hände/eine Hand: A 6/4  B 3/0  C 1/5."
    assert resistance(votes)[:3] == ["a6/4", "b3/0", "c1/5"]
    assert counts(votes, "c3/1 d0/2") == "Beide Hände/eine Hand: C 3/1  D 0/2."
    assert counts(votes, "a2, b5") == "Beide Hände/eine Hand: A 2/–  B 5/–."
    assert resistance(votes) == ["a2/4", "b5/0", "c3/1", "d0/2"]
    assert counts(votes, "a0/9") == "Beide Hände/eine Hand: A 0/9."


def test_pairs_begin_with_both_hands_whichever_hand_is_marked(votes: Votes) -> None:
    votes.open(10, Kind.CONSENSING)
    assert counts(votes, "6") == "Beide Hände gegen A „Bank am See“: 6."
    assert hint(votes, "").startswith("Eine Zahl: eine Hand bei A.")
    assert counts(votes, "5 / 4 3/0") == "Beide Hände/eine Hand: A 5/4  B 3/0."
    assert hint(votes, "1/1 1/1 1/1").startswith("Das sind 6 Zahlen.")


def test_two_numbers_for_one_idea_are_only_for_resistance(votes: Votes) -> None:
    votes.open(10)
    assert hint(votes, "c3/1") == "Bitte nur eine Zahl für C."
    assert hint(votes, "3/1") == "Bitte eine Zahl.   ? zeigt alles"


def test_more_people_than_now_are_the_example(votes: Votes) -> None:
    votes.open(7)
    assert hint(votes, "9") == ("Mehr Stimmen als Menschen. Im Raum: 7. Sind mehr da?  im raum 8")
    assert counts(votes, "im raum 8") == "8 Menschen sind jetzt im Raum."


def test_the_hint_of_eight_ideas_fits_on_a_small_screen(votes: Votes) -> None:
    letters = [f"Idee {n}" for n in range(8)]
    votes.open(23, Kind.SINGLE, options=letters)
    assert len(hint(votes, "6 4 3 0 1 5 2 1")) < 79
    votes.do(polls.close_poll, votes.poll_id)
    votes.open(23, Kind.CONSENSING, options=letters[:6])
    assert len(hint(votes, "6 4 3 0 1 5 2 1 0 0 1 1 3 3")) < 79


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("c = Bank", "Die Abstimmung läuft und bleibt, wie sie ist."),
        ("a bild baum", "Die Abstimmung läuft und bleibt, wie sie ist."),
        ("mit zetteln", "Die Abstimmung läuft und bleibt, wie sie ist."),
        ("punkte", "Die Abstimmung läuft und bleibt, wie sie ist."),
        ("neue runde", "Das geht erst nach der Abstimmung."),
        ("einwand zu laut", "Das geht erst nach der Abstimmung."),
        ("drei", "Bitte eine Zahl."),
    ],
)
def test_what_is_not_for_now_is_said(votes: Votes, text: str, said: str) -> None:
    votes.open(10)
    assert hint(votes, text).startswith(said)


def test_no_instead_of_yes_goes_on(votes: Votes) -> None:
    votes.open(10)
    counts(votes, "1 2 3")
    closing = CountLook(votes.poll, closing=True)
    assert read_count("nein", closing).command == "not_yet"
    assert read_count("ja", closing).command == "closed"


def test_too_many_dots_on_one_idea_are_told_from_too_many_in_all(votes: Votes) -> None:
    votes.open(4, Kind.DOTS, Channel.PAPER, most=3, per_option=2)
    assert hint(votes, "9").startswith("Auf einer Idee können höchstens 8 Punkte sein.")
    assert hint(votes, "8 5").startswith("Geklebt 13, möglich 12.")
    assert counts(votes, "8 4 0") == "Gezählt: A 8  B 4  C 0."


# Before it begins --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("im raum 12", "Enter: Die Abstimmung „Womit fangen wir an?“ läuft. Menschen im Raum: 12."),
        ("1000", "Bitte eine Zahl von 1 bis 999."),
        ("ohne x", "X steht nicht zur Wahl."),
        ("dazu", "Was kommt dazu?  dazu Bank"),
        ("gleichstand", "Gleichstand?  gleichstand besprechen"),
        ("skala 5", "Hände haben keine Skala."),
        ("fertig", "Die Abstimmung hat noch nicht begonnen."),
        (
            "hände und handys",
            "Enter: Hände und Handys: nie mehr Stimmen, als Menschen im Raum sind.",
        ),
        ("gleichstand los", "Enter: Gleichstand: Das Los."),
    ],
)
def test_what_was_meant_is_said_of_a_slip_and_of_a_change(
    votes: Votes, text: str, said: str
) -> None:
    votes.prepare(Kind.CONSENSING)
    assert asks(votes, text).startswith(said)


def test_dots_stay_as_many_when_they_come_by_phone(votes: Votes) -> None:
    votes.prepare(Kind.DOTS, Channel.PAPER, most=3, per_option=1)
    assert asks(votes, "papier") == "Das ist schon so."
    votes.do(polls.set_plan, *read_plan("handys", PlanLook(_board(votes), votes.poll)).args)
    assert (votes.poll.channel, votes.poll.most, votes.poll.per_option) == (Channel.PHONES, 3, 1)


def test_what_comes_in_addition_stands_before_everything_stays_as_it_is(votes: Votes) -> None:
    votes.prepare(Kind.CONSENSING)
    plans(votes, "dazu Kino")
    assert [row.wording for row in votes.poll.options][-2:] == ["Kino", "Alles bleibt, wie es ist"]


def test_before_a_vote_is_prepared_talking_is_enough_too(votes: Votes) -> None:
    look = PlanLook(_board(votes))
    asked = read_doors("Gespräch", look)
    assert asked.use_case is None
    assert asked.hint == "Ein Gespräch genügt? Sagen Sie, worüber:  gespräch Bank am See"
    said = "Darüber gesprochen, kein Beschluss nötig: Bank am See"
    assert read_doors("gespräch Bank am See", look).sentence == said


def test_how_many_are_there_is_asked_before_it_begins(votes: Votes) -> None:
    votes.prepare()
    assert asks(votes, "los").startswith("Wie viele Menschen sind im Raum?")


# Afterwards --------------------------------------------------------------------------------------


def test_a_tie_is_no_decision_but_her_own_words_are(votes: Votes) -> None:
    votes.open(6)
    votes.count(3, 3, 0)
    look = ResultLook(_board(votes), votes.close())
    assert read_result("beschluss", look).hint.startswith("Gleichstand ist kein Beschluss.")
    decided = votes.meeting.enter(read_result("beschluss Wir machen beides", look))
    assert decided == "Beschlossen: Wir machen beides"
    votes.open(6)
    votes.count(0, 0, 0)
    nobody = read_result("beschluss", ResultLook(_board(votes), votes.close()))
    assert nobody.hint.startswith("Niemand hat abgestimmt.")


def runs_off(votes: Votes) -> str:
    """Closed, and `stichwahl`; what the journal says. From then on `votes` is about the run-off."""
    look = ResultLook(_board(votes), votes.close())
    said = votes.meeting.enter(read_result("stichwahl", look))
    votes.poll_id = votes.database.read(polls_at, votes.meeting.meeting_id)[-1].poll_id
    return said


def test_a_run_off_of_resistance_keeps_what_it_is_measured_by(votes: Votes) -> None:
    votes.open(4, Kind.CONSENSING)
    votes.count(1, 2, 1, 3)
    votes.count(0, 0, 0, 0, grade=2)
    assert runs_off(votes) == (
        "Abstimmung vorbereitet: „Womit fangen wir an?“. Zur Wahl stehen: 3."
    )
    assert [option.letter for option in votes.poll.options if option.is_status_quo] == ["c"]
    assert votes.poll.round == 2


def money(votes: Votes, tie_rule: TieRule) -> None:
    """150 euros are open: for A everybody, of B and C only one can be paid."""
    options = [Option("Bank", cost=50), Option("Fest", cost=100), Option("Kino", cost=90)]
    votes.open(2, Kind.BUDGET, Channel.PHONES, options, budget=150, tie_rule=tie_rule)
    votes.cast({"a": 1, "b": 1}, "form 1")
    votes.cast({"a": 1, "c": 1}, "form 2")


def test_a_run_off_about_money_is_on_what_is_left(votes: Votes) -> None:
    money(votes, TieRule.RUN_OFF)
    assert runs_off(votes).endswith("Zur Wahl stehen: 2.")
    assert [option.wording for option in votes.poll.options] == ["Fest", "Kino"]
    assert votes.poll.budget == 100


def test_of_money_a_tie_and_a_lot_with_its_seed_are_said(votes: Votes) -> None:
    money(votes, TieRule.TALK)
    assert "Der Rest geht an das, was die meisten wollen." in in_words(plan_of(votes.poll))
    result = votes.close()
    assert headline(result) == (
        "Das Geld reicht für: „Bank“. Gleichstand: „Fest“, „Kino“. Wir besprechen es."
    )
    undecided = read_result("beschluss", ResultLook(_board(votes), result))
    assert undecided.hint.startswith("Gleichstand ist kein Beschluss.")
    money(votes, TieRule.LOT)
    assert headline(votes.close()).endswith(
        f"Das Los hat entschieden, mit der Zahl {votes.poll.seed}."
    )


def test_with_few_phones_it_is_said_that_ballots_can_be_guessed(votes: Votes) -> None:
    votes.open(10, Kind.SINGLE, Channel.MIXED)
    assert not can_be_traced(votes.poll), "ten may still vote by phone"
    votes.count(4, 1, 0)
    assert can_be_traced(votes.poll).startswith("Weniger als 6 Handys")
    votes.close()
    assert not can_be_traced(votes.poll), "hands are seen by everybody"
    votes.open(10, Kind.SINGLE, Channel.PHONES)
    votes.cast({"a": 1}, "form")
    assert not can_be_traced(votes.poll)
    votes.close()
    assert can_be_traced(votes.poll).startswith("Weniger als 6 Menschen")


# Pictures ----------------------------------------------------------------------------------------


def plans(votes: Votes, text: str) -> str:
    """A text and Enter while a vote is prepared; what the journal says."""
    return votes.meeting.enter(read_plan(text, PlanLook(_board(votes), votes.poll)))


def asks(votes: Votes, text: str) -> str:
    """What stands under the line while a vote is prepared."""
    return read_plan(text, PlanLook(_board(votes), votes.poll)).hint


def pictures(votes: Votes) -> list[str]:
    """Of each option."""
    return [option.picture for option in votes.poll.options]


def _board(votes: Votes) -> Board:
    return votes.meeting.board


def test_an_option_gets_a_picture_by_a_word_and_loses_it(votes: Votes) -> None:
    votes.prepare()
    assert plans(votes, "a bild baum") == "Bilder: A Baum."
    assert plans(votes, "B picture party") == "Bilder: B Fest."
    assert pictures(votes) == ["🌳", "🎉", ""]
    assert plans(votes, "a bild weg") == "Ohne Bild: A."
    votes.meeting.undo()
    assert pictures(votes) == ["🌳", "🎉", ""]
    assert asks(votes, "c bild raumschiff").startswith("Ein Bild „raumschiff“ gibt es nicht.")
    assert asks(votes, "x bild baum") == "X steht nicht zur Wahl."
    assert asks(votes, "c bild weg") == "Es gibt kein Bild."


def test_what_fits_the_words_is_proposed_and_taken_only_on_her_word(votes: Votes) -> None:
    votes.prepare(Kind.CONSENSING, options=["Bank am See", "Mehr Quartier", "Sommerfest"])
    assert pictures(votes) == [""] * 4
    assert asks(votes, "a bild").startswith("Welches Bild?  a bild bank")
    assert plans(votes, "bilder") == "Bilder: A Bank  C Fest  D Pause."
    assert asks(votes, "bilder").startswith("Kein Bild ist vorgeschlagen.")
    plans(votes, "a = Bank mit Lehne")
    assert votes.poll.options[0].wording == "Bank mit Lehne"
    assert pictures(votes)[0] == PICTOGRAMS["bench"].emoji, "another wording keeps it"
    assert plans(votes, "bilder weg") == "Ohne Bild: A  C  D."


def test_a_second_round_keeps_the_pictures(votes: Votes) -> None:
    votes.prepare(options=[Option("Bank", pictogram="bench"), Option("Fest")])
    votes.do(polls.open_poll, votes.poll_id, 5)
    votes.count(3, 2)
    look = ResultLook(_board(votes), votes.close())
    intention = read_result("neue runde Kino im Park", look)
    assert intention.use_case is not None
    votes.poll_id = votes.do(intention.use_case, *intention.args)
    assert pictures(votes) == [PICTOGRAMS["bench"].emoji, "", ""]


def test_every_picture_is_found_by_its_words_and_stands_in_the_help() -> None:
    listed = " ".join(words for _example, words in all_words())
    for name, picture in PICTOGRAMS.items():
        assert pictograms.named(name) in listed
        assert pictograms.found(pictograms.named(name)) == name, "as the help shows it"
        assert all(pictograms.found(word) == name for word in picture.words)
        assert len(name) <= 20
    assert pictograms.fitting("Ein Quartier ohne Interessen") == ""
