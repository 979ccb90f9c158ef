"""`biq verify` and `biq key`: whether a paper is genuine, told to whoever holds it."""

from __future__ import annotations

import base64
import io
import os
import stat
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from biq_tui.core import clock
from biq_tui.core.database import Database, parse_url
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act, Write
from biq_tui.qualification import pdf_attachments, verifying
from biq_tui.qualification.certificate_models import Certificate, SigningKey
from biq_tui.qualification.signing_key import Key, key_of, public_key, public_text, read_public
from biq_tui.qualification.statement import fingerprint, sign
from tests.attendance.rooms import everything
from tests.core import foreign
from tests.core.conftest import database, folder, postgresql_for_rows, sqlite_for_rows
from tests.qualification.courses import Run
from tests.qualification.statements import (
    OTHER_SECRET,
    SECRET,
    STATEMENT,
    pdf_with,
    public_of,
    stated,
)
from tests.test_commands import Biq

__all__ = ["database", "folder", "postgresql_for_rows", "sqlite_for_rows"]

ACT = Act(Actor.FACILITATOR, "laptop-1", "courses")
FINGERPRINT = fingerprint(public_of(SECRET))
TEXT = sign(STATEMENT, SECRET)
SAID = [
    "Nummer: BIQ-2027-0001",
    "Papier: Zertifikat",
    "Für: der ganze Kurs",
    "Name: Ada Muster",
    "Kurs: Bürgerin/Bürger im Quartier (biq)",
    "Durchgang: BIQ Huchting 2027",
    "Von: 5. März 2027",
    "Bis: 4. September 2027",
    "Unterricht: 62 von 80 UE",
    "Blöcke: 1, 2, 3, 4, 5, 6",
    "Regel: 80 %",
    "Ort: Bremen-Huchting",
    "Ausgestellt am: 11. September 2027",
    "Unterschriften: Sabine Muster, Heimstiftung · Kim Beispiel, Kursleitung",
    f"Schlüssel: {FINGERPRINT}",
]
GENUINE, MINE = "Echt. Dieses Haus", "Echt. Es ist mit Ihrem Schlüssel"
STRANGE, CHANGED = "Nicht bestätigt.", "Nicht echt."


class Checking(Biq):
    """Somebody who checks papers, with or without data of her own."""

    def finds(self, *arguments: str) -> tuple[int, list[str]]:
        """The exit code of `biq verify`, and what it says."""
        code, out, err = self.run("verify", *arguments)
        assert err == ""
        return code, out.splitlines()


@pytest.fixture
def nobody(tmp_path: Path) -> Iterator[Checking]:
    """Somebody without any data, who has none afterwards."""
    somebody = Checking(tmp_path / "none")
    yield somebody
    assert not somebody.folder.exists()


@pytest.fixture
def house(tmp_path: Path) -> Checking:
    """The house whose key has signed TEXT; it has issued no papers."""
    somebody = Checking(tmp_path / "house")
    database = open_database(somebody.folder)
    give_key(database)
    database.close()
    return somebody


@pytest.fixture
def key_file(tmp_path: Path) -> str:
    """The public key as the house gives it to others."""
    file = tmp_path / "schlüssel.txt"
    file.write_text(public_text(public_of(SECRET)), encoding="utf-8")
    return str(file)


def give_key(database: Database) -> None:
    """The house has the key SECRET already, as from a backup."""

    def store(write: Write) -> None:
        public, secret = (base64.b64encode(raw).decode() for raw in (public_of(SECRET), SECRET))
        write.insert(SigningKey(secret=secret, public=public, made_on=STATEMENT.issued_on))
        write.tell("test.key")

    database.write(ACT, store).result()


def make_key(database: Database) -> Key:
    """What issuing a paper does first."""

    def issue(write: Write) -> Key:
        key = key_of(write)
        write.tell("test.key", undoable=False)
        return key

    return database.write(ACT, issue).result()


def changed(text: str) -> str:
    return text[:70] + ("A" if text[70] != "A" else "B") + text[71:]


# A paper with no data around ----------------------------------------------------------------------


def test_with_a_key_a_paper_is_checked_where_there_is_no_data(
    nobody: Checking, key_file: str
) -> None:
    for key in (key_file, FINGERPRINT, FINGERPRINT.lower().replace(" ", "")):
        code, said = nobody.finds(TEXT, "--key", key)
        assert code == 0
        assert said[0].startswith(MINE)
        assert said[-len(SAID) :] == SAID


