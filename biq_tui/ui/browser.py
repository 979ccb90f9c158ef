"""This laptop's browser, for the projector's page."""

from __future__ import annotations

import os
import sys
import webbrowser


def open_in_browser(url: str) -> bool:
    """Show `url` in a graphical browser; False if there is none.

    A text browser would write over the screen, so without a desktop nothing is opened.
    """
    desktop = sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    return desktop and webbrowser.open(url)
