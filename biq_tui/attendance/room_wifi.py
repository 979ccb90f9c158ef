"""The Wi-Fi of the room, as the house has set it: its name, its password, whether it is open."""

from __future__ import annotations

from sqlmodel import Session

from ..core.errors import Refused
from ..core.language import _
from ..core.settings import Option, values_of
from ..web.wifi import Wifi

ROTATING = Option("phones.rotating")
"""`yes`: the address has a code that changes every minute; only who scans it in time reports."""

WIFI_NAME = Option("wifi.name")
WIFI_PASSWORD = Option("wifi.password")
WIFI_KIND = Option("wifi.kind", "WPA")
"""`WPA` or `open`; an open Wi-Fi has no password, whatever is set."""

OPEN_KIND = "open"

_KINDS = {"wpa": "WPA", "wpa2": "WPA", "wpa3": "WPA", "open": OPEN_KIND, "offen": OPEN_KIND}
_NAME_BYTES = 32
_KEY_LENGTHS = range(8, 65)


def wifi_name(text: str) -> str:
    """The name of a Wi-Fi, as typed. Raises Refused if no Wi-Fi can have it."""
    if len(text.encode()) > _NAME_BYTES:
        raise Refused(_("The name of a Wi-Fi has at most 32 letters."))
    return text


def wifi_password(text: str) -> str:
    """The password of a Wi-Fi, as typed. Raises Refused if no Wi-Fi can have it."""
    if len(text) not in _KEY_LENGTHS:
        raise Refused(_("The password of a Wi-Fi has at least 8 letters."))
    return text


def wifi_kind(text: str) -> str:
    """`WPA` or `open`. Raises Refused for anything else."""
    try:
        return _KINDS[text.strip().casefold()]
    except KeyError:
        raise Refused(_("Please write: WPA or open")) from None


def room_wifi(session: Session) -> Wifi | None:
    """The Wi-Fi to show to phones; None if nobody has set one."""
    values = values_of(session, (WIFI_NAME, WIFI_PASSWORD, WIFI_KIND))
    name = values[WIFI_NAME.key]
    if not name:
        return None
    is_open = values[WIFI_KIND.key] == OPEN_KIND
    return Wifi(name, "" if is_open else values[WIFI_PASSWORD.key])
