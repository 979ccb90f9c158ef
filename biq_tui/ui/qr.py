"""QR codes: one matrix, drawn in the terminal and as SVG for the projector's page.

A phone needs large modules more than error correction, and dark on light: always black on white.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.app import RenderResult
from textual.content import Content
from textual.filter import LineFilter
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ..core.language import _

QUIET_ZONE = 4
"""White modules on each side, part of every matrix; phones fail with fewer."""

# Truecolor, so that no theme and no terminal palette turns it into grey on cream.
_BLACK_ON_WHITE = Style(color="#000000", bgcolor="#ffffff")
_WHITE = Style(color="#ffffff", bgcolor="#ffffff")
_BLACK = Style(color="#000000", bgcolor="#000000")
_CELLS = {  # (upper half is black, lower half is black)
    (False, False): (" ", _WHITE),
    (True, False): ("▀", _BLACK_ON_WHITE),
    (False, True): ("▄", _BLACK_ON_WHITE),
    (True, True): (" ", _BLACK),  # not "█": many terminals leave hairlines between those
}


@lru_cache(maxsize=32)
def matrix(data: str) -> tuple[tuple[bool, ...], ...]:
    """The code for `data`, True is black, square, quiet zone included; empty for empty data.

    Error correction M where that costs no larger code than L, else L. At most 2331 bytes
    (ValueError beyond).
    """
    # Imported when a code is drawn: it takes 0.1 s and, where Pillow is installed, loads that too.
    from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
    from qrcode.main import QRCode

    if not data:
        return ()
    low, medium = (
        QRCode(error_correction=level, border=QUIET_ZONE)
        for level in (ERROR_CORRECT_L, ERROR_CORRECT_M)
    )
    low.add_data(data)
    medium.add_data(data)
    code = medium if medium.version == low.version else low
    code.make()
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


def svg(data: str) -> str:
    """The code as an SVG document of a few kilobytes, without styles, scripts or references.

    It scales without blur; give it its size in the page, and its text alternative there too.
    """
    modules = matrix(data)
    side = len(modules)
    path = "".join(
        f"M{start} {y}h{end - start}v1H{start}z"
        for y, row in enumerate(modules)
        for start, end in _black_runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"'
        ' shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path fill="#000" d="{path}"/></svg>'
    )


def fits(data: str, width: int, height: int) -> bool:
    """Whether a box of that many columns and rows can show a code for `data` at all."""
    return not data or _largest_scale(data, width, height) > 0


class QrCode(Widget):
    """Shows `data` as the largest code that its box can hold, centred on white.

    One module is k columns by k half rows, k whole. With `width: auto` and `height: auto` the
    box is exactly the code at k = 1. A box that is too small shows a sentence instead of a
    broken code (ask `fits` beforehand); empty data shows nothing.
    """

    ALLOW_SELECT = False  # selecting would colour the code
    DEFAULT_CSS = """
    QrCode { width: 1fr; height: 1fr; content-align: center middle; text-align: center; }
    """

    data: reactive[str] = reactive("", layout=True)

    def __init__(
        self, data: str = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(QrCode.data, data)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Scale 1, for `width: auto`."""
        return len(matrix(self.data))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Scale 1, for `height: auto`."""
        return (len(matrix(self.data)) + 1) // 2

    def get_line_filters(self) -> Sequence[LineFilter]:
        """None over a code: in ANSI themes NO_COLOR would erase it, as half of it is spaces."""
        return () if self._scale else super().get_line_filters()

    def render(self) -> RenderResult:
        """What stands in the box while there is no code in it."""
        return Content(_("The picture needs more room.") if self.data else "")

    def render_line(self, y: int) -> Strip:
        """One row of the box."""
        scale = self._scale
        if not scale:
            return super().render_line(y)
        modules = matrix(self.data)
        side = len(modules) * scale
        white = (False,) * len(modules)
        top = 2 * y - (self.size.height - (side + 1) // 2) // 2 * 2
        upper, lower = (
            modules[half_row // scale] if 0 <= half_row < side else white
            for half_row in (top, top + 1)
        )
        left = (self.size.width - side) // 2
        segments = [Segment(" " * left, _WHITE)]
        for halves in zip(upper, lower, strict=True):
            character, style = _CELLS[halves]
            segments.append(Segment(character * scale, style))
        segments.append(Segment(" " * (self.size.width - side - left), _WHITE))
        return Strip(segments, self.size.width).simplify()

    @property
    def _scale(self) -> int:
        return _largest_scale(self.data, *self.size) if self.data else 0


def _largest_scale(data: str, width: int, height: int) -> int:
    return min(width, 2 * height) // len(matrix(data))


def _black_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where black begins and ends (exclusive). The quiet zone makes every run end in the row."""
    edges = [x for x in range(1, len(row)) if row[x] != row[x - 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))
