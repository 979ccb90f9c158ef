"""The key of encrypted data: the passphrase opens it, the printed code too, and nothing else."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from biq_tui.core import language, vault
from biq_tui.core.errors import Refused

PASSPHRASE = "drei Bänke am See"
CODE = "ABCDE-FGHJK-MNPQR-STUVW-XYZ23"


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    language.speak("de")
    monkeypatch.setitem(vault._COST, "n", 2**4)  # each guess is meant to be dear: not here
    key = vault.new_key()
    vault.seal(tmp_path, key, PASSPHRASE, CODE)
    return key


def test_passphrase_and_code_open_it_as_people_type_them(tmp_path: Path, key: bytes) -> None:
    for said in (PASSPHRASE, "drei  Ba\u0308nke am See ", CODE, "abcde fghjk mnpqr stuvw xyz23"):
        assert vault.opened(tmp_path, said) == key


@pytest.mark.parametrize("said", ["", "Drei Bänke am See", CODE[:-1], PASSPHRASE[:-1], "x" * 5000])
def test_nothing_else_does(tmp_path: Path, key: bytes, said: str) -> None:
    with pytest.raises(Refused, match="weder die Passphrase noch der Notfall-Code"):
        vault.opened(tmp_path, said)


def test_its_file_holds_neither_key_nor_words_and_is_its_owners_alone(
    tmp_path: Path, key: bytes
) -> None:
    file = tmp_path / vault.KEY_FILE
    kept = file.read_text()
    assert key.hex() not in kept
    assert "See" not in kept
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == [vault.KEY_FILE]


def test_a_new_passphrase_opens_the_same_key_and_the_old_one_none(
    tmp_path: Path, key: bytes
) -> None:
    vault.seal(tmp_path, key, "vier Bäume im Park", vault.new_code())
    assert vault.opened(tmp_path, "vier Bäume im Park") == key
    for old in (PASSPHRASE, CODE):
        with pytest.raises(Refused):
            vault.opened(tmp_path, old)


def test_a_short_passphrase_is_refused_and_the_old_one_stays(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(Refused, match="12 Zeichen"):
        vault.seal(tmp_path, key, "kurz", CODE)
    assert vault.opened(tmp_path, PASSPHRASE) == key


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"passphrase": {}}', "\x00ü"])
def test_a_damaged_file_is_told(tmp_path: Path, key: bytes, damage: str) -> None:
    (tmp_path / vault.KEY_FILE).write_text(damage)
    with pytest.raises(Refused, match="beschädigt"):
        vault.opened(tmp_path, PASSPHRASE)


def test_a_changed_seal_opens_nothing(tmp_path: Path, key: bytes) -> None:
    file = tmp_path / vault.KEY_FILE
    kept = json.loads(file.read_text())
    kept["passphrase"]["box"] = kept["emergency"]["box"]
    kept["emergency"]["box"] = "00"
    file.write_text(json.dumps(kept))
    for said in (PASSPHRASE, CODE):
        with pytest.raises(Refused):
            vault.opened(tmp_path, said)


def test_codes_are_long_and_never_the_same() -> None:
    codes = {vault.new_code() for _ in range(100)}
    assert len(codes) == 100
    assert all(len(code) == 29 for code in codes)
    assert not {letter for code in codes for letter in code} & set("ILO01")
