"""The log file: kinds of faults and their places in the code, never a message or a name."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath
from traceback import walk_tb

from .language import _

LOG_FILE = "biq.log"
_KEPT_BYTES = 500_000

logger = logging.getLogger("biq")
logger.addHandler(logging.NullHandler())  # without one, Python prints warnings over the screen


def log_to(folder: Path) -> Path:
    """Send what this program and asyncio log to a small rotating file in `folder`; its path."""
    file = folder / LOG_FILE
    handler = RotatingFileHandler(
        file, maxBytes=_KEPT_BYTES, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(_PlacesOnly("%(asctime)s %(name)s %(message)s"))
    for name in ("biq", "asyncio", "py.warnings"):
        log = logging.getLogger(name)
        log.handlers = [handler]
        log.propagate = False
    logging.captureWarnings(True)
    return file


def log_fault(error: BaseException, where: str = "biq") -> None:
    """Note the kind of a fault and where in the code it happened, innermost place first."""
    logging.getLogger(where).error(fault(error))


def stopped(file: Path | None) -> str:
    """The sentence that a crash prints instead of a traceback."""
    where = file or _("(no log)")
    return _("BIQ had to stop. Everything is saved. Please start it again. Log: {file}").format(
        file=where
    )


def fault(error: BaseException) -> str:
    """'ValueError at core/write.py:90 attendance/service.py:12'; no message, no values.

    Only the last two parts of a path: those before may hold the name of the laptop's owner.
    """
    places = [
        f"{'/'.join(PurePath(frame.f_code.co_filename).parts[-2:])}:{line}"
        for frame, line in walk_tb(error.__traceback__)
    ]
    return f"{type(error).__name__} at {' '.join(reversed(places))}"


class _PlacesOnly(logging.Formatter):
    """Drops tracebacks: their last line is the exception's message."""

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info and record.exc_info[1]:
            record.msg, record.args = fault(record.exc_info[1]), ()
        elif record.name != "biq" and not record.name.startswith("biq."):
            record.msg, record.args = f"{record.levelname} in {record.module}:{record.lineno}", ()
        record.exc_info, record.exc_text = None, None
        return super().format(record)
