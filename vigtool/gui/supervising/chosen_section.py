"""Handing over from the page: the cases in which moments are chosen, each with its way to the package."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.quiet_line import QuietLine
from vigtool.gui.shared.starred import starred_moments
from vigtool.services.cases import cases
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn


class ChosenSection(Card):
    """``lines`` by the cases' ids; ``hand_over_asked`` carries the ids of the moments, in their order."""

    hand_over_asked = Signal(object)

    def __init__(self, ws: Workspace) -> None:
        super().__init__(tr("Hand over your own"))
        self._ws = ws
        self.lines: dict[str, QuietLine] = {}
        self._list = QVBoxLayout()
        told = tr("Moments with a star, case by case. In Prepare a single moment can be handed over, too.")
        self.body.addWidget(label(told, "muted", wrap=True))
        self.body.addLayout(self._list)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the cases as they are now; guests are not one's own, so nothing of them is handed on."""
        clear(self._list)
        self.lines = {}
        for case in [] if self._ws.read_only else [one for one in cases(self._ws) if one.guest is None]:
            chosen = [one.id for one in starred_moments(self._ws, case.id)]
            if chosen:
                line = self.lines[case.id] = QuietLine("share", tr("Hand over…"))
                line.look_button.setAccessibleName(tr("Hand over from {case}").format(case=case.name))
                line.look_asked.connect(partial(self.hand_over_asked.emit, chosen))
                self._list.addWidget(line)
                told = trn("{case}: {count} chosen moment", "{case}: {count} chosen moments", len(chosen))
                line.say(told.format(case=case.name, count=len(chosen)))
        if not self.lines:
            self._list.addWidget(label(tr("No moment has a star yet."), "muted", wrap=True))
