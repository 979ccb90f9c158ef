"""The minutes: what was decided, who does what; a name only where the group wants it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from biq_tui.attendance.models import Presence, State
from biq_tui.core.errors import Refused
from biq_tui.core.write import Write
from biq_tui.meetings import ideas, results, tasks
from biq_tui.meetings.minutes import as_markdown, as_text, in_simple_words, minutes
from biq_tui.meetings.minutes_files import left_behind, markdown, plain_text, save
from biq_tui.meetings.models import TaskState
from biq_tui.people.models import Person

from .meetings_at import Treffen


def somebody(write: Write, gathering_id: int, *people: tuple[str, bool]) -> list[int]:
    """These people are here; with a privacy lock, or without."""
    ids = []
    for name, locked in people:
        person = write.insert(Person(name=name, locked=locked))
        assert person is not None
        write.insert(
            Presence(gathering_id=gathering_id, person_id=person.id or 0, state=State.PRESENT)
        )
        ids.append(person.id or 0)
    write.tell("test.made")
    return ids


@pytest.fixture
def held(here: Treffen) -> Treffen:
    """A meeting at which something was decided, in groups, by people."""
    here.collect("Hochbeete", "Bank am See", "Більше лавок", "* Sterne_werfen # [x]")
    here.order("1 2 Grün")
    here.order("2 3 gleich")
    here.order("4 später")
    here.order("1 machen wir")
    ada, sperr = here.do(
        somebody, here.board.gathering_id, ("Ada Muster", False), ("Geheim Person", True)
    )
    here.do(tasks.add_task, here.meeting_id, 1, "Plakat drucken", ada, date(2027, 3, 31), (sperr,))
    here.do(tasks.add_task, here.meeting_id, 2, "Erde holen", sperr)
    here.do(tasks.add_task, here.meeting_id, 3, "Strom klären")
    done = here.board.tasks[2].task_id
    here.do(tasks.close, done, TaskState.DONE)
    here.do(results.decide, here.meeting_id, "Wir machen ein Fest", "12 ja, 3 nein", "Lärm")
    here.do(results.ask, here.meeting_id, "Wer hat einen Schlüssel?")
    Treffen(here.database, days=28)
    return here


def made(held: Treffen) -> Any:
    return held.database.read(minutes, held.meeting_id)


def test_the_minutes_say_what_when_and_how_many_and_no_name(held: Treffen) -> None:
    text = as_text(made(held))
    assert "Muster" not in text
    assert "Person" not in text
    assert [line for line in text.splitlines() if line] == [
        "PROTOKOLL: WAS FEHLT IM QUARTIER?",
        "Mittwoch, 17. März 2027, 18:00–20:00",
        "Ort: Haus am Park",
        "2 Menschen waren da.",
        "BESCHLÜSSE",
        "1. Wir machen ein Fest (12 ja, 3 nein). Dagegen: Lärm",
        "WER MACHT WAS BIS WANN",
        "- 1 Plakat drucken · bis Mi 31.3.2027",
        "- 2 Erde holen",
        "- 3 Strom klären · erledigt",
        "OFFENE FRAGEN",
        "- Wer hat einen Schlüssel?",
        "DAS MACHEN WIR",
        "- 1 Hochbeete",
        "IDEEN: GRÜN",
        "- 1 Hochbeete",
        "- 2 Bank am See ×1–2 = 3 Більше лавок",
        "SPÄTER: FÜR DAS NÄCHSTE TREFFEN",
        "- 4 * Sterne_werfen # [x]",
        "NÄCHSTES TREFFEN",
        "- Mittwoch, 14. April 2027, 18:00",
    ]


def test_names_stand_in_them_if_the_group_wants_it_but_no_locked_one(held: Treffen) -> None:
    held.do(results.use_names, held.meeting_id, True)
    text = as_text(made(held))
    assert "2 Menschen waren da. Ada Muster" in text
    assert "- 1 Plakat drucken · Ada Muster · bis Mi 31.3.2027" in text
    assert "Geheim" not in text
    elsewhere = held.do(somebody, Treffen(held.database, days=90).board.gathering_id, ("Bo", False))
    held.do(tasks.give, held.board.tasks[2].task_id, elsewhere[0])
    assert "waren da. Ada Muster\n" in as_text(made(held)), "who does something need not be here"
    held.undo()
    held.undo()
    held.undo()
    assert "Ada" not in as_text(made(held))


def test_markdown_never_obeys_what_somebody_wrote(held: Treffen) -> None:
    text = as_markdown(made(held))
    assert r"- 4 \* Sterne\_werfen \# \[x\]" in text
    assert "1. Wir machen ein Fest" in text
    held.do(results.decide, held.meeting_id, "1. Mai <b>feiern</b>")
    assert r"2. 1\. Mai \<b\>feiern\</b\>" in as_markdown(made(held))


def test_the_short_form_is_simple_and_has_no_numbers_of_ideas(held: Treffen) -> None:
    assert as_text(in_simple_words(held.board)).splitlines() == [
        "WAS FEHLT IM QUARTIER?",
        "",
        "Wir haben uns am 17.3.2027 getroffen.",
        "Darüber haben wir geredet: Was fehlt im Quartier?",
        "Wir haben 3 Ideen gesammelt.",
        "",
        "DAS HABEN WIR BESCHLOSSEN:",
        "- Wir machen ein Fest",
        "",
        "DAS MACHEN WIR:",
        "- Hochbeete",
        "",
        "DAS IST ZU TUN:",
        "- Plakat drucken. Bis Mi 31.3.2027.",
        "- Erde holen.",
        "",
        "DAS WISSEN WIR NOCH NICHT:",
        "- Wer hat einen Schlüssel?",
        "",
        "WIR TREFFEN UNS WIEDER:",
        "- Mittwoch, 14. April 2027, 18:00",
    ]


def test_saved_minutes_that_somebody_has_changed_are_never_overwritten(
    held: Treffen, tmp_path: Path
) -> None:
    folder = tmp_path / "minutes"
    left = held.database.read(left_behind, held.meeting_id)
    written = markdown(left) | plain_text(left)
    first = save(written, folder)
    assert [f.name for f in first] == ["Protokoll 2027-03-17.md", "Protokoll 2027-03-17.txt"]
    assert save(written, folder) == first, "the same again"
    first[0].write_text("Von Hand", encoding="utf-8")
    again = save(written, folder)
    assert again[0].name == "Protokoll 2027-03-17 (2).md"
    assert first[0].read_text(encoding="utf-8") == "Von Hand"


def test_a_folder_that_can_not_be_written_is_said_in_a_sentence(
    held: Treffen, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="Nichts ist verloren"):
        save({"a.txt": b"a"}, tmp_path / "file")


def test_a_meeting_of_last_month_keeps_its_own_minutes(held: Treffen) -> None:
    before = as_text(made(held))
    later = Treffen(held.database, days=56)
    later.do(tasks.add_task, later.meeting_id, 4, "Später verabredet")
    assert "AUFGABEN VON FRÜHER\n- 1 Plakat" in as_text(made(later))
    later.do(ideas.say_again, later.meeting_id, held.idea(1).idea_id, 5)
    assert as_text(made(held)) == before
