"""What stays in the log of an evening on which all goes wrong: kinds of faults and their places.

Everything that comes in carries a word that must not be found again in any file of the folder.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from biq_tui.attendance import service
from biq_tui.attendance.audience import AudienceView, Shown
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.core.log import KEPT_BYTES, LOG_FILE, log_fault, log_to
from biq_tui.meetings.lookup import gathering_at
from tests.room import PEOPLE

from .house import NAME, Line, house
from .test_raw_http import CODE, KEY, Served

NAMES = ("Geheim {0} %s %(name)s", "Geheim\nERROR biq Geheim", "Geheim\x1b[31m", "ГЕХАЙМ Geheim")
SECRETS = ("Geheim", "ГЕХАЙМ", "127.0.0.1", KEY, "evil.example", "Mozilla", "4711", "%s")


@pytest.fixture(autouse=True)
def _own_log() -> Iterator[None]:
    """Who logs to where is as before."""
    loggers = [logging.getLogger(name) for name in (None, "biq", "asyncio", "py.warnings")]
    kept = [(logger, logger.handlers[:], logger.propagate) for logger in loggers]
    yield
    logging.captureWarnings(False)
    for logger, handlers, propagate in kept:
        for handler in set(logger.handlers) - set(handlers):
            handler.close()
        logger.handlers, logger.propagate = handlers, propagate


def written(folder: Path) -> str:
    """All that is in the log files."""
    return "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob(f"{LOG_FILE}*")))


async def test_an_evening_of_faults_leaves_kinds_and_places_only(tmp_path: Path) -> None:
    async def report(key: str, name: str) -> None:
        raise ValueError(f"{name} {key}") from OSError(name)

    async def now() -> Shown:
        raise LookupError("Geheim")

    log_to(tmp_path)
    door, view = PhoneDoor("127.0.0.1", 0, lambda: None), AudienceView(now)
    await door.open(1, CODE, "Geheim", report)
    await view.start(0)
    phone, wall = Line("127.0.0.1", door._server.port), Line("127.0.0.1", view._server.port)
    for name in NAMES:
        form = f"name={quote_plus(name)}&k={KEY}"
        assert (await phone.ask("POST", f"/{CODE}/{KEY}", form)).status == 500
        assert (await phone.ask("POST", f"/{CODE}/{KEY}", form, "evil.example")).status == 400
    assert (await wall.ask("GET", f"/{view._token}/")).status == 500
    raw = Served(door._server.port, f"/{CODE}/{KEY}")
    for junk in ("Geheim\r\n\r\n", raw.get("User-Agent: Mozilla Geheim\r\n", path="/Geheim")):
        await raw.raw(junk)
    await door.close()
    await view.stop()
    for line in (phone, wall):
        line.close()
    text = written(tmp_path)
    assert text.count("ValueError at door/test_log.py:") == len(NAMES)
    assert text.count("because OSError at") == len(NAMES)
    assert "LookupError at door/test_log.py:" in text
    assert not [secret for secret in (*SECRETS, view._token) if secret in text], text
    assert len(text.splitlines()) == len(NAMES) + 1, "junk is not worth a line"


async def test_what_python_and_libraries_say_loses_its_words(tmp_path: Path) -> None:
    log_to(tmp_path)

    async def fails() -> None:
        raise KeyError("Geheim")

    task = asyncio.create_task(fails(), name="Geheim")
    await asyncio.wait({task})
    del task
    gc.collect()  # asyncio says now that nobody has looked what became of it
    warnings.warn("Geheim", stacklevel=1)
    for name in ("biq", "biq.web", "sqlalchemy.engine", "fontTools", "uvicorn.error", "asyncio"):
        logging.getLogger(name).error("%s came from %s", "Geheim", "127.0.0.1", stack_info=True)
    text = written(tmp_path)
    assert "KeyError at door/test_log.py:" in text
    assert "ERROR in test_log:" in text
    assert not [secret for secret in SECRETS if secret in text], text


async def test_names_of_an_evening_with_phones_stay_out_of_it(tmp_path: Path) -> None:
    log_to(tmp_path)
    async with house(tmp_path) as inside:
        await inside.do(service.open_sitting, await inside.database.reads(gathering_at, 1))
        line = Line(*inside.door)
        path = inside.path("/CODE/{key}")
        assert (await line.ask("POST", path, f"name={NAME}")).status == 303
        with sqlite3.connect(inside.database.url.database or "") as file:
            file.execute("ALTER TABLE arrival RENAME TO lost")
        other = inside.path("/CODE/{key}")
        assert (await line.ask("POST", other, f"name={NAME}")).status in (409, 500)
        line.close()
    text = written(tmp_path)
    for word in (*PEOPLE, "Probe", "127.0.0.", path, other):
        assert word not in text, text


def test_it_never_grows_beyond_two_files_of_their_size(tmp_path: Path) -> None:
    def deep(levels: int) -> None:
        if not levels:
            raise ValueError("Geheim")
        deep(levels - 1)

    log_to(tmp_path)
    try:
        deep(400)
    except ValueError as error:
        for _ in range(300):
            log_fault(error)
    files = sorted(tmp_path.glob("*"))
    assert [file.name for file in files] == [LOG_FILE, f"{LOG_FILE}.1"]
    assert all(0 < file.stat().st_size <= KEPT_BYTES for file in files)
    assert "Geheim" not in written(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are others there")
def test_a_disk_that_is_full_and_a_thread_that_fails_write_nothing_over_the_screen(
    tmp_path: Path,
) -> None:
    script = f"""
import asyncio, logging, sys, threading, pathlib
from biq_tui.core.log import keep_off_screen, log_to, log_fault
folder = pathlib.Path({str(tmp_path)!r})
log_to(folder)
keep_off_screen()
def fails(): raise ValueError("Geheim")
class Bad:
    def __del__(self): raise KeyError("Geheim")
thread = threading.Thread(target=fails, name="Geheim"); thread.start(); thread.join()
Bad()
print((folder / {LOG_FILE!r}).read_text())
logging.getLogger().handlers[-1].stream.close()
(folder / {LOG_FILE!r}).unlink(); (folder / {LOG_FILE!r}).mkdir()
logging.getLogger().handlers[-1].stream = None
logging.getLogger("pypdf").warning("Geheim")
fails_again = threading.Thread(target=fails); fails_again.start(); fails_again.join()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "ValueError at" in done.stdout
    assert "KeyError at" in done.stdout
    assert "Geheim" not in done.stdout
