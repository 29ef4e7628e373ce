"""What the window leaves behind by itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from vigtool import app
from vigtool.gui.locking.handover import Handover, pack, unpack
from vigtool.gui.locking.traces import clear_clipboard


@pytest.fixture
def ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform without a screen does not say whose the clipboard's content is; others do."""
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:  # noqa: ARG001 - the clipboard is the application's
    held = QGuiApplication.clipboard()
    yield held
    held.clear()


def copied(qtbot: QtBot, words: str) -> None:
    line = QLineEdit(words)
    qtbot.addWidget(line)
    line.selectAll()
    line.copy()


@pytest.mark.usefixtures("ours")
def test_what_was_copied_is_taken_back(qtbot: QtBot, clipboard: QClipboard) -> None:
    copied(qtbot, "The red brick")
    assert clipboard.text() == "The red brick"
    clear_clipboard()
    assert clipboard.text() == ""


def test_what_another_program_copied_stays(
    qtbot: QtBot, clipboard: QClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied(qtbot, "A recipe")
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: False)
    clear_clipboard()
    assert clipboard.text() == "A recipe"


@pytest.mark.usefixtures("ours")
def test_letting_go_takes_back_what_was_copied(qtbot: QtBot, clipboard: QClipboard) -> None:
    copied(qtbot, "The red brick")
    app.let_go()
    assert clipboard.text() == ""


BROKEN = (b"", b"{", b'{"vault": 3}', b"[]", b'{"vault": "/v", "tick": "x"}')
NO_TEXT = (b'{"vault": "\xff"}', b'{"vault": "/v", "place": "\xc3"}', b'{"x": ' + b"[" * 15_000)


@pytest.mark.parametrize("broken", [*BROKEN, *NO_TEXT], ids=range(8))
def test_a_broken_handover_is_none(broken: bytes) -> None:
    assert unpack(broken) is None


def test_a_handover_comes_through_whole(tmp_path_factory: pytest.TempPathFactory) -> None:
    from vigtool.domain.identifiers import CaseId, MomentId, RecordingId  # noqa: PLC0415 - only here

    folder = tmp_path_factory.mktemp("höyhen")
    whole = Handover(folder, read_only=True, place="prepare", case=CaseId("a"), film=RecordingId("b"), tick=7)
    assert unpack(pack(whole)) == whole
    assert unpack(pack(Handover(folder, moment=MomentId("c")))) == Handover(folder, moment=MomentId("c"))
