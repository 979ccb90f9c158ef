"""What a house sets once for all its courses: place, people, funder. Nothing is compulsory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..attendance import notice, room_wifi
from ..core.errors import Refused
from ..core.language import N_, _
from ..core.settings import Option, store
from ..core.write import Write
from . import sentences
from .free_days import LANDS


@dataclass(frozen=True, slots=True)
class Choice:
    """An option with its name on the screen, an example, and what it accepts."""

    option: Option
    name: str
    example: str
    accepted: Callable[[str], str] = str
    """The value to store for what was typed. Raises Refused with a sentence."""


def _land(text: str) -> str:
    for code, name in LANDS.items():
        if text.casefold() in (code.casefold(), name.casefold()):
            return code
    raise Refused(_("Please write the Land, for example: Bremen"))


def _number_between(least: int, most: int) -> Callable[[str], str]:
    def number(text: str) -> str:
        digits = text.removesuffix("%").strip()
        if digits.isdecimal() and len(digits) < 6 and least <= int(digits) <= most:
            return f"{int(digits)}"
        raise Refused(
            _("Please write a number from {least} to {most}.").format(least=least, most=most)
        )

    return number


FACILITATORS = Option("house.facilitators")
VENUE = Option("house.venue")
ACCESS = Option("house.access")
LAND = Option("house.land", "HB")
UNIT_MINUTES = Option("house.unit_minutes", "45")
FUNDER = Option("funder.name")
NOTICE = Option("funder.notice")
LOGOS = Option("funder.logos")
SHARE = Option("funder.share", "80")

CHOICES = (
    Choice(FACILITATORS, N_("Facilitators"), N_("Kim, Jan")),
    Choice(VENUE, N_("Usual place"), N_("neighbours' house, room 2")),
    Choice(ACCESS, N_("Access to the place"), N_("ramp, accessible toilet, hearing loop")),
    Choice(LAND, N_("Land, for holidays"), "Bremen", _land),
    Choice(UNIT_MINUTES, N_("Minutes of a teaching unit"), "45", _number_between(30, 90)),
    Choice(FUNDER, N_("Funder"), N_("name of the funder")),
    Choice(NOTICE, N_("Funding notice on papers"), N_("Funded by …")),
    Choice(LOGOS, N_("Logos on papers (files)"), "logo.svg"),
    Choice(SHARE, N_("Units needed for the certificate, in %"), "80", _number_between(0, 100)),
    Choice(
        room_wifi.WIFI_NAME, N_("Wi-Fi for phones"), N_("guests in the house"), room_wifi.wifi_name
    ),
    Choice(
        room_wifi.WIFI_PASSWORD,
        N_("Password of this Wi-Fi"),
        N_("as it is written on the wall"),
        room_wifi.wifi_password,
    ),
    Choice(room_wifi.WIFI_KIND, N_("Wi-Fi: WPA or open"), "WPA", room_wifi.wifi_kind),
    Choice(room_wifi.ROTATING, N_("Code for phones changes every minute"), N_("yes")),
    Choice(notice.CONTROLLER, N_("Responsible for the data"), N_("name of the house")),
    Choice(notice.CONTACT, N_("Contact for questions about data"), N_("Street 1, 0421 123")),
    Choice(notice.OFFICER, N_("Data protection officer"), N_("name and how to reach them")),
    Choice(notice.BASIS, N_("Law that allows the list"), "Art. 6 …"),
    Choice(notice.RECIPIENTS, N_("Who else sees the list"), N_("name of the funder")),
    Choice(notice.PERIOD, N_("How long names are kept"), N_("5 years")),
    Choice(notice.MORE, N_("More about data (on phones)"), N_("one sentence")),
)
"""In the order of the screen."""


def set_option(write: Write, key: str, value: str) -> None:
    """Set one of CHOICES; an empty value goes back to the default. Raises Refused."""
    choice = next(choice for choice in CHOICES if choice.option.key == key)
    store(write, choice.option, choice.accepted(value) if value else choice.option.default)
    write.tell(sentences.SETTING)
