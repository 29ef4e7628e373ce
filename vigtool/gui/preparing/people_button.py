"""Those in the film, behind one button: from there somebody's consents can be withdrawn while the film is open."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from vigtool.domain.people import Person
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.shortening import shortened
from vigtool.wording.translation import tr

LONGEST: Final = 60
"""Letters of a name in the menu."""


class PeopleButton(Button):
    """``chosen`` carries the PersonId of the one whose consents are to be withdrawn. Hidden where none is offered."""

    chosen = Signal(str)

    def __init__(self, people: Sequence[Person], *, offered: bool, parent: QWidget | None = None) -> None:
        super().__init__("", "users", Rank.QUIET, name=tr("Withdraw consents of someone in the film"), parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if not (offered and people):
            self.hide()
        self.menu_of_people = QMenu(tr("Withdraw consents of someone in the film"), self)
        self.menu_of_people.setAccessibleName(tr("Withdraw consents of someone in the film"))
        for one in people:
            words = tr("Withdraw consents of {person}").format(person=shortened(one.name, LONGEST))
            entry = self.menu_of_people.addAction(words.replace("&", "&&"))
            entry.triggered.connect(lambda _checked=False, who=one.id: self.chosen.emit(who))
        self.clicked.connect(lambda _checked=False: self._open())

    def _open(self) -> None:
        self.menu_of_people.popup(self.mapToGlobal(QPoint(0, self.height())))
