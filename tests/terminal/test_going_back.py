"""Going back to a backup in a real terminal: the screens end, and start anew with other data."""

from __future__ import annotations

from pathlib import Path

import pytest

from biq_tui.attendance import service
from biq_tui.core.backup import backup
from biq_tui.core.folders import BACKUP_FOLDER, DATABASE_FILE
from biq_tui.safekeeping.staging import address
from tests.attendance.rooms import facilitator, opened
from tests.evening import filled_folder
from tests.safekeeping.laptops import names_in
from tests.terminal.program import LOCAL, free_port, started

pytestmark = pytest.mark.terminal


def test_the_program_starts_anew_with_the_backup(tmp_path: Path) -> None:
    folder = filled_folder(tmp_path / "evening", opened=True)
    live = folder / DATABASE_FILE
    before = names_in(live)
    backup(address(live), folder / BACKUP_FOLDER, "sitting")
    with opened(folder) as database:
        database.write(facilitator(1), service.add_guest, 1, "Dana Zufall").result()
    with started(*LOCAL, "--data-dir", str(folder), "--port", str(free_port())) as biq:
        biq.shows("Enter: öffnet „Block 3")
        biq.press(*"restore", "Enter")
        biq.shows("BIQ · Sicherungen", "nach einem Abend")
        biq.press("Enter")
        biq.shows("Dana Zufall ist als Gast da.")
        biq.press(*"ja", "Enter")
        biq.shows("BIQ · Heute", "✓ Fertig. Was vorher hier war, ist aufgehoben")
        assert names_in(live) == before
