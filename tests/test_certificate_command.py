"""`biq papers certificate` and `biq verify`: what was issued, printed again and checked."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from biq_tui import __main__ as program
from biq_tui.core import language
from biq_tui.people import service as people
from biq_tui.qualification.papers import certificate
from tests.attendance.rooms import opened
from tests.qualification.ceremonies import course_over, issue_all


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Ada has the certificate, Ali a confirmation; Ada is called otherwise by now."""
    folder = tmp_path / "office"
    folder.mkdir()
    with course_over(folder, {"Ada Muster": range(6), "Ali Muster": [0]}) as run:
        issue_all(run)
        run.do(people.name, run.person("Ada Muster"), "Ada Beispiel")
    return folder


def biq(folder: Path, *arguments: str) -> tuple[int, list[str], str]:
    """Exit code, lines of stdout, stderr."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = program.main([*arguments, "--data-dir", str(folder)])
    language.speak("de")
    return code, out.getvalue().splitlines(), err.getvalue()


def test_what_was_issued_is_printed_as_it_is_kept_and_found_genuine(
    office: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    asked = ("papers", "certificate", "attendance", "--run", "BIQ Huchting", "--out", str(out))
    code, lines, err = biq(office, *asked)
    assert (code, err) == (0, "")
    assert lines == [str(out / "BIQ-2027-0001.pdf"), str(out / "BIQ-2027-0002.pdf")]
    with opened(office) as database:
        ids = [1, 2]
        kept = database.read(certificate.kept, ids)
    assert [(out / f"BIQ-2027-000{n}.pdf").read_bytes() for n in (1, 2)] == [*kept.values()]
    code, lines, _err = biq(office, "verify", lines[0])
    assert code == 0
    assert "Name: Ada Muster" in lines


def test_nothing_is_issued_from_here(office: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    asked = ("papers", "certificate", "--run", "BIQ Huchting", "--person", "ali", "--out", out)
    code, lines, err = biq(office, *asked)
    assert (code, lines) == (2, [])
    assert "noch nicht ausgestellt" in err
    assert not Path(out).exists()
