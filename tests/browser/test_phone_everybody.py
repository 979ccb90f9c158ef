"""The phone's pages for everybody: any language, script, eye and hand. In a real browser."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import expect

from biq_tui.attendance.notice import Facts
from biq_tui.core.phone_texts import phone_languages
from tests.browser.conftest import NewPhone, Room, faults
from tests.browser.phone import every_page, fits_sideways, says

pytestmark = pytest.mark.browser

COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
OF_EACH_KIND = "de", "ar"
"""Alone, or above the German; from the left or from the right: what colours there are, is here."""


def test_the_keyboard_alone_is_enough(room: Room, new_phone: NewPhone) -> None:
    page = new_phone().open(room.url)
    order = []
    for _key in range(12):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.innerText || 'field'"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"  # one sees where one is
    autonyms = list(phone_languages().values())
    assert order == [*autonyms, "field", "Ich bin da.", "Alles über Ihre Daten"]
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ihre Daten")
    for _key in range(10):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading")).to_have_text("Willkommen!")
    for _key in range(10):
        page.keyboard.press("Tab")
    page.keyboard.type("Ada Muster")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("heading")).to_contain_text("Fertig. Danke!")
    for _key in range(10):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading")).to_have_text("Willkommen!")
    page.get_by_label("Mein Name").focus()
    page.keyboard.type("Fatima")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading")).to_contain_text("Fertig. Danke!")
    assert room.arrivals == ["Ada Muster", "Fatima"]


@pytest.mark.parametrize("language", phone_languages())
def test_axe_finds_nothing_and_nothing_is_cut_on_any_page(
    room: Room, new_phone: NewPhone, language: str
) -> None:
    """One way through all pages: small, with large text, on its side; by day and by night."""
    phone = new_phone()
    page = phone.page
    for name in every_page(phone, room, language):
        for width, percent in ((320, 100), (320, 200), (740, 100)):
            page.set_viewport_size({"width": width, "height": 640})
            page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
            assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == (
                22 * percent / 100
            )
            assert fits_sideways(page), (name, width, percent)
        page.set_viewport_size({"width": 360, "height": 740})
        for colours in COLOURS if language in OF_EACH_KIND else COLOURS[:1]:
            page.emulate_media(color_scheme=colours)
            assert faults(page) == "", (name, colours)


def test_axe_would_find_a_fault(room: Room, new_phone: NewPhone) -> None:
    page = new_phone().open(room.url)
    page.evaluate(
        "document.querySelector('label').remove();document.querySelector('h1').style.color = '#ccc'"
    )
    found = faults(page)
    assert "label" in found
    assert "color-contrast" in found


SMALL = """
least => [...document.querySelectorAll("a, button, input")]
  .map(thing => [thing.innerText || thing.id, thing.getBoundingClientRect()])
  .filter(([_, box]) => box.width < least || box.height < least)
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)
"""
TINY = """
least => [...document.querySelectorAll("body *")]
  .filter(thing => thing.innerText && parseFloat(getComputedStyle(thing).fontSize) < least)
  .map(thing => thing.outerHTML)
