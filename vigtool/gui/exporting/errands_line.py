"""The quiet line above the pages: something is being handed out, or is ready."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from vigtool.gui.exporting.errand_row import left_words
from vigtool.gui.exporting.errands import UNDER_WAY, Errands, State
from vigtool.gui.shared.quiet_line import QuietLine
from vigtool.wording.translation import tr, trn


class ErrandsLine(QuietLine):
    """Gone while there is nothing to tell."""

    def __init__(self, errands: Errands, parent: QWidget | None = None) -> None:
        super().__init__("share", tr("Show"), parent)
        self._errands = errands
        errands.changed.connect(self.refresh)
        errands.told.connect(self.refresh)
        self.say("")

    @Slot()
    def refresh(self) -> None:
        """Say how it stands."""
        waiting = [one for one in self._errands.listed if one.state in UNDER_WAY]
        if waiting:
            count = len(waiting)
            told = trn("{count} thing is being handed out.", "{count} things are being handed out.", count)
            left = self._errands.seconds_left
            words = told.format(count=count)
            self.say(words if left is None else f"{words} {left_words(left)}")
        elif any(one.state is State.KEPT for one in self._errands.listed):
            self.say(tr("Something stayed in the vault: see why."))
        elif self._errands.listed:
            self.say(tr("What you handed out is ready."))
        else:
            self.say("")
