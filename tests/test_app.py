"""The app as a whole: what it loads before it paints, and what it says when it breaks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from biq_tui.app import BiqApp, Options
from biq_tui.core.log import log_to

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "uvicorn",
    "starlette",
    "jinja2",
    "qrcode",
    "rapidfuzz",
    "cryptography",
    "pypdf",
    "typst",
    "openpyxl",
)


def test_nothing_heavy_is_loaded_before_the_first_screen() -> None:
    script = f"import sys, biq_tui.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


class Breaking(BiqApp):
    """An app with a fault that holds a name."""

    def on_ready(self) -> None:
        """Break."""
        raise ValueError("Sabine Müller")


async def test_a_crash_says_one_sentence_and_where_the_log_is(tmp_path: Path) -> None:
    log = log_to(tmp_path)
    app = Breaking(Options(folder=tmp_path, log_file=log))
    with pytest.raises(ValueError, match="Sabine"):
        async with app.run_test():
            pass
    assert app.return_code == 1
    written = log.read_text(encoding="utf-8")
    assert "ValueError at" in written
    assert "test_app.py" in written
    assert "Sabine" not in written


def test_a_crash_shows_no_name_in_the_terminal(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.test_app import Breaking;"
        "from biq_tui.app import Options; from biq_tui.core.log import log_to;"
        f"folder = Path({str(tmp_path)!r});"
        "app = Breaking(Options(folder=folder, log_file=log_to(folder)));"
        "app.run(headless=True); sys.exit(app.return_code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    said = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == 1
    assert "BIQ musste anhalten. Alles ist gespeichert. Bitte starten Sie es neu." in said
    assert "biq.log" in said.replace(" ", "")
    assert "Sabine" not in said
    assert "Traceback" not in said
