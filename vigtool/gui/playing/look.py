"""How the picture is looked at now: shared by the film's picture and a pinned one beside it, kept nowhere else."""

from PySide6.QtCore import QObject, Signal

from vigtool.gui.playing.lamp import Light
from vigtool.gui.playing.nearness import Nearness


class Look(QObject):
    """Nearness, mirror and light. ``changed`` tells of any change."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.near = Nearness()
        self.mirrored = False
        self.light = Light()

    @property
    def display_changed(self) -> bool:
        """Whether the picture is shown otherwise than it was filmed, however near it is."""
        return self.mirrored or not self.light.is_neutral

    def come(self, near: Nearness) -> None:
        """Look from this near."""
        if near != self.near:
            self.near = near
            self.changed.emit()

    def mirror(self, *, mirrored: bool) -> None:
        """Let left and right change places, or not; the same part of the picture stays in sight."""
        if mirrored != self.mirrored:
            self.mirrored = mirrored
            self.near = self.near.mirrored()
            self.changed.emit()

    def shine(self, light: Light) -> None:
        """Look in this light."""
        if light != self.light:
            self.light = light
            self.changed.emit()

    def show_as_filmed(self) -> None:
        """Neither mirrored nor in another light; as near as before."""
        self.mirror(mirrored=False)
        self.shine(Light())
