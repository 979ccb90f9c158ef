"""Was war: what happened at a meeting, in sentences, and any step taken back there."""

from __future__ import annotations

from pathlib import Path

import pytest

from biq_tui.meetings.screens import AGENDA, COLLECT, MINUTES
from biq_tui.ui.history import HistoryScreen
from tests.room import Room

from .test_meeting_screen import at_meeting


async def what_happened(room: Room, words: str = "was war") -> None:
    """From Ablauf or Protokoll to the list."""
    await room.enter(words)
    await room.until(lambda: isinstance(room.app.screen, HistoryScreen))


@pytest.mark.parametrize("tab", [AGENDA, MINUTES])
async def test_an_older_step_of_a_meeting_is_taken_back_from_the_list(
    tmp_path: Path, tab: int
) -> None:
    async with at_meeting(tmp_path) as room:
        await room.enter("Hochbeete x3")
        await room.enter("Bank am See")
        await room.press(*["shift+tab"] if tab == AGENDA else ["tab"] * (MINUTES - COLLECT))
        await room.type("was war")
        assert room.hint == "Enter: zeigt, was war."
        await what_happened(room, "")
        assert room.state == "2 Schritte."
        await room.type("hochb")
        await room.press("up")
        assert room.hint == "Enter: Zurückgenommen: Idee 1 „Hochbeete“, 3 Mal genannt."
        await room.press("enter")
        await room.sees("zurückgenommen")
        await room.press("escape")
        await room.sees("BIQ · Treffen", "1 Idee.")
        assert room.journal()[-1].startswith("Zurückgenommen: Idee 1"), "its words are gone with it"


async def test_ctrl_z_on_the_meeting_names_what_was_done_in_the_list(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, tab=AGENDA) as room:
        await room.enter("Begrüßung, 10")
        await what_happened(room)
        await room.press("up", "enter", "escape")
        await room.sees("[Ablauf]")
        assert "Begrüßung" not in "\n".join(room.body)
        assert "Strg+Z" not in room.event, "nothing is left that could be taken back"


async def test_with_names_hidden_the_list_says_no_sentence(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, tab=AGENDA) as room:
        await room.enter("Ayşe berichtet, 10")
        await room.press("ctrl+b")
        await what_happened(room)
        await room.press("up")
        assert "Ayşe" not in room.text
        assert room.hint == "Enter: nimmt diesen Schritt zurück."


async def test_what_was_said_of_another_meeting_does_not_stand_there(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, tab=AGENDA) as room:
        await room.enter("Begrüßung, 10")
        await room.press("escape")
        await room.enter("treffen 17.3. 18:00 Zweites")
        await room.enter("zweites")
        await room.sees("Treffen am 17.3.")
        await what_happened(room, "what happened")
        assert room.state == "0 Schritte."
