"""A terminal for a stopwatch: a program runs in it, keys go in, what is painted has a time.

A thread of its own stamps what the program writes as it comes, so drawing it here costs the
program nothing. Times are of `time.perf_counter`, which all processes of a machine share on Linux.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import signal
import struct
import termios
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

_UNKNOWN = re.compile(  # to pyte, which would print them
    r"\x1b\[[<=>][0-9;]*[ -/]*[@-~]|\x1b\[\?[0-9;]*\$p|\x1b\[\?u"
    r"|\x1b[P_^].*?\x1b\\|\x1b\].*?(?:\x07|\x1b\\)",
    re.DOTALL,
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[P_^\]][^\x07]*)?\Z", re.DOTALL)


class Terminal:
    """A program in a pseudo-terminal; ends it on leaving."""

    def __init__(self, command: Sequence[str], columns: int = 100, rows: int = 30) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._written: deque[tuple[float, str]] = deque()
        self._woken = threading.Event()
        self._rest = ""
        size = struct.pack("HHHH", rows, columns, 0, 0)
        self.started_at = time.perf_counter()
        self.pid, self._file = pty.fork()
        if self.pid == 0:  # pragma: no cover - becomes the program
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
            os.execvp(command[0], list(command))
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, size)
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)
        os.close(self._file)

    def press(self, keys: str) -> float:
        """Send `keys`; when."""
        now = time.perf_counter()
        os.write(self._file, keys.encode())
        return now

    def row(self, place: int) -> str:
        """The text of a row; from the bottom, if `place` is negative."""
        return self._screen.display[place]

    def when(self, holds: Callable[[], bool], seconds: float = 30) -> float:
        """The time of the writing that made it hold. Raises TimeoutError with the screen."""
        for at in self.paints(seconds):
            if holds():
                return at
        raise TimeoutError("\n".join(self._screen.display))

    def paints(self, seconds: float) -> Iterator[float]:
        """The time of each writing that comes within `seconds`, once it stands on the screen."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if self._written:
                at, text = self._written.popleft()
                self._draw(text)
                yield at
            else:
                self._woken.wait(min(left, 0.1))
                self._woken.clear()

    def rest(self, seconds: float) -> None:
        """Draw what comes meanwhile."""
        for _at in self.paints(seconds):
            pass

    def peak_megabytes(self) -> float:
        """The most memory that the program has had."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            peak = re.search(r"VmHWM:\s+(\d+) kB", status.read())
        assert peak
        return int(peak[1]) / 1024

    def worked(self) -> tuple[float, float]:
        """Milliseconds that a processor has given to its main thread, and to all the others."""
        main = others = 0.0
        for thread in Path(f"/proc/{self.pid}/task").iterdir():
            with suppress(OSError):  # it has just ended
                spent = int((thread / "schedstat").read_text(encoding="ascii").split()[0]) / 1e6
                if thread.name == f"{self.pid}":
                    main += spent
                else:
                    others += spent
        return main, others

    def _draw(self, text: str) -> None:
        text = self._rest + text
        unfinished = _UNFINISHED.search(text)
        end = unfinished.start() if unfinished else len(text)
        self._rest = text[end:]
        self._stream.feed(_UNKNOWN.sub("", text[:end]))

    def _read(self) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        while True:
            try:
                written = os.read(self._file, 65536)
            except OSError:  # it has ended
                return
            self._written.append((time.perf_counter(), decoder.decode(written)))
            self._woken.set()
