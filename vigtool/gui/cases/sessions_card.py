"""The sessions of a case, and handing out the log of one."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId, MomentId
from vigtool.domain.sessions import Session
from vigtool.gui.cases.kind_words import KindWords
from vigtool.gui.cases.session_form import Held, SessionForm
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.choosing import choose_folder, show_in_folder
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import clear, column
from vigtool.gui.shared.log_saving import LogSaving
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.spoken_times import spoken_length, spoken_time
from vigtool.gui.shared.tokens import Space
from vigtool.services.case_summaries import CaseSummaryExport, SummaryReport
from vigtool.services.marking import moments
from vigtool.services.people import people
from vigtool.services.recordings import recordings
from vigtool.services.sessions import add_session, sessions
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr

SETTLING: Final = 3
"""Turns of the event loop after which the page is as high as the form makes it: wrapped lines come last."""


class SessionsCard(Card):
    """``changed`` says that a session was noted, ``spoke`` which part has news, ``consents_asked`` nothing."""

    changed = Signal()
    spoke = Signal(object)
    consents_asked = Signal()

    def __init__(self, ws: Workspace, case_id: CaseId, words: Callable[[], KindWords]) -> None:
        super().__init__(tr("Sessions"))
        self._ws, self._case_id, self._words = ws, case_id, words
        self.add_button = Button(tr("Note a session"), "calendar-plus")
        self.add_button.clicked.connect(self.offer_session)
        self.summary_button = Button(tr("Hand out a summary…"), "file-text", Rank.QUIET)
        self.summary_button.clicked.connect(self._choose_summary)
        self.head.addWidget(self.summary_button)
        self.head.addWidget(self.add_button)
        self.form: SessionForm | None = None
        self.saving = LogSaving(ws, case_id)
        self.saving.spoke.connect(self.spoke)
        self.saving.consents_asked.connect(self.consents_asked)
        self.message, self.job = self.saving.message, self.saving.job
        self._form_place = QVBoxLayout()
        self.rows = QVBoxLayout()
        self.rows.setSpacing(Space.HAIR)
        self.body.addLayout(self._form_place)
        self.body.addLayout(self.rows)
        for part in (self.saving.choice, self.saving):
            self.body.addWidget(part)
        self.refresh()

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.job.stop()

    def settle(self) -> None:
        """Keep the session whose words are being typed; a form without words is let go."""
        if self.form is not None and self.form.words.toPlainText().strip():
            self.form.keep()

    def refresh(self) -> None:
        """Show the sessions as they are now."""
        clear(self.rows)
        self.add_button.setVisible(not self._ws.read_only and self.form is None)
        held = sessions(self._ws, self._case_id)
        self.summary_button.setVisible(bool(held))
        self.saving.choice.setVisible(bool(held) and not self._ws.read_only)
        self.summary_button.setEnabled(not self._ws.read_only)
        for session in reversed(held):
            self.rows.addWidget(self._row(session))
        if not held:
            self.rows.addWidget(
                label(tr("After the shared review, note here what was looked at and said."), "muted", wrap=True)
            )

    @Slot()
    def offer_session(self) -> None:
        """Show the form for a session."""
        clear(self._form_place)
        self.message.clear()
        self.form = SessionForm(people(self._ws, self._case_id), self._moments(), self._words().client)
        self.form.given.connect(self._add)
        self.form.left.connect(self._leave_form)
        self._form_place.addWidget(self.form)
        self.add_button.hide()
        self.form.words.setFocus()
        self._show_form(times=SETTLING)

    def _show_form(self, times: int) -> None:
        if self.form is None:
            return
        for part in (self, self.form.keep_button):
            self.spoke.emit(part)
        if times:
            QTimer.singleShot(0, self, lambda: self._show_form(times - 1))

    def export_summary(self, folder: Path) -> None:
        """Write the case in words over its cycles into a folder."""
        self.saving.clear()
        try:
            export = CaseSummaryExport(self._ws, self._case_id, folder, language())
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.job.start(tr("Writing the summary…"), export, self._exported)

    @Slot()
    def _choose_summary(self) -> None:
        folder = choose_folder(self, tr("Folder for the summary"))
        if folder is not None:
            self.export_summary(folder)

    def _moments(self) -> list[tuple[MomentId, str]]:
        found = []
        for film in recordings(self._ws, self._case_id):
            for moment in sorted(moments(self._ws, film.id), key=lambda one: one.span.start):
                title = moment.title or tr("Moment")
                begins = spoken_length(film.time_base.seconds(moment.span.start))
                found.append((moment.id, f"{title}  ·  {film.label} {begins}"))
        return found

    def _row(self, session: Session) -> QFrame:
        names = {person.id: person.name for person in people(self._ws, self._case_id)}
        made = QFrame()
        line = QHBoxLayout(made)
        line.setContentsMargins(Space.LARGE, Space.SMALL, Space.SMALL, Space.SMALL)
        line.setSpacing(Space.LARGE)
        words = column(
            ElidedLabel(f"{spoken_time(session.held_at)}  \N{MIDDLE DOT}  {self._words().session}", "strong", end=True),
            gap=2,
        )
        details = ", ".join(names[one] for one in session.present)
        if session.words:
            details = f"{details}  ·  {' '.join(session.words.split())}" if details else session.words
        words.addWidget(ElidedLabel(details, "small", end=True))
        export = Button(tr("Hand out the log…"), "file-text", Rank.QUIET)
        export.setEnabled(not self._ws.read_only)
        export.clicked.connect(lambda _checked=False: self.saving.choose(session.id))
        line.addWidget(drawing("message-square-quote"))
        line.addLayout(words, 1)
        line.addWidget(export)
        return made

    def _exported(self, report: SummaryReport) -> None:
        self.message.tell(
            tr("Written: {pdf} and {json}.").format(pdf=report.pdf.name, json=report.json.name),
            tr("It names roles only, such as Parent 1. It is no longer encrypted: keep it where your records belong."),
        )
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(report.pdf))
        self.spoke.emit(self.message)

    @Slot(object)
    def _add(self, held: Held) -> None:
        self.message.clear()
        try:
            add_session(
                self._ws,
                self._case_id,
                moments=held.moments,
                present=held.present,
                words=held.words,
                held_at=held.held_at,
            )
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self._leave_form()
        self.refresh()
        self.changed.emit()

    @Slot()
    def _leave_form(self) -> None:
        clear(self._form_place)
        self.form = None
        self.add_button.setVisible(not self._ws.read_only)
