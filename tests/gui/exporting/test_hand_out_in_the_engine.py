from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.gui.exporting.handing_out import choose, made
from tests.gui.family import Family
from vigtool.domain.purposes import Purposes
from vigtool.engine.tasks import run_task
from vigtool.gui.exporting.errands import State
from vigtool.gui.exporting.forms import Form
from vigtool.gui.exporting.hand_out_dialog import LOOK, HandOutDialog


def test_the_real_engine_makes_a_clip_and_its_preview(
    qtbot: QtBot,
    family: Family,
    drawn: Path,
    tmp_path: Path,
    real_engine: None,  # noqa: ARG001 - no double
) -> None:
    family.consent(Purposes.FAMILY_COPY)
    film = family.film(drawn)
    family.ws.run_task = run_task
    dialog = HandOutDialog(family.ws, [family.moment(film).id])
    qtbot.addWidget(dialog)
    dialog.show()
    choose(dialog, Form.CLIPS, "family")
    dialog.more.turn(LOOK)
    qtbot.waitUntil(lambda: not dialog.strip.running, timeout=60_000)
    assert not any(one.picture.pixmap().isNull() for one in dialog.strip.tiles)
    assert made(dialog, qtbot, tmp_path / "clip.mp4") == [State.DONE]
    assert (tmp_path / "clip.mp4").stat().st_size > 0
    dialog.close()
