"""Under a film: how each child in it stands to being seen, or a gentle reminder to ask."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vigtool.domain.consent import ChildView, Stance
from vigtool.domain.people import Person
from vigtool.gui.cases.view_form import stance_words
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.domain.identifiers import PersonId

SIGNS = {Stance.WILLING: "circle-check", Stance.UNSURE: "circle-question-mark", Stance.UNWILLING: "hand"}
"""Icons beside the words."""


class ViewRow(QWidget):
    """``asked`` carries the id of the child whose view is to be noted."""

    asked = Signal(str)

    def __init__(self, children: Sequence[Person], views: Sequence[ChildView], *, read_only: bool) -> None:
        super().__init__()
        heard = {one.person: one for one in views}
        self.buttons: dict[PersonId, Button] = {}
        line = row(*(self._button(one, heard.get(one.id)) for one in children), None, gap=Space.HAIR)
        line.setContentsMargins(Space.WIDE + Space.LARGE, 0, 0, Space.HAIR)
        self.setLayout(line)
        for button in self.buttons.values():
            button.setEnabled(not read_only)

    def _button(self, child: Person, view: ChildView | None) -> Button:
        if view is None:
            made = Button(tr("Ask {person} what it is like to be seen").format(person=child.name), "hand", Rank.LINK)
        else:
            told = f"{child.name}: {stance_words(view.stance)}"
            made = Button(told, SIGNS[view.stance], Rank.LINK)
        made.clicked.connect(lambda _checked=False: self.asked.emit(child.id))
        self.buttons[child.id] = made
        return made
