"""A moment in the guider's list: its key picture, its title, and whether it was shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from vigtool.domain.moments import Moment
from vigtool.gui.playing.thumbnail_view import ThumbnailView
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import ElidedLabel
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr, trn


class MomentRow(QFrame):
    """``show_asked`` and ``spare_asked`` carry the MomentId; the second both ways: not to be shown, or after all."""

    show_asked = Signal(str)
    spare_asked = Signal(str)

    def __init__(self, moment: Moment, number: int, *, spared: bool = False) -> None:
        super().__init__()
        self.moment = moment
        self.setProperty("role", "row")
        title = moment.title or tr("Moment {number}").format(number=number)
        self.setAccessibleName(title)
        self.picture = ThumbnailView()
        self.state = ElidedLabel("", "small", end=True)
        self.show_button = Button("", "play", Rank.QUIET, name=tr("Show {moment}").format(moment=title))
        self.spare_button = Button("", "eye" if spared else "eye-off", Rank.QUIET, name=_spare_words(title, spared))
        if spared:
            self.show_button.hide()
        self.show_button.clicked.connect(lambda _checked=False: self.show_asked.emit(moment.id))
        self.spare_button.clicked.connect(lambda _checked=False: self.spare_asked.emit(moment.id))
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        line.setSpacing(Space.MEDIUM)
        line.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column(None, ElidedLabel(title, "strong", end=True), self.state, None, gap=2), 1)
        line.addWidget(self.show_button)
        line.addWidget(self.spare_button)
        self._spared = spared
        self.tell(times=0, now=False)

    def show_image(self, image: QImage | None) -> None:
        """Show the key picture."""
        self.picture.show_image(image)

    def tell(self, *, times: int, now: bool) -> None:
        """Say how often the moment was shown, and whether it is on the screen now."""
        if self._spared:
            words = tr("Not to be shown: somebody wished so")
        elif now:
            words = tr("On the screen now")
        elif times:
            words = trn("Shown once", "Shown {count} times", times).format(count=times)
        else:
            words = tr("Not shown yet")
        self.state.say(words)
        self.setProperty("chosen", "yes" if now else "no")
        for part in (self, *self.findChildren(QLabel)):
            part.style().unpolish(part)
            part.style().polish(part)
        self.setAccessibleDescription(words)


def _spare_words(title: str, spared: bool) -> str:  # noqa: FBT001 - which of the two sentences
    words = tr("Show {moment} after all") if spared else tr("Do not show {moment}")
    return words.format(moment=title)
