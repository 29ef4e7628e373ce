"""Each side of the program starts without the other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from vigtool.stage import WindowStage


def loaded(code: str) -> set[str]:
    """Return the modules that a fresh Python has loaded after some code."""
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(told.stdout.split())


def test_the_command_line_starts_without_qt() -> None:
    modules = loaded("import vigtool.__main__, vigtool.stage, vigtool.cli.main")
    assert "vigtool.cli.main" in modules
    assert not {name for name in modules if name.startswith("PySide6")}


def test_the_window_comes_without_the_command_line_and_without_a_decoder() -> None:
    modules = loaded("import vigtool.app")
    assert "vigtool.gui.main_window" in modules
    assert not {name for name in modules if name.startswith("vigtool.cli") or name == "av"}


def test_what_hands_out_and_takes_in_comes_when_it_is_needed() -> None:
    """Page setting, pictures of codes, tracking and the readers of foreign formats: no start waits for them."""
    modules = loaded("import vigtool.app")
    heavy = {"cv2", "segno", "typst", "xml.etree.ElementTree", "vigtool.exchange.annotations.formats"}
    assert heavy & modules == set()


@pytest.mark.parametrize(
    ("surroundings", "seen"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="a window is always seen there")
def test_a_display_is_told_from_the_surroundings(
    monkeypatch: pytest.MonkeyPatch,
    surroundings: dict[str, str],
    seen: bool,  # noqa: FBT001 - a column of the table
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert WindowStage().has_display() is seen


def test_the_demos_pictures_are_taken_where_nobody_sees_them(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from vigtool.services.opening import create_workspace
from vigtool.services.cases import add_case
from vigtool.stage import WindowStage
folder = Path({str(tmp_path)!r})
ws, _key = create_workspace(folder / "vault", "six plain words", work_factor=4)
add_case(ws, "Kallio 3")
ws.close()
print(*WindowStage().pictures(folder / "vault", "six plain words", folder / "pictures", "fi"))
"""
    surroundings = {**os.environ, "HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    told = subprocess.run([sys.executable, "-c", code], check=True, env=surroundings, capture_output=True, text=True)
    assert told.stderr == ""
    assert sorted(path.name for path in (tmp_path / "pictures").iterdir()) == ["1-cases.png", "2-log.png"]
    assert not (tmp_path / "config").exists()
