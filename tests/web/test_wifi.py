"""The QR code that lets a phone into the Wi-Fi."""

from __future__ import annotations

import pytest

from biq_tui.web.wifi import Wifi

TABLE = [
    ("a plain one", Wifi("BIQ Raum", "komm-herein"), "WIFI:T:WPA;S:BIQ Raum;P:komm-herein;;"),
    ("an open one", Wifi("Haus am Park"), "WIFI:T:nopass;S:Haus am Park;;"),
    (
        "what has a meaning in the code is escaped",
        Wifi('A;B,C:"D"', r"\;,:" + '"'),
        r"WIFI:T:WPA;S:A\;B\,C\:\"D\";P:\\\;\,\:\";;",
    ),
    ("letters of the city", Wifi("Café Übersee", "schön"), "WIFI:T:WPA;S:Café Übersee;P:schön;;"),
    (
        "like hexadecimal: no quotes, which iPhones would take for part of it",
        Wifi("CAFE", "12345678"),
        "WIFI:T:WPA;S:CAFE;P:12345678;;",
    ),
]


@pytest.mark.parametrize(("_case", "wifi", "text"), TABLE, ids=[row[0] for row in TABLE])
def test_the_camera_reads_it(_case: str, wifi: Wifi, text: str) -> None:
    assert wifi.text == text
    assert _as_a_phone_reads(wifi.text) == wifi


def _as_a_phone_reads(text: str) -> Wifi:
    """What Android's and ZXing's readers make of it: fields end at a bare semicolon."""
    fields, field, escaped = [], "", False
    for letter in text.removeprefix("WIFI:"):
        if escaped or letter not in "\\;":
            field, escaped = field + letter, False
        elif letter == "\\":
            escaped = True
        else:
            fields.append(field)
            field = ""
    found = dict(field.split(":", 1) for field in fields if field)
    return Wifi(found["S"], found.get("P", ""))
