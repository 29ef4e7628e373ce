"""Withdrawing what a person consented to: one click here, and it counts everywhere.

Then it is said what rests, what had left before and to whom; a letter and the erasure are offered and never pressed.
"""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import PersonId
from vigtool.domain.withdrawal import Stops, Withdrawal
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import clear, column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.quiet_line import QuietLine
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.tokens import Space
from vigtool.gui.shared.told_list import ToldList
from vigtool.gui.withdrawing.choice import WithdrawalChoice
from vigtool.gui.withdrawing.departed import Departed
from vigtool.services.notices import who_is_to_be_told
from vigtool.services.people import person
from vigtool.services.withdrawing import can_be_withdrawn, speakers, what_stops, withdraw
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn
from vigtool.wording.withdrawal_words import what_stops_words

WIDTH = 640


class WithdrawDialog(SheetDialog):
    """``withdrawn`` carries the ``Withdrawal``, ``erasure_asked`` the PersonId whose data are to be erased now.

    ``notices_asked`` leads to those who were handed something for supervision, and are to be told.
    """

    withdrawn = Signal(object)
    erasure_asked = Signal(str)
    notices_asked = Signal()

    def __init__(self, ws: Workspace, person_id: PersonId, parent: QWidget | None = None) -> None:
        """Raises ``UnknownId``."""
        super().__init__(tr("Withdraw consents"), WIDTH, parent)
        self._ws, self._someone = ws, person(ws, person_id)
        given = can_be_withdrawn(ws, person_id)
        self.choice = WithdrawalChoice(given, speakers(ws, person_id))
        self.departed = Departed(ws, self._someone)
        self.message = MessagePanel()
        self.withdrawal: Withdrawal | None = None
        self.handed = QuietLine("share", tr("Tell them…"))
        self.withdraw_button = Button(tr("Withdraw now"), "undo-2", Rank.FILLED)
        self.erase_button = Button(tr("Erase now…"), "trash-2")
        self.close_button = Button(tr("Leave everything as it is"))
        self._lay_out()
        self._connect()
        if given:
            self._show_choice()
        else:
            self._show_nothing_in_force()

    @property
    def letter_offered(self) -> bool:
        """Whether somebody may have a copy that nothing carries any more."""
        return not self.departed.letter_button.isHidden()

    def stop(self) -> None:
        """Leave no letter half-made."""
        self.departed.job.stop()

    @Slot()
    def withdraw(self) -> None:
        """Withdraw what is chosen."""
        self.message.clear()
        choice = self.choice
        try:
            done = withdraw(self._ws, self._someone.id, choice.chosen(), by=choice.words, by_person=choice.speaker)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            self.fit()
            return
        self.withdrawal = done
        self._show_done(done)
        self.withdrawn.emit(done)

    def _lay_out(self) -> None:
        self._title = label(self.windowTitle(), "title", wrap=True)
        self.page.addLayout(column(self._title, ElidedLabel(self._someone.name, "muted"), gap=Space.HAIR))
        self._stops = QVBoxLayout()
        self._stops.setSpacing(Space.SMALL)
        self.page.addWidget(self.choice)
        self.page.addLayout(self._stops)
        for part in (self.departed, self.handed, self.message):
            self.page.addWidget(part)
        self.page.addLayout(row(self.withdraw_button, self.erase_button, self.close_button, None))
        self.erase_button.hide()
        self.handed.hide()

    def _connect(self) -> None:
        self.choice.changed.connect(self._show_choice)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.erase_button.clicked.connect(lambda _checked=False: self.erasure_asked.emit(self._someone.id))
        self.close_button.clicked.connect(self.close)
        self.departed.changed.connect(self.fit)
        self.handed.look_asked.connect(self._tell_others)

    @Slot()
    def _show_choice(self) -> None:
        """Say what would stop."""
        chosen = self.choice.chosen()
        self._tell(tr("This stops at once"), what_stops(self._ws, self._someone.id, chosen))
        self.withdraw_button.setEnabled(bool(chosen) and not self._ws.read_only)
        self.withdraw_button.setFocus()
        self.fit()

    def _show_nothing_in_force(self) -> None:
        self.choice.hide()
        self.withdraw_button.hide()
        self.message.tell(tr("There is no consent in force that could be withdrawn."))
        self._offer_the_rest()

    def _show_done(self, done: Withdrawal) -> None:
        self.choice.hide()
        self.withdraw_button.hide()
        self._title.setText(tr("It is withdrawn"))
        self._tell(tr("This has stopped"), done.stops)
        self.departed.refresh()
        self.handed.say(_handed_words(who_is_to_be_told(self._ws, self._someone.id)))
        self._offer_the_rest()

    def _offer_the_rest(self) -> None:
        self.erase_button.setVisible(not self._ws.read_only)
        self.close_button.setText(tr("Done"))
        self.close_button.setFocus()
        self.fit()

    @Slot()
    def _tell_others(self) -> None:
        self.accept()
        self.notices_asked.emit()

    def _tell(self, heading: str, stops: Stops) -> None:
        clear(self._stops)
        told = what_stops_words(stops)
        if not told:
            return
        shown = ToldList(heading, "pause", told)
        stays = label(tr("Your own words stay: moments, notes and the log."), "muted", wrap=True)
        for part in (shown, stays):
            self._stops.addWidget(part)
            part.show()


def _handed_words(others: int) -> str:
    """That it was handed over for supervision; empty where nobody has it."""
    if not others:
        return ""
    told = trn(
        "It was handed over for supervision to {count} other person: tell them, so that it is erased there, too.",
        "It was handed over for supervision to {count} others: tell them, so that it is erased there, too.",
        others,
    )
    return told.format(count=others)
