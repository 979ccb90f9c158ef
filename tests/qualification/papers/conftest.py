"""The course whose papers a module looks at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from biq_tui.core import language

from .press import Press, press


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """A course with its papers; a module's tests only look at it."""
    language.speak("de")
    with press(tmp_path_factory.mktemp("press")) as made:
        yield made
