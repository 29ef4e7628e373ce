"""One proposed moment: what it is, how it differs from the own one beside it, and what can become of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.proposals import Decision
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.head_line import HeadLine
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.moment_words import named
from vigtool.gui.shared.tokens import Space
from vigtool.gui.supervising.proposal_words import beside_words, proposal_words
from vigtool.services.recordings import is_erased
from vigtool.services.suggestions import Suggestion
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class ProposalRow(QWidget):
    """``decided`` carries whether it is taken over as a moment of its own; ``parts_asked`` wants parts of it.

    ``show_asked`` wants to see it in the film.
    """

    decided = Signal(bool)
    parts_asked = Signal()
    show_asked = Signal()

    def __init__(self, ws: Workspace, suggestion: Suggestion) -> None:
        super().__init__()
        pair = suggestion.pair if suggestion.decision is Decision.OPEN else None
        self.show_button = Button(tr("Show it"), "film")
        self.parts_button = Button(tr("Take over parts…"), "merge")
        self.take_button = Button(tr("Take over") if pair is None else tr("Take over as its own"), "check")
        self.leave_button = Button(tr("Leave it"))
        words = QWidget()
        told = column(label(proposal_words(ws, suggestion), wrap=True), gap=Space.HAIR)
        told.setContentsMargins(0, 0, 0, 0)
        if pair is not None:
            told.addWidget(label(beside_words(pair), "small", wrap=True))
        words.setLayout(told)
        line = HeadLine(words)
        for button in (self.show_button, self.parts_button, self.take_button, self.leave_button):
            button.setAccessibleName(f"{button.text()}: {named(suggestion.moment)}")
            line.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(line)
        waits = suggestion.decision is Decision.OPEN and not ws.read_only
        self.show_button.setVisible(not is_erased(ws, suggestion.moment.recording))
        self.parts_button.setVisible(waits and pair is not None)
        self.take_button.setVisible(waits)
        self.leave_button.setVisible(waits)
        self.show_button.clicked.connect(lambda _checked=False: self.show_asked.emit())
        self.parts_button.clicked.connect(lambda _checked=False: self.parts_asked.emit())
        self.take_button.clicked.connect(lambda _checked=False: self.decided.emit(True))  # noqa: FBT003 - a signal's value
        self.leave_button.clicked.connect(lambda _checked=False: self.decided.emit(False))  # noqa: FBT003 - a signal's value
