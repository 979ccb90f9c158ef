"""Two machines that are none: the laptop and a phone in network namespaces, joined by a cable.

The laptop's program looks at real interfaces, and the phone's requests come over a real one.
"""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PATIENCE_SECONDS = 20
LAPTOP, PHONE = f"biq-laptop-{os.getpid()}", f"biq-phone-{os.getpid()}"


def ip(*words: str) -> bool:
    """Whether `ip` did it."""
    return subprocess.run(["ip", *words], capture_output=True, check=False).returncode == 0


def may_make_networks() -> bool:
    """Whether this machine lets us: root in most containers, nobody on a desktop."""
    if sys.platform != "linux" or not shutil.which("ip"):
        return False
    made = ip("netns", "add", LAPTOP)
    return ip("netns", "del", LAPTOP) and made


class Room:
    """The laptop's program, and what it said last."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self._program = program
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._program.stdout is not None
        for line in self._program.stdout:
            self._lines.put(line.rstrip("\n"))

    def closes(self) -> None:
        """The evening ends."""
        assert self._program.stdin is not None
        self._program.stdin.close()

    def says(self, address: str, told: str = "", phones: int = 0) -> str:
        """Wait until the sign shows this; the interface it names."""
        end, seen = time.monotonic() + PATIENCE_SECONDS, []
        while time.monotonic() < end:
            try:
                seen.append(self._lines.get(timeout=0.2))
            except queue.Empty:
                continue
            short, interface, news, number = seen[-1].split("|")
            if short == address and told in news and number == f"{phones}":
                return interface
        raise AssertionError(f"never said {address} {told}: {seen}")


@pytest.fixture
def room() -> Iterator[Room]:
    if not may_make_networks():
        pytest.skip("this machine forbids network namespaces")
    ip("netns", "add", LAPTOP)
    ip("netns", "add", PHONE)
    cable = ["type", "veth", "peer", "name", "wlan0", "netns", PHONE]
    ip("link", "add", "wlan0", "netns", LAPTOP, *cable)
    ip("-n", LAPTOP, "link", "add", "docker0", "type", "bridge")
    ip("-n", LAPTOP, "addr", "add", "172.17.0.1/16", "dev", "docker0")
    for name, end in ((LAPTOP, "192.168.8.2/24"), (PHONE, "192.168.8.9/24")):
        ip("-n", name, "link", "set", "lo", "up")
        ip("-n", name, "addr", "add", end, "dev", "wlan0")
        ip("-n", name, "link", "set", "wlan0", "up")
    ip("-n", LAPTOP, "link", "set", "docker0", "up")
    program = subprocess.Popen(
        ["ip", "netns", "exec", LAPTOP, sys.executable, "-m", "tests.attendance.room_that_moves"],
        cwd=HERE.parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Room(program)
    finally:
        assert program.stdin is not None
        program.stdin.close()
        program.wait(PATIENCE_SECONDS)
        ip("netns", "del", LAPTOP)
        ip("netns", "del", PHONE)


def asks(where: str, address: str) -> bool:
    """Whether a program in this namespace gets the form at this address."""
    script = f"import urllib.request as u; u.urlopen('http://{address}', timeout=3)"
    run = ["ip", "netns", "exec", where, sys.executable, "-c", script]
    return subprocess.run(run, capture_output=True, check=False).returncode == 0


def test_the_phone_comes_through_and_the_laptop_itself_does_not_count(room: Room) -> None:
    assert room.says("192.168.8.2:8421/473") == "wlan0"
    assert asks(LAPTOP, "192.168.8.2:8421/473")
    assert asks(PHONE, "192.168.8.2:8421/473")
    room.says("192.168.8.2:8421/473", phones=1)
    room.closes()
    room.says("", phones=2)  # of the phone alone: its short address, then the form


def test_in_another_wifi_the_laptop_opens_at_its_new_address(room: Room) -> None:
    room.says("192.168.8.2:8421/473")
    ip("-n", LAPTOP, "addr", "del", "192.168.8.2/24", "dev", "wlan0")
    ip("-n", LAPTOP, "addr", "add", "10.0.0.5/24", "dev", "wlan0")
    ip("-n", PHONE, "addr", "add", "10.0.0.9/24", "dev", "wlan0")
    room.says("10.0.0.5:8421/473", "The address is new.")
    assert not asks(PHONE, "192.168.8.2:8421/473")
    assert asks(PHONE, "10.0.0.5:8421/473")


def test_the_wifi_goes_and_comes_back(room: Room) -> None:
    room.says("192.168.8.2:8421/473")
    ip("-n", LAPTOP, "addr", "flush", "dev", "wlan0")
    ip("-n", LAPTOP, "link", "del", "docker0")
    room.says("", "in no network")
    ip("-n", LAPTOP, "addr", "add", "192.168.8.2/24", "dev", "wlan0")
    room.says("192.168.8.2:8421/473", "open again")
    assert asks(PHONE, "192.168.8.2:8421/473")
