"""What is said and proposed when phones do not come, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from biq_tui.attendance.triage import (
    Sign,
    Step,
    firewall,
    is_about_phones,
    phones_said,
    port_of,
    program,
    read_sign,
    said,
    step_of,
    steps,
    windows_rule,
)
from biq_tui.core.clock import clock_time
from biq_tui.web.wifi import Wifi

URL = "http://192.168.8.2:8421/473"
PYTHON = r"D:\BIQ\python.exe"
HEARD = datetime(2027, 3, 5, 15, 52, tzinfo=UTC)


def words(sign: Sign, platform: str = "linux") -> list[str]:
    """All tries in words, in their order."""
    return [said(step, sign, platform, PYTHON) for step in steps(sign)]


def test_the_easy_tries_come_first_and_the_list_is_the_last() -> None:
    assert steps(Sign(URL, choices=2)) == tuple(Step)[1:]
    told = words(Sign(URL, choices=2))
    assert "gleichen WLAN" in told[0]
    assert "andere Adresse" in told[1]
    assert URL in told[2]
    assert "Firewall" in told[3]
    assert "Hotspot" in told[4]
    assert told[5] == "Noch kein Handy war hier. Wir machen es mit der Liste."


def test_where_there_is_one_address_no_other_is_offered() -> None:
    assert Step.OTHER_ADDRESS not in steps(Sign(URL, choices=1))


def test_the_rooms_own_wifi_is_named() -> None:
    assert "BIQ Raum" in words(Sign(URL, wifi=Wifi("BIQ Raum")))[0]


def test_one_try_at_a_time() -> None:
    assert step_of(Sign(URL)) is None
    tries = steps(Sign(URL, choices=1))
    assert [step_of(Sign(URL, choices=1, step=number + 1)) for number in range(5)] == [*tries]


def test_if_others_come_through_it_is_that_one_phone() -> None:
    heard = Sign(URL, choices=2, heard_at=HEARD)
    assert steps(heard) == (Step.ONE_PHONE, Step.TYPED, Step.LIST)
    assert "An diesem Handy" in words(heard)[0]
    assert "Noch kein Handy" not in words(heard)[-1]
    asked = read_sign(heard, asked=True)
    assert asked is not None
    assert asked.command == "phones_fail"


def test_on_windows_the_it_people_get_a_line_to_type() -> None:
    told = firewall("win32", PYTHON, 8421).splitlines()
    assert told[0].startswith("Fragt Windows nach der Firewall?")
    assert told[-1] == windows_rule(PYTHON)


def test_the_line_first_deletes_what_blocks_then_allows_only_the_rooms_network() -> None:
    delete, _and, add = windows_rule(PYTHON).partition(" & ")
    assert delete == (f'netsh advfirewall firewall delete rule name=all dir=in program="{PYTHON}"')
    assert add == (
        f'netsh advfirewall firewall add rule name="BIQ" dir=in action=allow program="{PYTHON}"'
        " protocol=TCP profile=any remoteip=localsubnet"
    )


def test_elsewhere_there_is_no_talk_of_windows() -> None:
    for platform in ("linux", "darwin"):
        told = firewall(platform, PYTHON, 8422)
        assert "8422" in told
        assert "netsh" not in told
        assert "Windows" not in told


def test_the_program_that_listens_is_a_file() -> None:
    assert program()


@pytest.mark.parametrize(("url", "port"), [(URL, 8421), ("http://10.0.0.5/473", 80)])
def test_the_port_is_that_of_the_address(url: str, port: int) -> None:
    assert port_of(url) == port


def test_one_line_says_whether_phones_come() -> None:
    assert phones_said(Sign(URL), 0) == "Handys: 0 haben sich gemeldet"
    assert phones_said(Sign(URL, overdue=True), 0).endswith("Wir machen es mit der Liste.")
    assert phones_said(Sign(URL, overdue=True), 3) == "Handys: 3 haben sich gemeldet"
    heard = Sign(URL, heard_at=HEARD)
    first, last = (clock_time(HEARD - timedelta(minutes=earlier)) for earlier in (12, 0))
    assert phones_said(heard, 0) == f"Handys kommen an, um {last}"
    since = replace(heard, heard_since=HEARD - timedelta(minutes=12))
    assert phones_said(since, 0) == f"Handys kommen an, von {first} bis {last}"
    assert phones_said(since, 11) == f"Handys: 11 haben sich gemeldet, von {first} bis {last}"


def test_enter_beside_the_code_goes_from_try_to_try_until_a_phone_comes() -> None:
    first = read_sign(Sign(URL))
    assert first is not None
    assert first.command == "phones_fail"
    assert "Kommen keine Handys?" in first.hint
    later = read_sign(Sign(URL, step=1))
    assert later is not None
    assert "der nächste Versuch" in later.hint
    assert read_sign(Sign(URL, heard_at=HEARD)) is None
    assert read_sign(Sign(problem="…")) is None


@pytest.mark.parametrize("text", ["", "  ", "geht nicht", "Geht  nicht", "does not work"])
def test_these_words_say_that_phones_do_not_come(text: str) -> None:
    assert is_about_phones(text)


@pytest.mark.parametrize("text", ["müller geht", "nicht", "7"])
def test_names_are_still_names(text: str) -> None:
    assert not is_about_phones(text)
