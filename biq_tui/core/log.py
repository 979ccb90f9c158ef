"""The log file: kinds of faults and their places in the code, never a message or a name."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath
from traceback import walk_tb

from .language import _

LOG_FILE = "biq.log"
KEPT_BYTES = 500_000
"""When the file is so large it becomes the old one; the one that was old until then is deleted."""

logger = logging.getLogger("biq")
logger.addHandler(logging.NullHandler())  # without one, Python prints warnings over the screen


def log_to(folder: Path) -> Path:
    """Send what this program and others log to a small rotating file in `folder`; its path."""
    file = folder / LOG_FILE
    handler = _Quiet(file, maxBytes=KEPT_BYTES, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(_PlacesOnly("%(asctime)s %(name)s %(message)s"))
    for name in ("biq", "asyncio", "py.warnings"):
        log = logging.getLogger(name)
        log.handlers = [handler]
        log.propagate = False
    # Whoever else warns would do it on the screen, and in words of its own.
    root = logging.getLogger()
    root.handlers = [one for one in root.handlers if not isinstance(one, _Quiet)] + [handler]
    logging.captureWarnings(True)
    return file


def log_fault(error: BaseException, where: str = "biq") -> None:
    """Note the kind of a fault and where in the code it happened, innermost place first."""
    logging.getLogger(where).error(fault(error), extra={_HARMLESS: True})


def keep_off_screen() -> None:
    """From now on what fails in a thread, or where nobody can be told, goes to the log alone.

    Python would print it over the screen, with its message.
    """
    import sys
    import threading

    def in_thread(failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None:
            log_fault(failed.exc_value)

    def nowhere(failed: sys.UnraisableHookArgs) -> None:
        if failed.exc_value is not None:
            log_fault(failed.exc_value)

    threading.excepthook, sys.unraisablehook = in_thread, nowhere


def stopped(file: Path | None) -> str:
    """The sentence that a crash prints instead of a traceback."""
    where = file or _("(no log)")
    return _("BIQ had to stop. Everything is saved. Please start it again. Log: {file}").format(
        file=where
    )


def fault(error: BaseException, causes: int = 3) -> str:
    """'ValueError at core/write.py:90 attendance/service.py:12'; no message, no values.

    Then what it came from, so many steps back. Only the last two parts of a path: those before may
    hold the name of the laptop's owner.
    """
    places = [
        f"{'/'.join(PurePath(frame.f_code.co_filename).parts[-2:])}:{line}"
        for frame, line in walk_tb(error.__traceback__)
    ]
    told = f"{type(error).__name__} at {' '.join(reversed(places))}"
    cause = error.__cause__ or getattr(error, "error", None)  # that of Textual's WorkerFailed
    if not (causes and isinstance(cause, BaseException)):
        return told
    return f"{told} because {fault(cause, causes - 1)}"


_HARMLESS = "biq_harmless"
"""The mark of a record whose message is one of `fault`."""


class _PlacesOnly(logging.Formatter):
    """Drops messages and tracebacks, whose last line is a message too: they may hold names."""

    def format(self, record: logging.LogRecord) -> str:
        line = logging.makeLogRecord(record.__dict__)  # a handler may format a record twice
        if record.exc_info and record.exc_info[1] is not None:
            line.msg, line.args = fault(record.exc_info[1]), ()
        elif not getattr(record, _HARMLESS, False):
            line.msg, line.args = f"{record.levelname} in {record.module}:{record.lineno}", ()
        line.exc_info, line.exc_text, line.stack_info = None, None, None
        return super().format(line)


class _Quiet(RotatingFileHandler):
    """A disk that is full is no reason to write over the screen, least of all the message."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Nothing: it is not logged, then."""
