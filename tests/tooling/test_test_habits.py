"""The rules that hold for every test, each seen to fail a test that breaks it."""

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

OFFENDERS = """
import logging
import threading
import warnings

import pytest
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtWidgets import QWidget

import tests.conftest, tests.leftovers

kept = []


@pytest.fixture(scope="module", autouse=True)
def short_patience():
    tests.conftest.leftover_threads.__defaults__ = (0.1,)
    yield
    stop.set()


stop = threading.Event()


def test_orderly(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    timer = QTimer(widget)
    timer.start(1000)
    widget.show()
    thread = threading.Thread(target=lambda: None)
    thread.start()


def test_leaves_a_thread():
    threading.Thread(target=stop.wait, name="left-over").start()


def test_leaves_a_timer(qtbot):
    kept.append(QTimer(objectName="ticking"))
    kept[-1].start(1000)


def test_leaves_a_qt_thread(qtbot, request):
    thread = QThread(objectName="spinning")
    thread.start()
    kept.append(thread)


def test_comes_after_it(qapp):
    kept[0].stop()
    kept[1].quit()
    assert kept[1].wait(5000)


def test_makes_qt_warn(qapp):
    qWarning("something is off")


def test_warns():
    warnings.warn("old ways", DeprecationWarning)
"""


def test_a_test_that_leaves_something_or_warns_does_not_pass(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    pytester.makeconftest("from tests.conftest import *\nfrom tests.conftest import _nothing_left_running\n")
    pytester.makepyfile(OFFENDERS)
    settings = ("-c", str(REPOSITORY / "pyproject.toml"), "--rootdir", str(pytester.path))
    result = pytester.runpytest_subprocess(*settings, "-p", "no:cacheprovider", str(pytester.path))
    result.assert_outcomes(passed=5, failed=2, errors=3)
    result.stdout.fnmatch_lines_random(
        [
            "*left running: left-over*",
            "*left running: QTimer 'ticking'*",
            "*left running: *QThread 'spinning'*",
            "FAILED *test_makes_qt_warn*",
            "FAILED *test_warns*",
        ]
    )
