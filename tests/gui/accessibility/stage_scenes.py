"""Scenes of the walk: what the clients look at, and how it is left."""

from PySide6.QtWidgets import QApplication

from tests.gui.accessibility import looking
from tests.gui.accessibility.retention_scenes import Looks
from vigtool.gui.reviewing.stage.stage_window import StageWindow


def the_stage(walk: Looks, stage: StageWindow) -> None:
    """A moment on the stage, then the question whether to leave it, then the guider's strip where there is one."""
    walk.look("a moment on the stage", stage)
    stage.windowHandle().requestActivate()
    looking.press_escape(stage)
    while stage.leaving.ring.is_held:
        QApplication.processEvents()
    assert stage.leaving.form.isVisible()
    walk.look("leaving the stage", stage.leaving.form)
    looking.press_escape(stage)
    assert not stage.leaving.form.isVisible()
    stage.go_dark()
    walk.look("the stage in the dark", stage.cover)
    stage.come_back()
