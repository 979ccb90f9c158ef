"""The program in a real terminal, as somebody starts it there."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import zxingcpp

from tests.terminal_picture import Terminal, picture, running

BIQ = (sys.executable, "-m", "biq_tui")
LOCAL = ("--host", "127.0.0.1")

# The shell stays when the program has ended: what is left of the terminal can be looked at.
_SHELL = """
sh -c 'echo $$ > "$0"; exec "$@"' "$0" "$@"
echo "ended with $?"
exec sleep 600
"""


class Program:
    """A running program and its screen. Made by `started`."""

    def __init__(self, terminal: Terminal, pid_file: Path) -> None:
        self.terminal = terminal
        self._pid_file = pid_file

    @property
    def pid(self) -> int:
        """Its process."""
        self.terminal.wait_until(lambda _screen: bool(self._noted()))
        return int(self._noted())

    @property
    def text(self) -> str:
        """What is to be read now."""
        return self.terminal.text()

    def press(self, *keys: str) -> None:
        """Press keys; see Terminal."""
        self.terminal.press(*keys)

    def shows(self, *parts: str, not_: str = "", seconds: float = 15) -> str:
        """The text as soon as all these can be read, and `not_` can't; a gap is one blank."""

        def all_there(_screen: str) -> bool:
            text = re.sub(" +", " ", self.text)
            return all(part in text for part in parts) and not (not_ and not_ in text)

        self.terminal.wait_until(all_there, seconds)
        return self.text

    def code(self) -> str:
        """What a phone reads from the screen, as soon as it can."""
        found: list[str] = []

        def decoded(screen: str) -> bool:
            found[:] = [code.text for code in zxingcpp.read_barcodes(picture(screen))]
            return bool(found)

        self.terminal.wait_until(decoded)
        return found[0]

    def signal(self, number: int) -> None:
        """Send a signal to this one process."""
        os.kill(self.pid, number)

    def ended(self, seconds: float = 15) -> tuple[int, str]:
        """Its exit code and all that stands in the terminal once it has ended."""
        text = self.shows("ended with", seconds=seconds)
        ending = re.search(r"ended with (\d+)", text)
        assert ending
        return int(ending[1]), text

    def is_clean(self) -> bool:
        """Whether the terminal is as it was before: own screen, cursor, no mouse reports."""
        facts = ("alternate_on", "mouse_any_flag", "mouse_all_flag", "mouse_sgr_flag")
        return [self.terminal.fact(name) for name in facts] == ["0"] * 4 and (
            self.terminal.fact("cursor_flag") == "1"
        )

    def _noted(self) -> str:
        return self._pid_file.read_text().strip() if self._pid_file.exists() else ""


@contextmanager
def started(
    *arguments: str,
    columns: int = 80,
    rows: int = 24,
    environment: dict[str, str] | None = None,
    command: Sequence[str] = BIQ,
    before: str = "",
) -> Iterator[Program]:
    """Start the program in a terminal. `before`: shell commands that run first."""
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    with TemporaryDirectory() as folder:
        pid_file = Path(folder) / "pid"
        line = ["sh", "-c", f"{before}\n{_SHELL}", str(pid_file), *command, *arguments]
        with running(line, columns, rows, environment) as terminal:
            program = Program(terminal, pid_file)
            yield program
            if "ended with" not in program.text:
                program.signal(signal.SIGTERM)
                program.ended()


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def until(holds: Callable[[], bool], program: Program, seconds: float = 15) -> None:
    """Wait for something beside the screen."""
    program.terminal.wait_until(lambda _screen: holds(), seconds)
