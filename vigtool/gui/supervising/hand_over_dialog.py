"""Handing moments over for supervision: what, to whom, with which words, until when, and the package that is made."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.choosing import show_in_folder
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.moment_order import MomentOrder
from vigtool.gui.shared.open_frames import Covering
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.refusal_panel import RefusalPanel
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.gui.shared.tokens import Space
from vigtool.gui.shared.uncovered_notice import tell_uncovered
from vigtool.gui.supervising.hand_over_form import HandOverForm
from vigtool.gui.supervising.outlet import next_in
from vigtool.gui.supervising.package_look import Asked, PackageLook
from vigtool.services.contacts import contact
from vigtool.services.errors import ConsentRefused, NotCovered
from vigtool.services.marking import moment
from vigtool.services.package_making import PackageMaking, PackageReport
from vigtool.services.package_outlook import PackageOutlook
from vigtool.services.people import people
from vigtool.services.previews import Uncovered
from vigtool.services.recordings import recording
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH: Final = 640


class HandOverDialog(SheetDialog):
    """``consents_asked`` carries the CaseId whose consents the user wants to see; ``contacts_asked`` nothing."""

    consents_asked = Signal(str)
    contacts_asked = Signal()

    def __init__(
        self,
        ws: Workspace,
        moment_ids: Sequence[MomentId],
        covering: Covering | None = None,
        parent: QWidget | None = None,
        preferences: PreferenceFile | None = None,
    ) -> None:
        """``preferences`` keep what was chosen for the next time. Raises ``UnknownId``."""
        super().__init__(tr("Hand over for supervision"), WIDTH, parent)
        self._ws, self._preferences = ws, preferences or PreferenceFile(kept=False)
        chosen = [moment(ws, one) for one in moment_ids]
        self.case = recording(ws, chosen[0].recording).case
        self.moments = MomentOrder(ws, chosen, self.case)
        self.form = HandOverForm(ws, self.case, self._preferences.now.package, next_in(parent))
        self.to, self.what, self.cover = self.form.to, self.form.what, self.form.cover
        self.more, self.where = self.form.more, self.form.where
        self.job = JobPanel()
        self.message = MessagePanel()
        self.refusal = RefusalPanel()
        self.make_button = Button(tr("Make the package"), "lock", Rank.FILLED)
        self.close_button = Button(tr("Close"))
        self.look = PackageLook(ws, self._asked, covering, self)
        self._form = (self.moments, self.form)
        self._lay_out()
        self._connect()
        self._clear()
        self.look.look()
        self.fit()

    def stop(self) -> None:
        """Make nothing any more; nothing is left of what was begun."""
        self.look.stop()
        self.job.stop()

    def done(self, result: int) -> None:
        """Stop looking before the dialog is left."""
        self.look.stop()
        super().done(result)

    def reject(self) -> None:
        """Escape: while the package is made only its own button stops that."""
        if not self.job.running:
            super().reject()

    @Slot()
    def make(self) -> None:
        """Ask for the permits, and have the package made."""
        target = self.where.target()
        if target is None:
            return
        self._clear()
        self.look.wait()
        try:
            job = PackageMaking(
                self._ws,
                [one.id for one in self.moments.chosen],
                self.to.chosen(),
                target,
                expires=self.what.expires,
                **self.form.options(),
            )
        except (VigtoolError, OSError) as error:
            self._explain(error)
            return
        self._preferences.change(package=self.what.choices())
        self._show_form(form=False)
        self.job.start(tr("Making the package: each film is written, checked and sealed…"), job, self._made)

    def _lay_out(self) -> None:
        self.page.setSpacing(Space.MEDIUM)
        self.page.addLayout(column(label(self.windowTitle(), "title", wrap=True), self.moments, gap=Space.HAIR))
        for part in (self.form, self.refusal, self.message, self.job):
            self.page.addWidget(part)
        held = QWidget()
        held.setProperty("role", "page")
        buttons = row(self.make_button, self.close_button, None)
        buttons.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.LARGE)
        held.setLayout(buttons)
        self.keep_below(held)

    def _connect(self) -> None:
        for part in (self.moments, self.form):
            part.changed.connect(self._clear)
        for changed in (self.moments.changed, self.what.film_changed, self.cover.changed):
            changed.connect(self.look.look_soon)
        self.look.seen.connect(self._show_outlook)
        self.look.failed.connect(self._explain)
        self.cover.cover_asked.connect(lambda gap: self._cover(_not_covered(gap)))
        self.more.turned.connect(self.fit)
        self.make_button.clicked.connect(self.make)
        self.close_button.clicked.connect(self.close)
        self.to.contacts_asked.connect(self._show_contacts)
        self.refusal.consents_asked.connect(self._show_consents)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._cancelled)

    def _show_form(self, *, form: bool) -> None:
        for part in (*self._form, self.make_button):
            part.setVisible(form)
        self.close_button.setVisible(not self.job.running)
        self.fit()

    @Slot()
    def _clear(self) -> None:
        self.message.clear()
        self.refusal.clear()
        self.make_button.setEnabled(self.form.is_ready)
        self.fit()

    def _made(self, report: PackageReport) -> None:
        self._show_form(form=False)
        names = ", ".join(contact(self._ws, one).name for one in self.to.chosen())
        told = tr("Bring or send it to {names}. They may keep it until {date}; what was handed over stands in the log.")
        self.message.tell(
            tr("The package is ready: {file}.").format(file=report.file.name),
            told.format(names=names, date=spoken_date(report.expires)),
        )
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(report.file))
        self.close_button.setVisible(True)
        self.close_button.setFocus()
        self.fit()

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self._show_form(form=True)
        self._explain(error)

    @Slot()
    def _cancelled(self) -> None:
        self._show_form(form=True)
        self.message.tell(tr("Stopped, as you asked."), tr("Nothing has left the vault."))
        self.fit()

    def _explain(self, error: VigtoolError | OSError) -> None:
        if isinstance(error, ConsentRefused):
            what = tr("It stays in the vault for now.")
            self.refusal.explain(what, error.refusal, self._names(), way=tr("Go to the consents"))
        elif isinstance(error, NotCovered):
            name = self._names().get(error.person, "")
            tell_uncovered(self.message, error, name, lambda _who, _at: self._cover(error))
        else:
            self.message.explain(error)
        self.fit()

    def _cover(self, error: NotCovered) -> None:
        try:
            self.look.go_to(error)
        except (VigtoolError, OSError) as refused:
            self.message.explain(refused)

    def _asked(self) -> Asked:
        chosen = [one.id for one in self.moments.chosen]
        return chosen, self.what.clips.wish, self.cover.chosen(), self.what.clips.most

    @Slot(object)
    def _show_outlook(self, found: PackageOutlook) -> None:
        """Tell how large it will be, and who is still open, before anything is made."""
        self.what.show_size(found.size)
        self.cover.show_uncovered(found.uncovered)
        if not self.make_button.isHidden():
            self.message.clear()
            if found.uncovered:
                self._explain(_not_covered(found.uncovered[0]))
        self.fit()

    def _names(self) -> Mapping[PersonId, str]:
        return {one.id: one.name for one in people(self._ws, self.case)}

    @Slot()
    def _show_contacts(self) -> None:
        self.accept()
        self.contacts_asked.emit()

    @Slot()
    def _show_consents(self) -> None:
        self.accept()
        self.consents_asked.emit(self.case)


def _not_covered(gap: Uncovered) -> NotCovered:
    return NotCovered(gap.recording, gap.person, gap.gaps)
