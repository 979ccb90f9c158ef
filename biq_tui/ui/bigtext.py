"""An address in letters three rows high, to be read and typed from the far end of the room."""

from __future__ import annotations

import re
from collections.abc import Callable

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

# Drawn in quarter cells, two across and two down, which are half as wide as high: bold strokes,
# slim letters, and any IPv4 address fits 46 columns. A head row names the characters, one every
# six columns. Their last row is for tails; it parts the lines otherwise.
_DRAWN = """
0     1     2     3     4     5     6     7     8     9     .     :     /     -
 ##    #    ###   ###   #  #  ####   ##   ####   ##    ##                  #
#  #  ##       #     #  #  #  #     #        #  #  #  #  #        ##      #
#  #   #     ##    ##   ####  ###   ###     #    ##    ###                #   ###
#  #   #    #        #     #     #  #  #   #    #  #     #               #
 ##   ###   ####  ###      #  ###    ##    #     ##    ##   ##    ##     #
                                                                        #
a     b     c     d     e     f     g     h     i     j     k     l     m     n
      #              #         ##         #     ##     ##   #  #  ##
 ###  ###    ###   ###   ##   #      ###  ###               # #    #    ####  ###
#  #  #  #  #     #  #  ####  ##    #  #  #  #   #      #   ##     #    # # # #  #
#  #  #  #  #     #  #  #     #     #  #  #  #   #      #   # #    #    # # # #  #
 ###  ###    ###   ###   ###  #      ###  #  #   #      #   #  #    #   # # # #  #
                                    ###               ##
o     p     q     r     s     t     u     v     w     x     y     z
                               #
 ##   ###    ###  # ##   ###  ###   #  #  # #   # # # #  #  #  #  ####
#  #  #  #  #  #  ##    ##     #    #  #  # #   # # #  ##   #  #    #
#  #  #  #  #  #  #       ##   #    #  #  # #   # # #  ##   #  #   #
 ##   ###    ###  #     ###     ##   ###   #     # #  #  #   ###  ####
      #        #                                            ###
"""
_PITCH = 6
_DEPTH = 6  # quarters
_ROWS = _DEPTH // 2
_GAP = 2  # quarters between two letters
_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"  # index: 1 upper left, 2 upper right, 4 lower left, 8 lower right


def _shapes(drawn: str) -> dict[str, list[str]]:
    shapes = {}
    lines = drawn.split("\n")[1:-1]
    for top in range(0, len(lines), _DEPTH + 1):
        head, *body = lines[top : top + _DEPTH + 1]
        for left in range(0, len(head), _PITCH):
            shape = [line[left : left + _PITCH].rstrip() for line in body]
            width = max(map(len, shape))
            shapes[head[left]] = [line.ljust(width) for line in shape]
    return shapes


_SHAPES = _shapes(_DRAWN)


class BigText(Widget):
    """Shows `content`, a short address, in large letters and in the theme's colours.

    Too wide for its box, it goes on in a new line before a ':' or '/'. Where that is not enough,
    or where a character has no large shape (only digits, a-z, '.', ':', '/' and '-' have one),
    it is plain text, wrapped; nothing is ever cut off. Works with `width: auto` and
    `height: auto`; `text-align` holds.
    """

    ALLOW_SELECT = False  # what would be copied is blocks, not letters
    DEFAULT_CSS = """
    BigText { width: 1fr; height: auto; }
    """

    content: reactive[str] = reactive("", layout=True)

    def __init__(
        self, content: str = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(BigText.content, content)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """The widest row that `container` makes of it, for `width: auto`."""
        return max(map(len, _rows(self.content, container.width)), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The rows at `width`, for `height: auto`."""
        return len(_rows(self.content, width))

    def render(self) -> RenderResult:
        """Large letters, or plain text where the box can't hold them."""
        return Content("\n".join(_rows(self.content, *self.size)))


def _rows(content: str, width: int, height: int | None = None) -> list[str]:
    """What the box shows, row by row; `height` None is a box that grows as needed."""
    if content and all(character in _SHAPES for character in content):
        lines = _packed(content, width, _large_width)
        if lines and (height is None or len(lines) * _ROWS <= height):
            return [row for line in lines for row in _large(line)]
    lines = _packed(content, width, len)
    if lines is None:
        step = max(1, width)
        lines = [content[start : start + step] for start in range(0, len(content), step)]
    return lines


def _packed(content: str, width: int, measure: Callable[[str], int]) -> list[str] | None:
    """`content` in as few lines as possible, or None if one piece is wider than `width`."""
    lines: list[str] = []
    for piece in re.findall(r"[:/]+[^:/]*|[^:/]+", content):
        if measure(piece) > width:
            return None
        if lines and measure(lines[-1] + piece) <= width:
            lines[-1] += piece
        else:
            lines.append(piece)
    return lines


def _large_width(text: str) -> int:
    quarters = sum(len(_SHAPES[character][0]) + _GAP for character in text) - _GAP
    return (quarters + 1) // 2


def _large(text: str) -> list[str]:
    lines = [(" " * _GAP).join(_SHAPES[character][y] for character in text) for y in range(_DEPTH)]
    width = 2 * _large_width(text)
    inked = [[quarter == "#" for quarter in line.ljust(width)] for line in lines]
    return [
        "".join(
            _QUARTERS[upper[x] + 2 * upper[x + 1] + 4 * lower[x] + 8 * lower[x + 1]]
            for x in range(0, width, 2)
        )
        for upper, lower in zip(inked[::2], inked[1::2], strict=True)
    ]
