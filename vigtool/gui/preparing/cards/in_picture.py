"""Who is in the picture or heard in one moment: only their consent is asked when it is handed out or shown."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.moments import Moment
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.wishes import Changed
from vigtool.gui.preparing.edits import Step, seen_in
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

COLUMNS = 2


class InPicture(QWidget):
    """``asked`` carries a ``Changed``. Who has a turn is in the moment; with everybody ticked, it is as the film."""

    asked = Signal(object)

    def __init__(self, ground: Ground, moment: Moment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_only = ground.read_only
        self.list = Checklist([(one.id, one.name) for one in ground.people], checked=True, columns=COLUMNS)
        self.told = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addWidget(self.list)
        column.addWidget(self.told)
        self._showing = False
        self.list.changed.connect(self._choose)
        self.show_moment(moment)

    def show_moment(self, moment: Moment) -> None:
        """Show who is in it as it is now."""
        self._showing = True
        everybody = list(self.list.boxes)
        shown = everybody if moment.people is None else [one for one in everybody if one in moment.people]
        self.list.choose(shown)
        turns = {turn.person for turn in moment.turns}
        for one, box in self.list.boxes.items():
            last = shown == [one]  # nobody at all would be nobody's consent
            box.setEnabled(not self._read_only and one not in turns and not last)
        if moment.people is None:
            self.told.setText(tr("As in the whole film. Untick who is neither seen nor heard here."))
        else:
            self.told.setText(tr("Only these are asked when the moment is shown or handed out."))
        self._showing = False

    @Slot()
    def _choose(self) -> None:
        if self._showing:
            return
        chosen = self.list.chosen()
        people = None if len(chosen) == len(self.list.boxes) else tuple(chosen)
        self.asked.emit(Changed(Step.PEOPLE, lambda one: seen_in(one, people)))
