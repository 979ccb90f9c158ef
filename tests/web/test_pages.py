"""Pages as people meet them: in their language, readable, without anything from elsewhere."""

from __future__ import annotations

import re
from itertools import pairwise

import httpx
import pytest
from jinja2 import UndefinedError
from starlette.requests import Request

from biq_tui.core.language import spoken
from biq_tui.core.phone_texts import Unchecked
from biq_tui.web.pages import CSS, PHONE_LANGUAGES, page_language, render, with_german
from tests.web.conftest import Room

OFFERED = ("de", "en", "uk", "zh-Hant", "ar", "ku", "fa")

LANGUAGES: list[tuple[str, str, str]] = [
    # query, Accept-Language, answer
    ("", "", "de"),
    ("", "en", "en"),
    ("", "EN-gb", "en"),
    ("", "fr,en;q=0.5", "en"),
    ("", "en;q=0.5, uk;q=0.9", "uk"),
    ("", "uk;q=0, en;q=0.1", "en"),
    ("", "tr, *;q=0.1", "de"),
    ("", "zh-hant-tw", "zh-Hant"),
    ("", "ar-SY,ar;q=0.9,en;q=0.8", "ar"),
    ("", "kmr-TR,tr;q=0.5", "ku"),  # Kurmancî has two names
    ("", "ku,tr;q=0.5", "ku"),
    ("", "ku-Arab-IQ,ar;q=0.5", "ar"),  # Soranî is another language
    ("", "ckb,ar;q=0.5", "ar"),
    ("", "prs-AF", "fa"),
    ("", "fa-AF", "fa"),
    ("", "en;q=loud, uk", "uk"),
    ("", "en;q=nan, uk", "uk"),
    ("", ";;;,,,q=1", "de"),
    ("l=uk", "en", "uk"),
    ("l=fr", "en", "en"),
    ("l=", "en", "en"),
    ("l=<b>", "", "de"),
    ("l=uk&l=en", "", "en"),
]


def asked(query: str, accept: str) -> Request:
    headers = [(b"accept-language", accept.encode())] if accept else []
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": "/",
            "query_string": query.encode(),
            "headers": headers,
        }
    )


@pytest.mark.parametrize(("query", "accept", "expected"), LANGUAGES)
def test_the_page_speaks_the_phones_language(query: str, accept: str, expected: str) -> None:
    assert page_language(asked(query, accept), OFFERED) == expected


def page(*offered: str, name: str = "you") -> str:
    answer = render("sample/hello.html", "en", offered=offered or ("de", "en"), name=name)
    return bytes(answer.body).decode()


async def test_a_chosen_language_is_kept_for_this_page(room: Room) -> None:
    answer = await room.ask("/?l=de")
    assert '<html lang="de" dir="ltr">' in answer.text
    assert spoken() == "de"


def test_each_language_is_offered_under_its_own_name_and_in_its_own_direction() -> None:
    links = re.findall(r"<a (.*?)>(.*?)</a>", page("de", "en", "ar"))
    assert links == [
        ('href="?l=de" lang="de" dir="ltr" hreflang="de"', "Deutsch"),
        ('href="?l=en" lang="en" dir="ltr" hreflang="en" aria-current="true"', "English"),
        ('href="?l=ar" lang="ar" dir="rtl" hreflang="ar"', "العربية"),
    ]


def test_nine_languages_are_offered_by_their_names() -> None:
    assert PHONE_LANGUAGES == {
        "de": "Deutsch",
        "en": "English",
        "ku": "Kurmancî",
        "pl": "Polski",
        "tr": "Türkçe",
        "ru": "Русский",
        "uk": "Українська",
        "ar": "العربية",
        "fa": "فارسی",
    }


def test_what_nobody_has_checked_has_the_german_beneath_it() -> None:
    text = Unchecked("Sorumlu: {who} <3", "Verantwortlich: {who} <3")
    assert with_german(text, who="<Haus> {who}") == (
        "Sorumlu: <bdi>&lt;Haus&gt; {who}</bdi> &lt;3<br>"
        '<small lang="de" dir="ltr">Verantwortlich: <bdi>&lt;Haus&gt; {who}</bdi> &lt;3</small>'
    )
    assert with_german("Sorumlu <{who}>") == "Sorumlu &lt;{who}&gt;"


def test_what_nobody_has_translated_is_german_and_says_so() -> None:
    assert with_german(Unchecked("Neu", "Neu")) == '<small lang="de" dir="ltr">Neu</small>'


@pytest.mark.parametrize("language", PHONE_LANGUAGES)
async def test_a_phone_that_comes_wrong_is_told_in_its_language(room: Room, language: str) -> None:
    async with httpx.AsyncClient(headers={"Host": "old", "Accept-Language": language}) as phone:
        answer = await phone.get(room.url)
    assert answer.status_code == 400
    direction = "rtl" if language in ("ar", "fa") else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in answer.text
    german = "Diese Adresse stimmt nicht. Bitte scannen Sie das Bild noch einmal."
    beneath = f'<br><small lang="de" dir="ltr">{german}</small>'
    assert (beneath in answer.text) == (language not in ("de", "en"))


def test_one_language_alone_needs_no_choice() -> None:
    assert "<nav" not in page("en")


def test_what_people_write_is_never_markup() -> None:
    assert "<script>" not in page(name="<script>")


def test_a_forgotten_value_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        render("sample/hello.html", "en")


def test_nothing_comes_from_elsewhere() -> None:
    html = page()
    assert "<script" not in html
    assert "<link" not in html
    assert "//" not in html.replace("<!doctype html>", "")
    assert "@import" not in CSS
    assert "url(" not in CSS


def test_the_style_is_the_one_that_is_allowed() -> None:
    assert f"<style>{CSS}</style>" in page()
    assert "</" not in CSS


def test_zooming_is_never_blocked() -> None:
    assert re.findall(r'name="viewport" content="(.*?)"', page()) == [
        "width=device-width, initial-scale=1"
    ]


def test_text_and_signs_are_strong_enough_in_light_and_dark() -> None:
    themes = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    assert len(themes) == 2
    for theme in themes:
        colour = dict(re.findall(r"--([\w-]+): (#\w{6});", theme))
        for front, back, least in [
            ("text", "page", 7),
            ("accent", "page", 4.5),
            ("on-accent", "accent", 4.5),
            ("warning", "page", 4.5),
            ("line", "page", 3),
        ]:
            assert contrast(colour[front], colour[back]) >= least, (front, back)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[start:end], 16) / 255 for start, end in pairwise((1, 3, 5, 7))]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
