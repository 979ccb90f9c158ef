"""What a user installs is whole, and the repository holds nothing of one machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from biq_tui import __version__

from .terminal.program import LOCAL, started

ROOT = Path(__file__).parent.parent
SHIPPED = ["biq_tui", "styles", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"]
JUNK = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that the checkout stays as it is."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=JUNK)
        else:
            shutil.copy2(ROOT / name, copy / name)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", str(copy), cwd=copy)
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment, far from the checkout, with the wheel; the scripts' folder.

    The dependencies are lent from the environment the tests run in, whose own (editable)
    biq_tui stays out: that hangs on .pth files, which Python reads in its own folders only.
    """
    environment = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(environment, symlinks=os.name != "nt")
    base = {"base": str(environment), "platbase": str(environment)}
    scripts = Path(sysconfig.get_path("scripts", "venv", base))
    python = shutil.which("python", path=str(scripts))
    assert python
    pip = [sys.executable, "-m", "pip", "--python", python]
    constraints = str(ROOT / ".ci" / "constraints.txt")
    run(*pip, "install", "--quiet", "--no-deps", "-c", constraints, str(wheel), cwd=environment)
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    own = Path(sysconfig.get_path("purelib", "venv", base))
    (own / "lent.pth").write_text("\n".join(sorted(lent)))
    return scripts


def run(*command: str, cwd: Path) -> str:
    """What the command printed; its whole output in the failure if it fails."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ended = subprocess.run(
        command,
        cwd=cwd,
        env=clean | {"PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, f"{command} failed:\n{ended.stdout}"
    return ended.stdout


def files_below(top: Path, folder: str) -> set[str]:
    return {p.relative_to(top).as_posix() for p in (top / folder).rglob("*") if p.is_file()}


def tracked() -> list[str]:
    """The repository's files, as git names them."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    return run("git", "ls-files", "-z", cwd=ROOT).rstrip("\0").split("\0")


def test_the_wheel_holds_every_module_style_catalogue_and_template(wheel: Path) -> None:
    copy = wheel.parent.parent
    package, styles = files_below(copy, "biq_tui"), files_below(copy, "styles")
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == package | {f"biq_tui/{name}" for name in styles}
    assert "biq_tui/locale/de.po" in held
    assert any(name.endswith(".tcss") for name in styles)


def test_the_installed_command_runs_without_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = "import biq_tui; print(biq_tui.__file__)"
    module = run(str(installed / "python"), "-c", where, cwd=tmp_path).strip()
    assert Path(module).is_relative_to(installed.parent)

    assert run(str(installed / "biq"), "--version", cwd=tmp_path).strip() == (
        f"biq_tui {__version__}"
    )


def test_the_installed_texts_and_styles_are_found(installed: Path, tmp_path: Path) -> None:
    asks = (
        "from importlib.resources import files; from biq_tui.core.language import _; _('');"
        "print(*(f.name for f in (files('biq_tui') / 'styles').iterdir()))"
    )
    names = set(run(str(installed / "python"), "-c", asks, cwd=tmp_path).split())
    assert names == {path.name for path in (ROOT / "styles").iterdir()}


@pytest.mark.terminal
def test_the_installed_program_runs_with_its_styles_and_leaves(
    installed: Path, tmp_path: Path
) -> None:
    away = f'cd "{tmp_path}"; unset PYTHONPATH'
    with started("demo", *LOCAL, command=[str(installed / "biq")], before=away) as program:
        rows = program.shows("Heute", "Enter: öffnet „Block 3").splitlines()
        rule = "─" * 80
        assert (rows[3], rows[19]) == (rule, rule)  # the style sheets give the fixed places
        assert rows[0].startswith(" BIQ · Heute")
        assert rows[20].startswith(" Suchen ›")
        assert "Strg+B" in rows[23]
        program.press("Enter")
        program.shows("[Ankommen]", "1 Ada Muster")
        program.press("C-q")
        program.shows("Beenden? ›")
        program.press("j", "a")
        program.shows("Enter: BIQ geht zu.")
        program.press("Enter")
        assert program.ended()[0] == 0
        assert program.is_clean()


def test_every_dependency_has_a_tested_version_that_fits() -> None:
    lines = (ROOT / ".ci" / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.!+]+", line)] == []
    pins = {canonicalize_name(name): version for name, version in (x.split("==") for x in lines)}

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    for requirement in map(Requirement, wanted):
        name = canonicalize_name(requirement.name)
        if name != "biq-tui":
            assert name in pins
            assert requirement.specifier.contains(pins[name])


def test_the_top_level_of_the_repository_is_a_short_list() -> None:
    top = {name.split("/")[0] for name in tracked()}
    assert {name for name in top if not name.startswith(".")} <= {*SHIPPED, "tests"}


# Written so that this file does not hold what it looks for.
REGISTRY = re.compile(
    "|".join(
        (
            r"(?:https?|file)://\S*(?:py" + r"pi|python" + r"hosted|npm" + r"js|deb" + r"ian\.org)",
            r"(?:https?|file)://\S*(?:artifact" + r"ory|ne" + r"xus|mir" + r"ror|/sim" + r"ple/)",
            r"(?:--|PIP_|\b)(?:extra[-_])?ind" + r"ex[-_]url\b",
            r"(?:--|PIP_|\b)find[-_]li" + r"nks\b",
        )
    ),
    re.IGNORECASE,
)
MACHINE_PATH = re.compile(
    r"(?<![\w.:/~-])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me|Us" + r"ers|t" + r"mp)/[\w.]"
    r"|\b[A-Z]:[\\/]+Us" + r"ers\b"
)


@pytest.mark.parametrize("wrong", [REGISTRY, MACHINE_PATH], ids=["registry", "machine path"])
def test_no_file_names_a_registry_or_a_place_on_one_machine(wrong: re.Pattern[str]) -> None:
    found = []
    for name in tracked():
        data = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if b"\0" not in data:
            lines = enumerate(data.decode("utf-8", "replace").splitlines(), 1)
            found += [f"{name}:{number}" for number, line in lines if wrong.search(line)]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "https://" + "py" + "pi.org/simple",
        "http://mir" + "ror.example/debian",
        "pip install --ind" + "ex-url=x",
        "file:///wheels/sim" + "ple/six/",
    ],
)
def test_registry_addresses_would_be_found(line: str) -> None:
    assert REGISTRY.search(line)


@pytest.mark.parametrize("path", ["/wo" + "rk/main", "see /ho" + "me/ann/x", "/t" + "mp/venv"])
def test_machine_paths_would_be_found(path: str) -> None:
    assert MACHINE_PATH.search(path)
    assert not MACHINE_PATH.search(f"https://example.org{path.split()[-1]}")
