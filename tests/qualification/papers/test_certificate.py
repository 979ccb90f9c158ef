"""The certificate as its owner holds it: any name, checked by its code, the same for ever."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.papers.look import Logo, Look
from biq_tui.people import service as people
from biq_tui.qualification.certificate_models import CertificateKind
from biq_tui.qualification.certificates import correct, issue
from biq_tui.qualification.course import place_of
from biq_tui.qualification.papers import certificate
from biq_tui.qualification.papers.printing import Printed, draft_paper, issued_ids, issued_paper
from biq_tui.qualification.rule import set_rule
from biq_tui.qualification.signing_key import public_key
from biq_tui.qualification.statement import check, fingerprint
from biq_tui.qualification.verifying import texts_of
from tests.attendance.rooms import STATION
from tests.papers.reading import codes, faults, letters, pages
from tests.qualification.ceremonies import course_over, issue_all, valid
from tests.qualification.courses import Run

NAMES = (
    "Ada Muster",
    "Gülşah Çağlıoğlu-Yıldız",
    "محمد علي الأحمد",
    "Олена Зразок",
    "ሰላም ገብረመድህን",
    "Ayşe 🌻",
)
HALF, NEVER = "Jonas Müller", "Ali Muster"
LOOK = Look(notice="Gefördert vom Land Bremen.")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Run, Printed]]:
    """Everybody's paper in one file; the course is only looked at."""
    there = {name: range(6) for name in NAMES}
    folder = tmp_path_factory.mktemp("course")
    with course_over(folder, {**there, HALF: [0, 1, 3], NEVER: []}) as run:
        run.do(people.spell, run.person("Олена Зразок"), "Olena Zrazok")
        yield run, printed(run, [one.certificate_id for one in issue_all(run)])


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Two papers, issued, of a course that may be changed."""
    with course_over(tmp_path, {"Ada Muster": range(6), HALF: [0]}) as run:
        issue_all(run)
        yield run


def printed(run: Run, ids: Sequence[int], look: Look = LOOK) -> Printed:
    act = Act(Actor.FACILITATOR, STATION, place_of(run.run_id))
    return issued_paper(run.database, act, ids, lambda: look)


def test_any_name_comes_out_and_every_page_is_found_without_fault(
    made: tuple[Run, Printed],
) -> None:
    _run, all_of_them = made
    pdf = all_of_them.paper.pdf
    sheets = pages(pdf)[::2]  # between them, empty backs
    assert len(sheets) == len(NAMES) + 1
    for name, sheet in zip(NAMES[:-1], sheets, strict=False):
        assert not set(letters(name)) - set(letters(sheet)), name
    assert "Olena Zrazok" in sheets[3]
    assert pages(pdf)[1::2] == [""] * len(NAMES)


def test_it_is_accessible_unless_a_letter_is_in_no_font_and_then_it_says_so(
    made: tuple[Run, Printed],
) -> None:
    run, all_of_them = made
    copies = run.database.read(certificate.kept, [one.certificate_id for one in valid(run)])
    by_name = {one.said.name: copies[one.certificate_id] for one in valid(run)}
    for name in (*NAMES[:-1], HALF):
        assert faults(by_name[name]) == [], name
    said = " ".join(all_of_them.paper.notices)
    assert all_of_them.paper.is_accessible or "🌻" in said


def test_the_code_on_the_page_is_the_signed_statement_and_so_is_the_attachment(
    made: tuple[Run, Printed],
) -> None:
    run, all_of_them = made
    pdf, papers = all_of_them.paper.pdf, valid(run)
    sheets = pages(pdf)[::2]
    for place, one in enumerate(papers):
        assert statements_on(pdf, 2 * place) == [one.statement]
        checked = check(one.statement)
        assert checked.valid
        assert checked.public == run.database.read(public_key)
        assert fingerprint(checked.public) in sheets[place]
    attached = PdfReader(io.BytesIO(pdf)).attachments
    assert {name: texts[0].decode() for name, texts in attached.items()} == {
        f"{one.number}.txt": one.statement for one in papers
    }
    assert sorted(texts_of(pdf, "x.pdf")) == sorted(one.statement for one in papers)


def test_all_that_is_signed_stands_on_the_page(made: tuple[Run, Printed]) -> None:
    run, all_of_them = made
    half = next(one for one in valid(run) if one.said.name == HALF)
    page = next(text for text in pages(all_of_them.paper.pdf) if HALF in text)
    for words in (
        "Teilnahmebescheinigung",
        half.number,
        "Bürgerin/Bürger im Quartier",
        "BIQ Huchting",
        "9 von 18 Unterrichtseinheiten",
        "Hallo Nachbar! Das Quartier neu entdecken",
        "Haus am Park, 12. Juni 2027",
        "Kim Beispiel",
        "Jan Muster",
        "Gefördert vom Land Bremen.",
    ):
        assert words in page
    assert "Öffentlichkeitsarbeit und Methoden" not in page  # block 5: she was not there
    assert "80 %" not in page


def test_every_heading_and_cell_is_tagged(made: tuple[Run, Printed]) -> None:
    run, _all = made
    (one, *_rest) = run.database.read(certificate.kept, [valid(run)[0].certificate_id]).values()
    catalog: Any = PdfReader(io.BytesIO(one)).root_object
    assert catalog["/Lang"].lower().startswith("de")
    assert catalog["/MarkInfo"]["/Marked"]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= set(_tags(catalog))


def test_a_reprint_is_the_same_file_after_rule_template_look_and_name_changed(
    run: Run, tmp_path: Path
) -> None:
    ids = [one.certificate_id for one in valid(run)]
    first = [printed(run, [id]).paper.pdf for id in ids]
    sheets = pages(printed(run, ids).paper.pdf)
    run.do(set_rule, 100, {1, 6})
    run.do(people.name, run.person("Ada Muster"), "Adam Beispiel")
    own = tmp_path / "papers"
    own.mkdir()
    (own / "certificate.typ").write_text('#import "common.typ": *\n#show: base\n= #d.title')
    logo = Logo("n.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', "svg", "N")
    look = Look(folder=own, logos=(logo,), notice="Neu.")
    assert [printed(run, [id], look).paper.pdf for id in ids] == first
    again = printed(run, ids, look).paper.pdf
    assert pages(again) == sheets
    seen = [statements_on(again, place) for place in (0, 2)]
    assert seen == [[one.statement] for one in valid(run)]
    assert sorted(texts_of(again, "x.pdf")) == sorted(one.statement for one in valid(run))


def test_a_reprint_does_not_wait_for_a_logo_that_is_gone(run: Run) -> None:
    def gone() -> Look:
        raise Refused("Das Logo ist nicht da.")

    ids = [one.certificate_id for one in valid(run)]
    act = Act(Actor.FACILITATOR, STATION, "")
    with pytest.raises(Refused, match="Logo"):
        issued_paper(run.database, act, ids, gone)
    first = printed(run, ids).paper.pdf
    assert pages(issued_paper(run.database, act, ids, gone).paper.pdf) == pages(first)


def test_what_two_laptops_make_at_once_is_one_copy(run: Run) -> None:
    ada = valid(run)[0].certificate_id
    assert run.do(certificate.keep, {ada: b"first"}) == {ada: b"first"}
    assert run.do(certificate.keep, {ada: b"second"}) == {ada: b"first"}
    assert printed(run, [ada]).paper.pdf == b"first"


def test_an_old_name_is_in_no_paper_that_can_be_printed(run: Run) -> None:
    ada = valid(run)[0]
    printed(run, [ada.certificate_id])
    run.do(people.name, run.person("Ada Muster"), "Adam Beispiel")
    (new,) = run.do(correct, [ada.certificate_id])
    both = printed(run, [new, valid(run)[0].certificate_id])
    text = " ".join(pages(both.paper.pdf))
    assert "Adam Beispiel" in text
    assert "Ada Muster" not in text
    assert "Ersetzt die Nummer BIQ-2027-0001." in text
    assert f"{ada.number}.pdf" in both.outdated
    with pytest.raises(Refused, match="gilt nicht mehr"):
        printed(run, [ada.certificate_id])


def test_a_draft_has_no_number_and_no_code_and_stores_nothing(run: Run) -> None:
    everybody = [row.person_id for row in run.course.people]
    pdf = draft_paper(run.database, run.run_id, everybody, LOOK).paper.pdf
    sheets = pages(pdf)
    assert "ENTWURF" in sheets[0]
    assert "Ada Muster" in sheets[0]
    assert "BIQ-2027" not in sheets[0]
    assert statements_on(pdf, 0) == []
    assert faults(pdf) == []
    assert len(valid(run)) == 2


def test_a_paper_about_a_block_says_what_it_is_about(run: Run) -> None:
    run.do(issue, run.run_id, [run.person(HALF)], "block 1")
    ids = run.database.read(issued_ids, run.run_id, CertificateKind.ATTENDANCE, run.person(HALF))
    whole, block = pages(printed(run, ids).paper.pdf)[::2]
    assert "hat an diesem Kurs teilgenommen" in whole
    assert "hat an einem Teil von diesem Kurs teilgenommen" in block
    assert "3 von 3 Unterrichtseinheiten" in block


def statements_on(pdf: bytes, page: int) -> list[str]:
    """Of the codes that a reader finds at 100 dpi; lines of a table now and then look like one."""
    return [text for text in codes(pdf, page) if text.startswith("BIQ")]


def _tags(node: object) -> Iterator[str]:
    """The kinds of all elements of a document's structure."""
    if isinstance(node, list):
        for part in node:
            yield from _tags(part)
    elif hasattr(node, "get_object"):
        element = node.get_object()
        if isinstance(element, dict):
            if "/S" in element:
                yield element["/S"]
            yield from _tags(element.get("/StructTreeRoot", element.get("/K", [])))
        elif isinstance(element, list):
            yield from _tags(element)