"""


@pytest.mark.parametrize("language", ["de", "tr", "fa"])
def test_everything_is_large_enough_to_read_and_to_tap(
    room: Room, new_phone: NewPhone, language: str
) -> None:
    phone = new_phone(viewport={"width": 320, "height": 640})
    for name in every_page(phone, room, language):
        assert phone.page.evaluate(SMALL, 56) == [], name
        assert phone.page.evaluate(TINY, 20) == [], name
        field = phone.page.locator("input")
        if field.count():
            size = field.evaluate("field => parseFloat(getComputedStyle(field).fontSize)")
            assert size >= 20


def test_with_the_phones_own_colours_button_and_field_are_still_seen(
    room: Room, new_phone: NewPhone
) -> None:
    phone = new_phone(forced_colors="active")
    for name in every_page(phone, room, "ar"):
        page = phone.page
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        for thing in page.locator("input, button, .button").all():
            assert thing.evaluate(
                "thing => { const style = getComputedStyle(thing);"
                " return style.borderStyle === 'solid' && parseFloat(style.borderWidth) >= 2"
                " && style.borderColor !== style.backgroundColor }"
            )
        assert faults(page) == "", name


def test_a_long_title_in_any_script_does_not_break_the_page(
    room: Room, new_phone: NewPhone
) -> None:
    title = "Nachbarschaftsversammlungsvorbereitungstreffen" * 2 + " جلسة <b>x</b>"
    room.run(room.door.close())

    async def nobody(key: str, name: str) -> None:
        raise AssertionError

    room.run(room.door.open(room.gathering, room.code, title, nobody))
    page = new_phone(viewport={"width": 320, "height": 640}).open(room.url)
    expect(page.locator("main")).to_contain_text(re.compile(re.escape(title)))
    assert fits_sideways(page)


SPACED = """
() => document.querySelectorAll("body *").forEach(thing => {
  thing.style.lineHeight = "1.5"; thing.style.letterSpacing = "0.12em";
  thing.style.wordSpacing = "0.16em"; thing.style.marginBlockEnd = "2em";
})
"""


@pytest.mark.parametrize("language", ["de", "uk", "ar"])
def test_nothing_is_cut_with_the_readers_own_spacing(
    room: Room, new_phone: NewPhone, language: str
) -> None:
    phone = new_phone(viewport={"width": 320, "height": 640})
    for name in every_page(phone, room, language):
        phone.page.evaluate(SPACED)
        assert fits_sideways(phone.page), name


@pytest.mark.parametrize("language", ["de", "uk", "ar"])
def test_it_works_without_its_style(room: Room, new_phone: NewPhone, language: str) -> None:
    phone = new_phone(viewport={"width": 320, "height": 640})
    page = phone.page
    for name in every_page(phone, room, language):
        page.evaluate("document.querySelector('style').remove()")
        assert fits_sideways(page), name


# Other scripts ---------------------------------------------------------------------------------


def test_beneath_what_nobody_has_checked_stands_the_german(room: Room, new_phone: NewPhone) -> None:
    page = new_phone(locale="ar-SY").open(room.url)
    beneath = page.locator("h1, label, button, main li, main p").locator("small")
    assert beneath.all_inner_texts()[:3] == ["Willkommen!", "Mein Name", "Ich bin da."]
    for small in beneath.all():
        assert (small.get_attribute("lang"), small.get_attribute("dir")) == ("de", "ltr")
    assert page.title() == "أنا هنا."  # a title has room for one language
    for own in ("de", "en"):
        page.goto(f"{room.url}?l={own}")
        assert page.locator("small").count() == 0


def test_a_page_from_right_to_left_begins_at_the_right(room: Room, new_phone: NewPhone) -> None:
    page = new_phone(locale="ar-SY").open(room.url)
    assert page.locator("html").get_attribute("dir") == "rtl"
    # The first language of the switch is at the right, the words of the label end there.
    first = page.locator("nav a").first.bounding_box()
    assert first
    assert first["x"] + first["width"] > 330
    persian = page.get_by_role("link", name="فارسی", exact=True)
    assert (persian.get_attribute("lang"), persian.get_attribute("dir")) == ("fa", "rtl")


def test_a_name_runs_in_its_own_direction(room: Room, new_phone: NewPhone) -> None:
    for language in ("ar", "de"):
        page = new_phone().open(f"{room.url}?l={language}")
        field = page.locator("#name")
        for name, direction in (("Ada Muster", "ltr"), ("فاطمة", "rtl")):
            field.fill(name)
            assert field.evaluate("field => getComputedStyle(field).direction") == direction


@pytest.mark.parametrize("language", ["de", "ar"])
def test_what_is_said_before_any_page_is_as_readable(
    room: Room, new_phone: NewPhone, language: str
) -> None:
    phone = new_phone(locale=language, viewport={"width": 320, "height": 640})
    page = phone.open(room.url.replace("127.0.0.1", "localhost"))  # not the name on the wall
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        says("This address is not right. Please scan the code again.", language)
    )
    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate(TINY, 20) == []
    assert fits_sideways(page)
    assert faults(page) == ""


# The privacy notice ----------------------------------------------------------------------------

HOUSE = Facts(
    controller="Haus am Park (e. V.) <3",
    contact="Parkallee 1, 0421 123",
    officer="Kim Muster, Raum 4",
    basis="Art. 6 Abs. 1 e DSGVO",
    recipients="Amt für Beispiele",
    period="5 Jahre",
    more="Noch etwas.",
)


@pytest.mark.parametrize("language", phone_languages())
def test_the_notice_tells_what_the_house_has_typed(
    room: Room, new_phone: NewPhone, language: str
) -> None:
    room.door.facts = HOUSE
    page = new_phone(viewport={"width": 320, "height": 640}).open(f"{room.url}?l={language}")
    lines = page.locator("main li")
    assert lines.count() == 3
    expect(lines.nth(1).locator("bdi").first).to_have_text(HOUSE.controller)
    expect(lines.nth(2).locator("bdi").first).to_have_text(HOUSE.period)
    page.get_by_role("link", name=says("All about your data", language)).click()
    for value in (getattr(HOUSE, name) for name in Facts.__slots__):
        expect(page.locator("main")).to_contain_text(value)
    assert fits_sideways(page)
    assert faults(page) == ""


def test_what_the_house_has_not_typed_is_asked_at_the_laptop(
    room: Room, new_phone: NewPhone
) -> None:
    page = new_phone().open(room.url)
    lines = page.locator("main li").all_inner_texts()
    assert lines == [
        "Wir speichern Ihren Namen und die Uhrzeit. Nur für diesen Kurs.",
        "Wer ist verantwortlich? Fragen Sie die Person am Laptop.",
        "Wie lange? Sie wollen das nicht? Fragen Sie die Person am Laptop.",
    ]
    page.get_by_role("link", name="Alles über Ihre Daten").click()
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    assert headings == [
        "Wer ist verantwortlich?",
        "Was speichern wir?",
        "Wofür?",
        "Muss ich meinen Namen hier schreiben?",
        "Wer sieht das?",
        "Wie lange speichern wir das?",
        "Ihre Rechte",
        "Ist dieses WLAN sicher?",
    ]
    assert "Leichte Sprache" not in page.content()
