"""A paper comes out for every name, for eyes and for screen readers, the same each time."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from biq_tui.core.errors import Refused
from biq_tui.papers.look import Look
from biq_tui.papers.typeset import (
    Attachment,
    Paper,
    Part,
    qr_rows,
    typeset,
    typeset_many,
)

from .reading import codes, faults, left_to_right, letters, pages

TEMPLATE = """\
#import "common.typ": *
#show: base
= #d.title
#named(d.who, size: 24pt)
#listed((auto, 1fr), ("Nr.", "Name"), d.at("rows", default: ()).map(r => (str(r.at(0)), r.at(1))))
#signature-line("Ort, Datum")
"""

IN_OUR_FONTS = {
    "Turkish": "Şükrü Yıldız İğdır",
    "Arabic": "محمد علي",
    "Persian": "پروانه گل‌محمدی",
    "Ukrainian": "Олександра Ґудзь-Їжак",
    "Tigrinya": "ሰላም ተስፋይ",
    "Vietnamese": "Nguyễn Thị Hường",
    "markup": '#eval("1") $x$ *b* _i_ <l> @r [x] \\ // {name} `r`',
    "apostrophes": "O'Brien „Zoë“ N'Guessan",
}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return written(tmp_path, TEMPLATE)


def written(folder: Path, text: str, name: str = "probe.typ") -> Path:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def of(who: Any, **more: Any) -> dict[str, Any]:
    return {"title": "Zertifikat", "who": who, **more}


@pytest.mark.parametrize("script", IN_OUR_FONTS)
def test_a_name_stands_as_it_is_written_and_a_screen_reader_finds_it(
    template: Path, script: str
) -> None:
    name = IN_OUR_FONTS[script]
    paper = typeset(template, of(name), Look())
    assert (paper.notices, paper.is_accessible) == ((), True)
    assert faults(paper.pdf) == []
    said = "".join(pages(paper.pdf)[0].split())
    assert "".join(name.split()).replace("\u200c", "") in said.replace("\u200c", "")


def test_a_name_of_another_script_has_its_latin_spelling_below(template: Path) -> None:
    paper = typeset(template, of({"name": "ሰላም", "latin": "Selam"}), Look())
    assert "ሰላም Selam" in pages(paper.pdf)[0]
    assert paper.notices == ()


def test_a_script_that_no_font_here_has_is_spelled_in_latin_and_said(template: Path) -> None:
    rows = [[1, "Ada"], [2, "Ali"]]
    paper = typeset(
        template, of({"name": "\U00016a40\U00016a41", "latin": "Mro"}, rows=rows), Look()
    )
    assert paper.notices == ("In lateinischen Buchstaben, weil die Schrift des Namens fehlt: Mro.",)
    assert paper.is_accessible
    assert faults(paper.pdf) == []
    assert "Zertifikat Mro Nr." in pages(paper.pdf)[0]


@pytest.mark.skipif(
    "DejaVu Sans" not in typst.Fonts(include_embedded_fonts=False).families(),
    reason="this system has no DejaVu Sans",
)
def test_letters_that_only_the_system_has_are_taken_from_there(template: Path) -> None:
    paper = typeset(template, of("ნინო"), Look())  # Georgian
    assert paper == Paper(paper.pdf, (), True)
    assert faults(paper.pdf) == []
    assert "ნინო" in pages(paper.pdf)[0]


def test_a_name_that_nothing_can_show_still_gets_a_paper_that_says_what_it_lacks(
    template: Path,
) -> None:
    paper = typeset(template, of("Mia \U0010fffd\ue000"), Look())
    assert paper.notices == (
        "Keine Schrift hier hat diese Zeichen: U+10FFFD U+E000. Auf dem Papier stehen dafür "
        "Kästchen, und es ist nicht barrierefrei. Eine Schreibweise in lateinischen Buchstaben "
        "hilft.",
    )
    assert not paper.is_accessible
    assert "pdfuaid" not in paper.pdf.decode("latin-1")
    assert "Mia" in PdfReader(io.BytesIO(paper.pdf)).pages[0].extract_text()


def test_letters_that_nobody_would_see_are_not_listed_as_missing(template: Path) -> None:
    paper = typeset(template, of("\ue000\u200b\u200d\ufe0f\u00ad\ue001\ufe0e"), Look())
    (notice,) = paper.notices
    assert re.findall(r"U\+[0-9A-F]+", notice) == ["U+E000", "U+E001"]


@pytest.mark.parametrize(
    "name", ["Mia 👩‍👩‍👧", "👩🏽‍🔧", "王小明", "🇩🇪", "a\u0300\u0301\u0302\u0303", "\u200d"]
)
def test_an_emoji_or_a_lone_odd_letter_gets_a_paper_accessible_or_with_a_notice(
    template: Path, name: str
) -> None:
    paper = typeset(template, of(name), Look())
    assert paper.is_accessible is (paper.notices == ())
    assert (faults(paper.pdf) == []) is paper.is_accessible
    with_latin = typeset(template, of({"name": name, "latin": "Mia"}), Look())
    assert with_latin.is_accessible
    assert faults(with_latin.pdf) == []


def test_control_characters_are_left_out(template: Path) -> None:
    paper = typeset(template, of("Ma\x00\x1b[31mx\u202e\ufeff\uffff\ud800"), Look())
    assert paper.notices == ()
    assert "Ma[31mx" in pages(paper.pdf)[0]


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=12), st.text(max_size=6))
def test_every_name_gets_a_pdf(
    tmp_path_factory: pytest.TempPathFactory, name: str, latin: str
) -> None:
    template = written(tmp_path_factory.mktemp("any"), TEMPLATE)
    paper = typeset(template, of({"name": name, "latin": latin}), Look())
    assert paper.pdf.startswith(b"%PDF-")
    assert len(PdfReader(io.BytesIO(paper.pdf)).pages) == 1


def test_language_and_title_are_the_documents_own(template: Path) -> None:
    reader = PdfReader(io.BytesIO(typeset(template, of("Ada", dated="2026-06-12"), Look()).pdf))
    assert str(reader.root_object["/Lang"]) == "de"
    assert reader.metadata is not None
    assert reader.metadata.title == "Zertifikat"
    assert str(reader.metadata.get("/CreationDate"))[:10] == "D:20260612"


def test_the_same_data_give_the_same_bytes_in_every_thread(template: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        papers = list(threads.map(lambda _n: typeset(template, of("Ada"), Look()), range(8)))
    assert {paper.pdf for paper in papers} == {papers[0].pdf}
    assert "/CreationDate" not in (PdfReader(io.BytesIO(papers[0].pdf)).metadata or {})


def test_a_draft_says_so_on_every_page_and_in_its_title(template: Path) -> None:
    rows = [[n, f"Name {n}"] for n in range(60)]
    draft = typeset(template, of("Ada", rows=rows, draft=True), Look())
    assert len(pages(draft.pdf)) == 2
    assert all("ENTWURF" in page for page in pages(draft.pdf))
    metadata = PdfReader(io.BytesIO(draft.pdf)).metadata
    assert metadata is not None
    assert metadata.title == "ENTWURF – Zertifikat"
    assert faults(draft.pdf) == []
    assert not any("ENTWURF" in page for page in pages(typeset(template, of("Ada"), Look()).pdf))


def test_a_long_list_repeats_its_header_and_counts_its_pages(template: Path) -> None:
    rows = [[n, f"Name {n}"] for n in range(60)]
    first, second = pages(typeset(template, of("Ada", rows=rows), Look()).pdf)
    assert "Nr. Name" in first
    assert second.startswith("Nr. Name")
    assert "Seite 1 von 2" in first
    assert "Seite 2 von 2" in second


def test_a_pack_for_the_printer_is_one_accessible_file_and_each_paper_counts_for_itself(
    template: Path, tmp_path: Path
) -> None:
    long = of("Bo", rows=[[n, f"Name {n}"] for n in range(60)])
    other = written(tmp_path, TEMPLATE.replace("Ort, Datum", "Leitung"), "other.typ")
    parts = [Part(template, of("Ada")), Part(other, long), Part(template, of("Cem"))]
    pack = typeset_many(parts, "Plan Z", Look())
    assert faults(pack.pdf) == []
    read = pages(pack.pdf)
    feet = ["Seite 1 von 1", "Seite 1 von 2", "Seite 2 von 2", "Seite 1 von 1"]
    assert [page[-13:] for page in read] == feet
    assert ["Leitung" in page for page in read] == [False, False, True, False]
    metadata = PdfReader(io.BytesIO(pack.pdf)).metadata
    assert metadata is not None
    assert metadata.title == "Plan Z"


def test_nobodys_certificate_is_printed_on_anothers_back(template: Path) -> None:
    parts = [Part(template, of(name)) for name in ("Ada", "Bo", "Cem")]
    pack = typeset_many(parts, "Feier", Look(), new_sheets=True)
    assert [bool("Zertifikat" in page) for page in pages(pack.pdf)] == [True, False] * 2 + [True]
    assert faults(pack.pdf) == []


def test_a_pack_spells_only_the_names_that_miss_letters(template: Path) -> None:
    mro = {"name": "\U00016a40", "latin": "Mro"}
    arabic = {"name": "علي", "latin": "Ali"}
    pack = typeset_many([Part(template, of(mro)), Part(template, of(arabic))], "Feier", Look())
    assert "Mro" in pack.notices[0]
    assert "Ali" not in pack.notices[0]
    assert "علي" in pages(pack.pdf)[1]


def test_an_attached_statement_is_found_in_the_file(template: Path) -> None:
    statement = Attachment("erklaerung.json", b'{"a": 1}', "application/json", "Die Erklärung")
    paper = typeset(template, of("Ada"), Look(), [statement])
    assert faults(paper.pdf) == []
    assert dict(PdfReader(io.BytesIO(paper.pdf)).attachments) == {"erklaerung.json": [b'{"a": 1}']}


def test_a_code_is_read_from_the_printed_page(tmp_path: Path) -> None:
    text = "BIQ1:" + "Ab9-" * 60
    template = written(
        tmp_path,
        '#import "common.typ": *\n#show: base\n= Code\n#qr(d.rows, 50mm, "QR-Code der Erklärung")',
    )
    paper = typeset(template, {"title": "Code", "rows": qr_rows(text)}, Look())
    assert codes(paper.pdf) == [text]
    assert faults(paper.pdf) == []


def test_a_number_behind_an_arabic_name_stays_behind_it(tmp_path: Path) -> None:
    template = written(
        tmp_path, '#import "common.typ": *\n#show: base\n= Liste\n#name-of(d.who) 12 (3) UE'
    )
    paper = typeset(template, of({"name": "محمد علي", "latin": "Ali"}), Look())
    assert faults(paper.pdf) == []
    assert [letter for letter in left_to_right(paper.pdf) if letter in "م123U"][-4:] == list("123U")
    assert pages(paper.pdf)


def test_words_of_another_language_are_marked_and_run_their_own_way(tmp_path: Path) -> None:
    template = written(
        tmp_path,
        '#import "common.typ": *\n#show: base\n= Tür\n#in-language("ar", "امسح الرمز")\n\nEnde',
    )
    paper = typeset(template, {"title": "Tür"}, Look())
    assert faults(paper.pdf) == []
    assert "امسح الرمز" in pages(paper.pdf)[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("#foo(1)", "Zeile 4: unknown variable: foo."),
        ("#let x = (", "Zeile 4: unclosed delimiter."),
        ("#d.nothing", "Zeile 4: dictionary does not contain key"),
        ('#read("../../../../etc/hostname")', "would escape the project root"),
        ('#read("/etc/hostname")', "file not found"),
        ('#import "@preview/cetz:0.3.0"', "will etwas aus dem Internet holen"),
        ("#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg'/>\"))", "alt"),
    ],
)
def test_a_broken_template_is_named_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    template = written(tmp_path, f'#import "common.typ": *\n#show: base\n= #d.title\n{line}\n')
    with pytest.raises(Refused) as refused:
        typeset(template, of("Ada"), Look())
    assert refused.value.sentence.startswith(f"Die Vorlage {template} ")
    assert said in refused.value.sentence
    assert "\n" not in refused.value.sentence


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        typeset(tmp_path / "none.typ", of("Ada"), Look())
    assert refused.value.sentence == (
        f"Die Vorlage {tmp_path / 'none.typ'} fehlt oder lässt sich nicht lesen."
    )


def test_no_name_is_written_to_the_disk_while_a_paper_is_set(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The template, our functions and the logos are laid out for Typst, the data are not."""
    laid_out: list[str] = []
    write = Path.write_text

    def noted(file: Path, text: str, **more: Any) -> int:
        laid_out.append(text)
        return write(file, text, **more)

    monkeypatch.setattr(Path, "write_text", noted)
    typeset(template, of("Ada Geheim"), Look(notice="Ada Geheim"))
    assert len(laid_out) == 2
    assert not any("Geheim" in text for text in laid_out)


