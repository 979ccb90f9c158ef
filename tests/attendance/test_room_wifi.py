"""What can be set as the Wi-Fi of the room."""

from __future__ import annotations

import pytest

from biq_tui.attendance.room_wifi import wifi_kind, wifi_name, wifi_password
from biq_tui.core.errors import Refused


@pytest.mark.parametrize(
    ("typed", "kind"), [("WPA", "WPA"), ("wpa2", "WPA"), ("offen", "open"), (" Open ", "open")]
)
def test_the_kind_is_wpa_or_open(typed: str, kind: str) -> None:
    assert wifi_kind(typed) == kind


def test_what_no_wifi_can_have_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refused, match="WPA"):
        wifi_kind("WEP")
    with pytest.raises(Refused, match="8"):
        wifi_password("kurz")
    with pytest.raises(Refused, match="32"):
        wifi_name("ü" * 17)  # two bytes each


def test_what_a_wifi_can_have_stays_as_it_is() -> None:
    assert wifi_name("Café; Raum 2") == "Café; Raum 2"
    assert wifi_password("komm-herein") == "komm-herein"
