"""The line of the booth: what the hint says is what is cast, for every kind of vote."""

from __future__ import annotations

import re
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.core.intention import Intention
from biq_tui.meetings.booth_ballot import BY_STEPS, Marks
from biq_tui.meetings.booth_line import BoothLook, Phase, next_step, read_booth
from biq_tui.voting.ballots import Kind, check, rules
from biq_tui.voting.models import Channel, PollState, TieRule
from biq_tui.voting.reading import OptionRow, PollRow

WORDS = ("Bank am See", "Straßenfest", "Spielplatz", "Café")


def vote(kind: Kind, most: int, count: int = 4, per_option: int = 1) -> PollRow:
    """An open vote by phones on so many options."""
    cost = 100 if kind is Kind.BUDGET else None
    options = tuple(
        OptionRow(at + 1, letter, WORDS[at % 4], None, False, cost, (None,))
        for at, letter in enumerate(ascii_lowercase[:count])
    )
    return PollRow(
        poll_id=1, meeting_id=1, number=1, round=1, earlier_id=None, question="Womit?", kind=kind,
        channel=Channel.PHONES, state=PollState.OPEN, electorate=9, abstained=0, cast=0, shown=0,
        most=most, per_option=per_option, budget=500 if cost else None, with_tickets=False,
        tie_rule=TieRule.TALK, seed="", objection="", options=options,
    )  # fmt: skip


VOTES = {
    Kind.SINGLE: vote(Kind.SINGLE, 1),
    Kind.APPROVAL: vote(Kind.APPROVAL, 3),
    Kind.DOTS: vote(Kind.DOTS, 4, per_option=2),
    Kind.SCORE: vote(Kind.SCORE, 10),
    Kind.CONSENSING: vote(Kind.CONSENSING, 2),
    Kind.RANKING: vote(Kind.RANKING, 4),
    Kind.BUDGET: vote(Kind.BUDGET, 4),
}


def ballot(kind: Kind, text: str) -> Intention:
    """What is understood of a whole ballot."""
    return read_booth(text, BoothLook(VOTES[kind], Phase.BALLOT))


def said(kind: Kind, hint: str) -> Marks:
    """What the hint promises, read as a person reads it."""
    hint = re.sub(r"\d+ Punkte? blei\w+ übrig|„.*“|Enter: abgeben|↑: ändern", "", hint)
    if kind is Kind.RANKING:
        found = re.findall(r"(\d+)\. ((?:[A-Z]\b ?)+)", hint)
        return tuple(
            sorted((letter.lower(), int(place)) for place, its in found for letter in its.split())
        )
    if kind in (Kind.DOTS, *BY_STEPS):
        pairs = re.findall(r"\b([A-Z]) (\d+)", hint)
        return tuple(sorted((letter.lower(), int(number)) for letter, number in pairs))
    return tuple(sorted((letter.lower(), 1) for letter in re.findall(r"\b([A-Z])\b", hint)))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in BY_STEPS])
@settings(max_examples=60, deadline=None)
@given(text=st.text("abcdABCDe0123 ,=und", max_size=12))
def test_what_the_hint_says_is_what_is_cast(kind: Kind, text: str) -> None:
    poll, read = VOTES[kind], ballot(kind, text)
    assert read.hint
    if read.command:
        (marks,) = read.args
        assert said(kind, read.hint) == tuple(sorted(marks))
        held = rules(
            kind, WORDS, most=poll.most, per_option=2 if kind is Kind.DOTS else None,
            costs=(100,) * 4 if poll.budget else (), budget=poll.budget or 0,
        )  # fmt: skip
        check([dict(marks).get(letter) for letter in "abcd"], held)
        assert {letter for letter, _number in marks} <= set(text.lower())


