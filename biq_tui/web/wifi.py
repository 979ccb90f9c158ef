"""What a phone's camera reads to join a Wi-Fi: one line of text, shown as a QR code."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPECIAL = re.compile(r'([\\;,:"])')


@dataclass(frozen=True, slots=True)
class Wifi:
    """A Wi-Fi that the people in the room may use. Without a password it is open."""

    ssid: str
    password: str = ""

    @property
    def text(self) -> str:
        """The WIFI: text of a QR code.

        ZXing's description wants quotes around what looks like hexadecimal ("12345678"). They are
        left out on purpose: iPhones take them for a part of the password (QRCoder #440), Android
        adds its own, and a WPA key of 64 such digits is a key and no text anyway.
        """
        name = _escaped(self.ssid)
        if not self.password:
            return f"WIFI:T:nopass;S:{name};;"
        # T:WPA is WPA, WPA2 and WPA3 alike; the phone finds out which.
        return f"WIFI:T:WPA;S:{name};P:{_escaped(self.password)};;"


def _escaped(value: str) -> str:
    return _SPECIAL.sub(r"\\\1", value)
