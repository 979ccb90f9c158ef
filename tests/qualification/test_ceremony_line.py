"""What the line of the ceremony means, and that the journal says what the hint said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from biq_tui.core.intention import Intention
from biq_tui.people import service as people
from biq_tui.qualification.ceremony_calls import calls
from biq_tui.qualification.ceremony_line import GRAMMAR, read_ceremony
from biq_tui.qualification.ceremony_words import Look
from biq_tui.qualification.certificates import certificates
from tests.room import newest

from .ceremonies import course_over
from .courses import Run

ODD = "{person} [b]Kim[/b] %s"


THERE = {"Ada Muster": range(6), "Ali Muster": [], "Ayşe Beispiel": [0], ODD: range(6)}
"""Of four people Ali was never there."""


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Place, day and signers are known."""
    with course_over(tmp_path, THERE) as run:
        yield run


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """The same, only to be looked at."""
    with course_over(tmp_path_factory.mktemp("seen"), THERE) as run:
        yield run


def read(run: Run, text: str, marked: int | None = None, hidden: bool = False) -> Intention:
    return read_ceremony(text, Look(run.database.read(calls, run.run_id), marked, hidden))


def enter(run: Run, text: str) -> Intention:
    """Type it and press Enter."""
    meant = read(run, text)
    assert meant.use_case, meant.hint
    run.do(meant.use_case, *meant.args)
    return meant


@pytest.mark.parametrize(
    "typed",
    [
        "ort Haus {am} Park",
        "datum 5.6.2027",
        "unterschrift Kim Beispiel,Jan  Muster",
        "ausstellen ja",
        "1 ausstellen ja",
        "ada issue yes",
        "4 ausstellen ja",
        "3 bescheinigung block 1 ja",
        "3 confirm module 1 yes",
    ],
)
def test_what_the_hint_says_is_what_the_journal_says(run: Run, typed: str) -> None:
    meant = enter(run, typed)
    assert newest(run.database) == meant.sentence
    assert meant.sentence in meant.hint


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (
            "ausstellen",
            "! 3 Namen nicht geprüft. Trotzdem ausstellen? Schreiben Sie:  ausstellen ja",
        ),
        ("1 ausstellen", "! Name nicht geprüft. Trotzdem? Schreiben Sie:  1 ausstellen ja"),
        ("2 ausstellen ja", "Ali Muster hat noch keine UE. Es gibt nichts zu bescheinigen."),
        ("1 neu ja", "Ada Muster hat noch kein Papier. Schreiben Sie:  1 ausstellen ja"),
        ("1 drucken", "Ada Muster hat noch kein Papier. Schreiben Sie:  1 ausstellen ja"),
        ("drucken 1", "Ada Muster hat noch kein Papier. Schreiben Sie:  1 ausstellen ja"),
        ("drucken", "Noch ist kein Papier ausgestellt. Ansehen:  entwurf"),
        ("drucken bitte", "Niemand im Kurs heißt so: bitte drucken"),
        ("9 drucken", "Die Nummer 9 gibt es nicht."),
        ("xaver", "Niemand im Kurs heißt so: xaver"),
        ("muster", "Wer ist es? Ada Muster, Ali Muster.   Enter oder ↑↓ wählt."),
        ("datum 31.2.2027", "Den 31. Februar gibt es 2027 nicht. Bitte prüfen Sie das Datum."),
        ("datum bald", "Bitte schreiben Sie den Tag dahinter, zum Beispiel: 12.6.2027"),
        ("3 bescheinigung", "Worüber?  3 bescheinigung block 3    oder  modul 2"),
        ("3 bescheinigung abend", "Bitte schreiben Sie zum Beispiel:  block 3    oder  modul 2"),
    ],
)
def test_what_does_nothing_says_why(seen: Run, typed: str, hint: str) -> None:
    meant = read(seen, typed)
    assert meant.hint == hint
    assert meant.use_case is None


def test_nothing_dangerous_happens_without_yes(seen: Run) -> None:
    for typed in ("ausstellen", "1 ausstellen", "ada ausstellen", "3 bescheinigung block 1", "1"):
        assert read(seen, typed).use_case is None
        assert read(seen, typed, marked=1).use_case is None
    assert read(seen, "", marked=1).use_case is None


def test_who_is_marked_among_several_is_meant(seen: Run) -> None:
    meant = read(seen, "muster ausstellen ja", marked=1)
    assert meant.sentence == "Ada Muster bekommt das Papier BIQ-2027-0001."
    assert meant.lit == {1, 2}


def test_who_has_another_name_by_now_is_left_out_of_the_file(run: Run) -> None:
    enter(run, "ausstellen ja")
    run.do(people.name, run.person("Ada Muster"), "Adam Beispiel")
    meant = read(run, "drucken")
    assert meant.hint == (
        "Enter: macht eine Datei mit 2 Papieren und zeigt sie. 1 Mensch heißt jetzt anders."
    )
    kept = [one.certificate_id for one in run.database.read(certificates, run.run_id)][1:]
    assert meant.args == (tuple(kept), False)
    assert "neu ja" in read(run, "1").hint
    new = enter(run, "1 neu ja")
    assert newest(run.database) == new.sentence
    assert len(read(run, "drucken").args[0]) == 3
    assert read(run, "drucken stick").args[1] is True


def test_all_papers_of_somebody_get_her_new_name_at_once(run: Run) -> None:
    enter(run, "3 bescheinigung block 1 ja")
    enter(run, "3 ausstellen ja")
    run.do(people.name, run.person("Ayşe Beispiel"), "Ayşe Muster")
    meant = enter(run, "3 neu ja")
    assert newest(run.database) == meant.sentence
    papers = run.database.read(certificates, run.run_id)
    assert [(one.number, one.said.name) for one in papers] == [
        ("BIQ-2027-0003", "Ayşe Muster"),
        ("BIQ-2027-0004", "Ayşe Muster"),
    ]


def test_with_names_hidden_the_hint_has_number_and_first_name_only(seen: Run) -> None:
    for typed in ("1", "1 ausstellen ja", "muster", "2 ausstellen", "1 drucken"):
        assert "Muster" not in read(seen, typed, hidden=True).hint


def test_every_example_of_the_help_is_understood(seen: Run) -> None:
    from biq_tui.core.language import _

    for example, _what in GRAMMAR:
        typed = _(example).replace("7", "3")
        assert "heißt so" not in read(seen, typed).hint, typed
