"""Whether the open moment speaks to the case's helping question, in the wording that it had then."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from vigtool.domain.moments import Moment
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.quiet_buttons import quiet_button
from vigtool.gui.preparing.cards.wishes import Changed
from vigtool.gui.preparing.edits import Step
from vigtool.gui.shared.buttons import Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class HelpingQuestion(QWidget):
    """``asked`` carries a ``Wish``."""

    asked = Signal(object)

    def __init__(self, ground: Ground, moment: Moment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question, self._moment = " ".join(ground.question.split()), moment
        self.check = QCheckBox(tr("Speaks to the question"))
        self.check.clicked.connect(self._link)
        self.question = label(self._question, "small", wrap=True)
        self.changed = label("", "small", wrap=True)
        self.renew_button = quiet_button(
            tr("Take the wording of today"), "", lambda: self._say(self._question), rank=Rank.LINK
        )
        for one in (self.check, self.renew_button):
            one.setEnabled(not ground.read_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        for part in (self.check, self.question, self.changed):
            column.addWidget(part)
        column.addWidget(self.renew_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_moment(moment)

    def show_moment(self, moment: Moment) -> None:
        """Show whether the moment is linked, and whether the question is worded otherwise since."""
        self._moment = moment
        self.check.setChecked(bool(moment.helps))
        self.check.setAccessibleDescription(self._question or moment.helps)
        self.setVisible(bool(self._question or moment.helps))
        changed = bool(moment.helps) and moment.helps != self._question
        self.question.setVisible(bool(self._question))
        self.changed.setVisible(changed)
        self.changed.setText(tr("It was worded otherwise then: \u201c{question}\u201d").format(question=moment.helps))
        self.renew_button.setVisible(changed and bool(self._question))

    def _link(self) -> None:
        self._say("" if self._moment.helps else self._question)

    def _say(self, question: str) -> None:
        self.asked.emit(Changed(Step.HELPS, lambda moment: replace(moment, helps=question)))
        self.show_moment(self._moment)
