"""Foreign bytes are read in a process of their own: bytes go in, JSON comes out.

A file may be made to take for ever, or all memory, or to make its reader abort. Here that ends
that process, not the evening.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import Any

MOST_MEMORY = 2**30

_CHILD = f"from {__name__} import _child; _child()"
_PYTHON_FAILED = 1


class Fault(StrEnum):
    """Why bytes can't be read."""

    PASSWORD = "password"
    DAMAGED = "damaged"
    LARGE = "large"
    """They take too much memory or time."""
    BUSY = "busy"
    """This laptop has no room for another process now."""


class Unreadable(Exception):  # noqa: N818 - a finding, turned into a sentence by the pillar
    """Bytes can't be read; it never carries a sentence for people."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def apart(read: Callable[..., Any], raw: bytes, *given: int, patience: float) -> Any:
    """What `read(raw, *given)` gives, as JSON keeps it; at most `patience` seconds are waited.

    `read` is a module's own function. Raises Unreadable, also in place of whatever `read` raises.
    """
    try:
        ended = subprocess.run(
            [sys.executable, "-P", "-c", _CHILD, read.__module__, read.__name__, *map(str, given)],
            input=raw,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(Fault.LARGE) from error
    except OSError as error:
        raise Unreadable(Fault.BUSY) from error
    if ended.returncode not in (0, _PYTHON_FAILED):
        raise Unreadable(Fault.LARGE)  # it was ended for want of memory
    if ended.returncode or not ended.stdout:
        raise Unreadable(Fault.DAMAGED)
    answer = json.loads(ended.stdout)
    if "fault" in answer:
        raise Unreadable(Fault(answer["fault"]))
    return answer["read"]


def _child() -> None:
    _limit_memory()
    module, name, *given = sys.argv[1:]
    read = getattr(import_module(module), name)
    answer: dict[str, Any]
    try:
        answer = {"read": read(sys.stdin.buffer.read(), *map(int, given))}
    except Unreadable as unreadable:
        answer = {"fault": unreadable.fault}
    except (MemoryError, RecursionError):
        answer = {"fault": Fault.LARGE}
    except Exception:  # broken files break their readers in many ways
        answer = {"fault": Fault.DAMAGED}
    json.dump(answer, sys.stdout)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):  # macOS may refuse any limit
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
