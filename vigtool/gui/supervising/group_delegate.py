"""How a package is painted in the list: who and how far, what was asked, since when and until when."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.icons import icon
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.tokens import ICON, TYPE_BODY, TYPE_SMALL, Space
from vigtool.gui.supervising.group_model import Index, Role
from vigtool.gui.supervising.group_words import SIGNS, question_words, state_words, when_words
from vigtool.services.training_group import GroupPackage

_BETWEEN: Final = 2
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PackageDelegate(QStyledItemDelegate):
    """Paints three lines; each ends in an ellipsis where there is no room, and all of it is told to who hears it."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Three lines of text, whatever stands in them."""
        heights = [QFontMetrics(font).height() for font in _fonts(option.font)]
        return QSize(200, sum(heights) + 2 * _BETWEEN + 2 * Space.SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint an entry on the ground that the style gives it."""
        entry, sender = index.data(Role.ENTRY), index.data(Role.SENDER)
        if not isinstance(entry, GroupPackage):
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text, ground.icon = "", QIcon()
        widget = ground.widget
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, widget)
        painter.save()
        self._write(painter, option, entry, str(sender))
        painter.restore()

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, entry: GroupPackage, sender: str) -> None:
        mine, chosen = colours(), bool(option.state & QStyle.StateFlag.State_Selected)
        text, quiet = (mine.on_accent_soft, mine.on_accent_soft) if chosen else (mine.text, mine.muted)
        strong, body, small = _fonts(option.font)
        room = option.rect.adjusted(Space.MEDIUM, Space.SMALL, -Space.MEDIUM, -Space.SMALL)
        state, side = state_words(entry.state), with_text(ICON)
        place = QRect(room.left(), room.top(), room.width(), QFontMetrics(strong).height())
        icon(SIGNS[entry.state], quiet, side).paint(painter, QRect(place.left(), place.top(), side, place.height()))
        room.setLeft(room.left() + side + Space.MEDIUM)
        place.setLeft(room.left())
        beside = QFontMetrics(body).horizontalAdvance(state) + Space.LARGE
        _line(painter, place, body, quiet, state, _RIGHT)
        _line(painter, place.adjusted(0, 0, -beside, 0), strong, text, sender)
        for font, colour, words in ((body, text, question_words(entry)), (small, quiet, when_words(entry))):
            place = QRect(room.left(), place.bottom() + 1 + _BETWEEN, room.width(), QFontMetrics(font).height())
            _line(painter, place, font, colour, words)


def _fonts(body: QFont) -> tuple[QFont, QFont, QFont]:
    """The fonts of the three lines."""
    strong, small = QFont(body), QFont(body)
    strong.setWeight(QFont.Weight.DemiBold)
    small.setPointSizeF(body.pointSizeF() * TYPE_SMALL / TYPE_BODY)
    return strong, body, small


def _line(
    painter: QPainter, place: QRect, font: QFont, colour: str, words: str, side: Qt.AlignmentFlag = _LEFT
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(place, side, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width()))