@pytest.mark.parametrize("kind", BY_STEPS)
@settings(max_examples=40, deadline=None)
@given(lines=st.lists(st.text("0123 abcde,10", max_size=8), max_size=12))
def test_option_by_option_nothing_is_cast_before_all_have_a_number(
    kind: Kind, lines: list[str]
) -> None:
    poll = VOTES[kind]
    look = BoothLook(poll, Phase.BALLOT)
    for line in (*lines, "0", "1", "0", "1", "0", ""):
        read = read_booth(line, look)
        if read.command == "cast":
            (marks,) = read.args
            assert not line.strip()
            assert [letter for letter, _number in marks] == list("abcd")
            assert all(0 <= number <= poll.most for _letter, number in marks)
            assert said(kind, read.hint) == marks
        elif read.command == "note":
            (marks,) = read.args
            assert set(look.answers) <= set(marks) or line.strip(), "nothing is lost"
            look = BoothLook(poll, Phase.BALLOT, marks, next_step(poll, marks, look.at + 1))
    assert read_booth("", look).command == "cast", "everybody comes to the end"


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        (Kind.SINGLE, "c", "Sie geben Ihre Stimme für C „Spielplatz“.   Enter: abgeben"),
        (Kind.SINGLE, " C. ", "Sie geben Ihre Stimme für C „Spielplatz“.   Enter: abgeben"),
        (Kind.APPROVAL, "a und c", "Sie stimmen für A C.   Enter: abgeben"),
        (Kind.BUDGET, "acd", "Sie stimmen für A C D.   Enter: abgeben"),
        (Kind.DOTS, "a2 b1", "Ihre Punkte: A 2  B 1. 1 Punkt bleibt übrig.   Enter: abgeben"),
        (Kind.DOTS, "a a b b", "Ihre Punkte: A 2  B 2.   Enter: abgeben"),
        (Kind.RANKING, "c a b", "Ihre Reihenfolge: 1. C  2. A  3. B.   Enter: abgeben"),
        (Kind.RANKING, "c a=b d", "Ihre Reihenfolge: 1. C  2. A B  4. D.   Enter: abgeben"),
    ],
)
def test_the_hint_says_it_in_plain_words(kind: Kind, text: str, hint: str) -> None:
    read = ballot(kind, text)
    assert (read.hint, read.command) == (hint, "cast")


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        (Kind.SINGLE, "a c", "Nur 1 Möglichkeit kann man wählen. Hier sind 2 gewählt."),
        (Kind.SINGLE, "x", "X steht nicht zur Wahl."),
        (Kind.SINGLE, "3", "Bitte tippen Sie nur die Buchstaben, die vor den Ideen stehen."),
        (Kind.DOTS, "a2 b2 c1", "Das ist 1 Punkt zu viel. Jeder Mensch hat 4 Punkte."),
        (Kind.DOTS, "2a", "Erst der Buchstabe, dann die Punkte:  a2 b1"),
        (Kind.DOTS, "a0", "Bitte wählen Sie zuerst etwas."),
        (Kind.RANKING, "a b a", "A steht zweimal da. Jede Idee hat einen Platz."),
        (Kind.SCORE, "11", "Bitte eine Zahl von 0 bis 10."),
        (Kind.SCORE, "vier", "Bitte eine Zahl von 0 bis 10."),
        (Kind.SCORE, "1 2 3 4 5", "Das sind zu viele Zahlen. Eine Zahl, dann Enter."),
    ],
)
def test_what_is_wrong_is_said_and_enter_does_nothing(kind: Kind, text: str, hint: str) -> None:
    read = ballot(kind, text)
    assert (read.hint, read.command) == (hint, "")


def test_numbers_may_come_all_at_once() -> None:
    read = ballot(Kind.SCORE, "0 3 10 2")
    assert read.args == ((("a", 0), ("b", 3), ("c", 10), ("d", 2)),)
    assert read.command == "note", "they can still be looked at"


def test_a_very_long_text_is_no_ballot() -> None:
    answers = (("a", 0), ("b", 1), ("c", 0), ("d", 1))
    look = BoothLook(VOTES[Kind.SCORE], Phase.BALLOT, answers, 4)
    assert read_booth("9" * 5000, look).command == ""
    assert ballot(Kind.SINGLE, "c " * 5000).command == ""


def test_with_many_options_it_is_still_said_how_it_is_cast() -> None:
    poll = vote(Kind.RANKING, 26, count=26)
    look = BoothLook(poll, Phase.BALLOT, width=58)
    read = read_booth("abcdefghijklmnopqrstuvwxyz", look)
    assert read.hint.startswith("Enter: abgeben   Ihre Reihenfolge: 1. A  2. B")
    assert len(read.args[0]) == 26


@pytest.mark.parametrize(
    ("typed", "hint", "command"),
    [
        ("", "Tippen Sie die 8 Buchstaben, dann Enter.   Esc: aufhören", ""),
        ("bcdf gh", "Noch 2 Buchstaben.", ""),
        ("BCDF-GHJK", "Enter: weiter zur Frage.", "ticket"),
        ("bcdfghjkl", "Ein Zettel hat 8 Buchstaben. Bitte schauen Sie Ihren noch einmal an.", ""),
    ],
)
def test_a_ticket_is_typed_as_it_is_read(typed: str, hint: str, command: str) -> None:
    read = read_booth(typed, BoothLook(VOTES[Kind.SINGLE], Phase.TICKET))
    assert (read.hint, read.command) == (hint, command)


def test_between_two_people_there_is_one_way() -> None:
    for typed in ("", "c", "kabine"):
        assert read_booth(typed, BoothLook(VOTES[Kind.SINGLE])).command == "begin"
        assert read_booth(typed, BoothLook(None)).command == ""
