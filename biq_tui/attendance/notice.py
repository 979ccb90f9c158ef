"""The privacy notice of the phones' pages: three lines at the name, and a page with all of it.

Its words are the program's, in every language of a phone; its facts are the house's (`Option`s),
shown as typed. A fact that nobody has typed is not invented: the page says whom to ask.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from ..core.settings import Option, values_of

CONTROLLER = Option("notice.controller")
CONTACT = Option("notice.contact")
OFFICER = Option("notice.officer")
BASIS = Option("notice.basis")
RECIPIENTS = Option("notice.recipients")
PERIOD = Option("notice.period")
MORE = Option("notice.more")

OPTIONS = (CONTROLLER, CONTACT, OFFICER, BASIS, RECIPIENTS, PERIOD, MORE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What only the house knows; empty: nobody has typed it."""

    controller: str = ""
    """Who is responsible for the data."""
    contact: str = ""
    officer: str = ""
    """The data-protection officer and how to reach her."""
    basis: str = ""
    """The legal basis."""
    recipients: str = ""
    """Who else sees the list."""
    period: str = ""
    """How long it is kept."""
    more: str = ""


def facts(session: Session) -> Facts:
    """As they are set now."""
    values = values_of(session, OPTIONS)
    return Facts(**{option.key.removeprefix("notice."): values[option.key] for option in OPTIONS})
