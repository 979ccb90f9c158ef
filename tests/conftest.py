"""What every test stands on: fresh databases, a browser, one language, nobody's real data.

With BIQ_COMPLETE=1, as in CI, a test that can't run fails instead of being skipped.
"""

from __future__ import annotations

import os

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read once, when Textual is imported

import gc
import shutil
from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright import async_api, sync_api

from biq_tui.core import language

from .quicker import keep_styles, keep_tables, longest_first
from .servers import PostgresServer

COMPLETE = os.environ.get("BIQ_COMPLETE") == "1"
FORBIDDEN = "this machine forbids"
"""How the reason of a skip begins that no installation could avoid: a kernel that says no."""

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_CHROMIUM_NAMES = (
    "chromium-headless-shell",  # the same without windows: half the processor time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)

EXAMPLES_ON_POSTGRESQL = 4
SETTINGS = "_hypothesis_internal_use_settings"
"""Where Hypothesis keeps the settings of a test; they are read when it is called."""

MEMORY = Path("/dev/shm")
ROOM_BYTES = 4_000_000_000


def _has_room(place: Path) -> bool:
    """Whether files of a few runs have room there, and programs may be started there."""
    try:
        its = os.statvfs(place)
    except (AttributeError, OSError):  # Windows; no such place
        return False
    return its.f_bavail * its.f_frsize > ROOM_BYTES and not its.f_flag & os.ST_NOEXEC


if "TMPDIR" not in os.environ and _has_room(MEMORY):
    # The program waits for the disk at each step; files in memory take that time away.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

hypothesis.settings.register_profile(
    "biq",
    deadline=None,
    database=None,
    max_examples=50,
    derandomize=COMPLETE or "CI" in os.environ,  # the run that decides decides the same each time
    suppress_health_check=[hypothesis.HealthCheck.too_slow],  # how fast the machine is just now
)
hypothesis.settings.load_profile("biq")
keep_styles()
keep_tables()


@pytest.fixture(scope="session", autouse=True)
def _no_real_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep fixtures that outlive a test away from the user's own data, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIQ_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(autouse=True)
def _fresh_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BIQ_DATA_DIR", str(tmp_path / "data"))
    language.speak("de")
    umask = os.umask(0o022)  # the program narrows it, for the whole process
    yield
    os.umask(umask)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for the run; `new_database()` gives the URL of an empty database."""
    try:
        server = PostgresServer()
    except FileNotFoundError as missing:
        pytest.skip(str(missing))
    with server:
        yield server


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of a SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'biq.db'}"


@pytest.fixture
def postgresql_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of a fresh, empty PostgreSQL database."""
    url = postgres_server.new_database()
    yield url
    postgres_server.drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh, empty database: the test runs once on each engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium or Chrome; BIQ_CHROMIUM names another one."""
    chosen = os.environ.get("BIQ_CHROMIUM")
    for name in [chosen] if chosen else _CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    pytest.skip(f"{chosen} is not a program" if chosen else "no Chromium is installed")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[sync_api.Browser]:
    """A headless Chromium for a module of plain tests, launched once.

    Playwright's sync API keeps an event loop running in this thread until the module ends:
    no async test can run in the same module. Those take `async_browser`.
    """
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
async def async_browser(chromium: str) -> AsyncIterator[async_api.Browser]:
    """A headless Chromium of the test's own event loop, where the app runs too; 0.6 s each."""
    async with async_api.async_playwright() as playwright:
        launch = playwright.chromium.launch
        browser = await launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield browser
        await browser.close()


def pytest_configure(config: pytest.Config) -> None:
    """Several workers take the files in our order; xdist's own begins with many short tests."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each of several workers says the same order."""
    if hasattr(config, "workerinput"):
        longest_first(items)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """All that is loaded now stays: looking through it for garbage took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """A property that holds on SQLite is tried on PostgreSQL only to see that its SQL is the same.

    All examples that a test names are tried on both.
    """
    test = getattr(item, "obj", None)
    before = getattr(test, SETTINGS, None)
    callspec = getattr(item, "callspec", None)
    if before is None or callspec is None or "postgresql" not in callspec.params.values():
        return (yield)
    few = min(before.max_examples, EXAMPLES_ON_POSTGRESQL)
    setattr(test, SETTINGS, hypothesis.settings(before, max_examples=few))
    try:
        return (yield)
    finally:
        setattr(test, SETTINGS, before)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skip fails the run where it has to be complete."""
    skipped = call.excinfo
    if (
        COMPLETE
        and skipped
        and isinstance(skipped.value, pytest.skip.Exception)
        and not str(skipped.value.msg).startswith(FORBIDDEN)
    ):
        failure = pytest.fail.Exception(_incomplete(skipped.value.msg), pytrace=False)
        call.excinfo = pytest.ExceptionInfo.from_exception(failure.with_traceback(skipped.tb))
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that skips itself whole."""
    report = yield
    if COMPLETE and report.skipped:
        report.outcome = "failed"
        report.longrepr = _incomplete(report.longreprtext)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures that tests have recorded (`record_property("figures", ...)`) are printed."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, value in report.user_properties:
                if name == "figures":
                    terminalreporter.write_line(str(value))


def _incomplete(reason: str | None) -> str:
    return f"skipped, but BIQ_COMPLETE=1 wants every test to run: {reason}"