def test_without_a_key_it_says_whose_key_it_is_and_that_it_does_not_know_it(
    nobody: Checking,
) -> None:
    code, said = nobody.finds(TEXT)
    assert code == 1
    assert said[0].startswith(STRANGE)
    assert "--key" in said[1]
    assert said[-len(SAID) :] == SAID


def test_another_key_than_the_trusted_one_is_told_apart_from_a_change(
    nobody: Checking, key_file: str
) -> None:
    strange = nobody.finds(sign(STATEMENT, OTHER_SECRET), "--key", key_file)
    broken = nobody.finds(changed(TEXT), "--key", key_file)
    assert (strange[0], broken[0]) == (1, 1)
    assert strange[1][0].startswith(STRANGE)
    assert strange[1][-1] == f"Schlüssel: {fingerprint(public_of(OTHER_SECRET))}"
    assert broken[1][0].startswith(CHANGED)
    assert "Ada Muster" not in "".join(broken[1]), "what was changed is not repeated as if it were"


@pytest.mark.parametrize("text", [changed(TEXT), TEXT[:-9], TEXT + "AA", "BIQ1:" + TEXT, "BIQ1:A"])
def test_a_changed_text_is_not_genuine(nobody: Checking, key_file: str, text: str) -> None:
    code, said = nobody.finds(text, "--key", key_file)
    assert code == 1
    assert said[0].startswith(CHANGED)


def test_everything_of_a_part_s_paper_is_said_in_either_language(nobody: Checking) -> None:
    part = stated(kind="attendance", scope="module 2", blocks=(), rule="", replaces="BIQ-2026-0017")
    _code, said = nobody.finds(sign(part, SECRET))
    for line in (
        "Papier: Teilnahmebescheinigung",
        "Für: Modul 2",
        "Blöcke: keine",
        "Regel: keine",
        "Ersetzt: BIQ-2026-0017",
    ):
        assert line in said
    _code, said = nobody.finds(sign(part, SECRET), "--lang", "en")
    for line in ("Paper: confirmation of attendance", "About: module 2", "From: 5 March 2027"):
        assert line in said


def test_what_a_stranger_signed_can_not_move_the_terminal(nobody: Checking) -> None:
    hostile = sign(stated(name="Ada\x1b[2J\u202eretsuM{0}", scope="block \x07"), OTHER_SECRET)
    _code, said = nobody.finds(hostile)
    assert "Name: Ada[2JretsuM{0}" in said
    assert "Für: Block" in [line.strip() for line in said]


# Where the text comes from ------------------------------------------------------------------------


def as_pdf(texts: list[str]) -> bytes:
    return pdf_with(texts)


def as_text(texts: list[str]) -> bytes:
    return "\n".join(texts).encode()


def as_letter(texts: list[str]) -> bytes:
    return ("\ufeffPrüfcode: " + "\r\n\r\n".join(texts).lower()).encode()


def as_utf_16(texts: list[str]) -> bytes:
    return "\n".join(texts).encode("utf-16")


def as_scanned(texts: list[str]) -> bytes:
    return "\n".join(texts).translate(str.maketrans("YZ:", "ZYÖ")).encode()


@pytest.mark.parametrize("form", [as_pdf, as_text, as_letter, as_utf_16, as_scanned])
def test_all_papers_of_a_file_are_told_each_once(
    nobody: Checking, tmp_path: Path, form: Callable[[list[str]], bytes]
) -> None:
    texts = [sign(stated(number=f"BIQ-2027-000{n}", name=f"Person {n}"), SECRET) for n in (1, 2, 3)]
    file = tmp_path / "papiere.dat"
    file.write_bytes(form([*texts, texts[0]]))
    code, said = nobody.finds(str(file), "--key", FINGERPRINT)
    assert code == 0
    names = [line for line in said if line.startswith("Name: ")]
    assert names == ["Name: Person 1", "Name: Person 2", "Name: Person 3"]


def test_one_broken_paper_among_many_is_enough_for_a_no(nobody: Checking, tmp_path: Path) -> None:
    file = tmp_path / "papiere.pdf"
    second = changed(sign(stated(name="Ali Beispiel"), SECRET))
    file.write_bytes(pdf_with([TEXT, second, sign(stated(name="Cem Probe"), OTHER_SECRET)]))
    code, said = nobody.finds(str(file), "--key", FINGERPRINT)
    assert code == 1
    assert [sum(line.startswith(kind) for line in said) for kind in (MINE, CHANGED, STRANGE)] == [
        1, 1, 1,
    ]  # fmt: skip


