"""The laptop dies in the middle of a meeting: what was told is there, and nothing twice."""

from __future__ import annotations

import contextlib
import io
import random
import subprocess
import sys
from pathlib import Path

from tests.attendance.rooms import everything, opened

from .meeting_to_kill import ACTIONS, done, go_on
from .meetings_at import Treffen

KILLS = 2
CHECKOUT = Path(__file__).parents[2]


def test_a_script_that_is_killed_again_and_again_ends_in_the_same_state(tmp_path: Path) -> None:
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    for folder in (killed, whole):
        with opened(folder) as database:
            Treffen(database)
    chance = random.Random(20270317)
    for at in sorted(chance.sample(range(50, ACTIONS - 50), KILLS)):
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.meetings.meeting_to_kill", str(killed)],
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert program.stdout is not None
        told = next(int(line) for line in program.stdout if int(line) >= at)
        program.kill()
        program.wait()
        program.stdout.close()
        with opened(killed) as database:
            assert told < database.read(done) <= ACTIONS, "what was told is on record"
    with contextlib.redirect_stdout(io.StringIO()):
        for folder in (killed, whole):
            with opened(folder) as database:
                go_on(database)
    with opened(killed) as one, opened(whole) as other:
        assert one.read(done) == ACTIONS
        assert everything(one) == everything(other)
