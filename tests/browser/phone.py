"""What somebody does with the pages on her phone, in the words of her language."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from biq_tui.core.language import _, speaking
from tests.browser.conftest import Phone, Room


def says(message: str, language: str = "de") -> str:
    """What the catalogue of this language has for it."""
    with speaking(language):
        return _(message)


def send(page: Page, name: str, language: str = "de") -> None:
    """Write the name and tap the button."""
    page.get_by_label(says("My name", language)).fill(name)
    page.get_by_role("button", name=says("I am here.", language)).click()


def arrive(page: Page, name: str, language: str = "de") -> None:
    """Send the name, and be thanked."""
    send(page, name, language)
    expect(page.get_by_role("heading")).to_contain_text(says("Done. Thank you!", language))


def every_page(phone: Phone, room: Room, language: str = "de") -> Iterator[str]:
    """Form, error, notice, thanks, old address and closed evening, one after the other."""
    page = phone.open(f"{room.url}?l={language}")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(says("Welcome!", language))
    yield "form"
    send(page, "", language)
    expect(page.get_by_role("alert")).to_contain_text(says("Please write your name.", language))
    yield "error"
    page.get_by_role("link", name=says("All about your data", language)).click()
    expect(heading).to_contain_text(says("Your data", language))
    yield "notice"
    page.get_by_role("link", name=says("Back", language)).click()
    arrive(page, "Ada Muster", language)
    yield "thanks"
    page.goto(f"{room.url}/old?l={language}")
    old = says("This address is old or not complete. Please scan the code again.", language)
    expect(page.get_by_role("alert")).to_contain_text(old)
    yield "old"
    page.goto(f"{room.url}?l={language}")
    room.end_evening()
    send(page, "Ada Muster", language)
    expect(page.get_by_role("alert")).to_contain_text(says("This evening is not open.", language))
    yield "ended"


def fits_sideways(page: Page) -> bool:
    """Whether nothing is beyond the right or the left edge."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
