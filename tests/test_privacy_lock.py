"""Who has a privacy lock (Sperrvermerk) is nowhere where others look: the real pages are read."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from biq_tui import __main__ as program
from biq_tui.attendance import service
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.people.service import lock, tell_apart
from biq_tui.qualification.enrolment import Newcomer, enrol_all

from .room import course, folder_of, started

ACT = Act(Actor.PROGRAM, "test", "")
NAME, KNOWN_BY = "Nour Geheim", "rote Brille"
SECRET = re.compile("nour|geheim|brille", re.IGNORECASE)


def protected(database: Database) -> None:
    """Nour is on the list of today, and of the whole course. She has a privacy lock."""
    course(database)
    database.write(ACT, enrol_all, 1, [Newcomer(NAME)]).result()
    database.write(ACT, lock, 7, True).result()
    database.write(ACT, tell_apart, 7, KNOWN_BY).result()


@pytest.fixture(autouse=True)
def _no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("biq_tui.attendance.doors.open_in_browser", lambda _url: None)


async def seen_by_others(client: httpx.AsyncClient, phone: str, projector: str) -> str:
    """All that phones and the projector get to see: addresses, headers and pages."""
    seen = []
    for url in (projector, f"{projector}now", f"{projector}live.js", phone):
        answer = await client.get(url)
        seen += [str(answer.url), str(answer.headers), answer.text]
    form = await client.get(phone)
    for name in ("Nour", "nour  GEHEIM", NAME, ""):  # she herself, and somebody who tries
        answer = await client.post(form.url, data={"name": name})
        seen += [str(answer.url), str(answer.headers), answer.text]
    return "\n".join(seen)


async def test_phones_and_the_projector_never_show_a_locked_name(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, protected)) as room:
        await room.press("enter")
        await room.until(lambda: bool(room.app.doors.phone.sign.url))
        said = re.search(r"http://\S+", await room.app.projector())
        assert said is not None
        async with httpx.AsyncClient(follow_redirects=True, trust_env=False) as client:
            for _before_and_after_she_came in range(2):
                seen = await seen_by_others(client, room.app.doors.phone.sign.url, said[0])
                assert "Block 1" in seen
                assert not SECRET.search(seen)
                await room.sees("1 ist da.")


async def test_the_facilitator_sees_the_sign_and_ctrl_b_takes_it_away(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, protected)) as room:
        await room.press("enter")
        await room.sees(f"§ {NAME}")
        assert KNOWN_BY not in room.text  # nobody else is called that
        await room.press("ctrl+b")
        assert not SECRET.search(room.text)
        assert "§" not in room.text


async def test_in_a_course_the_lock_is_set_by_one_line_and_taken_back(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.press("tab")
        await room.sees("[Kurs]")
        await room.press("enter")
        await room.sees("[Termine]")
        await room.press("tab")
        await room.enter("2 sperrvermerk")
        await room.sees("§ Sperrvermerk")
        assert room.journal()[-1] == (
            "Ali Muster hat einen Sperrvermerk. Andere sehen diesen Namen nie."
        )
        await room.enter("ali erkennbar rote Brille")
        await room.until(lambda: room.journal()[-1] == "Ali Muster ist erkennbar: rote Brille.")
        assert KNOWN_BY not in room.row("Ali Muster")
        await room.enter("+Ali Muster")
        await room.sees("Ali Muster (rote Brille)")
        await room.type("ali")
        assert room.hint.startswith("Wer ist es? Ali Muster (rote Brille), 7 Ali Muster.")
        await room.press("ctrl+b")
        assert not SECRET.search(room.text)
        assert "§" not in room.text
        await room.press("ctrl+b", "escape", "ctrl+z", "ctrl+z", "ctrl+z")
        await room.until(lambda: "§" not in room.text)


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_the_status_has_no_name(
    tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path, protected)
    assert program.main(["status", *options, "--data-dir", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "BIQ Huchting" in said
    assert not SECRET.search(said)


async def test_a_search_on_heute_tells_two_of_one_name_apart(tmp_path: Path) -> None:
    def two(database: Database) -> None:
        course(database)
        database.write(ACT, enrol_all, 1, [Newcomer("Ali Muster")]).result()
        database.write(ACT, tell_apart, 2, KNOWN_BY).result()

    async with started(folder_of(tmp_path, two)) as room:
        await room.type("ali")
        await room.sees("Ali Muster (rote Brille)", "7 Ali Muster")
        await room.type(" abgesagt")
        await room.reads("Wer ist es? Ali Muster (rote Brille), 7 Ali Muster.")
        await room.press("ctrl+b")
        assert not SECRET.search(room.text)


async def test_two_of_one_name_by_phone_wait_and_the_chooser_tells_them_apart(
    tmp_path: Path,
) -> None:
    def two(database: Database) -> None:
        course(database)
        database.write(ACT, enrol_all, 1, [Newcomer("Ali Muster")]).result()
        database.write(ACT, tell_apart, 2, KNOWN_BY).result()
        database.write(ACT, service.open_sitting, 1).result()
        database.write(ACT, service.report, 1, "key-00000001", "Ali Muster").result()

    async with started(folder_of(tmp_path, two)) as room:
        await room.press("enter")
        await room.sees("„Ali Muster“  Ali Muster (rote Brille) oder 7 Ali Muster?")
        await room.press("enter", "down")
        await room.until(lambda: "2 Ali Muster (rote Brille)" in room.hint)
        assert "Ali Muster (rote Brille)" in room.row("▸")
        await room.press("down")
        await room.until(lambda: "7 Ali Muster" in room.hint)
        await room.press("enter")
        await room.sees("1 ist da.")
