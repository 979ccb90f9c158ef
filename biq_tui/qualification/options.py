"""What a house sets once for all its courses: place, people, funder. Nothing is compulsory."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from ..attendance import notice, room_wifi
from ..core.errors import Refused
from ..core.free_days import LAND as LAND
from ..core.free_days import LANDS
from ..core.language import N_, _
from ..core.settings import Option, store, values_of
from ..core.write import Write
from ..papers import languages
from ..papers.house import FUNDER as FUNDER
from ..papers.house import GRANT_REF as GRANT_REF
from ..papers.house import LANGUAGES as LANGUAGES
from ..papers.house import LOGOS as LOGOS
from ..papers.house import NOTICE as NOTICE
from ..papers.house import PROVIDER as PROVIDER
from . import sentences
from .curriculum import curriculum
from .rule import Rule, listed, rule_in_force, set_rule


@dataclass(frozen=True, slots=True)
class Choice:
    """An option with its name on the screen, an example, and what it accepts."""

    option: Option
    name: str
    example: str
    accepted: Callable[[str], str] = str
    """The value to store for what was typed. Raises Refused with a sentence."""
    set_rule: Callable[[Write, str], None] | None = None
    """It is no setting but a part of the rule: this makes a new version with an accepted value."""


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


def _euros(text: str) -> str:
    """Euros as they are shown: "50" or "50,50". Raises Refused."""
    found = _EUROS.fullmatch(text.removesuffix("€").removesuffix("Euro").strip())
    if found is None:
        raise Refused(_("Please write the fee in euros, for example: 50"))
    cents = (found[2] or "").ljust(2, "0")
    return f"{int(found[1])}" + (f",{cents}" if int(cents) else "")


_EUROS = re.compile(r"(\d{1,4})(?:[.,](\d{1,2}))?", re.ASCII)


def _blocks(text: str) -> str:
    """Numbers of blocks: "1, 6". Raises Refused."""
    taught = {block.number for block in curriculum().blocks}
    if text.casefold() in _ALL:
        return listed(taught)
    words = text.replace(",", " ").split()
    if words and all(word.isdecimal() and len(word) < 4 and int(word) in taught for word in words):
        return listed({int(word) for word in words})
    raise Refused(
        _("Please write numbers of blocks from {first} to {last}, for example: 1, 6").format(
            first=min(taught), last=max(taught)
        )
    )


_ALL = frozenset({"alle", "all"})


def _set_share(write: Write, share: str) -> None:
    set_rule(write, share=int(share))


def _set_mandatory(write: Write, blocks: str) -> None:
    set_rule(write, mandatory=[int(block) for block in blocks.replace(",", " ").split()])


FACILITATORS = Option("house.facilitators")
VENUE = Option("house.venue")
ACCESS = Option("house.access")
UNIT_MINUTES = Option("house.unit_minutes", "45")
FEE = Option("house.fee", "50")
"""In euros: "50" or "49,50"."""
SHARE = Option("rule.share", f"{Rule().share}")
MANDATORY = Option("rule.mandatory")
"""These two are the rule's own, so no setting has their keys; see `values_in_force`."""

CHOICES = (
    Choice(FACILITATORS, N_("Facilitators"), N_("Kim, Jan")),
    Choice(VENUE, N_("Usual place"), N_("neighbours' house, room 2")),
    Choice(ACCESS, N_("Access to the place"), N_("ramp, accessible toilet, hearing loop")),
    Choice(LAND, N_("Land, for holidays"), "Bremen", _land),
    Choice(UNIT_MINUTES, N_("Minutes of a teaching unit"), "45", _number_between(30, 90)),
    Choice(FEE, N_("Fee in euros"), "50", _euros),
    Choice(PROVIDER, N_("Provider, as printed on papers"), N_("name of the provider")),
    Choice(FUNDER, N_("Funder"), N_("name of the funder")),
    Choice(GRANT_REF, N_("Reference of the grant"), "AB-123/2026"),
    Choice(NOTICE, N_("Funding notice on papers"), N_("Funded by …")),
    Choice(LOGOS, N_("Logos on papers (files)"), "logo.svg"),
    Choice(
        SHARE,
        N_("Units needed for the certificate, in %"),
        "80",
        _number_between(0, 100),
        _set_share,
    ),
    Choice(MANDATORY, N_("Blocks that must be attended"), "1, 6", _blocks, _set_mandatory),
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
    Choice(LANGUAGES, N_("Languages of posters"), N_("German, Arabic"), languages.accepted),
)
"""In the order of the screen."""


def values_in_force(session: Session) -> dict[str, str]:
    """The value of every one of CHOICES, by key."""
    rule = rule_in_force(session)
    return {
        **values_of(session, [choice.option for choice in CHOICES]),
        SHARE.key: f"{rule.share}",
        MANDATORY.key: listed(rule.mandatory),
    }


def set_option(write: Write, key: str, value: str) -> None:
    """Set one of CHOICES; an empty value goes back to the default. Raises Refused."""
    choice = next(choice for choice in CHOICES if choice.option.key == key)
    accepted = choice.accepted(value) if value else choice.option.default
    if choice.set_rule:
        choice.set_rule(write, accepted)
        return
    store(write, choice.option, accepted)
    write.tell(sentences.SETTING)
