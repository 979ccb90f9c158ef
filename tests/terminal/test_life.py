"""How the program lives in a terminal: it starts anywhere, is not disturbed, and leaves cleanly."""

from __future__ import annotations

import re
import signal
import socket
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.evening import filled_folder
from tests.terminal.program import LOCAL, Program, free_port, started

pytestmark = pytest.mark.terminal


@pytest.fixture
def given(tmp_path: Path) -> tuple[str, ...]:
    """Options for an evening whose list is open already."""
    folder = filled_folder(tmp_path / "evening", opened=True)
    return (*LOCAL, "--data-dir", str(folder), "--port", str(free_port()))


def open_list(biq: Program) -> None:
    biq.shows("Enter: öffnet „Block 3")
    biq.press("Enter")
    biq.shows("Name ›", "7 fehlen noch.")


def url_of(biq: Program) -> str:
    """The phone's address, from the picture on the screen."""
    biq.press("Tab")
    url = biq.code()
    biq.press("BTab")
    biq.shows("[Ankommen]")
    return url


def report(url: str, name: str) -> None:
    with httpx.Client(follow_redirects=True) as phone:
        form = phone.get(url).url
        assert "Danke" in phone.post(form, data={"name": name}).text


# Leaving --------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_the_terminal_is_as_before(
    number: signal.Signals, given: tuple[str, ...]
) -> None:
    with started(*given) as biq:
        open_list(biq)
        assert biq.terminal.fact("alternate_on") == "1"
        assert biq.terminal.fact("mouse_any_flag") == "1"
        biq.signal(number)
        code, text = biq.ended()
        assert code == 0
        assert text.strip() == "ended with 0"
        assert biq.is_clean()


def test_leaving_asks_first_and_then_the_terminal_is_as_before(given: tuple[str, ...]) -> None:
    with started(*given) as biq:
        open_list(biq)
        biq.press("q")  # no letter ends it
        biq.shows("Name › q")
        biq.press("C-c")
        biq.shows("Beenden? ›")
        biq.press("Escape")
        biq.shows("Name ›", "7 fehlen noch.")
        biq.press("C-q")
        biq.shows("Beenden? ›", "ja")
        biq.press("j", "a")
        biq.shows("Enter: BIQ geht zu. Alles ist gespeichert.")
        biq.press("Enter")
        code, text = biq.ended()
        assert (code, text.strip()) == (0, "ended with 0")
        assert biq.is_clean()


# Not disturbed --------------------------------------------------------------------------------

BROKEN = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"nonsense\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET /../../etc/passwd HTTP/1.1\r\nHost: %(host)s\r\n\r\n",
    b"BREW /pot HTTP/1.1\r\nHost: %(host)s\r\n\r\n",
    b"GET /x HTTP/1.1\r\nHost: %(host)s\r\nX: " + b"x" * 20_000 + b"\r\n\r\n",
    b"POST /x HTTP/1.1\r\nHost: %(host)s\r\nContent-Length: 99999999\r\n\r\n",
    b"POST /x HTTP/1.1\r\nHost: %(host)s\r\nContent-Length: 50\r\n\r\nname=",
    b"GET /\x1b[2J\x1b]0;owned\x07 HTTP/1.1\r\nHost: %(host)s\r\n\r\n",
)


def test_no_request_whatever_it_is_writes_on_the_screen(given: tuple[str, ...]) -> None:
    with started(*given) as biq:
        open_list(biq)
        url = url_of(biq)
        before = biq.shows("[Ankommen]", "Name ›", "Schreiben Sie ein paar Buchstaben")
        host = httpx.URL(url).netloc
        for number in range(50):
            raw = BROKEN[number % len(BROKEN)].replace(b"%(host)s", host)
            with closing(
                socket.create_connection(("127.0.0.1", httpx.URL(url).port or 0))
            ) as phone:
                phone.sendall(raw)
                phone.shutdown(socket.SHUT_WR)
                while phone.recv(4096):
                    pass

        biq.press("z")  # it has painted since
        biq.shows("Name › z")
        biq.press("BSpace")
        after = biq.shows("Name ›", "Schreiben Sie ein paar Buchstaben", not_="Name › z")
        assert re.sub(r"\d\d:\d\d", "", after) == re.sub(r"\d\d:\d\d", "", before)
        report(url, "Ada Muster")
        biq.shows("1 ist da.", "1 Ada Muster da")
        biq.signal(signal.SIGTERM)
        assert biq.ended()[1].strip() == "ended with 0"  # nor on the screen below


def test_a_busy_port_moves_on(tmp_path: Path) -> None:
    folder = filled_folder(tmp_path / "evening", opened=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with started(*LOCAL, "--data-dir", str(folder), "--port", str(port)) as biq:
            open_list(biq)
            url = url_of(biq)
            assert httpx.URL(url).port != port
            report(url, "Ada Muster")
            biq.shows("1 ist da.")


def test_two_programs_on_one_folder_see_each_other(given: tuple[str, ...]) -> None:
    with started(*given) as one, started(*given) as two:
        open_list(one)
        open_list(two)
        one.press("o", "l", "h", "a")
        one.shows("Enter: Olha Beispiel ist da.")
        one.press("Enter")
        one.shows("1 ist da.")
        two.shows("1 ist da.", "7 Olha Beispiel da")

        first, second = url_of(one), url_of(two)
        assert first != second
        report(second, "Ada Muster")
        one.shows("2 sind da.", "1 Ada Muster da")
        report(first, "Ali Muster")
        two.shows("3 sind da.", "2 Ali Muster da")

        one.signal(signal.SIGTERM)
        assert one.ended()[0] == 0
        two.press("h", "a", "t", "i")
        two.shows("Enter: Hatice Muster ist da.")
        two.press("Enter")
        two.shows("4 sind da.")


# Everywhere -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "rows", "environment"),
    [
        (80, 24, {"TERM": "linux", "COLORTERM": ""}),
        (80, 24, {"NO_COLOR": "1"}),
        (80, 24, {"LC_ALL": "C.UTF-8", "TERM": "xterm"}),
        (60, 20, {}),
        (200, 60, {}),
    ],
)
def test_it_runs_in_any_terminal(
    columns: int, rows: int, environment: dict[str, str], given: tuple[str, ...]
) -> None:
    before = "".join(f"export {name}={value}\n" for name, value in environment.items())
    with started(*given, columns=columns, rows=rows, before=before) as biq:
        open_list(biq)
        biq.press("o", "l", "h", "a")
        biq.shows("Enter: Olha Beispiel ist da.")
        biq.press("Enter")
        text = biq.shows("1 ist da.", "6 fehlen noch.", "Name ›")
        assert text.splitlines()[0].startswith(" BIQ · Block 3")
        if rows >= 24:
            assert url_of(biq).startswith("http://127.0.0.1:")
        else:  # no room for the code: the address
            biq.press("Tab")
            biq.shows("[QR-Bild]", "Scannen Sie das Bild")
            biq.press("BTab")
        biq.press("BTab")
        biq.shows("[Abend beenden]")
        biq.signal(signal.SIGTERM)
        assert biq.ended()[1].strip() == "ended with 0"
