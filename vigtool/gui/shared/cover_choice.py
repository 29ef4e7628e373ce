"""Who is to be covered in what leaves, how far each is, and the way to where somebody is still open."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Person
from vigtool.gui.shared.buttons import LongButton, Rank
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.tokens import Space
from vigtool.services.previews import Uncovered
from vigtool.wording.translation import tr, trn


class CoverChoice(QWidget):
    """``changed`` follows each tick; ``cover_asked`` carries the ``Uncovered`` who is to be covered."""

    changed = Signal()
    cover_asked = Signal(object)

    def __init__(self, people: Sequence[Person], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Mapping[PersonId, str] = {one.id: one.name for one in people}
        self.people = Checklist([(one.id, one.name) for one in people], checked=False)
        self.promise = label(not_anonymous(), "small", wrap=True)
        self.gaps: list[tuple[Uncovered, LongButton]] = []
        self._gaps = QVBoxLayout()
        self._gaps.setSpacing(Space.HAIR)
        self._covered = label(tr("They are covered in all of it."), "small", wrap=True)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.SMALL)
        page.addWidget(label(tr("Who is ticked is covered wherever they are seen."), "muted", wrap=True))
        page.addWidget(self.people)
        page.addWidget(self.promise)
        page.addLayout(self._gaps)
        page.addWidget(self._covered)
        self.people.changed.connect(self.changed)
        self.show_uncovered(())

    def chosen(self) -> tuple[PersonId, ...]:
        """Who is to be covered."""
        return tuple(self.people.chosen())

    def show_uncovered(self, uncovered: Sequence[Uncovered]) -> None:
        """Tell who is still open, and lead there."""
        clear(self._gaps)
        self.gaps = []
        for one in uncovered:
            count = sum(map(len, one.gaps))
            told = trn("{person}: {count} frame still open", "{person}: {count} frames still open", count)
            words = told.format(person=self._names.get(one.person, ""), count=count)
            way = LongButton(tr("{what}. Cover them…").format(what=words), "eye-off", Rank.OUTLINED)
            way.clicked.connect(lambda _checked=False, gap=one: self.cover_asked.emit(gap))
            self.gaps.append((one, way))
            self._gaps.addLayout(row(way, None))
        ticked = bool(self.chosen())
        self.promise.setVisible(ticked)
        self._covered.setVisible(ticked and not self.gaps)


def not_anonymous() -> str:
    """What masking cannot promise."""
    return tr("Masked, not anonymous: somebody who knows the person may still recognise them.")
