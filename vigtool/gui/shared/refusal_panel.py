"""A refusal explained person by person, with the way forward. It is the family's decision, not an error."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from vigtool.domain.consent import ConsentState
from vigtool.domain.deciding import Ground, Refusal
from vigtool.domain.identifiers import PersonId
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.consent_signs import SIGNS
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space
from vigtool.wording.refusals import refusal_lines
from vigtool.wording.translation import tr


class RefusalPanel(QFrame):
    """Hidden until there is something to explain. ``consents_asked``: the user wants to see the consents."""

    consents_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        self._column.setSpacing(Space.SMALL)
        self.hide()

    def explain(self, what: str, refusal: Refusal, names: Mapping[PersonId, str], *, way: str = "") -> None:
        """Say what waits for whom; ``way`` is the button's text that leads to the consents, none when it is empty."""
        clear(self._column)
        told = refusal_lines(refusal, names)
        self._column.addWidget(label(what, "strong", wrap=True))
        self.setAccessibleName(what)
        self.setAccessibleDescription(" ".join(told))
        ink = colours().on_notice_soft
        for reason, line_told in zip(refusal.reasons, told, strict=True):
            sentence = label(line_told, wrap=True)
            line = row(drawing(SIGNS[reason.state], ink), sentence, gap=Space.SMALL)
            line.setStretch(1, 1)
            self._column.addLayout(line)
        self._column.addWidget(label(_way_forward(refusal), wrap=True))
        if way:
            button = Button(way, "shield-check")
            button.clicked.connect(self.consents_asked)
            self._column.addLayout(row(button, None))
        self.show()

    def clear(self) -> None:
        """Explain nothing any more."""
        self.hide()


def _way_forward(refusal: Refusal) -> str:  # noqa: PLR0911 - one way for each ground
    states = {reason.state for reason in refusal.reasons}
    grounds = {reason.ground for reason in refusal.reasons}
    if Ground.FROZEN in grounds:
        return tr("Why it is frozen, and how it is thawed, stands on the case page: How long things are kept.")
    if Ground.SCOPE in grounds:
        return tr("Choose another purpose, one that covers it and that they have agreed to.")
    if Ground.RECIPIENT in grounds:
        return tr(
            "Hand it over in a package to those whom they named. If one of these is not verified yet, call and compare "
            "the six words under Supervision."
        )
    if Ground.CHILDS_VIEW in grounds:
        return tr(
            "The child is asked again for each film. Until the child thinks otherwise, it is not shown to others."
        )
    if any(reason.person is None for reason in refusal.reasons):
        return tr("Name the people who are in the film, and ask them.")
    if states <= {ConsentState.UNKNOWN, ConsentState.EXPIRED}:
        return tr("Ask, and note the answer under People and consents. Then try again.")
    return tr("That is their decision. If they tell you otherwise one day, note it under People and consents.")
