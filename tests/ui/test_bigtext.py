"""The large address: large where it fits, and never cut off."""

import pytest
from textual.app import App, ComposeResult

from biq_tui.ui.bigtext import BigText
from tests.terminal_picture import widget_text

BLOCKS = set("▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")


class Addressed(App[None]):
    def __init__(self, content: str, width: int | str, height: int | str = "auto") -> None:
        super().__init__()
        self.big = BigText(content)
        self.big.styles.width, self.big.styles.height = width, height

    def compose(self) -> ComposeResult:
        yield self.big


@pytest.mark.parametrize(
    ("content", "width", "rows"),
    [
        ("192.168.178.23:8421/473", 80, 3),
        ("192.168.178.23:8421/473", 46, 6),
        ("255.255.255.255:65535/473", 46, 6),
        ("192.168.178.23:8421/473", 37, 6),
        ("192.168.178.23:8421/473", 36, 1),
        ("192.168.178.23:8421/473", 20, 2),
        ("192.168.178.23:8421/473", 10, 3),
        ("Größe:8421", 80, 1),
        ("", 80, 0),
    ],
)
async def test_an_address_is_large_where_it_fits(content: str, width: int, rows: int) -> None:
    app = Addressed(content, width)
    async with app.run_test(size=(100, 30)):
        assert app.big.size.height == rows
        large = bool(set(widget_text(app.big)) & BLOCKS)
        assert large == (rows >= 3 and width > 10)
        if not large:
            assert "".join(widget_text(app.big).split()) == content


async def test_a_large_address_keeps_its_columns_when_centred() -> None:
    app = Addressed("192.168.178.23:8421/473", 47)
    app.big.styles.text_align = "center"
    async with app.run_test(size=(80, 24)) as pilot:
        rows = widget_text(app.big).split("\n")
        assert rows[0].index("▟ ▗▀▖") == rows[1].index("▐  ▀▌") == rows[2].index("▀▘ ▀")
        app.big.content = "7"
        app.big.styles.width = "auto"
        await pilot.pause()
        assert app.big.size == (2, 3)


async def test_a_flat_box_gets_the_plain_address() -> None:
    app = Addressed("10.0.0.5:8421/473", 80, 2)
    async with app.run_test(size=(80, 24)):
        assert widget_text(app.big).split() == ["10.0.0.5:8421/473"]