# Where a name is parted ---------------------------------------------------------------------------

LONG_NAMES = {
    "Chlodwig Hohenlohe-Schillingsfürst-Waldenburg": [
        "Chlodwig", "Hohenlohe-", "Schillingsfürst-", "Waldenburg",
    ],
    "Sabine Leutheusser-Schnarrenberger": ["Sabine", "Leutheusser-", "Schnarrenberger"],
    "Олександра Перебийніс-Нечипоренківська": ["Олександра", "Перебийніс-", "Нечипоренківська"],
    "Nnamdi N'Guessan-Ouattara’Coulibalyson": [
        "Nnamdi", "N'Guessan-", "Ouattara’", "Coulibalyson",
    ],
    "عبدالرحمن عبدالعزيز الأنصاري": ["عبدالرحمن", "عبدالعزيز", "الأنصاري"],
}  # fmt: skip


@pytest.mark.parametrize(
    "set_by", ["#fitted(d.who, 33mm, 40mm)", "#block(width: 33mm, soft(d.who))"]
)
@pytest.mark.parametrize("name", LONG_NAMES)
def test_a_name_is_parted_at_blanks_hyphens_and_apostrophes_before_its_letters_are(
    tmp_path: Path, name: str, set_by: str
) -> None:
    template = written(tmp_path, f'#import "common.typ": *\n#show: base\n= Name\n{set_by}')
    paper = typeset(template, of(name), Look())
    assert faults(paper.pdf) == []
    as_copied = PdfReader(io.BytesIO(paper.pdf)).pages[0].extract_text()
    for piece in LONG_NAMES[name]:
        assert piece in as_copied


@pytest.mark.parametrize("name", ["W" * 80, "Ґ" * 80, "محمدعلي" * 11])
def test_letters_are_parted_only_where_nothing_else_helps_and_none_is_lost(
    tmp_path: Path, name: str
) -> None:
    template = written(
        tmp_path,
        '#import "common.typ": *\n#show: base.with(footer: none)\n= Name\n'
        "#block(width: 60mm, height: 30mm, fitted(d.who, 60mm, 30mm))",
    )
    paper = typeset(template, of(name), Look())
    assert faults(paper.pdf) == []
    assert letters(" ".join(pages(paper.pdf))) == letters("Name" + name)
