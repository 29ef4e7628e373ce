"""How long things are kept, on the page of a case: its end, both clocks, film by film."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from vigtool.domain.accountability import Erasing
from vigtool.domain.case_edits import CaseStep, case_ended
from vigtool.domain.casebook import CaseBook
from vigtool.domain.identifiers import CaseId
from vigtool.domain.retention import Stage
from vigtool.gui.retention.clock_words import SIGNS, begin_words, log_words
from vigtool.gui.retention.film_clocks import FilmClocks
from vigtool.gui.retention.questions import end_question, freeze_question, thaw_question
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.head_line import HeadLine
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, column, row
from vigtool.gui.shared.pages import Card, rule
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space
from vigtool.services.consents import is_frozen
from vigtool.services.erasure_plans import Target
from vigtool.services.film_keeping import freeze_case, thaw_case
from vigtool.services.policy import policy
from vigtool.services.retention import CaseClocks, clocks, demand_past
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn

Edit: TypeAlias = Callable[[CaseStep, Callable[[CaseBook], CaseBook]], object]
"""How the page of the case makes an edit that can be undone."""


class ClocksCard(Card):
    """``changed`` says that a film was frozen, thawed or kept longer; ``erase_asked`` carries a ``Target``."""

    changed = Signal()
    erase_asked = Signal(object)
    consents_asked = Signal()
    spoke = Signal(object)

    def __init__(self, ws: Workspace, case_id: CaseId, edit: Edit) -> None:
        """Raises ``UnknownId``."""
        super().__init__(tr("How long things are kept"))
        self._ws, self._case_id, self._edit = ws, case_id, edit
        self.all_button = Button("", "", Rank.QUIET)
        self.all_button.clicked.connect(self._ask_about_all)
        self.end_button = Button("", "calendar")
        self.end_button.clicked.connect(self.ask_end)
        self.on_button = Button(tr("It goes on after all"), "undo-2", Rank.QUIET)
        self.on_button.clicked.connect(self._go_on)
        self._begins = label("", "strong", wrap=True)
        self._rules = label(_rules(ws), "muted", wrap=True)
        self._log = QVBoxLayout()
        self.films = FilmClocks(ws)
        self._lay_out()
        self.films.changed.connect(self._changed)
        self.films.erase_asked.connect(self.erase_asked)
        self.films.consents_asked.connect(self.consents_asked)
        self.films.spoke.connect(self.spoke)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the clocks as they are now."""
        shown = clocks(self._ws, self._case_id)
        ended = shown.case.ended_on is not None
        self._begins.setText(begin_words(shown))
        self.end_button.set_words(tr("Another day…") if ended else tr("The guidance has ended…"))
        for button, wanted in ((self.end_button, True), (self.on_button, ended), (self.all_button, bool(shown.films))):
            button.setVisible(wanted and not self._ws.read_only)
        frozen = self._all_frozen(shown)
        self.all_button.set_icon("lock-open" if frozen else "lock")
        self.all_button.set_words(tr("Thaw all films…") if frozen else tr("Freeze all films…"))
        self._show_log(shown)
        self.films.show_films(shown.films)

    @Slot()
    def ask_end(self) -> None:
        """Ask on which day the guidance ended."""
        ended_on = clocks(self._ws, self._case_id).case.ended_on
        self.films.ask(end_question(ended_on, self._ws.clock().date()), lambda _reason, day: self._end(day))

    def _end(self, day: date | None) -> None:
        if day is not None:
            demand_past(self._ws, day)
            self._edit(CaseStep.CASE_ENDED, partial(case_ended, day=day))

    @Slot()
    def _go_on(self) -> None:
        self._edit(CaseStep.CASE_REOPENED, partial(case_ended, day=None))

    @Slot()
    def _ask_about_all(self) -> None:
        what = tr("all films of this case")
        if self._all_frozen(clocks(self._ws, self._case_id)):
            self.films.ask(thaw_question(what), lambda reason, _day: thaw_case(self._ws, self._case_id, reason))
        else:
            self.films.ask(freeze_question(what), lambda reason, _day: freeze_case(self._ws, self._case_id, reason))

    def _all_frozen(self, shown: CaseClocks) -> bool:
        return all(is_frozen(self._ws, one.film.id) for one in shown.films)

    @Slot()
    def _changed(self) -> None:
        self.refresh()
        self.changed.emit()

    def _lay_out(self) -> None:
        begins = HeadLine(self._begins)
        for button in (self.end_button, self.on_button):
            begins.addWidget(button)
        self.body.addLayout(begins)
        self.body.addWidget(self._rules)
        self.body.addWidget(rule())
        self.body.addLayout(self._log)
        self.body.addWidget(self.films)
        self.body.addLayout(row(self.all_button, None))

    def _show_log(self, shown: CaseClocks) -> None:
        clear(self._log)
        said = column(label(tr("What is written of the case")), label(log_words(shown), "small", wrap=True), gap=2)
        line = row(drawing(SIGNS[shown.log_stage]), said, gap=Space.MEDIUM)
        line.setStretch(1, 1)
        if shown.log_stage is not Stage.KEPT and not self._ws.read_only:
            erase = Button(tr("Erase the case…"), "trash-2")
            erase.clicked.connect(lambda _checked=False: self.erase_asked.emit(Target(Erasing.CASE, self._case_id)))
            line.addWidget(erase)
        self._log.addLayout(line)


def _rules(ws: Workspace) -> str:
    terms = policy(ws).terms
    films = trn(
        "Films are kept for {count} month after the end of the guidance.",
        "Films are kept for {count} months after the end of the guidance.",
        terms.film_months,
    )
    log = trn(
        "What is written is kept for {count} year.", "What is written is kept for {count} years.", terms.log_years
    )
    asks = tr("Then vigtool asks you; it erases nothing by itself.")
    return f"{films.format(count=terms.film_months)} {log.format(count=terms.log_years)} {asks}"
