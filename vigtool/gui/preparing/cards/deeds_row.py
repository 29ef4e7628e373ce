"""What can be done with the open moment as a whole."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vigtool.domain.moments import Moment
from vigtool.gui.preparing.cards.quiet_buttons import quiet_button
from vigtool.gui.preparing.cards.wishes import Bare
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.shared.buttons import Rank
from vigtool.gui.shared.flow import FlowLayout
from vigtool.gui.shared.ranks import give_rank
from vigtool.wording.translation import tr


class DeedsRow(QWidget):
    """Star, earlier and later in the own order, remove, hand out or over, cover somebody.

    ``asked`` carries a ``Bare`` wish. ``leaves``: whether anything of the film may go anywhere.
    """

    asked = Signal(object)

    def __init__(self, *, read_only: bool, leaves: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.star_button = quiet_button(
            "", "star", lambda: self.asked.emit(Bare.STAR), name=tr("Choose for the review"), deed=Deed.STAR
        )
        self.earlier_button = quiet_button(
            tr("Earlier"), "arrow-up", lambda: self.asked.emit(Bare.EARLIER), name=tr("Earlier in your own order")
        )
        self.later_button = quiet_button(
            tr("Later"), "arrow-down", lambda: self.asked.emit(Bare.LATER), name=tr("Later in your own order")
        )
        self.remove_button = quiet_button(
            "", "trash-2", lambda: self.asked.emit(Bare.REMOVE), name=tr("Remove the moment"), deed=Deed.REMOVE
        )
        self.export_button = quiet_button(
            tr("Hand out…"), "share", lambda: self.asked.emit(Bare.HAND_OUT), rank=Rank.OUTLINED
        )
        self.cover_button = quiet_button(tr("Cover somebody…"), "eye-off", lambda: self.asked.emit(Bare.COVER))
        self.supervision_button = quiet_button(
            tr("For supervision…"), "messages-square", lambda: self.asked.emit(Bare.SUPERVISION)
        )
        flow = FlowLayout(self)
        for one in (
            self.star_button,
            self.remove_button,
            self.export_button,
            self.supervision_button,
            self.cover_button,
            self.earlier_button,
            self.later_button,
        ):
            flow.addWidget(one)
            one.setEnabled(not read_only)
        for one in (self.export_button, self.supervision_button, self.cover_button):
            one.setVisible(leaves)
        self.offer_order(offered=False)

    def show_moment(self, moment: Moment) -> None:
        """Show whether the moment is chosen for the review."""
        self.star_button.set_icon("star-filled" if moment.starred else "star")
        name = tr("Leave out of the review") if moment.starred else tr("Choose for the review")
        self.star_button.setAccessibleName(name)

    def offer_order(self, *, offered: bool) -> None:
        """Offer to move the moment in the own order, where that is the order that is seen."""
        self.earlier_button.setVisible(offered)
        self.later_button.setVisible(offered)

    def show_next_thing(self, *, export: bool) -> None:
        """Let handing out be the filled button or not."""
        give_rank(self.export_button, Rank.FILLED if export else Rank.OUTLINED, "share")
