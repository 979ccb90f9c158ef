"""What a terminal shows, as pixels: to decode a code from it, and to look at screens.

`Terminal` runs a program in a real terminal (tmux); `picture` paints its screen. `widget_pixels`
needs no terminal and no font: it paints the strips that Textual would write for one widget.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont
from rich.color import Color
from textual.geometry import Region
from textual.widget import Widget

Colour = tuple[int, int, int]

FOREGROUND: Colour = (204, 204, 204)
BACKGROUND: Colour = (16, 16, 16)
"""The terminal's own colours, neither black nor white, so that an unset colour is seen as such."""

_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"  # index: 1 upper left, 2 upper right, 4 lower left, 8 lower right
_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")
_ESCAPE = re.compile(
    r"\x1b\[([0-9;:]*)m|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|[\x0e\x0f]"
)


class Terminal:
    """A program on a screen that nobody sees. Made by `running`."""

    def __init__(self, tmux: Sequence[str]) -> None:
        self._command = tmux

    def screen(self) -> str:
        """The screen now, with its colours as escape sequences; for `picture`."""
        return self._tmux("capture-pane", "-e", "-N", "-p")

    def text(self) -> str:
        """The screen now, letters only."""
        return self._tmux("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        """Press keys in tmux's notation: "a", "Enter", "C-z", "F8"."""
        self._tmux("send-keys", *keys)

    def fact(self, name: str) -> str:
        """What tmux knows of the terminal: "alternate_on", "mouse_any_flag", "cursor_flag"."""
        return self._tmux("display-message", "-p", f"#{{{name}}}").strip()

    def wait_until(self, holds: Callable[[str], bool], seconds: float = 15) -> str:
        """The first `screen` for which `holds` is true; AssertionError with the last one if none.

        Asking again and again instead of sleeping: how long a start takes is not known.
        """
        end = time.monotonic() + seconds
        while not holds(screen := self.screen()):
            assert time.monotonic() < end, f"not within {seconds} s:\n{self.text()}"
            time.sleep(0.05)
        return screen

    def _tmux(self, *arguments: str) -> str:
        command = [*self._command, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@contextmanager
def running(
    command: Sequence[str],
    columns: int = 80,
    rows: int = 24,
    environment: dict[str, str] | None = None,
) -> Iterator[Terminal]:
    """Run `command` in a terminal of its own, in truecolor unless `environment` says otherwise.

    The terminal (a tmux server that knows no configuration) ends with the block, and with it
    the command. `screen` fails once the command has ended by itself.
    """
    settings = {"COLORTERM": "truecolor"} | (environment or {})
    with TemporaryDirectory() as folder:
        tmux = ["tmux", "-S", f"{folder}/socket"]  # in a folder: tmux leaves its socket behind
        start = [*tmux, "-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows)]
        start += [f"-e{name}={value}" for name, value in settings.items()]
        # An environment of our own: pytest's readline puts a size of 80x24 into the process's.
        own = {name: os.environ[name] for name in os.environ if name not in ("COLUMNS", "LINES")}
        subprocess.run([*start, shlex.join(command)], check=True, env=own)
        try:
            yield Terminal(tmux)
        finally:
            subprocess.run([*tmux, "kill-server"], check=False, capture_output=True)


@dataclass(frozen=True)
class Cell:
    """One character and its colours as the eye sees them (reverse already applied)."""

    character: str
    foreground: Colour
    background: Colour


def picture(screen: str, cell_width: int = 10, cell_height: int = 20) -> Image.Image:
    """Paint a captured screen.

    Block elements are rectangles, as most terminals draw them themselves; other characters
    come from DejaVu Sans Mono, or from a small built-in font where that is not installed.
    """
    rows = list(_cells(screen.rstrip("\n")))
    width = max(1, *map(len, rows))  # a screen can still be empty
    image = Image.new("RGB", (width * cell_width, len(rows) * cell_height), BACKGROUND)
    draw = ImageDraw.Draw(image)
    half_width, half_height = cell_width // 2, cell_height // 2
    points = cell_height / 1.17  # DejaVu's own height of a line
    font = ImageFont.truetype(_FONT, points) if _FONT.exists() else ImageFont.load_default(points)
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            left, top = x * cell_width, y * cell_height
            right, bottom = left + cell_width - 1, top + cell_height - 1
            draw.rectangle((left, top, right, bottom), fill=cell.background)
            if cell.character in _QUARTERS:
                inked = _QUARTERS.index(cell.character)
                for quarter in range(4):
                    if inked >> quarter & 1:
                        x0, y0 = left + quarter % 2 * half_width, top + quarter // 2 * half_height
                        x1 = right if quarter % 2 else x0 + half_width - 1
                        y1 = bottom if quarter // 2 else y0 + half_height - 1
                        draw.rectangle((x0, y0, x1, y1), fill=cell.foreground)
            else:
                draw.text((left, top), cell.character, font=font, fill=cell.foreground)
    return image


def widget_pixels(widget: Widget, scale: int = 6) -> npt.NDArray[np.uint8]:
    """The widget's own rows as grey pixels, `scale` per column and per half row.

    Takes what Textual would write, line filters (NO_COLOR) included. A cell's character counts
    only as far as it is a block element; letters are left out.
    """
    grey: list[list[int]] = []
    width, height = widget.outer_size
    for strip in widget.render_lines(Region(0, 0, width, height)):
        upper: list[int] = []
        lower: list[int] = []
        for text, style, _control in strip:
            ink = _grey(style.color if style else None, FOREGROUND)
            paper = _grey(style.bgcolor if style else None, BACKGROUND)
            upper += [ink if character in "▀█" else paper for character in text]
            lower += [ink if character in "▄█" else paper for character in text]
        grey += [upper, lower]
    return np.array(grey, dtype=np.uint8).repeat(scale, axis=0).repeat(scale, axis=1)


def widget_text(widget: Widget) -> str:
    """The letters in the widget's own rows, without colours."""
    width, height = widget.outer_size
    return "\n".join(strip.text for strip in widget.render_lines(Region(0, 0, width, height)))


def _grey(colour: Color | None, default: Colour) -> int:
    if colour is None or colour.is_default:
        return sum(default) // 3
    return sum(colour.get_truecolor()) // 3


@dataclass(frozen=True)
class _Pen:
    foreground: Colour = FOREGROUND
    background: Colour = BACKGROUND
    reverse: bool = False

    def cell(self, character: str) -> Cell:
        pair = (self.foreground, self.background)
        return Cell(character, *(reversed(pair) if self.reverse else pair))


def _cells(screen: str) -> Iterator[list[Cell]]:
    pen = _Pen()  # tmux carries colours over the end of a line
    for line in screen.split("\n"):
        row: list[Cell] = []
        at = 0
        for escape in _ESCAPE.finditer(line):
            row += map(pen.cell, line[at : escape.start()])
            at = escape.end()
            if escape[1] is not None:
                pen = _changed(pen, [int(code or 0) for code in re.split("[;:]", escape[1])])
        row += map(pen.cell, line[at:])
        yield row


def _changed(pen: _Pen, codes: list[int]) -> _Pen:
    """`pen` after "select graphic rendition"; weight, underline and the like are not painted."""
    queue = iter(codes)
    for code in queue:
        match code:
            case 0:
                pen = _Pen()
            case 7 | 27:
                pen = replace(pen, reverse=code == 7)
            case 38:
                pen = replace(pen, foreground=_extended(queue))
            case 48:
                pen = replace(pen, background=_extended(queue))
            case 39:
                pen = replace(pen, foreground=FOREGROUND)
            case 49:
                pen = replace(pen, background=BACKGROUND)
            case _ if code // 10 in (3, 9):
                pen = replace(pen, foreground=_palette(code % 10 + (8 if code >= 90 else 0)))
            case _ if code // 10 in (4, 10):
                pen = replace(pen, background=_palette(code % 10 + (8 if code >= 100 else 0)))
    return pen


def _extended(queue: Iterator[int]) -> Colour:
    if next(queue) == 5:
        return _palette(next(queue))
    return next(queue), next(queue), next(queue)


def _palette(number: int) -> Colour:
    red, green, blue = Color.from_ansi(number).get_truecolor()
    return red, green, blue
