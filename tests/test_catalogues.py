"""Every text the program shows is in the German catalogue, and nothing else is.

Every text a phone can see is in all the others, too.
"""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path
from typing import BinaryIO, TypeAlias

import polib
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from biq_tui.core.dates import WEEKDAYS
from biq_tui.core.phone_texts import table

PACKAGE = Path(__file__).parent.parent / "biq_tui"
CATALOGUES = sorted((PACKAGE / "locale").rglob("*.po"))
PHONES = sorted((PACKAGE / "locale" / "phone").glob("*.po"))
GERMAN = PACKAGE / "locale" / "de.po"
FOR_PHONES = re.compile(
    r"web/(entrance|guard|protocol)\.py|web/templates/\w+\.html|attendance/(pages|visits)\.py"
    r"|attendance/templates/(?!audience)\w+\.html"
    r"|meetings/(phone|vote)_pages\.py|meetings/templates/(idea|vote|no_vote)\w*\.html"
    r"|events/phone_(pages|calendar)\.py|events/templates/(help\w*|calendar|taken_out)\.html"
    r"|events/(access_text|papers/poster_words)\.py"
)
REFUSED_TO_PHONES: set[Id] = {
    "This evening is not open.",
    "Please write the idea.",
    "This is too long: {length} letters. {most} are possible. Nothing is lost.",
    "No ideas are collected here now.",
    "Too many ideas are waiting. Please tell the person at the laptop.",
    "This vote is not open.",
    "The vote is over. This was not counted.",
    "There is no such ticket. Please look at the letters again.",
    "Somebody has voted with this ticket already.",
    "There is no option {letter}.",
    "There are as many votes as people. Please tell the person at the laptop.",
    "“{option}” can be chosen once only, with a 1.",
    ("Only {n} option can be chosen.", "Only {n} options can be chosen."),
    ("{n} is chosen here.", "{n} are chosen here."),
    "“{option}” has {given} dots. The most is {most}.",
    ("This is {n} dot too many.", "These are {n} dots too many."),
    ("Everybody has {n} dot.", "Everybody has {n} dots."),
    "“{option}” has {given} points. The most is {most}.",
    "“{option}” has no answer. Please answer all, from 0 to {most}.",
    "“{option}”: {given} is too high. {most} is the most.",
    "“{option}”: place {given} does not exist. 1 to {most} are possible.",
    "This shift is not open any more. Please look again.",
    "Too many people want to help. Please tell the person at the laptop.",
    *WEEKDAYS,
}
"""What a use case says to a phone, too; what pages say of themselves is found in their sources."""
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract"}
PLACEHOLDER = re.compile(r"(?<!\{)\{(\w[\w.]*)[^{}]*\}")

Id: TypeAlias = str | tuple[str, ...]


def used_in(package: Path) -> Catalog:
    """What the sources below `package` mark for translation, with the places."""
    used = Catalog()
    for source in sorted(package.rglob("*")):
        if method := METHODS.get(source.suffix):
            with source.open("rb") as file:
                for line, message, _comments, _context in found_in(file, method):
                    place = source.relative_to(package.parent).as_posix()
                    used.add(message, locations=[(place, line)])
    return used


def found_in(file: BinaryIO, method: str) -> list[tuple[int, Id, list[str], str | None]]:
    options = {
        "silent": "false"
    }  # a page that can't be parsed is a mistake, not a page without text
    return list(extract(method, file, keywords=KEYWORDS, options=options))


def catalogue(path: Path) -> dict[Id, Message]:
    with path.open("rb") as file:
        return {_whole(message): message for message in read_po(file) if message.id}


def _whole(message: Message) -> Id:
    """The message's identity, plural included."""
    return message.id if isinstance(message.id, str) else tuple(message.id)


def phone_texts() -> set[Id]:
    """Every text that somebody can see on a phone."""
    shown = {
        _whole(message)
        for message in used_in(PACKAGE)
        if message.id and any(FOR_PHONES.search(place) for place, _line in message.locations)
    }
    return shown | REFUSED_TO_PHONES


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [""])


def untranslated(used: Catalog, known: dict[Id, Message]) -> list[Message]:
    def is_there(message: Message) -> bool:
        entry = known.get(_whole(message))
        return entry is not None and not entry.fuzzy and all(forms(entry.string))

    return [message for message in used if message.id and not is_there(message)]


def as_po(messages: list[Message]) -> str:
    """The entries as they would stand in a .po file, to be pasted there."""
    entries = Catalog()
    for message in messages:
        entries.add(message.id, locations=message.locations)
    out = io.BytesIO()
    write_po(out, entries, omit_header=True, width=100)
    return out.getvalue().decode()


