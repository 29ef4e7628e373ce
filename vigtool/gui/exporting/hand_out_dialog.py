"""Handing out moments: what as, what for and where to, a refusal explained, and the queue in which they are made."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.events import ConsentRecorded, Event, MasksChanged
from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.domain.renditions import ClipForm
from vigtool.gui.exporting.checks import Checks
from vigtool.gui.exporting.errand_list import ErrandList
from vigtool.gui.exporting.errands import Errands
from vigtool.gui.exporting.forms import FOR_KEEPING, OF_FILM
from vigtool.gui.exporting.hand_out_choice import HandOutChoice
from vigtool.gui.exporting.orders import Order, jobs_of
from vigtool.gui.exporting.preview_strip import PreviewStrip
from vigtool.gui.exporting.wishes_choice import WishesChoice
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.cover_choice import CoverChoice
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.moment_order import MomentOrder
from vigtool.gui.shared.open_frames import Covering, cover_first_gap, shown_in
from vigtool.gui.shared.refusal_panel import RefusalPanel
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.tokens import Space
from vigtool.gui.shared.uncovered_notice import tell_uncovered
from vigtool.gui.shared.unfolding import Unfolding
from vigtool.services.errors import ConsentRefused, NotCovered
from vigtool.services.kinds import kind_of_case
from vigtool.services.marking import moment
from vigtool.services.people import people
from vigtool.services.preview_pictures import PreviewPictures, preview_stills
from vigtool.services.previews import Glimpse, Preview, Uncovered, preview
from vigtool.services.recordings import frame_times, recording
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH: Final = 640
MORE: Final = "more"
COVER: Final = "cover"
LOOK: Final = "look"
LOOK_MS: Final = 300
"""After a change: while somebody types, what would leave is not looked up at each letter."""


class HandOutDialog(SheetDialog):
    """``consents_asked`` carries the CaseId whose consents the user wants to see."""

    consents_asked = Signal(str)

    def __init__(
        self,
        ws: Workspace,
        moment_ids: Sequence[MomentId],
        errands: Errands | None = None,
        covering: Covering | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``errands`` go on when the dialog is closed; without any it has its own. Raises ``UnknownId``."""
        super().__init__(tr("Hand out"), WIDTH, parent)
        self._ws, self._covering = ws, covering
        chosen = [moment(ws, one) for one in moment_ids]
        self.case = recording(ws, chosen[0].recording).case
        self.errands = errands or Errands(self)
        self.moments = MomentOrder(ws, chosen, self.case)
        families = kind_of_case(ws, self.case).families
        self.choice = HandOutChoice(ws, people(ws, self.case) if families else (), len(chosen))
        self.wishes = WishesChoice(lambda one: recording(ws, one.recording).time_base)
        self.cover = CoverChoice(people(ws, self.case))
        self.strip = PreviewStrip(self._pictures, lambda film: frame_times(ws, film))
        self.more = Unfolding(
            {
                MORE: (tr("More wishes"), self.wishes),
                COVER: (tr("Cover somebody"), self.cover),
                LOOK: (tr("Look at it first"), self.strip),
            }
        )
        self.checks = Checks()
        self.message = MessagePanel()
        self.refusal = RefusalPanel()
        self.list = ErrandList(ws, self.errands, covering)
        self.export_button = Button(tr("Hand out"), "share", Rank.FILLED)
        self.again_button = Button(tr("Hand out more"), "share")
        self.close_button = Button(tr("Close"))
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(LOOK_MS)
        self._lay_out()
        self.wishes.show_moments(chosen)
        self.wishes.show_preset(self.choice.chosen_preset())
        self._connect()
        ws.listeners.append(self._heard)
        self._show_form(form=True)
        self.choice.preset.setFocus()

    def stop(self) -> None:
        """Look at nothing any more; what is being made goes on."""
        self._looking.stop()
        self.strip.stop()
        if self._heard in self._ws.listeners:
            self._ws.listeners.remove(self._heard)
        if self.errands.parent() is self:
            self.errands.stop()

    def done(self, result: int) -> None:
        """Stop listening before the dialog is left."""
        self.stop()
        if not self.list.isHidden():
            self.errands.forget_done()  # it was seen here
        super().done(result)

    @Slot()
    def export(self) -> None:
        """Ask for the permits and have it made."""
        target = self.choice.target()
        if target is None:
            return
        self._clear()
        try:
            made = jobs_of(self._ws, self._order())
        except ConsentRefused as refused:
            self._refuse(refused)
            return
        except NotCovered as error:
            self._tell_uncovered(error)
            return
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            self.fit()
            return
        for one in made:
            self.errands.add(one, self.case)
        self._show_form(form=False)
        self.close_button.setFocus()

    def _order(self) -> Order:
        target = self.choice.target()
        if target is None:
            raise ValueError(target)
        chosen = tuple(self.moments.chosen)
        return Order(
            form=self.choice.chosen_form(),
            moments=chosen,
            wishes=tuple(map(self.wishes.wish_of, chosen)),
            purpose=self.choice.chosen_purpose(),
            target=target,
            to=tuple(self.choice.chosen_recipients()),
            recipient=self.choice.recipient.text(),
            masked=self.cover.chosen(),
            size=self.wishes.chosen_size(),
            passphrase=self.choice.passphrase(),
        )

    def _lay_out(self) -> None:
        heading = column(label(self.windowTitle(), "title", wrap=True), self.moments, gap=Space.HAIR)
        self.page.setSpacing(Space.MEDIUM)
        self.page.addLayout(heading)
        for part in (self.choice, self.more, self.checks, self.refusal, self.message, self.list):
            self.page.addWidget(part)
        self.page.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.SMALL)
        held = QWidget()
        held.setProperty("role", "page")
        buttons = row(self.export_button, self.again_button, self.close_button, None)
        buttons.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.LARGE)
        held.setLayout(buttons)
        self.keep_below(held)

    def _connect(self) -> None:
        self.export_button.clicked.connect(self.export)
        self.again_button.clicked.connect(self._again)
        self.close_button.clicked.connect(self.close)
        self.choice.changed.connect(self._clear)
        self.choice.changed.connect(self._looking.start)
        self.choice.preset_changed.connect(lambda: self.wishes.show_preset(self.choice.chosen_preset()))
        for part in (self.wishes, self.cover):
            part.changed.connect(self._clear)
            part.changed.connect(self._looking.start)
        self.cover.cover_asked.connect(self._cover)
        self.more.turned.connect(self._clear)
        self.more.turned.connect(self.look)
        self._looking.timeout.connect(self.look)
        self.moments.changed.connect(self._count)
        self.refusal.consents_asked.connect(lambda: self._show_consents(self.case))
        self.list.consents_asked.connect(self._show_consents)
        self.errands.changed.connect(self.fit)

    def _show_form(self, *, form: bool) -> None:
        for part in (self.choice, self.more, self.export_button, self.moments):
            part.setVisible(form)
        self.checks.setVisible(form and not self.more.open_key)
        self.again_button.setVisible(not form)
        self.list.setVisible(not form or bool(self.errands.listed))
        self.fit()

    @Slot()
    def look(self) -> None:
        """Tell what would leave as it is asked for now, without making it."""
        if self.choice.isHidden():
            return
        try:
            found = self._preview()
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.cover.show_uncovered(found.uncovered)
        if self.more.open_key == LOOK:
            self.strip.show_preview(found, self._names())

    def _preview(self) -> Preview:
        ids = [one.id for one in self.moments.chosen]
        purpose, masked = self.choice.chosen_purpose(), self.cover.chosen()
        if self.choice.chosen_form() not in OF_FILM:
            return preview_stills(self._ws, ids, purpose, masked)
        wishes = [self.wishes.wish_of(one) for one in self.moments.chosen]
        form = ClipForm.COPY if self.choice.chosen_form() in FOR_KEEPING else ClipForm.CLIP
        return preview(self._ws, ids, purpose, form, masked=masked, wishes=wishes)

    def _pictures(self, glimpses: Sequence[Glimpse]) -> PreviewPictures:
        return PreviewPictures(self._ws, glimpses, self.cover.chosen())

    def _names(self) -> Mapping[PersonId, str]:
        return {person.id: person.name for person in people(self._ws, self.case)}

    @Slot(object)
    def _cover(self, gap: Uncovered) -> None:
        """Open the window for covering at the first gap, over what the clip shows."""
        self._go_to(NotCovered(gap.recording, gap.person, gap.gaps))

    def _go_to(self, error: NotCovered) -> None:
        chosen = self.moments.chosen
        try:
            shown = shown_in(self._ws, chosen, [self.wishes.wish_of(one) for one in chosen])
            cover_first_gap(self._ws, error, shown, self._covering, self)
        except (VigtoolError, OSError) as refused:
            self.message.explain(refused)
            self.fit()

    def _heard(self, event: Event) -> None:
        if isinstance(event, (MasksChanged, ConsentRecorded)):
            self._looking.start()

    @Slot()
    def _again(self) -> None:
        self.choice.offer_next()
        self._show_form(form=True)

    @Slot()
    def _count(self) -> None:
        self.choice.show_count(len(self.moments.chosen))
        self.wishes.show_moments(self.moments.chosen)
        self._clear()
        self._looking.start()

    @Slot()
    def _clear(self) -> None:
        self.message.clear()
        self.refusal.clear()
        self.checks.setVisible(not self.choice.isHidden() and not self.more.open_key)
        self.more.offer(MORE, offered=self.choice.chosen_form() in OF_FILM)
        self.checks.compared.setVisible(self.choice.chosen_form() in OF_FILM)
        self.wishes.offer_beside(offered=self.choice.chosen_form() not in FOR_KEEPING)
        self.export_button.setEnabled(self.choice.complete)
        self.fit()

    def _refuse(self, refused: ConsentRefused) -> None:
        names = self._names()
        what = tr("It stays in the vault for now.")
        self.checks.hide()  # so that the answer has room on a low screen
        self.refusal.explain(what, refused.refusal, names, way=tr("Go to the consents"))
        self.fit()

    def _tell_uncovered(self, error: NotCovered) -> None:
        """Say who is still open, and lead to the first gap."""
        tell_uncovered(self.message, error, self._names().get(error.person, ""), lambda _who, _at: self._go_to(error))
        self.fit()

    @Slot(str)
    def _show_consents(self, case: str) -> None:
        self.accept()
        self.consents_asked.emit(case)
