"""What waits for a decision in the whole vault, case by case."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from vigtool.domain.accountability import Erasing
from vigtool.domain.identifiers import CaseId
from vigtool.domain.retention import Stage
from vigtool.gui.retention.clock_words import begin_words, log_words
from vigtool.gui.retention.film_clocks import FilmClocks
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.scrolling import Scroller, room_for
from vigtool.gui.shared.tab_order import go_on_by_tab
from vigtool.gui.shared.tokens import Space
from vigtool.services.erasure_plans import Target
from vigtool.services.retention import CaseClocks, waiting
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH, HEIGHT = 760, 620


class DueDialog(QDialog):
    """``erase_asked`` carries a ``Target``, ``case_asked`` and ``consents_asked`` a CaseId; both close the dialog."""

    erase_asked = Signal(object)
    case_asked = Signal(str)
    consents_asked = Signal(str)
    changed = Signal()

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ws = ws
        self.setWindowTitle(tr("What has reached its time"))
        room = room_for(self)
        self.resize(min(with_text(WIDTH), room.width()), min(with_text(HEIGHT), room.height()))
        self.cases: dict[CaseId, DueCase] = {}
        self.later_button = Button(tr("Later"))
        self.later_button.clicked.connect(self.reject)
        self._sheet = QWidget()
        self._list = QVBoxLayout(self._sheet)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(Space.LARGE)
        self._view = Scroller(self._sheet)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        page.setSpacing(Space.MEDIUM)
        page.addWidget(label(tr("What has reached its time"), "title", wrap=True))
        means = tr("Nothing is erased by itself. What you leave as it is stays here, and you are told of it again.")
        page.addWidget(label(means, "muted", wrap=True))
        page.addWidget(self._view, 1)
        page.addLayout(row(None, self.later_button))
        self.refresh()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        """Lead Tab through what is shown as one reads it."""
        return go_on_by_tab(self, forward=next) or super().focusNextPrevChild(next)

    @Slot()
    def refresh(self) -> None:
        """Show what waits now."""
        clear(self._list)
        self.cases = {found.case.id: DueCase(self._ws, found) for found in waiting(self._ws)}
        for case_id, shown in self.cases.items():
            shown.films.changed.connect(self._decided)
            shown.films.spoke.connect(self._bring_into_view)
            shown.erase_asked.connect(self.erase_asked)
            shown.films.consents_asked.connect(partial(self._leave_for, self.consents_asked.emit, case_id))
            shown.case_asked.connect(partial(self._leave_for, self.case_asked.emit, case_id))
            self._list.addWidget(shown)
        if not self.cases:
            self._list.addWidget(label(tr("Nothing waits for a decision now."), wrap=True))
        self.later_button.set_words(tr("Later") if self.cases else tr("Close"))
        self._list.addStretch(1)

    @Slot()
    def _decided(self) -> None:
        self.refresh()
        self.changed.emit()

    @Slot(object)
    def _bring_into_view(self, part: QWidget) -> None:
        self._view.ensureWidgetVisible(part, 0, Space.LARGE)

    def _leave_for(self, go: Callable[[str], object], case_id: CaseId) -> None:
        self.accept()
        go(case_id)


class DueCase(Card):
    """What waits in one case. ``case_asked`` leads to it, ``erase_asked`` carries a ``Target``."""

    case_asked = Signal()
    erase_asked = Signal(object)

    def __init__(self, ws: Workspace, clocks: CaseClocks) -> None:
        super().__init__(clocks.case.name, typed=True)
        self.open_button = Button(tr("Open the case"), "arrow-right", Rank.QUIET)
        self.open_button.clicked.connect(lambda _checked=False: self.case_asked.emit())
        self.head.addWidget(self.open_button)
        self.body.addWidget(label(begin_words(clocks), "muted", wrap=True))
        self.films = FilmClocks(ws)
        self.films.erase_asked.connect(self.erase_asked)
        self.films.show_films(clocks.films)
        self.body.addWidget(self.films)
        if clocks.log_stage is not Stage.KEPT:
            erase = Button(tr("Erase the case…"), "trash-2")
            erase.clicked.connect(lambda _checked=False: self.erase_asked.emit(Target(Erasing.CASE, clocks.case.id)))
            written = tr("What is written of the case")
            line = row(label(f"{written}: {log_words(clocks)}", wrap=True), erase)
            line.setStretch(0, 1)
            erase.setVisible(not ws.read_only)
            self.body.addLayout(line)
