"""How a page for phones is made: one layout, plain HTML, the phone's own language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
)
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ..core.language import _, ngettext, speaking
from ..core.phone_texts import phone_languages

_TEMPLATES = Path(__file__).parent / "templates"
_RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
_NAMED_OTHERWISE = {"kmr": "ku", "ku-arab": "ckb", "pes": "fa", "prs": "fa"}
"""What phones call languages of ours, or what they call by a name of ours but is another one."""

_WISHES = 200
"""So many letters of what a phone prefers are read; more would only keep this laptop busy."""

PHONE_LANGUAGES = phone_languages()
"""Code and own name of every language a page can be answered in; the first is the default."""

CSS = (_TEMPLATES / "layout.css").read_text(encoding="utf-8")
"""The one style of all pages, inline in each: hand it to guard.content_policy()."""

_folders: dict[str, BaseLoader] = {}
_environment = Environment(
    loader=ChoiceLoader([FileSystemLoader(_TEMPLATES), PrefixLoader(_folders)]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def with_german(text: str, **values: str) -> Markup:
    """What a page shows of `text`: beneath it the German, if nobody has checked the translation.

    `values` fill its {placeholders}, as they are, each kept apart from the text around it.
    """
    german = getattr(text, "german", "")
    if not german:
        return _filled(text, values)
    small = Markup('<small lang="de" dir="ltr">{}</small>').format(_filled(german, values))
    return small if german == text else _filled(text, values) + Markup("<br>") + small


def _filled(text: str, values: dict[str, str]) -> Markup:
    apart = {name: Markup("<bdi>{}</bdi>").format(value) for name, value in values.items()}
    return escape(str(text)).format(**apart) if apart else escape(str(text))


def _direction(language: str) -> str:
    return "rtl" if _primary(language) in _RIGHT_TO_LEFT else "ltr"


_environment.globals.update(
    _=_,
    ngettext=ngettext,
    css=Markup(CSS),
    direction_of=_direction,
    language_names=PHONE_LANGUAGES,
)
_environment.filters["with_german"] = with_german


def add_templates(room: str, folder: Path) -> None:
    """Make the templates in `folder` known as "room/name.html"; they extend "layout.html"."""
    _folders[room] = FileSystemLoader(folder)


def render(
    template: str,
    language: str,
    status: int = 200,
    *,
    offered: Sequence[str] = tuple(PHONE_LANGUAGES),
    **values: Any,
) -> HTMLResponse:
    """The page, in `language` (a key of PHONE_LANGUAGES); every value is escaped where it is shown.

    `offered` are the languages to switch to. A value the template names but nobody gave is an
    error, not a gap.
    """
    with speaking(language):
        html = _environment.get_template(template).render(
            values,
            language=language,
            direction=_direction(language),
            offered=offered,
        )
    return HTMLResponse(html, status)


def page_language(request: Request, offered: Sequence[str]) -> str:
    """The one of `offered` to answer in: `?l=xx`, else what the phone prefers, else the first."""
    chosen = request.query_params.get("l", "")
    if chosen in offered:
        return chosen
    return _preferred(request.headers.get("accept-language", "")[:_WISHES], tuple(offered))


@lru_cache(maxsize=64)
def _preferred(accept_language: str, offered: tuple[str, ...]) -> str:
    """Phones of one make ask alike, each time."""
    for wanted in _preferences(accept_language):
        for language in offered:
            if wanted in (language.lower(), "*"):
                return language
        for language in offered:
            if _primary(wanted) == _primary(language):
                return language
    return offered[0]


def _preferences(accept_language: str) -> list[str]:
    """The languages of an Accept-Language header, most wanted first, without the refused."""
    weighed: list[tuple[float, str]] = []
    for part in accept_language.lower().split(","):
        language, _semicolon, parameter = part.partition(";")
        try:
            weight = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if language.strip() and 0 < weight <= 1:
            weighed.append((weight, _our_name(language.strip())))
    return [language for _weight, language in sorted(weighed, key=lambda pair: -pair[0])]


def _our_name(language: str) -> str:
    for named, ours in _NAMED_OTHERWISE.items():
        if language == named or language.startswith(f"{named}-"):
            return ours
    return language


def _primary(language: str) -> str:
    return language.lower().partition("-")[0]
