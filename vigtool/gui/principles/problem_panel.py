"""What keeps a file from being a pack, line by line, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from vigtool.exchange.pack_errors import BadPack
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.tokens import Space
from vigtool.wording.pack_sentences import problem_lines
from vigtool.wording.sentences import sentence_for
from vigtool.wording.translation import tr

LEAST_HEIGHT = 130


class ProblemPanel(QWidget):
    """Hidden until a file is explained. ``completion_asked``: only words are missing, and they will be written here."""

    completion_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = MessagePanel()
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(tr("What is to be put right in the file"))
        self.lines.setMinimumHeight(with_text(LEAST_HEIGHT))
        self.complete_button = Button(tr("Write the missing words here"), "languages")
        self.complete_button.clicked.connect(self.completion_asked)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.SMALL)
        page.addWidget(self.message)
        page.addWidget(self.lines, 1)
        page.addLayout(row(self.complete_button, None))
        self.hide()

    def explain(self, error: BadPack, *, may_complete: bool) -> None:
        """Show all problems of a file; the words that it lacks can be written here if the vault can be written to."""
        self.lines.setPlainText("\n".join(problem_lines(error)))
        can_be_completed = error.only_lacks and may_complete
        self.complete_button.setVisible(can_be_completed)
        if can_be_completed:
            self.message.tell(
                tr("Some words are still missing in this pack."),
                tr("Write them here, or in the file, and load it again."),
            )
        else:
            said = sentence_for(error)
            self.message.warn(said.what, said.next_step)
        self.show()
        self.lines.setFocus()
