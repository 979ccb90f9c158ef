"""What somebody sees who scans the code: the real page, from the real door, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from biq_tui.core.phone_texts import phone_languages
from tests.browser.conftest import NewPhone, Room
from tests.browser.phone import arrive, says, send

pytestmark = pytest.mark.browser


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


WELCOME = {
    "de-DE": "Willkommen!",
    "en-GB": "Welcome!",
    "tr-TR": "Hoş geldiniz!",
    "ar-SY": "أهلًا وسهلًا!",
    "ru-RU": "Добро пожаловать!",
    "uk-UA": "Ласкаво просимо!",
    "pl-PL": "Witamy!",
    "kmr-TR": "Bi xêr hatin!",
    "fa-AF": "خوش آمدید!",
    "fi-FI": "Willkommen!",  # a language without a catalogue is answered in German
}


@pytest.mark.parametrize("locale", WELCOME)
def test_it_speaks_the_language_of_the_phone(room: Room, new_phone: NewPhone, locale: str) -> None:
    page = new_phone(locale=locale).open(room.url)
    language = str(page.locator("html").get_attribute("lang"))
    assert language[:2] == {"km": "ku", "fi": "de"}.get(locale[:2], locale[:2])
    expect(page.get_by_role("heading")).to_contain_text(WELCOME[locale])
    send(page, " ", language)
    expect(page.get_by_role("alert")).to_contain_text(says("Please write your name.", language))
    arrive(page, "Ada Muster", language)
    expect(page.get_by_role("link", name=says("One more person", language))).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "chosen"), [("de-DE", "en"), ("en-GB", "de"), ("de-DE", "ar"), ("tr-TR", "ku")]
)
def test_the_language_can_be_switched_and_it_stays_the_same_arrival(
    room: Room, new_phone: NewPhone, locale: str, chosen: str
) -> None:
    phone = new_phone(locale=locale)
    page = phone.open(room.url)
    key = phone.key()
    page.get_by_role("link", name=phone_languages()[chosen], exact=True).click()
    expect(page.get_by_role("heading")).to_contain_text(says("Welcome!", chosen))
    assert phone.key() == key

    # The choice goes on to the pages that follow: the notice, the error, the next person's, too.
    page.get_by_role("link", name=says("All about your data", chosen)).click()
    expect(page.locator("h1")).to_contain_text(says("Your data", chosen))
    page.get_by_role("link", name=says("Back", chosen)).click()
    assert phone.key() == key
    send(page, "", chosen)
    arrive(page, "Ada Muster", chosen)
    page.get_by_role("link", name=says("One more person", chosen)).click()
    expect(page.get_by_role("heading")).to_contain_text(says("Welcome!", chosen))
    assert room.arrivals == ["Ada Muster"]


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
    for address in (
        form,
        f"{form}?l=en",
        f"{form}/data",
        f"{form}/done",
        f"{form}?name=Ada",
        f"{room.url}/x",
    ):
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
    for address in (form, f"{form}/done", f"{form}/data", f"{form}?l=ar", f"{room.url}/old"):
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
