"""A Träger's papers look like its own; what is wrong with its files is said in one sentence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from biq_tui.core.errors import Refused
from biq_tui.papers.look import Look, look_of
from biq_tui.papers.typeset import typeset

from .reading import faults, pages, picture

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">'
    '<rect width="120" height="40" fill="#00bb55"/></svg>'
)
TEMPLATE = '#import "common.typ": *\n#show: base\n= #words("heading", "Zertifikat")\n#logos()\n'


def template(tmp_path: Path) -> Path:
    (tmp_path / "ours").mkdir()
    file = tmp_path / "ours" / "certificate.typ"
    file.write_text(TEMPLATE, encoding="utf-8")
    return file


def own(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


def picture_file(file: Path, colour: str = "#0044ff") -> Path:
    Image.new("RGB", (60, 20), colour).save(file)
    return file


def the_paper(tmp_path: Path, look: Look) -> bytes:
    return typeset(template(tmp_path), {"title": "Zertifikat"}, look).pdf


def test_without_anything_a_paper_is_plain_and_complete(tmp_path: Path) -> None:
    look = look_of(tmp_path, "", "")
    assert look == Look()
    pdf = the_paper(tmp_path, look)
    assert faults(pdf) == []
    assert pages(pdf) == ["Zertifikat Seite 1 von 1"]


def test_logos_and_who_pays_stand_on_the_paper_and_can_be_heard(tmp_path: Path) -> None:
    folder = own(tmp_path)
    (folder / "stadt-musterhausen.svg").write_text(SVG, encoding="utf-8")
    elsewhere = picture_file(tmp_path / "land.jpg")
    picture_file(folder / "logo_verein.png", "#ff0000")
    (folder / "profile.toml").write_text('[alt]\n"land.jpg" = "Wappen des Landes"\n')
    look = look_of(
        tmp_path,
        f"stadt-musterhausen.svg, {elsewhere},logo_verein.png,",
        "Gefördert durch das Land.",
    )
    pdf = the_paper(tmp_path, look)
    assert faults(pdf) == []
    assert pages(pdf) == ["Zertifikat Gefördert durch das Land. Seite 1 von 1"]
    heard = [str(one["/Alt"]) for one in elements(pdf) if "/Alt" in one]
    assert heard == ["Logo stadt musterhausen", "Wappen des Landes", "logo verein"]
    seen = picture(pdf).convert("RGB").tobytes()
    assert all(bytes.fromhex(colour) * 9 in seen for colour in ("00bb55", "ff0000"))


def elements(pdf: bytes) -> list[dict[str, object]]:
    """The elements that a screen reader goes through, in its order."""
    found: list[dict[str, object]] = []

    def walk(element: object) -> None:
        element = getattr(element, "get_object", lambda: element)()
        if isinstance(element, list):
            for child in element:
                walk(child)
        elif isinstance(element, dict):
            if "/S" in element:
                found.append(element)
            if "/K" in element:
                walk(element["/K"])

    walk(PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"])
    return found


def test_a_traegers_own_template_and_words_are_used_in_place_of_ours(tmp_path: Path) -> None:
    folder = own(tmp_path)
    (folder / "profile.toml").write_text(
        '[texts]\nheading = "Urkunde {x} #y"\npage = "Blatt"\n', encoding="utf-8"
    )
    pdf = the_paper(tmp_path, look_of(tmp_path))
    assert pages(pdf) == ["Urkunde {x} #y Blatt 1 von 1"]
    (folder / "certificate.typ").write_text(
        '#import "common.typ": *\n#show: base\n= Ganz anders\n', encoding="utf-8"
    )
    ours = tmp_path / "ours" / "certificate.typ"
    paper = typeset(ours, {"title": "Zertifikat"}, look_of(tmp_path))
    assert pages(paper.pdf) == ["Ganz anders Blatt 1 von 1"]
    assert faults(paper.pdf) == []


def test_an_own_template_that_is_broken_is_the_one_that_is_named(tmp_path: Path) -> None:
    own(tmp_path).joinpath("certificate.typ").write_text("= Eins\n\n#nichts", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        the_paper(tmp_path, look_of(tmp_path))
    assert refused.value.sentence == (
        f"Die Vorlage {tmp_path / 'papers' / 'certificate.typ'} geht nicht, Zeile 3: "
        "unknown variable: nichts."
    )


def test_an_own_template_without_our_functions_is_still_accessible(tmp_path: Path) -> None:
    own(tmp_path).joinpath("certificate.typ").write_text("= Nur Text", encoding="utf-8")
    pdf = the_paper(tmp_path, look_of(tmp_path))
    assert faults(pdf) == []
    assert pages(pdf) == ["Nur Text"]


def test_a_logo_that_is_missing_or_no_picture_is_named(tmp_path: Path) -> None:
    folder = own(tmp_path)
    with pytest.raises(Refused) as missing:
        look_of(tmp_path, "fort.png")
    assert missing.value.sentence == (
        f"Das Logo {folder / 'fort.png'} fehlt. "
        "Bitte legen Sie es dorthin oder ändern Sie die Einstellung."
    )
    (folder / "brief.png").write_text("Sehr geehrte Damen und Herren")
    with pytest.raises(Refused) as letter:
        look_of(tmp_path, "brief.png")
    assert letter.value.sentence == (
        f"Das Logo {folder / 'brief.png'} ist kein lesbares Bild (SVG, PNG oder JPG). "
        "Bitte tauschen Sie es aus."
    )
    with pytest.raises(Refused, match=str(folder)):
        look_of(tmp_path, str(folder))


@pytest.mark.parametrize("name", ["halb.png", "halb.jpg", "halb.svg"])
def test_half_a_logo_is_named_when_the_paper_is_set(tmp_path: Path, name: str) -> None:
    folder = own(tmp_path)
    (folder / "ganz.svg").write_text(SVG, encoding="utf-8")
    half = folder / name
    if name.endswith("svg"):
        half.write_text(SVG[:80], encoding="utf-8")
    else:
        picture_file(half)
        half.write_bytes(half.read_bytes()[:60])
    with pytest.raises(Refused) as refused:
        the_paper(tmp_path, look_of(tmp_path, f"ganz.svg,{name}"))
    assert refused.value.sentence.startswith(f"Das Logo {name} ist kein lesbares Bild")


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ('[texts]\nheading = "Urkunde', "profile.toml lassen sich nicht lesen:"),
        ("[texts]\nheading = 3", "profile.toml braucht [texts] Zeilen wie: "),
        ('alt = "x"', "profile.toml braucht [alt] Zeilen wie: "),
    ],
)
def test_a_profile_that_cant_be_read_is_named(tmp_path: Path, profile: str, said: str) -> None:
    own(tmp_path).joinpath("profile.toml").write_text(profile, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        look_of(tmp_path)
    assert said in refused.value.sentence
