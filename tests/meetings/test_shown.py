"""What the room may see of a Treffen, and the words that turn the wall to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from biq_tui.core import clock
from biq_tui.meetings import agenda, phone_ideas
from biq_tui.meetings.agenda import Point
from biq_tui.meetings.agenda_line import Look, read_agenda
from biq_tui.meetings.models import PhoneIdeas
from biq_tui.meetings.shown import READ_LENGTH, shown_agenda, shown_ideas, time_left

from .meetings_at import Treffen

ARABIC = "مقاعد تحت الأشجار"


# What is taken from the board -----------------------------------------------------------------


def test_the_ideas_stand_in_their_groups_as_on_her_wall(here: Treffen) -> None:
    here.collect("Bank am See", "Café", "Hochbeete", "Kino")
    here.order("1 3 Grün")
    here.order("2 Treffpunkt")
    shown = shown_ideas(here.board)
    assert [(g.letter, g.title, [i.number for i in g.ideas]) for g in shown.groups] == [
        ("", "", [4]),
        ("A", "Grün", [1, 3]),
        ("B", "Treffpunkt", [2]),
    ]
    assert shown.sentence == "Auf der Leinwand: 4 Ideen."
    assert shown.topic == "Was fehlt im Quartier?"


def test_an_idea_in_another_language_has_its_own_words_beneath_the_short_line(
    here: Treffen,
) -> None:
    here.collect(ARABIC, "Café")
    here.order("1 kurz Bänke unter Bäumen")
    [group] = shown_ideas(here.board).groups
    assert [(idea.line, idea.original) for idea in group.ideas] == [
        ("Bänke unter Bäumen", ARABIC),
        ("Café", ""),
    ]


def test_of_a_page_of_text_only_its_beginning_is_on_the_wall(here: Treffen) -> None:
    here.collect("sehr lang " * 200)
    [group] = shown_ideas(here.board).groups
    assert len(group.ideas[0].line) <= READ_LENGTH
    assert group.ideas[0].line.endswith("…")


def test_an_idea_from_a_phone_that_waits_is_not_on_the_wall(here: Treffen) -> None:
    here.collect("Café")
    here.do(phone_ideas.invite, here.meeting_id, PhoneIdeas.HELD)
    here.do(phone_ideas.hand_in, here.meeting_id, "key", "Geheime Idee", "Ada Muster")
    assert here.board.waiting
    assert "Geheim" not in repr(shown_ideas(here.board))
    assert "Ada" not in repr(shown_ideas(here.board))


def test_the_time_of_the_point_in_hand_runs_by_itself(here: Treffen) -> None:
    here.do(agenda.add_points, here.meeting_id, (Point("Ideen", 35), Point("Pause", None)))
    first, second = here.board.agenda
    began = datetime(2027, 3, 17, 18, tzinfo=UTC)
    with clock.standing_at(began):
        here.do(agenda.begin_point, here.meeting_id, first.item_id)
    shown = shown_agenda(here.board)
    for minutes, said in (
        (0, "Noch 35 Minuten."),
        (34, "Noch 1 Minute."),
        (35, "Die Zeit ist um."),
    ):
        with clock.standing_at(began + timedelta(minutes=minutes, seconds=30)):
            assert shown.values()["time_left"] == said
    assert shown.values()["now_at"] == 1
    assert time_left(second, began) == ""
    assert shown_agenda(here.board, shows_time=False).values()["time_left"] == ""


# The line ---------------------------------------------------------------------------------------


def test_the_words_on_ablauf(here: Treffen) -> None:
    here.collect("Café", "Kino")

    def command(text: str) -> str:
        return read_agenda(text, Look(here.board)).command

    assert [command(text) for text in ("zeigen", "Zeigen Ideen", "show", "show ideas")] == [
        "show_agenda",
        "show_ideas",
        "show_agenda",
        "show_ideas",
    ]
    assert command("zeigen weg") == command("show off") == "show_nothing"
    assert read_agenda("zeigen ideen", Look(here.board)).hint == "Enter: Der Beamer zeigt 2 Ideen."
    here.do(phone_ideas.invite, here.meeting_id, PhoneIdeas.HELD)
    assert command("zeigen qr") == command("show qr") == "show_code"


def test_a_point_may_be_called_so(here: Treffen) -> None:
    for text in ('"zeigen', "Zeigen, 10", "zeigen was wir haben"):
        assert read_agenda(text, Look(here.board)).use_case is agenda.add_points


def test_a_group_may_be_called_so(here: Treffen) -> None:
    here.collect("Café", "Kino")
    assert here.sorts("zeigen").command == "show_ideas"
    assert here.order("1 2 zeigen") == "1, 2: neue Gruppe A „zeigen“."
    here.order("a = Anders")
    here.order("a = zeigen")
    assert here.board.groups[0].title == "zeigen"
    assert here.sorts("zeigen weg").command == "show_nothing"


def test_what_is_not_there_cannot_be_shown(here: Treffen) -> None:
    assert here.sorts("zeigen").hint == "Es gibt noch keine Idee zum Zeigen."
    assert not read_agenda("zeigen qr", Look(here.board)).command
