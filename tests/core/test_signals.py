"""The terminal is closed, or the system shuts down: the program ends, whatever it is doing."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import asyncio, threading
from biq_tui.core import signals

signals.PATIENCE_SECONDS = 0.1 if {stuck} else 60

async def run():
    over = asyncio.Event()
    signals.end_on_signals(over.set)
    print("ready", flush=True)
    if {stuck}:
        lock = threading.Lock()
        lock.acquire()
        lock.acquire()  # as a loop that paints on a terminal that is gone
    await over.wait()
    print("over", flush=True)

asyncio.run(run())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("deadly", ["SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("stuck", [False, True])
def test_a_signal_ends_the_program_even_if_its_loop_is_stuck(deadly: str, stuck: bool) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(stuck=stuck)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    program.send_signal(getattr(signal, deadly))
    said, _nothing = program.communicate(timeout=10)
    assert (program.returncode, said) == ((1, "") if stuck else (0, "over\n"))
