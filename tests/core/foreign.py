"""Readers of foreign bytes that behave badly, each in its own way. They run in another process."""

from __future__ import annotations

import os
import time

from biq_tui.core.apart import Fault, Unreadable


def reads(raw: bytes, times: int) -> list[str]:
    """Well behaved."""
    return [raw.decode()] * times


def takes_for_ever(_raw: bytes) -> None:
    time.sleep(60)


def takes_all_memory(_raw: bytes) -> int:
    return len(bytearray(2**40))


def calls_itself(raw: bytes) -> None:
    calls_itself(raw)


def aborts(_raw: bytes) -> None:
    os.abort()


def ends_the_process(_raw: bytes) -> None:
    raise SystemExit


def breaks(_raw: bytes) -> None:
    raise KeyError("nothing")


def says_why(_raw: bytes) -> None:
    raise Unreadable(Fault.PASSWORD)
