"""What a test of the window stands on: the application in its clothes, an open vault, a film, a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.family import WORK_FACTOR, Family, found_family
from tests.in_process_tasks import run_in_process
from tests.media.drawn_films import draw_film
from vigtool.gui.main_window import MainWindow
from vigtool.gui.shared.appearance import Scheme, dress
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.opening import create_workspace
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import set_language


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    set_language("en")
    dress(qapp, Scheme.LIGHT)
    yield qapp
    set_language("en")


@pytest.fixture
def settings(tmp_path: Path) -> PreferenceFile:
    file = PreferenceFile(tmp_path / "settings")
    file.change(language="en", scheme=Scheme.LIGHT)
    return file


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, settings: PreferenceFile) -> Iterator[MainWindow]:  # noqa: ARG001 - order
    shown = MainWindow(settings, work_factor=WORK_FACTOR)
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    shown.close()


@pytest.fixture
def vault(tmp_path: Path, dressed: QApplication) -> Iterator[Workspace]:  # noqa: ARG001 - order
    made, _key = create_workspace(tmp_path / "vault", "six plain words", work_factor=WORK_FACTOR)
    made.run_task = run_in_process
    yield made
    made.close()


@pytest.fixture
def family(vault: Workspace) -> Family:
    return found_family(vault)


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("phone") / "VID_0001.mp4"
    draw_film(path, frames=30, sound=True)
    return path
