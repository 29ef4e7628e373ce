"""On which display the stage is, when displays come and go while a moment is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen


def name_of(screen: QScreen) -> str:
    """What a display is known by while it comes and goes; never empty."""
    return f"{screen.name()}/{screen.serialNumber()}"


def place_after(chosen: str, now: str, there: Sequence[str]) -> str | None:
    """On which display to be when ``there`` are left (the main one first): the chosen one again as soon as it is there.

    Displays go by their names; None: nowhere else than ``now``, or there is no display at all.
    """
    if chosen in there:
        return None if now == chosen else chosen
    if now in there or not there:
        return None
    return there[0]


class DisplayWatch(QObject):
    """``moved`` carries the ``QScreen`` to go to; ``lost`` and ``regained`` tell of the chosen display."""

    moved = Signal(object)
    lost = Signal()
    regained = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = self._now = ""
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._without)
            app.screenAdded.connect(lambda _screen: self._look(self._screens()))

    def choose(self, screen: QScreen) -> None:
        """Be on this display, and come back to it when it was gone."""
        self.choose_by_name(name_of(screen))

    def choose_by_name(self, chosen: str, now: str = "") -> None:
        """The same, where the display may not be there: ``now`` is where the stage is meanwhile, else on the chosen."""
        self._chosen, self._now = chosen, now or chosen

    def _without(self, gone: QScreen) -> None:
        """Qt lists a display that goes away until everybody was told."""
        self._look([one for one in self._screens() if one is not gone])

    def _look(self, there: Sequence[QScreen]) -> None:
        name = place_after(self._chosen, self._now, [name_of(one) for one in there])
        screen = next((one for one in there if name_of(one) == name), None)
        if not self._chosen or screen is None:
            return
        was_lost = self._now != self._chosen
        self._now = name_of(screen)
        self.moved.emit(screen)
        if self._now == self._chosen:
            self.regained.emit()
        elif not was_lost:
            self.lost.emit()

    @staticmethod
    def _screens() -> list[QScreen]:
        main = QGuiApplication.primaryScreen()
        return sorted(QGuiApplication.screens(), key=lambda one: one is not main)
