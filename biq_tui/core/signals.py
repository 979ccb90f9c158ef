"""A signal from outside (the terminal was closed, the system shuts down) ends the program for sure.

Painting on a terminal that is gone can block the event loop for ever: then no handler of the loop
runs any more, but Python's own do.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

PATIENCE_SECONDS = 8.0
"""Closing the doors takes about two; what was acknowledged is on the disk already."""


def end_on_signals(end: Callable[[], None]) -> Callable[[], None]:
    """Call `end` in the running loop on SIGTERM and SIGHUP; if that is not enough, end hard.

    Returns what puts the earlier handlers back. To be called in the main thread. Windows has
    neither signal.
    """
    if sys.platform == "win32":
        return lambda: None
    loop = asyncio.get_running_loop()

    def handle(_number: int, _frame: FrameType | None) -> None:
        hard = threading.Timer(PATIENCE_SECONDS, os._exit, (1,))
        hard.daemon = True
        hard.start()
        loop.call_soon_threadsafe(end)

    before = {deadly: signal.signal(deadly, handle) for deadly in (signal.SIGTERM, signal.SIGHUP)}

    def put_back() -> None:
        for deadly, handler in before.items():
            signal.signal(deadly, handler)

    return put_back
