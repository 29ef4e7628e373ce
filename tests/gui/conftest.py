"""What a test of the window stands on: the application in its clothes, an open vault, a film, a window."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.family import WORK_FACTOR, Family, found_family
from tests.gui.patient_qtbot import PatientQtBot
from tests.gui.screening_in_process import but_for_the_end, open_in_process
from tests.in_process_tasks import run_in_process
from tests.media.drawn_films import draw_film
from vigtool.engine.spare import end_spare
from vigtool.gui.main_window import MainWindow
from vigtool.gui.preparing import page
from vigtool.gui.shared.appearance import Scheme, dress
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.workplace import Workplace
from vigtool.services.opening import create_workspace
from vigtool.services.viewing import Screening
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import set_language


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001 - there must be an application
    return PatientQtBot(request)


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    set_language("en")
    dress(qapp, Scheme.LIGHT)
    yield qapp
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # what is closed need not be dressed
    dress(qapp, Scheme.LIGHT)
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


@pytest.fixture
def place(window: MainWindow, family: Family) -> Iterator[Workplace]:
    window.enter(family.ws)
    assert window.workplace is not None
    yield window.workplace
    window.close()


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("phone") / "VID_0001.mp4"
    draw_film(path, frames=30, sound=True)
    return path


@pytest.fixture(autouse=True)
def _engine_in_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Films are watched without a process, but for tests that ask for ``real_engine``."""
    if "real_engine" not in request.fixturenames:
        monkeypatch.setattr(threading, "excepthook", but_for_the_end(threading.excepthook))
        monkeypatch.setattr(Screening, "open_engine", open_in_process)
        monkeypatch.setattr(page, "prepare_spare", lambda: None)


@pytest.fixture
def real_engine() -> Iterator[None]:
    """Let films be opened in real engines; none is left behind."""
    yield
    end_spare()
