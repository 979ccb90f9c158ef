"""All papers: accessible, named the same each time, made one after the other, and noted."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import Session, select

from biq_tui.core import journal
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.telling import last_event
from biq_tui.overview import overview
from biq_tui.papers.house import house_look
from biq_tui.papers.look import Look
from biq_tui.people.service import name as rename
from biq_tui.qualification.course import place_of
from biq_tui.qualification.models import PrintedPaper
from biq_tui.qualification.options import set_option
from biq_tui.qualification.papers.catalogue import (
    CATALOGUE,
    Saved,
    kind_of,
    make,
    make_each,
)
from biq_tui.qualification.papers.printed import NOTED, made_for
from biq_tui.qualification.papers.printed import printed as note
from biq_tui.qualification.papers.wanted import Wanted
from biq_tui.qualification.runs import rename_run
from tests.papers.reading import codes, faults, pages
from tests.qualification.courses import Run

from .press import LOCKED, LOOK, NAMES, Press, press, sheet_of

KEYS = [kind.key for kind in CATALOGUE if kind.key != "tables"]


@pytest.mark.parametrize("key", KEYS)
def test_every_paper_is_accessible(printed: Press, key: str) -> None:
    made = printed.made(key)
    assert faults(made.pdf) == []


def test_files_are_named_by_course_day_and_paper_and_never_by_a_person(printed: Press) -> None:
    files = {key: printed.made(key).file for key in KEYS}
    assert files == {
        "signature-sheet": "BIQ-Huchting-2027-03-05-Unterschriftenliste.pdf",
        "plan-z": "BIQ-Huchting-2027-03-05-Plan-Z.pdf",
        "poster": "BIQ-Huchting-2027-03-05-Plakat.pdf",
        "badges": "BIQ-Huchting-Namensschilder.pdf",
        "numbers": "BIQ-Huchting-Nummernkarten.pdf",
        "cards": "BIQ-Huchting-Tischkarten.pdf",
        "slips": "BIQ-Huchting-Stimmt-Ihr-Name-so.pdf",
        "receipt": "BIQ-Huchting-Quittung.pdf",
        "record": "BIQ-Huchting-Anwesenheitsnachweis.pdf",
        "statistics": "BIQ-Huchting-Statistik.pdf",
    }
    alone = printed.made("slips", name="Ada Muster").file
    assert alone == "BIQ-Huchting-Stimmt-Ihr-Name-so-Nr-1.pdf"


def test_the_same_paper_again_is_the_same_file(printed: Press) -> None:
    assert printed.print_anew("signature-sheet") == printed.made("signature-sheet")


def test_a_batch_tells_how_far_it_is_and_a_refusal_does_not_stop_it(
    database: Database, tmp_path: Path
) -> None:
    run = Run(database)
    told: list[tuple[int, int]] = []
    several = make_each(
        database,
        Press(run, tmp_path).act,
        ["badges", "plan-z", "poster"],
        Wanted(run.run_id, run.gatherings[0]),
        LOOK,
        tmp_path / "papers",
        lambda done, of: told.append((done, of)),
    )
    refused = next(several)
    assert isinstance(refused, Refused)
    assert "steht noch niemand" in refused.sentence
    assert told == [(1, 3)]
    files = [one.files for one in several if isinstance(one, Saved)]
    names = ["BIQ-Huchting-2027-03-05-Plan-Z.pdf", "BIQ-Huchting-2027-03-05-Plakat.pdf"]
    assert files == [(tmp_path / "papers" / name,) for name in names]
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert database.read(made_for, run.gatherings[0]) == {"plan-z"}  # the poster is not asked for


def test_tables_for_an_office_are_a_workbook_and_two_texts(printed: Press) -> None:
    wanted = Wanted(printed.run.run_id)
    made = make(printed.database, printed.act, "tables", wanted, LOOK)
    assert sorted(made.files) == [
        "BIQ-Huchting-Anwesenheit.csv",
        "BIQ-Huchting-Export.xlsx",
        "BIQ-Huchting-Fortschritt.csv",
    ]
    assert b"Ada Muster" in made.files["BIQ-Huchting-Fortschritt.csv"]
    assert LOCKED.encode() not in b"".join(made.files.values())


def test_only_what_is_for_one_person_alone_has_a_sheet_whose_back_stays_empty(
    printed: Press,
) -> None:
    alone = {
        "signature-sheet": "Einzelblatt für eine Unterschrift",
        "plan-z": "Einzelblatt für eine Unterschrift",
        "slips": "Bitte nur dieser Person geben.",
        "receipt": "Quittung",
    }
    for key in KEYS:
        pages = [*printed.pages(key), ""]
        for place, page in enumerate(pages[:-1]):
            if key in alone and alone[key] in page:
                assert place % 2 == 0
                assert pages[place + 1] == ""
            elif not page:
                around = pages[place - 1], pages[place + 1]
                assert any(key in alone and alone[key] in other for other in around)


def test_a_paper_of_a_date_wants_a_date(printed: Press) -> None:
    with pytest.raises(Refused, match="noch keinen Termin"):
        printed.print_anew("plan-z", None)
    assert kind_of("plan-z").of_date
    assert not kind_of("record").of_date
    with pytest.raises(LookupError):
        kind_of("nonsense")


def test_a_course_without_people_gives_a_list_to_write_on_and_refuses_badges(
    database: Database,
) -> None:
    run = Run(database)
    wanted = Wanted(run.run_id, run.gatherings[0])
    act = Press(run, Path()).act
    assert faults(sheet_of(make(database, act, "signature-sheet", wanted, LOOK)).pdf) == []
    before = database.read(journal.last_number)
    for key in ("badges", "numbers", "cards", "slips"):
        with pytest.raises(Refused, match="steht noch niemand"):
            make(database, act, key, wanted, LOOK)
    assert database.read(journal.last_number) == before


def test_a_name_that_no_font_has_gets_every_paper_and_a_notice(tmp_path: Path) -> None:
    with press(tmp_path) as made:
        made.run.do(rename, made.run.person("Ada Muster"), "Mia \U00010a00\U00016a40")
        for key in ("signature-sheet", "badges"):
            paper = made.print_anew(key)
            assert paper.pdf.startswith(b"%PDF")
            # the sunflower's Latin; and she, unless this system has her letters
            assert len(paper.notices) == 2 - (faults(paper.pdf) == [])


def test_the_longest_names_and_places_break_no_paper(tmp_path: Path) -> None:
    with press(tmp_path) as made:
        ada, ali = made.run.person("Ada Muster"), made.run.person("محمد علي")
        made.run.do(rename, ada, "W" * 80)
        made.run.do(rename, ali, "محمدعليمحمدعلي " * 5)
        made.run.do(rename_run, made.run.run_id, "Q" * 80)
        made.run.do(set_option, "house.access", "Rampe mit Geländer " * 20)
        made.run.do(set_option, "house.provider", "V" * 200)
        for key in KEYS:
            paper = made.print_anew(key)
            assert faults(paper.pdf) == []
            if key in ("poster", "badges"):
                assert len(PdfReader(io.BytesIO(paper.pdf)).pages) == 1
            if key == "badges":
                assert len(codes(paper.pdf)) == len(NAMES)


# Noted -------------------------------------------------------------------------------------------


def papers_noted(session: Session) -> list[str]:
    return sorted(session.exec(select(PrintedPaper.paper)).all())


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("signature-sheet", "Die Liste für Unterschriften ist gemacht: Block 1 · Hallo Nachbar!."),
        ("plan-z", "Plan Z ist gemacht: Block 1 · Hallo Nachbar!."),
    ],
)
def test_a_list_that_was_made_is_noted_once_and_heute_asks_no_longer(
    database: Database, key: str, sentence: str
) -> None:
    run = Run(database)
    assert key in NOTED
    for _twice in range(2):
        run.do(note, run.gatherings[0], key)
    assert database.read(papers_noted) == [key]
    assert [database.read(made_for, gathering) for gathering in run.gatherings] == [
        {key},
        set(),
        set(),
    ]
    event = database.read(last_event, place_of(run.run_id))
    assert event is not None
    assert event.sentence == sentence
    first = min(database.read(overview).dates, key=lambda date: date.starts_at)
    assert first.printed == {key}
    run.undo()
    run.undo(database.read(journal.last_number) - 2)
    assert database.read(papers_noted) == []


# Bad input ---------------------------------------------------------------------------------------


def refusal(printed: Press, look: Look, key: str = "signature-sheet") -> str:
    wanted = Wanted(printed.run.run_id, printed.run.gatherings[0])
    with pytest.raises(Refused) as refused:
        make(printed.database, printed.act, key, wanted, look)
    return refused.value.sentence


def test_a_missing_logo_is_named(printed: Press, tmp_path: Path) -> None:
    printed.run.do(set_option, "funder.logos", "esf.svg")
    try:
        with pytest.raises(Refused) as refused:
            house_look(printed.database, tmp_path)
    finally:
        printed.run.do(set_option, "funder.logos", "")
    assert f"{tmp_path / 'papers' / 'esf.svg'}" in refused.value.sentence


@pytest.mark.parametrize("key", KEYS)
def test_a_broken_template_is_named_with_its_line(printed: Press, tmp_path: Path, key: str) -> None:
    files = {"signature-sheet": "signature_sheet", "plan-z": "what_if", "slips": "name_slips"}
    file = tmp_path / f"{files.get(key, key)}.typ"
    file.write_text('#import "common.typ": *\n#show: base\n#unknown-word\n', encoding="utf-8")
    said = refusal(printed, Look(folder=tmp_path), key)
    assert f"{file}" in said
    assert "3" in said
    assert "\n" not in said


def test_a_house_can_restyle_a_paper_and_its_words(printed: Press, tmp_path: Path) -> None:
    (tmp_path / "poster.typ").write_text(
        '#import "common.typ": *\n#show: base\n= #d.title\n#words("poster-help", "")',
        encoding="utf-8",
    )
    look = Look(folder=tmp_path, texts={"poster-help": "Moin {alle}!"})
    wanted = Wanted(printed.run.run_id, printed.run.gatherings[0])
    paper = sheet_of(make(printed.database, printed.act, "poster", wanted, look))
    (page,) = pages(paper.pdf)
    assert page.startswith("Bürgerin/Bürger im Quartier Moin {alle}!")
    assert faults(paper.pdf) == []
