"""The film's picture: a plain widget and one ``drawImage`` (no GL: 1.5 ms for a 1080p picture, measured).

The pixels lie in memory that the engine shares: a picture is drawn from there and released when another takes its
place, never painted after that.
"""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
)
from PySide6.QtWidgets import QWidget

from vigtool.engine.film_answers import Picture
from vigtool.gui.playing.look import Look
from vigtool.gui.playing.look_words import look_words
from vigtool.gui.playing.picture_stage import PictureStage
from vigtool.gui.playing.stage_signs import draw_coming, draw_note, draw_sign
from vigtool.gui.playing.strip_colours import STAGE_WORDS
from vigtool.gui.shared.announcing import announce
from vigtool.wording.translation import tr

SMALLEST: Final = QSize(320, 180)
"""While no other picture stands beside it."""


class PictureView(PictureStage):
    """Shows one picture as large as it fits or as ``look`` says, on a dark stage; or a calm sentence in its place."""

    def __init__(self, parent: QWidget | None = None, look: Look | None = None) -> None:
        super().__init__(look or Look(), parent)
        self._picture: Picture | None = None
        self._sentence = ""
        self._note = ""
        self._coming = False
        self._signs = ""
        self.setMinimumSize(SMALLEST)
        self.setAccessibleName(tr("Picture"))

    @property
    def frame(self) -> int | None:
        """The frame whose picture is on the screen; None when there is none."""
        return None if self._picture is None else self._picture.frame

    @property
    def coming(self) -> bool:
        """Whether it says that the picture which was asked for is still on its way."""
        return self._coming

    @property
    def picture(self) -> Picture | None:
        """The picture on the screen. Its pixels are to be copied by who keeps them: it is released without notice."""
        return self._picture

    def show_picture(self, picture: Picture) -> None:
        """Show a picture, which is released when something else takes its place.

        Trap: a QImage over an array is a view: the image changes first, then the old picture is released.
        """
        self._sentence = ""
        self.setAccessibleDescription("")
        self._take(picture, image_over(picture))

    def show_sentence(self, sentence: str) -> None:
        """Let go of the picture and say something in its place."""
        self._sentence = sentence
        self._coming = False
        self.setAccessibleDescription(sentence)
        self._take(None, QImage())

    def show_coming(self, *, coming: bool) -> None:
        """Say, or say no longer, that the picture which was asked for is still on its way."""
        if coming != self._coming:
            self._coming = coming
            self.update()

    def show_note(self, note: str = "") -> None:
        """Say something in passing at the picture's lower edge, or nothing; nothing else moves for it."""
        if note != self._note:
            self._note = note
            self.update()
        announce(self, note)

    def _draw_more(self, painter: QPainter) -> None:
        if self._sentence:
            painter.setPen(QColor(STAGE_WORDS))
            margin = self.width() // 6
            place = self.rect().adjusted(margin, 0, -margin, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._sentence)
        stage = self.rect() if self._image.isNull() else self.picture_place()
        if self._note:
            draw_note(painter, stage, self._note, self.rect())
        elif self._coming:
            draw_coming(painter, stage)
        if self._signs and not self._image.isNull():
            draw_sign(painter, stage, self._signs)

    def _follow_look(self) -> None:
        super()._follow_look()
        words = look_words(self.look)
        if words != self._signs:
            self._signs = words
            announce(self, words or tr("the whole picture, as it was filmed"))

    def _take(self, picture: Picture | None, image: QImage) -> None:
        old, self._picture = self._picture, picture
        self._set_image(image)
        if old is not None:
            old.release()


def image_over(picture: Picture) -> QImage:
    """Return an image over a picture's own memory, to be left before the picture is released."""
    height, width = picture.pixels.shape[:2]
    rows = picture.pixels.strides[0]
    return QImage(picture.pixels.data, width, height, rows, QImage.Format.Format_RGB32)
