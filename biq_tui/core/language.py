"""The interface's words: gettext catalogues, read from .po files that a translator can edit.

The texts in the code are English. The screen speaks one language at a time (`speak`); a phone's
page overrides it for its own request (`speaking`), and may speak more languages than the screen:
those of `phone_texts`.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import polib

LANGUAGES = {"de": "Deutsch", "en": "English"}
"""Code and own name of every language the interface speaks; the first is the default."""

CATALOGUES = Path(__file__).parent.parent / "locale"
"""The screens' .po files; those for phones only are in the folder `phone` below it."""

_spoken = "de"
_for_request: ContextVar[str | None] = ContextVar("language_of_request", default=None)


def speak(language: str) -> None:
    """Switch the screens to `language`, a key of LANGUAGES, at once."""
    global _spoken
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}")
    _spoken = language


def spoken() -> str:
    """The language in force here: the request's own, else the screen's."""
    return _for_request.get() or _spoken


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Answer one request in `language`, whatever the screen speaks."""
    token = _for_request.set(language)
    try:
        yield
    finally:
        _for_request.reset(token)


def _(message: str) -> str:
    """`message` in the language in force."""
    return _catalogue(spoken()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form for `count`, in the language in force, with {n} filled in; others stay open."""
    return _catalogue(spoken()).ngettext(one, many, count).replace("{n}", f"{count}")


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message


def read_catalogue(language: str) -> polib.POFile:
    """The entries of a language's .po file. Raises OSError or ValueError if it can't be read."""
    folder = CATALOGUES if language in LANGUAGES else CATALOGUES / "phone"
    return polib.pofile((folder / f"{language}.po").read_text(encoding="utf-8"))


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    source = read_catalogue(language)
    if language in LANGUAGES:
        return gettext.GNUTranslations(io.BytesIO(source.to_binary()))
    from .phone_texts import PhoneTexts  # only when phones come

    return PhoneTexts(source, _catalogue("de"))
