"""Letting an own moment take over parts of a proposed one: four ticks, with what they are now and what is proposed."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from vigtool.domain.comparing import Pair
from vigtool.domain.errors import VigtoolError
from vigtool.domain.proposals import Lent, differing
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column, lines
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.moment_words import named
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.tokens import Space
from vigtool.gui.supervising.proposal_words import part_name, part_words
from vigtool.services.recordings import frame_times
from vigtool.services.suggestions import Suggestion, take_over
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH: Final = 560


class PartsDialog(SheetDialog):
    """``taken`` says that the own moment is so by now. ``boxes`` are the ticks; what is the same cannot be chosen."""

    taken = Signal()

    def __init__(self, ws: Workspace, suggestion: Suggestion, pair: Pair, parent: QWidget | None = None) -> None:
        """Raises ``UnknownId``, ``KeyDestroyed``."""
        super().__init__(tr("Take over parts"), WIDTH, parent)
        self._ws, self._suggestion = ws, suggestion
        self.boxes = {part: QCheckBox(part_name(part)) for part in Lent}
        self.message = MessagePanel()
        self.take_button = Button(tr("Take over what is chosen"), "check", Rank.FILLED)
        self.close_button = Button(tr("Cancel"))
        self._lay_out(pair)
        for box in self.boxes.values():
            box.toggled.connect(self._show_ready)
        self.take_button.clicked.connect(self.take)
        self.close_button.clicked.connect(self.close)
        self._show_ready()
        self.fit()

    @Slot()
    def take(self) -> None:
        """Change the own moment, in one step that can be undone."""
        self.message.clear()
        parts = [part for part, box in self.boxes.items() if box.isChecked()]
        try:
            take_over(self._ws, self._suggestion.answer, self._suggestion.moment.id, parts)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.taken.emit()
        self.accept()

    def _lay_out(self, pair: Pair) -> None:
        times, differs = frame_times(self._ws, self._suggestion.moment.recording), differing(pair)
        told = tr("Your moment “{moment}” stays yours; it takes over what you choose.")
        self.page.addWidget(label(self.windowTitle(), "title", wrap=True))
        self.page.addWidget(label(told.format(moment=named(pair.a.moment)), wrap=True))
        for part, box in self.boxes.items():
            words = part_words(self._ws, part, pair, times) if part in differs else tr("It is the very same.")
            box.setEnabled(part in differs)
            box.setAccessibleDescription(words)
            self.page.addLayout(column(box, label(words, "small", wrap=True), gap=Space.HAIR))
        self.page.addWidget(self.message)
        self.page.addLayout(lines(self.take_button, self.close_button))

    @Slot()
    def _show_ready(self) -> None:
        self.take_button.setEnabled(any(box.isChecked() for box in self.boxes.values()))
