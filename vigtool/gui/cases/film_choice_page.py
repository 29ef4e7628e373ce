"""Choosing the film to prepare, when none is open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.cases import Case, Recording
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.film_signs import film_sign
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card, Page
from vigtool.gui.shared.refusal_panel import RefusalPanel
from vigtool.gui.shared.rows import RowButton
from vigtool.gui.shared.spoken_times import spoken_date, spoken_length
from vigtool.services.cases import cases
from vigtool.services.recordings import recordings
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class FilmChoicePage(Page):
    """``film_chosen`` carries a RecordingId, ``cases_asked`` nothing."""

    film_chosen = Signal(str)
    cases_asked = Signal()

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(tr("Prepare"), tr("Which film would you like to look at?"), parent=parent)
        self._ws = ws
        self.message = MessagePanel()
        self.refusal = RefusalPanel()
        self.column.addWidget(self.message)
        self.column.addWidget(self.refusal)
        found = False
        for case in reversed(cases(ws)):
            if films := recordings(ws, case.id):
                found = True
                self.column.addWidget(self._card(case, films))
        if not found:
            go = Button(tr("Go to the cases"), "users", Rank.FILLED)
            go.clicked.connect(self.cases_asked)
            empty = Card(tr("No films yet"))
            empty.body.addWidget(label(tr("Films are brought in on the page of their case."), "muted", wrap=True))
            empty.body.addLayout(row(go, None))
            self.column.addWidget(empty)
        self.column.addStretch(1)

    def _card(self, case: Case, films: list[Recording]) -> Card:
        made = Card(case.name, typed=True)
        rows = QVBoxLayout()
        rows.setSpacing(2)
        for film in reversed(films):
            taken = spoken_date(film.captured_at or film.imported_at)
            sign = film_sign(self._ws, film.id)
            line = RowButton(sign.icon, film.label, f"{taken}  ·  {sign.words or spoken_length(film.duration)}")
            line.clicked.connect(lambda _checked=False, film_id=film.id: self.film_chosen.emit(film_id))
            rows.addWidget(line)
        made.body.addLayout(rows)
        return made