def test_other_attachments_are_left_alone(nobody: Checking, tmp_path: Path) -> None:
    file = tmp_path / "papier.pdf"
    file.write_bytes(pdf_with([b"\xff\xd8 a picture", "a note", TEXT, b"BIQ1:" + b"A" * 100_000]))
    assert nobody.finds(str(file), "--key", FINGERPRINT)[0] == 0


def test_a_paper_comes_through_a_pipe(tmp_path: Path, key_file: str) -> None:
    for given in (TEXT.encode(), pdf_with([TEXT])):
        done = subprocess.run(
            [
                sys.executable, "-m", "biq_tui", "verify", "-", "--key", key_file,
                "--data-dir", tmp_path / "none", "--lang", "en",
            ],
            input=given,
            capture_output=True,
            check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode().startswith("Genuine.")
    assert not (tmp_path / "none").exists()


def test_the_exit_code_is_the_same_though_nobody_reads_what_is_said(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "biq_tui", "verify", changed(TEXT)]
    done = subprocess.run(
        [*command, "--data-dir", tmp_path / "none"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


# What can't be checked ----------------------------------------------------------------------------

LOOP = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n3 0 obj<</Kids[3 0 R]>>endobj\n"
    b"trailer<</Root 1 0 R/Size 4>>\n%%EOF"
)
UNUSABLE: dict[str, tuple[bytes, str]] = {
    "empty.pdf": (b"", "kein Prüfcode"),
    "letter.txt": (b"Sehr geehrte Frau Muster", "kein Prüfcode"),
    "photo.png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 99, "mit einem Handy"),
    "plain.pdf": (pdf_with([]), "kein Prüfcode"),
    "other.pdf": (pdf_with(["a note"]), "kein Prüfcode"),
    "cut.pdf": (pdf_with([TEXT])[:300], ""),
    "zeros.pdf": (b"%PDF-1.7\n" + bytes(1000), "beschädigt"),
    "loop.pdf": (LOOP, ""),
    "locked.pdf": (pdf_with([TEXT], "secret"), "Passwort"),
    "newer.txt": (TEXT.replace("BIQ1", "BIQ2").encode(), "neuere Version"),
}


@pytest.mark.parametrize("file", UNUSABLE)
def test_a_file_without_a_paper_is_refused_in_one_sentence(
    nobody: Checking, tmp_path: Path, file: str
) -> None:
    raw, sentence = UNUSABLE[file]
    (tmp_path / file).write_bytes(raw)
    assert sentence in nobody.refuses("verify", str(tmp_path / file), "--key", FINGERPRINT)


@pytest.mark.parametrize("given", ["weg.pdf", "", "x" * 5000, "a\0b", "Ada Muster"])
def test_what_is_neither_a_file_nor_a_text_is_refused(nobody: Checking, given: str) -> None:
    assert "gibt es nicht" in nobody.refuses("verify", given)


def test_a_folder_is_refused(nobody: Checking, tmp_path: Path) -> None:
    assert "gibt es nicht" in nobody.refuses("verify", str(tmp_path))


def test_a_file_that_is_too_large_is_refused(
    nobody: Checking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "MOST_BYTES", 2000)
    (tmp_path / "big.pdf").write_bytes(pdf_with([TEXT, "x" * 2000]))
    assert "zu groß" in nobody.refuses("verify", str(tmp_path / "big.pdf"))


def test_an_attachment_that_unpacks_to_very_much_does_no_harm(
    nobody: Checking, tmp_path: Path
) -> None:
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, StreamObject

    writer = PdfWriter(clone_from=io.BytesIO(pdf_with([b"to be filled"])))
    (attached,) = (found for found in writer._objects if _holds(found, b"to be filled"))
    assert isinstance(attached, StreamObject)
    attached._data = zlib.compress(bytes(90_000_000))
    attached[NameObject("/Filter")] = NameObject("/FlateDecode")
    file = tmp_path / "bomb.pdf"
    writer.write(file)
    assert nobody.refuses("verify", str(file))


def _holds(found: object, data: bytes) -> bool:
    return getattr(found, "_data", b"") == data


def test_a_pdf_that_takes_for_ever_is_given_up(
    nobody: Checking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "_PATIENCE", 0.3)
    monkeypatch.setattr(pdf_attachments, "attached", foreign.takes_for_ever)
    (tmp_path / "slow.pdf").write_bytes(pdf_with([TEXT]))
    began = time.monotonic()
    assert nobody.refuses("verify", str(tmp_path / "slow.pdf"))
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("key", ["", "ABCD", "weg.pem", FINGERPRINT + " A"])
def test_a_key_that_is_none_is_refused(nobody: Checking, key: str) -> None:
    assert "--key braucht" in nobody.refuses("verify", TEXT, "--key", key)


RSA_LIKE = "-----BEGIN PUBLIC KEY-----\nMFwwDQYJKoZIhvcNAQEB\n-----END PUBLIC KEY-----\n"


@pytest.mark.parametrize("content", ["", "Fingerabdruck: ABCD", RSA_LIKE, TEXT, "\xff\0"])
def test_a_key_file_without_a_key_is_refused(
    nobody: Checking, tmp_path: Path, content: str
) -> None:
    (tmp_path / "key.txt").write_text(content, encoding="utf-8")
    said = nobody.refuses("verify", TEXT, "--key", str(tmp_path / "key.txt"))
    assert "kein öffentlicher Schlüssel" in said


# In the house that issued it ----------------------------------------------------------------------


def test_the_house_trusts_its_own_key(house: Checking) -> None:
    code, said = house.finds(TEXT)
    assert code == 0
    assert said[0].startswith(GENUINE)
    assert set(SAID) <= set(said)


def test_another_key_that_is_named_is_trusted_instead(house: Checking) -> None:
    theirs = fingerprint(public_of(OTHER_SECRET))
    assert house.finds(TEXT, "--key", theirs)[0] == 1
    assert house.finds(sign(STATEMENT, OTHER_SECRET), "--key", theirs)[0] == 0


def test_a_paper_the_house_never_issued_is_told(house: Checking) -> None:
    assert house.finds(TEXT)[1][-1] == "! Die Daten hier kennen dieses Papier nicht."
    theirs = sign(STATEMENT, OTHER_SECRET)
    assert not any(line.startswith("!") for line in house.finds(theirs)[1])


def issue(run: Run, number: int, text: str, supersedes: int | None = None) -> int:
    """A paper is kept as issuing keeps it; its id."""

    def store(write: Write) -> int:
        if supersedes is not None:
            write.change(Certificate, Certificate.id == supersedes, valid=False)
        row = write.insert(
            Certificate(
                run_id=run.run_id, person_id=run.person("Ada Muster"), scope="course",
                kind="certificate", year=2027, number=number, said={}, statement=text,
                issued_at=clock.now(), supersedes=supersedes,
            )
        )  # fmt: skip
        assert row is not None
        assert row.id is not None
        write.tell("test.issued")
        return row.id

    return run.database.write(ACT, store).result()


def test_a_replaced_paper_is_genuine_still_and_says_what_replaced_it(
    database: Database, folder: Path
) -> None:
    give_key(database)
    run = Run(database)
    run.enrol("Ada Muster")
    new = sign(stated(number="BIQ-2027-0002", name="Ada Neu", replaces="BIQ-2027-0001"), SECRET)
    checking = Checking(folder, database.url.render_as_string(hide_password=False))
    first = issue(run, 1, TEXT)
    assert not any(line.startswith("!") for line in checking.finds(TEXT)[1])
    issue(run, 2, new, supersedes=first)
    code, said = checking.finds(TEXT)
    assert code == 0, "the signature is right, and where there is no data nobody could know more"
    assert said[-1] == "! Es gilt nicht mehr: BIQ-2027-0002 hat es ersetzt."
    assert not any(line.startswith("!") for line in checking.finds(new)[1])


def test_checking_changes_nothing(house: Checking) -> None:
    before = house.everything()
    house.finds(TEXT)
    house.finds(changed(TEXT))
    assert house.everything() == before


def test_an_empty_database_server_stays_empty(tmp_path: Path, postgresql_url: str) -> None:
    checking = Checking(tmp_path / "none", postgresql_url)
    assert checking.finds(TEXT, "--key", FINGERPRINT)[0] == 0
    assert "noch keinen Schlüssel" in checking.refuses("key")
    engine = create_engine(parse_url(postgresql_url))
    assert inspect(engine).get_table_names() == []
    engine.dispose()
    assert not checking.folder.exists()


def test_data_that_can_t_be_read_is_told_and_a_named_key_still_serves(
    house: Checking,
) -> None:
    (house.folder / DATABASE_FILE).write_bytes(b"letters to my aunt " * 500)
    assert "keine Daten von BIQ" in house.refuses("verify", TEXT)
    code, said = house.finds(TEXT, "--key", FINGERPRINT)
    assert code == 0
    assert "keine Daten von BIQ" in said[-1]


# The key ------------------------------------------------------------------------------------------


def test_the_key_is_made_once_and_stays(database: Database) -> None:
    assert database.read(public_key) is None
    first = make_key(database)
    assert make_key(database) == first
    assert database.read(public_key) == first.public == public_of(first.secret)


def test_two_laptops_never_make_two_keys(database: Database, tmp_path: Path) -> None:
    url = database.url.render_as_string(hide_password=False)
    laptops = [open_database(tmp_path / name, url) for name in ("one", "two")]
    made: list[Key] = []
    threads = [
        threading.Thread(target=lambda laptop=laptop: made.append(make_key(laptop)))
        for laptop in laptops
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    for laptop in laptops:
        laptop.close()
    assert len(made) == 2
    assert made[0] == made[1]
    assert len(everything(database)["signing_key"]) == 1


def test_the_secret_half_shows_nowhere_by_itself(database: Database) -> None:
    key = make_key(database)
    assert repr(key.secret) not in repr(key)


def test_a_house_without_papers_has_no_key(nobody: Checking, tmp_path: Path) -> None:
    assert "noch keinen Schlüssel" in nobody.refuses("key")
    empty = Checking(tmp_path / "empty")
    open_database(empty.folder).close()
    assert "noch keinen Schlüssel" in empty.refuses("key")


def test_the_public_key_is_given_to_others(house: Checking, tmp_path: Path) -> None:
    shown = house.says("key")
    file = tmp_path / "key.txt"
    assert house.says("key", "--out", str(file)) == [
        f"Geschrieben: „{file}“",
        f"Fingerabdruck: {FINGERPRINT}",
    ]
    assert file.read_text(encoding="utf-8").splitlines() == shown
    assert f"Fingerabdruck: {FINGERPRINT}" in shown
    assert read_public("\n".join(shown)) == public_of(SECRET)
    assert "PRIVATE" not in file.read_text(encoding="utf-8")


def test_the_secret_key_goes_into_a_file_only_and_is_its_owner_s_alone(
    house: Checking, nobody: Checking, tmp_path: Path
) -> None:
    assert "nie gezeigt" in house.refuses("key", "--secret")
    file = tmp_path / "geheim.txt"
    said = house.says("key", "--secret", "--out", str(file))
    assert "PRIVATE" not in "".join(said)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    text = file.read_text(encoding="utf-8")
    assert text.startswith("GEHEIM.")
    key = load_pem_private_key(text[text.index("-----BEGIN") :].encode(), None)
    assert key.private_bytes_raw() == SECRET  # type: ignore[union-attr]  # an Ed25519 key
    assert "geheimer Schlüssel" in nobody.refuses("verify", TEXT, "--key", str(file))


def test_a_file_that_is_there_is_never_written_over(house: Checking, tmp_path: Path) -> None:
    file = tmp_path / "brief.txt"
    file.write_text("mine")
    assert "gibt es schon" in house.refuses("key", "--out", str(file))
    assert file.read_text() == "mine"
    assert "lässt sich nicht schreiben" in house.refuses("key", "--out", str(tmp_path / "no" / "k"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk here")
def test_a_full_disk_leaves_no_half_key(
    house: Checking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def on_a_full_disk(path: object, flags: int, mode: int = 0o777) -> int:
        number = opened(path, flags, mode)  # type: ignore[arg-type]  # whatever os.open takes
        if str(path) == str(tmp_path / "k"):
            full = opened("/dev/full", os.O_WRONLY)
            os.dup2(full, number)
            os.close(full)
        return number

    monkeypatch.setattr(os, "open", on_a_full_disk)
    assert "lässt sich nicht schreiben" in house.refuses("key", "--out", str(tmp_path / "k"))
    assert not (tmp_path / "k").exists()
