"""The steps that can be undone and done again, by name, and the moments that can be brought back: behind one button."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.playing.time_words import clock_words
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.history_buttons import MOST, fill_steps
from vigtool.gui.shared.shortening import shortened
from vigtool.wording.translation import tr

LONGEST: Final = 40
"""Letters of a title in the menu."""


class HistoryButton(Button):
    """``undo`` and ``redo`` are called with how many steps, ``restore`` with the MomentId."""

    def __init__(
        self,
        times: FrameTimes,
        undo: Callable[[int], object],
        redo: Callable[[int], object],
        restore: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "history", Rank.QUIET, name=tr("Earlier steps and removed moments"), parent=parent)
        self._times = times
        self._undo, self._redo, self._restore = undo, redo, restore
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu_of_steps = self._menu(tr("Earlier steps and removed moments"))
        self.undo_menu = self._menu(tr("Undo back to before"))
        self.redo_menu = self._menu(tr("Do again up to"))
        self.removed_menu = self._menu(tr("Bring back a removed moment"))
        for one in (self.undo_menu, self.redo_menu, self.removed_menu):
            self.menu_of_steps.addMenu(one)
        self.clicked.connect(self._open)

    def show_history(self, past: Sequence[str], future: Sequence[str], removed: Sequence[Moment]) -> None:
        """Offer these steps, nearest first, and these moments, the last removed first, of which ``MOST`` at most."""
        fill_steps(self.undo_menu, past, self._undo)
        fill_steps(self.redo_menu, future, self._redo)
        shown = tuple(islice(removed, MOST))
        names = [self._words(one) for one in shown]
        fill_steps(self.removed_menu, names, lambda number: self._restore(shown[number - 1].id))
        self.setEnabled(bool(past or future or shown))

    def _words(self, moment: Moment) -> str:
        """When it was, and its title if it has one."""
        time = clock_words(self._times.seconds_from_start(moment.span.start))
        title = shortened(moment.title, LONGEST)
        return f"{time} \N{MIDDLE DOT} {title}" if title else tr("Moment at {time}").format(time=time)

    def _menu(self, name: str) -> QMenu:
        made = QMenu(name, self)
        made.setAccessibleName(name)
        return made

    def _open(self) -> None:
        self.menu_of_steps.popup(self.mapToGlobal(QPoint(0, self.height())))
