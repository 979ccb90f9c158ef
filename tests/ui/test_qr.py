"""The code on the screen: decoded from what the terminal is told to draw, as a phone would."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import zxingcpp
from PIL import Image
from textual.app import App, ComposeResult
from textual.filter import Monochrome, NoColor

from biq_tui.core.language import speak, spoken
from biq_tui.ui.qr import QUIET_ZONE, QrCode, fits, matrix, svg
from tests.terminal_picture import picture, running, widget_pixels, widget_text

ADDRESS = "http://192.168.178.23:8421/473"
SIZES = [(80, 24), (100, 30), (120, 40), (200, 60)]
THEMES = ["textual-dark", "textual-light", "ansi-dark", "ansi-light"]


class Shown(App[None]):
    """One code in a box; full screen unless `box` says how many columns and rows."""

    def __init__(
        self,
        data: str = ADDRESS,
        box: tuple[int, int] | None = None,
        native_colours: bool | None = None,
    ) -> None:
        super().__init__(ansi_color=native_colours)
        self.code = QrCode(data)
        if box:
            self.code.styles.width, self.code.styles.height = box

    def compose(self) -> ComposeResult:
        yield self.code


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = spoken()
    speak("en")
    yield
    speak(before)


def decoded(pixels: npt.NDArray[np.uint8] | Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(pixels)]


def halves_of(code: QrCode) -> npt.NDArray[np.uint8]:
    """One pixel per column and half row."""
    return widget_pixels(code, scale=1)


def black_edges(pixels: npt.NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """Top, bottom, left and right of the black, the ends exclusive."""
    ys, xs = np.nonzero(pixels == 0)
    return int(ys.min()), int(ys.max()) + 1, int(xs.min()), int(xs.max()) + 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
async def test_decodes_in_every_size_and_theme(size: tuple[int, int], theme: str) -> None:
    app = Shown()
    app.theme = theme
    async with app.run_test(size=size):
        assert decoded(widget_pixels(app.code)) == [ADDRESS]


@pytest.mark.parametrize(
    ("theme", "native"),
    [("textual-dark", None), ("textual-light", None), ("ansi-dark", True), ("ansi-light", True)],
)
async def test_decodes_with_no_color(
    theme: str, native: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Shown(native_colours=native)
    app.theme = theme
    assert any(isinstance(found, NoColor if native else Monochrome) for found in app._filters)
    async with app.run_test(size=(80, 24)):
        assert decoded(widget_pixels(app.code)) == [ADDRESS]


@pytest.mark.parametrize(("size", "scale"), list(zip(SIZES, [1, 1, 2, 3], strict=True)))
async def test_takes_the_largest_whole_scale(size: tuple[int, int], scale: int) -> None:
    app = Shown()
    async with app.run_test(size=size):
        _top, bottom, left, right = black_edges(halves_of(app.code))
        assert right - left == scale * (33 - 2 * QUIET_ZONE)
        assert bottom <= 2 * size[1] - scale * QUIET_ZONE


@pytest.mark.parametrize("box", [(66, 33), (67, 35), (99, 50), (132, 66)])
async def test_decodes_at_scale_two_and_more(box: tuple[int, int]) -> None:
    app = Shown(box=box)
    async with app.run_test(size=(140, 70)):
        pixels = halves_of(app.code)
        _top, _bottom, left, right = black_edges(pixels)
        assert right - left == box[0] // 33 * 25
        assert decoded(widget_pixels(app.code, scale=3)) == [ADDRESS]


@pytest.mark.parametrize("size", [(80, 24), (83, 37), (120, 40)])
async def test_is_black_on_white_with_a_quiet_zone_on_all_sides(size: tuple[int, int]) -> None:
    app = Shown()
    async with app.run_test(size=size):
        pixels = halves_of(app.code)
        assert set(np.unique(pixels)) == {0, 255}
        top, bottom, left, right = black_edges(pixels)
        scale = (right - left) // 25
        assert min(top, left) >= QUIET_ZONE * scale
        assert min(pixels.shape[0] - bottom, pixels.shape[1] - right) >= QUIET_ZONE * scale
        assert abs(left - (pixels.shape[1] - right)) <= 1


@pytest.mark.parametrize("length", range(18, 33))
async def test_an_address_up_to_32_bytes_needs_33_columns_and_17_rows(length: int) -> None:
    address = "http://" + "biq".ljust(length - 11, "x") + "/k3f"
    assert len(address.encode()) == length
    assert len(matrix(address)) == 33
    assert fits(address, 33, 17)
    assert not fits(address, 32, 17)
    assert not fits(address, 33, 16)


async def test_the_box_is_the_code_where_its_size_is_auto() -> None:
    app = Shown()
    app.code.styles.width = app.code.styles.height = "auto"
    async with app.run_test(size=(120, 40)) as pilot:
        assert app.code.size == (33, 17)
        assert decoded(widget_pixels(app.code)) == [ADDRESS]
        app.code.data = "x" * 60
        await pilot.pause()
        assert app.code.size == (len(matrix("x" * 60)), (len(matrix("x" * 60)) + 1) // 2)
        assert decoded(widget_pixels(app.code)) == ["x" * 60]


@pytest.mark.parametrize("box", [(32, 17), (33, 16), (12, 5), (3, 1)])
async def test_a_small_box_says_so_and_draws_no_code(box: tuple[int, int]) -> None:
    app = Shown(box=box)
    async with app.run_test(size=(80, 24)):
        text = widget_text(app.code)
        assert not set(text) & set("▀▄█")
        if box[0] > 12:
            assert "The picture needs more room." in " ".join(text.split())


async def test_no_data_is_an_empty_box() -> None:
    app = Shown("")
    async with app.run_test(size=(80, 24)):
        assert not widget_text(app.code).strip()
        assert len(np.unique(halves_of(app.code))) == 1
    assert matrix("") == ()
    assert fits("", 0, 0)


def test_error_correction_never_costs_a_larger_code() -> None:
    def level(data: str) -> int:  # the two bits beside the upper left finder pattern
        row = matrix(data)[QUIET_ZONE + 8]
        return (row[QUIET_ZONE] << 1 | row[QUIET_ZONE + 1]) ^ 0b10  # unmasked

    medium, low = 0b00, 0b01
    assert level("x" * 26) == medium
    assert level("x" * 27) == low
    assert len(matrix("x" * 26)) == len(matrix("x" * 32)) == 33


def test_svg_decodes_and_refers_to_nothing() -> None:
    document = svg(ADDRESS)
    side = len(matrix(ADDRESS))
    assert f'viewBox="0 0 {side} {side}"' in document
    assert document.count("<path") == 1
    assert not re.search(r"href|url\(|style|<script", document)
    assert len(document) < 8000

    pixels = np.full((side, side), 255, dtype=np.uint8)
    path = re.search(r' d="([^"]+)"', document)
    assert path
    for start, y, width, back in re.findall(r"M(\d+) (\d+)h(\d+)v1H(\d+)z", path[1]):
        assert back == start
        pixels[int(y), int(start) : int(start) + int(width)] = 0
    assert decoded(pixels.repeat(6, axis=0).repeat(6, axis=1)) == [ADDRESS]


@pytest.mark.terminal
@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1", "TEXTUAL_THEME": "ansi-light"}])
def test_decodes_from_a_real_terminal(environment: dict[str, str], tmp_path: Path) -> None:
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    program = tmp_path / "shown.py"
    program.write_text(
        "from textual.app import App\n"
        "from biq_tui.ui.qr import QrCode\n"
        "class Shown(App):\n"
        f"    def compose(self): yield QrCode({ADDRESS!r})\n"
        "Shown().run()\n"
    )
    settings = {"PYTHONPATH": str(Path(__file__).parents[2])} | environment
    with running([sys.executable, str(program)], 80, 24, settings) as terminal:
        screen = terminal.wait_until(lambda screen: bool(decoded(picture(screen))))
    assert decoded(picture(screen)) == [ADDRESS]
