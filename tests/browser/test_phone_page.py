"""What somebody sees who scans the code: the real page, from the real door, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NewPhone, Phone, Room, faults

pytestmark = pytest.mark.browser

LANGUAGES = {
    "de": {
        "locale": "de-DE",
        "welcome": "Willkommen!",
        "name": "Mein Name",
        "button": "Ich bin da.",
        "empty": "Bitte schreiben Sie Ihren Namen.",
        "done": "Fertig. Danke!",
        "again": "Noch eine Person",
        "old": "Diese Adresse ist alt",
        "ended": "Dieser Abend ist nicht offen.",
    },
    "en": {
        "locale": "en-GB",
        "welcome": "Welcome!",
        "name": "My name",
        "button": "I am here.",
        "empty": "Please write your name.",
        "done": "Done. Thank you!",
        "again": "One more person",
        "old": "This address is old",
        "ended": "This evening is not open.",
    },
}
DE = LANGUAGES["de"]
COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def send(page: Page, name: str, says: dict[str, str] = DE) -> None:
    page.get_by_label(says["name"]).fill(name)
    page.get_by_role("button", name=says["button"]).click()


def arrive(page: Page, name: str, says: dict[str, str] = DE) -> None:
    send(page, name, says)
    expect(page.get_by_role("heading")).to_contain_text(says["done"])


def fits_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


# The main thing -------------------------------------------------------------------------------


def test_a_name_and_a_tap_and_it_says_done(room: Room, new_phone: NewPhone) -> None:
    page = new_phone().open(room.url)
    expect(page.get_by_role("heading")).to_have_text("Willkommen!")
    expect(page.locator("main")).to_contain_text("Block 3 · Niemand ist eine Insel!")
    arrive(page, "Ada Muster")
    expect(page.get_by_role("status")).to_be_visible()
    assert room.arrivals == ["Ada Muster"]


def test_the_phone_offers_the_own_name_and_no_keyboard_jumps_up(
    room: Room, new_phone: NewPhone
) -> None:
    page = new_phone().open(room.url)
    field = page.get_by_label("Mein Name")
    assert field.get_attribute("autocomplete") == "name"
    assert field.get_attribute("autofocus") is None
    assert page.evaluate("document.activeElement === document.body")
    assert page.locator("input, select, textarea, button").count() == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_language_of_the_phone(
    room: Room, new_phone: NewPhone, language: str
) -> None:
    says = LANGUAGES[language]
    page = new_phone(locale=says["locale"]).open(room.url)
    assert page.locator("html").get_attribute("lang") == language
    expect(page.get_by_role("heading")).to_have_text(says["welcome"])
    send(page, " ", says)
    expect(page.get_by_role("alert")).to_have_text(says["empty"])
    arrive(page, "Ada Muster", says)
    expect(page.get_by_role("link", name=says["again"])).to_be_visible()


@pytest.mark.parametrize(("language", "other"), [("de", "en"), ("en", "de")])
def test_the_language_can_be_switched_and_it_stays_the_same_arrival(
    room: Room, new_phone: NewPhone, language: str, other: str
) -> None:
    phone = new_phone(locale=LANGUAGES[language]["locale"])
    page = phone.open(room.url)
    key = phone.key()
    page.get_by_role("link", name={"de": "Deutsch", "en": "English"}[other]).click()
    expect(page.get_by_role("heading")).to_have_text(LANGUAGES[other]["welcome"])
    assert phone.key() == key

    # The choice goes on to the pages that follow, the next person's, too.
    arrive(page, "Ada Muster", LANGUAGES[other])
    page.get_by_role("link", name=LANGUAGES[other]["again"]).click()
    expect(page.get_by_role("heading")).to_have_text(LANGUAGES[other]["welcome"])
    assert room.arrivals == ["Ada Muster"]


def test_a_phone_in_another_language_is_answered_in_german(room: Room, new_phone: NewPhone) -> None:
    page = new_phone(locale="tr-TR").open(room.url)
    expect(page.get_by_role("heading")).to_have_text("Willkommen!")


# Once, and nobody twice -----------------------------------------------------------------------


def test_a_double_tap_is_one_arrival(room: Room, new_phone: NewPhone) -> None:
    page = new_phone().open(room.url)
    page.get_by_label("Mein Name").fill("Ada Muster")
    page.get_by_role("button").dblclick()
    expect(page.get_by_role("heading")).to_contain_text("Fertig. Danke!")
    assert room.arrivals == ["Ada Muster"]


def test_back_and_sending_again_is_one_arrival(room: Room, new_phone: NewPhone) -> None:
    page = new_phone().open(room.url)
    arrive(page, "Ada Muster")
    page.go_back()
    expect(page.get_by_role("heading")).to_have_text("Willkommen!")
    arrive(page, "ada  MUSTER")
    assert room.arrivals == ["Ada Muster"]


def test_reloading_the_form_and_sending_again_is_one_arrival(
    room: Room, new_phone: NewPhone
) -> None:
    page = new_phone().open(room.url)
    form = page.url
    arrive(page, "Ada Muster")
    page.goto(form)
    page.reload()
    arrive(page, "Ada Muster")
    assert room.arrivals == ["Ada Muster"]


def test_reloading_the_thanks_is_one_arrival(room: Room, new_phone: NewPhone) -> None:
    page = new_phone().open(room.url)
    arrive(page, "Ada Muster")
    page.reload()
    expect(page.get_by_role("heading")).to_contain_text("Fertig. Danke!")
    assert room.arrivals == ["Ada Muster"]


def test_a_lost_answer_and_sending_again_is_one_arrival(room: Room, new_phone: NewPhone) -> None:
    page = new_phone().open(room.url)
    form = page.url

    def lose_the_answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)  # it does arrive
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**", lose_the_answer)
    with page.expect_event("requestfailed"):
        send(page, "Ada Muster")
    assert room.arrivals == ["Ada Muster"]
    page.unroute("**")
    page.goto(form)
    arrive(page, "Ada Muster")
    assert room.arrivals == ["Ada Muster"]


def test_one_more_person_is_another_arrival(room: Room, new_phone: NewPhone) -> None:
    phone = new_phone()
    page = phone.open(room.url)
    first = phone.key()
    arrive(page, "Fatima")
    page.get_by_role("link", name="Noch eine Person").click()
    expect(page.get_by_role("heading")).to_have_text("Willkommen!")
    assert phone.key() != first
    assert page.get_by_label("Mein Name").input_value() == ""
    arrive(page, "Fatima")
    assert room.arrivals == ["Fatima", "Fatima"]


def test_two_phones_with_one_name_are_two_arrivals(room: Room, new_phone: NewPhone) -> None:
    for _phone in range(2):
        arrive(new_phone().open(room.url), "Fatima")
    assert room.arrivals == ["Fatima", "Fatima"]


def test_looking_never_writes(room: Room, new_phone: NewPhone) -> None:
    before = room.written
    page = new_phone().open(room.url)
    form = page.url
    for address in (form, f"{form}?l=en", f"{form}/done", f"{form}?name=Ada", f"{room.url}/x"):
        page.goto(address)
    assert room.written == before
    assert room.arrivals == []


# What it asks of the phone --------------------------------------------------------------------


def size_of(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer
    sizes = answer.request.sizes()
    return sizes["responseHeadersSize"] + sizes["responseBodySize"]


def test_a_page_is_one_small_request_and_nothing_else(room: Room, new_phone: NewPhone) -> None:
    phone = new_phone()
    phone.open(room.url)
    assert [request.redirected_from is None for request in phone.asked] == [True, False]
    form = phone.page.url
    for address in (form, f"{form}/done", f"{room.url}/old"):
        phone.asked.clear()
        assert size_of(phone.page, address) < 30_000
        phone.page.wait_for_load_state("networkidle")
        assert [request.url for request in phone.asked] == [address]


def test_it_works_without_javascript_and_leaves_nothing_on_the_phone(
    room: Room, new_phone: NewPhone
) -> None:
    phone = new_phone(java_script_enabled=False)
    answers: list[dict[str, str]] = []
    phone.page.on("response", lambda answer: answers.append(answer.all_headers()))
    page = phone.open(room.url)
    send(page, "")
    expect(page.get_by_role("alert")).to_be_visible()
    arrive(page, "Ada Muster")
    page.get_by_role("link", name="Noch eine Person").click()
    arrive(page, "Fatima")
    assert room.arrivals == ["Ada Muster", "Fatima"]

    assert len(answers) >= 8
    for headers in answers:
        assert "set-cookie" not in headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in headers["content-security-policy"]
    state = phone.context.storage_state()
    assert (state.get("cookies"), state.get("origins")) == ([], [])
    assert "<script" not in page.content()


def test_the_answer_is_the_same_for_every_name(room: Room, new_phone: NewPhone) -> None:
    seen = set()
    for name in ("Ada Muster", "Muster", "Nobody <b>Whatsoever</b>", "Ada Muster"):
        phone = new_phone()
        page = phone.open(room.url)
        key = phone.key()
        with page.expect_response(lambda answer: answer.request.method == "POST") as posted:
            arrive(page, name)
        assert page.url.endswith(f"/{key}/done")
        seen.add((posted.value.status, page.content().replace(key, "KEY")))
    assert len(seen) == 1
    assert len(room.arrivals) == 4


# What goes wrong ------------------------------------------------------------------------------


def test_an_empty_name_is_told_in_words_at_the_field(room: Room, new_phone: NewPhone) -> None:
    page = new_phone().open(room.url)
    send(page, "   ")
    expect(page.get_by_role("alert")).to_have_text("Bitte schreiben Sie Ihren Namen.")
    field = page.get_by_label("Mein Name")
    assert field.get_attribute("aria-invalid") == "true"
    described = page.locator(f"#{field.get_attribute('aria-describedby')}")
    expect(described).to_have_text("Bitte schreiben Sie Ihren Namen.")
    assert room.arrivals == []
    arrive(page, "Ada Muster")
    assert room.arrivals == ["Ada Muster"]


def test_an_old_address_says_to_scan_again(room: Room, new_phone: NewPhone) -> None:
    page = new_phone().open(room.url.removesuffix(room.code) + "99")
    expect(page.get_by_role("alert")).to_have_text(
        "Diese Adresse ist alt oder nicht ganz da. Bitte scannen Sie das Bild noch einmal."
    )


def test_a_phone_that_comes_too_late_is_told_whom_to_ask(room: Room, new_phone: NewPhone) -> None:
    page = new_phone().open(room.url)
    room.end_evening()
    send(page, "Ada Muster")
    expect(page.get_by_role("alert")).to_have_text("Dieser Abend ist nicht offen.")
    expect(page.locator("main")).to_contain_text("Ihren Namen")
    assert room.arrivals == []


# For everybody --------------------------------------------------------------------------------


def test_the_keyboard_alone_is_enough(room: Room, new_phone: NewPhone) -> None:
    page = new_phone().open(room.url)
    order = []
    for _key in range(4):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.innerText || 'field'"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"  # one sees where one is
    assert order == ["Deutsch", "English", "field", "Ich bin da."]
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("Ada Muster")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("heading")).to_contain_text("Fertig. Danke!")
    for _key in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading")).to_have_text("Willkommen!")
    page.get_by_label("Mein Name").focus()
    page.keyboard.type("Fatima")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading")).to_contain_text("Fertig. Danke!")
    assert room.arrivals == ["Ada Muster", "Fatima"]


def every_page(phone: Phone, room: Room, says: dict[str, str]) -> Iterator[str]:
    """Form, error, thanks, old address and closed evening, one after the other."""
    page = phone.open(room.url)
    expect(page.get_by_role("heading")).to_have_text(says["welcome"])
    yield "form"
    send(page, "", says)
    expect(page.get_by_role("alert")).to_have_text(says["empty"])
    yield "error"
    arrive(page, "Ada Muster", says)
    yield "thanks"
    page.goto(f"{room.url}/old")
    expect(page.get_by_role("alert")).to_contain_text(says["old"])
    yield "old"
    page.goto(room.url)
    room.end_evening()
    send(page, "Ada Muster", says)
    expect(page.get_by_role("alert")).to_have_text(says["ended"])
    yield "ended"


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(
    room: Room, new_phone: NewPhone, language: str, tmp_path: Path
) -> None:
    says = LANGUAGES[language]
    phone = new_phone(locale=says["locale"])
    page = phone.page
    for name in every_page(phone, room, says):
        for colours in COLOURS:
            page.emulate_media(color_scheme=colours)
            page.screenshot(path=tmp_path / f"{name}-{colours}.png", full_page=True)
            assert faults(page) == "", (name, colours)


def test_axe_would_find_a_fault(room: Room, new_phone: NewPhone) -> None:
    page = new_phone().open(room.url)
    page.evaluate(
        "document.querySelector('label').remove();document.querySelector('h1').style.color = '#ccc'"
    )
    found = faults(page)
    assert "label" in found
    assert "color-contrast" in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_on_small_screens_and_with_large_text(
    room: Room, new_phone: NewPhone, language: str, tmp_path: Path
) -> None:
    says = LANGUAGES[language]
    phone = new_phone(locale=says["locale"])
    page = phone.page
    for name in every_page(phone, room, says):
        for width, percent in ((320, 100), (320, 200), (740, 100)):
            page.set_viewport_size({"width": width, "height": 640})
            page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
            page.screenshot(path=tmp_path / f"{name}-{width}-{percent}.png", full_page=True)
            assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == (
                20 * percent / 100
            )
            assert fits_sideways(page), (name, width, percent)


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


def test_everything_is_large_enough_to_read_and_to_tap(room: Room, new_phone: NewPhone) -> None:
    phone = new_phone(viewport={"width": 320, "height": 640})
    for name in every_page(phone, room, DE):
        assert phone.page.evaluate(SMALL, 56) == [], name
        assert phone.page.evaluate(TINY, 20) == [], name
        field = phone.page.locator("input")
        if field.count():
            size = field.evaluate("field => parseFloat(getComputedStyle(field).fontSize)")
            assert size >= 20


def test_with_the_phones_own_colours_button_and_field_are_still_seen(
    room: Room, new_phone: NewPhone, tmp_path: Path
) -> None:
    phone = new_phone(forced_colors="active")
    for name in every_page(phone, room, DE):
        page = phone.page
        page.screenshot(path=tmp_path / f"{name}-forced.png", full_page=True)
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