def wrong_placeholders(message: Message) -> bool:
    """Whether a translation's placeholders are not those of the text it translates.

    A plural's first form may, like the singular, say "one" in words.
    """
    wanted = [set(PLACEHOLDER.findall(text)) for text in forms(message.id)]
    for place, text in enumerate(forms(message.string)):
        allowed = wanted if place == 0 else wanted[-1:]
        if text and set(PLACEHOLDER.findall(text)) not in allowed:
            return True
    return False


def tell(fault: str, messages: list[Message]) -> None:
    """Fail with the entries, unindented, so that they can be copied."""
    if messages:
        pytest.fail(f"{fault}:\n\n{as_po(messages)}", pytrace=False)


def test_every_text_is_translated_into_german() -> None:
    missing = untranslated(used_in(PACKAGE), catalogue(GERMAN))
    tell("missing, empty or fuzzy in locale/de.po", missing)


def test_the_german_catalogue_holds_no_text_that_nothing_shows() -> None:
    used = {_whole(message) for message in used_in(PACKAGE)}
    unused = [message for id_, message in catalogue(GERMAN).items() if id_ not in used]
    tell("in locale/de.po, but in no source", unused)


@pytest.mark.parametrize("path", PHONES, ids=lambda path: path.stem)
def test_every_text_of_a_phone_is_translated_and_nothing_else_is(path: Path) -> None:
    known = catalogue(path)
    translated = {id_ for id_, message in known.items() if all(forms(message.string))}
    assert translated == known.keys() == phone_texts()


@pytest.mark.parametrize("path", PHONES, ids=lambda path: path.stem)
def test_a_translator_sees_the_german_as_it_is_now(path: Path) -> None:
    """When the German changes, this fails, and whoever changes it looks at who has checked it."""
    german = {
        entry.msgid: entry.msgstr or entry.msgstr_plural.get(1)
        for entry in polib.pofile(GERMAN.read_text("utf-8"))
    }
    for entry in polib.pofile(path.read_text(encoding="utf-8")):
        assert f"de: {german[entry.msgid]}" in entry.tcomment.splitlines()


def test_the_readme_says_how_many_texts_are_checked() -> None:
    """python -m biq_tui.core.phone_texts prints the table."""
    assert table() in (PACKAGE.parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_translations_have_the_placeholders_of_their_texts(path: Path) -> None:
    wrong = [message for message in catalogue(path).values() if wrong_placeholders(message)]
    tell(f"other placeholders than their text in locale/{path.name}", wrong)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_each_text_once(path: Path) -> None:
    polib.pofile(path.read_text(encoding="utf-8"), check_for_duplicates=True)


def test_no_text_is_put_together_before_it_is_translated() -> None:
    """Neither an f-string or a sum inside _(), nor _() inside an f-string: no finder sees these."""
    hidden = [
        f"{source.relative_to(PACKAGE.parent).as_posix()}:{call.lineno}"
        for source in PACKAGE.rglob("*.py")
        for call in ast.walk(ast.parse(source.read_bytes()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in KEYWORDS
        and any(isinstance(text, ast.JoinedStr | ast.BinOp) for text in call.args[:2])
    ]
    hidden += [
        f"{source.relative_to(PACKAGE.parent).as_posix()}:{text.lineno}"
        for source in PACKAGE.rglob("*.py")
        for text in ast.walk(ast.parse(source.read_bytes()))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in KEYWORDS
    ]
    assert not hidden


def test_these_checks_find_what_is_planted(tmp_path: Path) -> None:
    (tmp_path / "screens.py").write_text(
        '_("Welcome, {name}")\nLABEL = N_("Idea")\nngettext("One seat", "{n} seats", 3)\n'
    )
    (tmp_path / "page.html").write_text(
        "<p>{{ _('Your name') }}</p>{{ ngettext('{n} form', '{n} forms', n) }}"
    )
    used = used_in(tmp_path)
    assert {_whole(message) for message in used if message.id} == {
        "Welcome, {name}",
        "Idea",
        ("One seat", "{n} seats"),
        "Your name",
        ("{n} form", "{n} forms"),
    }

    po = tmp_path / "de.po"
    po.write_text(
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Welcome, {name}"\nmsgstr "Willkommen, {nmae}"\n\n'
        '#, fuzzy\nmsgid "Idea"\nmsgstr "Idee"\n\n'
        'msgid "Your name"\nmsgstr ""\n\n'
        'msgid "One seat"\nmsgid_plural "{n} seats"\nmsgstr[0] "Ein Platz"\nmsgstr[1] "Plätze"\n',
        encoding="utf-8",
    )
    known = catalogue(po)
    missing = untranslated(used, known)
    assert {_whole(message) for message in missing} == {
        "Idea",
        "Your name",
        ("{n} form", "{n} forms"),
    }
    assert 'msgid "Your name"\nmsgstr ""' in as_po(missing)
    assert 'msgid_plural "{n} forms"' in as_po(missing)
    assert {id_ for id_, message in known.items() if wrong_placeholders(message)} == {
        "Welcome, {name}",
        ("One seat", "{n} seats"),
    }
