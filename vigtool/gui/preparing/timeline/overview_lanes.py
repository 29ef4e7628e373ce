"""What lies under the moments on the strip: the film's pictures, its sound, and marks where pictures are missing."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from vigtool.domain.ticks import FrameTimes
from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.preparing.timeline.film_lane import FilmLane
from vigtool.gui.preparing.timeline.gap_marks import GapMarks
from vigtool.gui.preparing.timeline.measures import Measures
from vigtool.gui.preparing.timeline.scale import Scale
from vigtool.gui.preparing.timeline.sound_lane import SoundLane
from vigtool.gui.preparing.timeline.words import Words
from vigtool.media.filmstrip_bytes import Filmstrip
from vigtool.media.waveform_bytes import Waveform
from vigtool.wording.translation import tr

WORDS_ROOM: Final = 8


class OverviewLanes:
    """The two lanes with their marks; the window's thread alone uses it."""

    def __init__(self, times: FrameTimes) -> None:
        self.film = FilmLane(times)
        self.sound = SoundLane()
        self.gaps = GapMarks(times)
        self.words = ""

    def put(self, part: Filmstrip | Waveform) -> None:
        """Take in a part. Raises ``BadFilmstrip``."""
        if isinstance(part, Filmstrip):
            self.film.put(part)
        else:
            self.sound.put(part)

    def clear(self) -> None:
        """Forget everything that shows the film."""
        self.film.clear()
        self.sound.clear()
        self.words = ""

    def show_progress(self, done: int, total: int) -> None:
        """Say how far the making is; nothing once it is done."""
        percent = 100 * done // max(total, 1)
        self.words = "" if done >= total else tr("Overview: {percent} %").format(percent=percent)

    def show_ended(self, *, whole: bool) -> None:
        """Say so when the making ended with something missing."""
        self.words = "" if whole else tr("Some of the overview could not be made.")

    def tip(self, x: float, y: float, scale: Scale, measures: Measures) -> str:
        """What a place has to say."""
        on_film = measures.film(x + 1).contains(x, y)
        return tr("Some pictures are missing here in the recording.") if on_film and self.gaps.at(x, scale) else ""

    def draw(self, painter: QPainter, scale: Scale, width: float, measures: Measures, words: Words) -> None:
        """Draw the lanes, what is missing in them, and how far their making is."""
        film, sound = measures.film(width), measures.sound(width)
        left, right = max(scale.x(0), 0), min(scale.x(scale.length), width)
        for lane in (film, sound):
            painter.fillRect(QRectF(left, lane.top(), right - left, lane.height()), QColor(colour.LANE))
        self.film.draw(painter, scale, film)
        self.gaps.draw(painter, scale, film)
        self.sound.draw(painter, scale, sound)
        if self.words:
            self._draw_words(painter, sound, words)

    def _draw_words(self, painter: QPainter, sound: QRectF, words: Words) -> None:
        wide, high = words.width(self.words) + 2 * WORDS_ROOM, words.height + 4
        place = QRectF(sound.right() - wide - 2 * WORDS_ROOM, sound.center().y() - high / 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour.GROUND))
        painter.drawRoundedRect(place, high / 2, high / 2)
        painter.setPen(QColor(colour.RULE_WORDS))
        painter.setFont(words.font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.words)
