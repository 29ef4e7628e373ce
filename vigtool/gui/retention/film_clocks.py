"""Films with their clocks, and deciding about them: the same on the case page and in the list of what is due."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.accountability import Erasing
from vigtool.domain.errors import VigtoolError
from vigtool.gui.retention.decision_form import DecisionForm, Question
from vigtool.gui.retention.film_clock_row import FilmClockRow
from vigtool.gui.retention.questions import freeze_question, keep_longer_question, thaw_question
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.tokens import Space
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import ConsentRefused
from vigtool.services.film_keeping import freeze, keep_longer, thaw
from vigtool.services.people import people
from vigtool.services.retention import FilmClock
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

SETTLING: Final = 3
"""Turns of the event loop after which the page is as high as the form makes it: wrapped lines come last."""


class FilmClocks(QWidget):
    """``changed`` says that something was decided, ``erase_asked`` carries the ``Target``, ``spoke`` what has news."""

    changed = Signal()
    erase_asked = Signal(object)
    consents_asked = Signal()
    spoke = Signal(object)

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self._ws = ws
        self.rows: dict[str, FilmClockRow] = {}
        self.form: DecisionForm | None = None
        self._form_place = QVBoxLayout()
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.HAIR)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.SMALL)
        page.addLayout(self._form_place)
        page.addLayout(self._list)

    def show_films(self, clocks: Sequence[FilmClock]) -> None:
        """Show films as their clocks stand now."""
        self.leave_form()
        clear(self._list)
        self.rows = {clock.film.id: FilmClockRow(self._ws, clock) for clock in clocks}
        for shown in self.rows.values():
            shown.longer_asked.connect(partial(self.ask_longer, shown.clock))
            shown.freeze_asked.connect(partial(self.ask_freezing, shown.clock))
            shown.thaw_asked.connect(partial(self.ask_thawing, shown.clock))
            shown.erase_asked.connect(partial(self._ask_erasing, shown.clock))
            self._list.addWidget(shown)

    def ask_longer(self, clock: FilmClock) -> None:
        """Ask until when and why a film is kept longer."""
        asked = keep_longer_question(clock.film.label, clock.term, self._ws.clock().date())
        self.ask(asked, partial(self._keep, clock), clock)

    def ask_freezing(self, clock: FilmClock) -> None:
        """Ask why a film is frozen."""
        film = clock.film
        self.ask(freeze_question(film.label), lambda reason, _day: freeze(self._ws, film.id, reason), clock)

    def ask_thawing(self, clock: FilmClock) -> None:
        """Ask why a film can be used again."""
        film = clock.film
        self.ask(thaw_question(film.label), lambda reason, _day: thaw(self._ws, film.id, reason), clock)

    def ask(
        self, question: Question, decide: Callable[[str, date | None], object], about: FilmClock | None = None
    ) -> None:
        """Show a form below the row that it is ``about``, else above all; ``decide`` gets the reason and the day.

        What it raises is what keeps it from being so.
        """
        self.leave_form()
        form = DecisionForm(question)
        form.given.connect(partial(self._decide, decide))
        form.left.connect(self.leave_form)
        form.refusal.consents_asked.connect(self.consents_asked)
        self.form = form
        if about is None:
            self._form_place.addWidget(form)
        else:
            self._list.insertWidget(self._list.indexOf(self.rows[about.film.id]) + 1, form)
        form.begin()
        self._show_form(SETTLING)

    def leave_form(self) -> None:
        """Show no form."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = None

    def _show_form(self, times: int) -> None:
        if self.form is None:
            return
        for part in (self.form, self.form.give_button):
            self.spoke.emit(part)
        if times:
            QTimer.singleShot(0, self, lambda: self._show_form(times - 1))

    def _keep(self, clock: FilmClock, reason: str, day: date | None) -> None:
        if day is not None:
            keep_longer(self._ws, clock.film.id, day, reason)

    def _ask_erasing(self, clock: FilmClock) -> None:
        self.leave_form()
        self.erase_asked.emit(Target(Erasing.FILM, clock.film.id))

    def _decide(self, decide: Callable[[str, date | None], object], reason: str, day: date | None) -> None:
        form = self.form
        if form is None:
            return
        form.message.clear()
        form.refusal.clear()
        try:
            decide(reason, day)
        except ConsentRefused as refused:
            names = {
                one.id: one.name for clock in self.rows.values() for one in people(self._ws, clock.clock.film.case)
            }
            what = tr("It is not kept longer yet.")
            form.refusal.explain(what, refused.refusal, names, way=tr("Go to the consents"))
            self._show_form(SETTLING)
        except (VigtoolError, OSError) as error:
            form.message.explain(error)
            self._show_form(SETTLING)
        else:
            self.leave_form()
            self.changed.emit()
