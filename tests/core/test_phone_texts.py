"""The languages of phones: what a translator writes into a file is what a phone says."""

from __future__ import annotations

import shutil
from pathlib import Path

import polib
import pytest

from biq_tui.core import language, phone_texts
from biq_tui.core.language import LANGUAGES, _, speaking, spoken
from biq_tui.core.phone_texts import Count, PhoneTexts, Unchecked, counts, phone_languages, table

HEAD = (
    'msgid ""\nmsgstr ""\n"Language: {code}\\n"\n"X-Autonym: {name}\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
TURKISH = HEAD.format(code="tr", name="Türkçe") + (
    '# checked: Ayşe Beispiel\nmsgid "Welcome!"\nmsgstr "Hoş geldiniz!"\n\n'
    '# de: Mein Name\nmsgid "My name"\nmsgstr "Adım"\n\n'
    '#, fuzzy\n# geprüft: Ayşe Beispiel\nmsgid "Language"\nmsgstr "Dil?"\n\n'
    '# checked:\nmsgid "I am here."\nmsgstr ""\n'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of catalogues, with the German and the English one and this Turkish one."""
    (tmp_path / "phone").mkdir()
    for code in LANGUAGES:
        shutil.copy(language.CATALOGUES / f"{code}.po", tmp_path)
    (tmp_path / "phone" / "tr.po").write_text(TURKISH, encoding="utf-8")
    monkeypatch.setattr(language, "CATALOGUES", tmp_path)
    monkeypatch.setattr(phone_texts, "CATALOGUES", tmp_path)
    monkeypatch.setattr(phone_texts, "phone_languages", phone_languages.__wrapped__)
    return tmp_path


def turkish() -> PhoneTexts:
    german = language._catalogue("de")
    return PhoneTexts(polib.pofile(TURKISH), german)


def test_a_checked_text_stands_alone() -> None:
    text = turkish().gettext("Welcome!")
    assert text == "Hoş geldiniz!"
    assert not isinstance(text, Unchecked)


def test_a_text_that_nobody_has_checked_brings_the_german() -> None:
    text = turkish().gettext("My name")
    assert isinstance(text, Unchecked)
    assert (text, text.german) == ("Adım", "Mein Name")


@pytest.mark.parametrize("message", ["Language", "I am here.", "Please write your name."])
def test_a_doubtful_empty_or_missing_text_is_the_german(message: str) -> None:
    text = turkish().gettext(message)
    assert isinstance(text, Unchecked)
    assert text == text.german == language._catalogue("de").gettext(message)


@pytest.mark.parametrize("slip", ["Adım {nmae}", "Adım {", "Adım {}"])
def test_a_wrong_placeholder_is_no_translation(slip: str) -> None:
    source = polib.pofile(TURKISH.replace("Adım", slip))
    assert PhoneTexts(source, language._catalogue("de")).gettext("My name") == "Mein Name"


def test_both_texts_are_filled_in() -> None:
    text = Unchecked("Ne kadar: {period}", "Wie lange: {period}").format(period="1 Jahr")
    assert isinstance(text, Unchecked)
    assert (text, text.german) == ("Ne kadar: 1 Jahr", "Wie lange: 1 Jahr")


def test_the_screen_speaks_on_while_a_phone_is_answered() -> None:
    with speaking("uk"):
        assert _("My name") == "Ім’я та прізвище"
    assert spoken() == "de"
    with pytest.raises(ValueError, match="uk"):
        language.speak("uk")  # the screens have no Ukrainian


def test_a_new_file_is_a_new_language(folder: Path) -> None:
    text = HEAD.format(code="bg", name="Български") + 'msgid "Language"\nmsgstr "Език"\n'
    (folder / "phone" / "bg.po").write_text(text, encoding="utf-8")
    assert phone_texts.phone_languages() == LANGUAGES | {"tr": "Türkçe", "bg": "Български"}


@pytest.mark.parametrize(
    "slip",
    [
        TURKISH.replace('msgstr "Adım"', 'msgst "Adım"'),
        TURKISH.replace("X-Autonym", "X-Name"),
        TURKISH.replace("plural=(n != 1)", "plural=(n =! 1)"),
        "",
    ],
)
def test_a_file_with_a_slip_is_left_out_and_the_others_go_on(
    folder: Path, slip: str, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "phone" / "pl.po").write_text(slip, encoding="utf-8")
    (folder / "phone" / "ru.po").write_bytes(b"\xff\xfe\x00")
    assert phone_texts.phone_languages() == LANGUAGES | {"tr": "Türkçe"}
    assert len(caplog.records) == 2


def test_the_checked_texts_are_counted_with_who_checked_them(folder: Path) -> None:
    assert counts() == [Count("Türkçe", 4, 2, 1, ("Ayşe Beispiel",))]
    assert table().splitlines()[-1] == "| Türkçe | 4 | 2 | 1 | Ayşe Beispiel |"
