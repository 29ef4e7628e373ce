"""Under a film: how each child in it stands to being seen, or a gentle reminder to ask."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vigtool.domain.consent import ChildView, Stance
from vigtool.domain.people import Person
from vigtool.gui.cases.view_form import stance_words
from vigtool.gui.shared.buttons import LongButton, Rank
from vigtool.gui.shared.flow import FlowLayout
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.shortening import shortened
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.domain.identifiers import PersonId

SIGNS = {Stance.WILLING: "circle-check", Stance.UNSURE: "circle-question-mark", Stance.UNWILLING: "hand"}
"""Icons beside the words."""

LONGEST: Final = 60
"""Letters of a name: more would only hide the question."""


class ViewRow(QWidget):
    """``asked`` carries the id of the child whose view is to be noted."""

    asked = Signal(str)

    def __init__(self, children: Sequence[Person], views: Sequence[ChildView], *, read_only: bool) -> None:
        super().__init__()
        heard = {one.person: one for one in views}
        self.buttons: dict[PersonId, LongButton] = {}
        held = column(gap=0)
        held.setContentsMargins(Space.WIDE + Space.LARGE, 0, 0, Space.HAIR)
        flow = FlowLayout()
        held.addLayout(flow)
        self.setLayout(held)
        for one in children:
            flow.addWidget(self._button(one, heard.get(one.id)))
        for button in self.buttons.values():
            button.setEnabled(not read_only)

    def _button(self, child: Person, view: ChildView | None) -> LongButton:
        name = shortened(child.name, LONGEST)
        if view is None:
            made = LongButton(tr("Ask {person} what it is like to be seen").format(person=name), "hand", Rank.LINK)
        else:
            made = LongButton(f"{name}: {stance_words(view.stance)}", SIGNS[view.stance], Rank.LINK)
        made.clicked.connect(lambda _checked=False: self.asked.emit(child.id))
        self.buttons[child.id] = made
        return made
