"""A pinned frame beside the film's picture, looked at in the same way: as near, as mirrored, in the same light."""

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from vigtool.gui.playing.look import Look
from vigtool.gui.playing.picture_stage import PictureStage
from vigtool.gui.playing.stage_signs import draw_sign
from vigtool.wording.translation import tr


class StillView(PictureStage):
    """Shows a still picture with a few words on it; hidden while there is none."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._words = ""
        self.setAccessibleName(tr("Pinned picture"))
        self.hide()

    def show_still(self, image: QImage, words: str = "") -> None:
        """Show an image that nobody changes, or a null image: nothing."""
        self._words = words
        self.setAccessibleDescription(words)
        self._set_image(image)
        self.setVisible(not image.isNull())

    @property
    def image_size(self) -> tuple[int, int]:
        """Pixels (width, height) of what is shown."""
        return self._image.width(), self._image.height()

    def _draw_more(self, painter: QPainter) -> None:
        draw_sign(painter, self.picture_place(), self._words)
