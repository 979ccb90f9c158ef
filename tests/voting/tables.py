"""A file of ballots, and what `biq count` says to it."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from biq_tui import __main__ as program
from biq_tui.core import language


class Table:
    """A file of ballots, and what the command says to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "stimmen.csv"

    def holds(self, text: str, encoding: str = "utf-8") -> Table:
        self.file.write_bytes(text.encode(encoding))
        return self

    def rows(self, *rows: Sequence[object]) -> Table:
        cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
        return self.holds("".join(";".join(row) + "\n" for row in cells))

    def run(self, method: str, *options: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        nowhere = ["--data-dir", str(self.folder / "data")]
        with redirect_stdout(out), redirect_stderr(err):
            code = program.main(["count", method, str(self.file), *options, *nowhere])
        language.speak("de")
        assert not (self.folder / "data").exists()
        return code, out.getvalue(), err.getvalue()

    def found(self, method: str, *options: str) -> Any:
        code, out, err = self.run(method, *options, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    def says(self, method: str, *options: str) -> list[str]:
        code, out, err = self.run(method, *options)
        assert (code, err) == (0, "")
        return out.splitlines()

    def refuses(self, method: str, *options: str) -> str:
        code, out, err = self.run(method, *options)
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1, err
        return err.strip()


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path)
