"""What a user does in the window for handing out."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from vigtool.gui.exporting.errands import State
from vigtool.gui.exporting.forms import Form
from vigtool.gui.exporting.hand_out_dialog import HandOutDialog


def choose(dialog: HandOutDialog, form: Form, preset: str = "") -> None:
    choice = dialog.choice
    choice.preset.setCurrentIndex(choice.preset.findData(preset))
    choice.form.setCurrentIndex(choice.form.findData(form))


def made(dialog: HandOutDialog, qtbot: QtBot, out: Path) -> list[State]:
    dialog.choice.line.setText(str(out))
    dialog.export_button.click()
    qtbot.waitUntil(lambda: not dialog.errands.busy, timeout=60_000)
    return [one.state for one in dialog.errands.listed]
