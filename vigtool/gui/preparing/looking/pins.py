"""The frames that are pinned beside the picture: copies of their pixels, kept while the film is open."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from vigtool.engine.film_answers import Picture
from vigtool.engine.film_messages import FieldChoice
from vigtool.gui.playing.picture_view import image_over

MOST: Final = 4
LARGEST: Final = QSize(1920, 1920)
"""A pinned copy takes 15 MB at most; a larger picture is made anew where it is looked at from near."""


@dataclass(frozen=True, slots=True, eq=False)
class Pin:
    """A pinned picture: its frame, what of it was shown, and a copy of its pixels."""

    frame: int
    field: FieldChoice
    image: QImage


def pin_of(picture: Picture) -> Pin:
    """Copy a picture that is shown: its own memory changes once it is released."""
    image = image_over(picture)
    if image.width() > LARGEST.width() or image.height() > LARGEST.height():
        smooth = Qt.TransformationMode.SmoothTransformation
        return Pin(picture.frame, picture.field, image.scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio, smooth))
    return Pin(picture.frame, picture.field, image.copy())


class Pins(QObject):
    """Up to four pins in the order in which they were pinned; ``chosen``: the one pinned or picked last."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: tuple[Pin, ...] = ()
        self.chosen: Pin | None = None

    @property
    def full(self) -> bool:
        """Whether no more can be pinned."""
        return len(self.all) >= MOST

    def find(self, picture: Picture) -> Pin | None:
        """Return the pin of what is shown, if it is pinned."""
        return next((one for one in self.all if (one.frame, one.field) == (picture.frame, picture.field)), None)

    def pin(self, picture: Picture) -> bool:
        """Pin what is shown; False when four are pinned already."""
        if self.full:
            return False
        self.chosen = pin_of(picture)
        self.all = (*self.all, self.chosen)
        self.changed.emit()
        return True

    def unpin(self, pin: Pin) -> None:
        """Take a pin away."""
        self.all = tuple(one for one in self.all if one is not pin)
        if self.chosen is pin:
            self.chosen = self.all[-1] if self.all else None
        self.changed.emit()

    def choose(self, pin: Pin) -> None:
        """Pick the pin that is to be compared."""
        self.chosen = pin
        self.changed.emit()

    def forget(self) -> None:
        """Take all pins away."""
        self.all, self.chosen = (), None
        self.changed.emit()
