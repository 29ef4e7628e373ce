"""What would leave, piece by piece in pictures with their lengths, and whether consent stands; nothing is written."""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from vigtool.domain.cues import seconds_of
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import PersonId, RecordingId
from vigtool.domain.renditions import Card, Held, Piece, Rendition
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.shared.accessible_roles import spoken_as
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.jobs import JobRunner
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, column, row
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.spoken_times import spoken_seconds
from vigtool.gui.shared.tokens import Space
from vigtool.services.preview_pictures import PiecePicture, PreviewPictures
from vigtool.services.previews import Glimpse, Preview
from vigtool.wording.refusals import refusal_lines
from vigtool.wording.sentences import sentence_for
from vigtool.wording.translation import tr

PICTURE = QSize(144, 81)
"""Pixels at text of 100 %."""
MOST_PIECES = 60
"""Of which pictures are made; a longer reel shows its beginning."""

MOST_LETTERS = 60
"""Of the words on a picture that are told below it."""

Times = Callable[[RecordingId], FrameTimes]


class Tile(QWidget):
    """One piece: its picture once that is there, what it is, and how long."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = QLabel()
        self._size = PICTURE * (with_text(100) / 100)
        self.picture.setFixedSize(self._size)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(what)
        self.told = label(_unbroken(what), "small", wrap=True)
        self.told.setFixedWidth(self._size.width())
        laid = column(self.picture, self.told, None, gap=Space.HAIR)
        laid.setContentsMargins(0, 0, 0, 0)
        self.setLayout(laid)

    def show_picture(self, made: PiecePicture) -> None:
        """Show a picture with the words on it."""
        way = (Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        shown = _read(made.picture).scaled(self._size, *way)
        if not shown.isNull():
            painter = QPainter(shown)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for words in made.words:
                painter.drawPixmap(shown.rect(), _read(words))
            painter.end()
        self.picture.setPixmap(shown)


@spoken_as(QAccessible.Role.Pane)
class StripArea(QScrollArea):
    """Scrolls the tiles from side to side, by the arrow keys too."""


class PreviewStrip(QWidget):
    """``job_of`` makes the job that makes the pictures of pieces; ``times`` are those of a film."""

    shown = Signal()

    def __init__(
        self, job_of: Callable[[Sequence[Glimpse]], PreviewPictures], times: Times, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._job_of, self._times = job_of, times
        self._runner = JobRunner(self)
        self._job: PreviewPictures | None = None
        self._next: Sequence[Glimpse] | None = None
        self.tiles: list[Tile] = []
        self.verdict = label("", "strong", wrap=True)
        self.told = label("", wrap=True)
        self._sign = row()
        self._strip = QWidget()
        self._line = row(gap=Space.MEDIUM)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._strip.setLayout(self._line)
        self.area = StripArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._strip)
        self._strip.setProperty("role", "page")
        self.area.setAccessibleName(tr("The pieces in their order"))
        head = row(self._sign, column(self.verdict, self.told, gap=0), gap=Space.SMALL)
        head.setStretch(1, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.SMALL)
        page.addLayout(head)
        page.addWidget(self.area)
        self._runner.progressed.connect(self._show_pictures)
        self._runner.done.connect(self._finished)
        self._runner.cancelled.connect(self._go_on)
        self._runner.failed.connect(self._explain)

    @property
    def running(self) -> bool:
        """Whether pictures are still being made."""
        return self._runner.running

    def show_preview(self, found: Preview, names: Mapping[PersonId, str]) -> None:
        """Show what would leave, and have its pictures made."""
        self._tell(found, names)
        clear(self._line)
        pieces = found.glimpses[:MOST_PIECES]
        self.tiles = [Tile(self._words(one)) for one in pieces]
        for tile in self.tiles:
            self._line.addWidget(tile)
        self._line.addStretch(1)
        bar = self.area.horizontalScrollBar().sizeHint().height()
        self.area.setFixedHeight(max((tile.sizeHint().height() for tile in self.tiles), default=0) + bar)
        self._next = pieces
        self._job = None
        if self._runner.running:
            self._runner.cancel()
        else:
            self._go_on()

    def stop(self) -> None:
        """Make no pictures any more."""
        self._next = None
        self._runner.stop()

    @Slot()
    def _go_on(self) -> None:
        pieces, self._next = self._next, None
        if pieces is None:
            return
        try:
            self._job = self._job_of(pieces)
        except (VigtoolError, OSError) as error:
            self._explain(error)
            return
        self._runner.start(self._job)

    @Slot()
    def _show_pictures(self) -> None:
        if self._job is not None:
            for tile, made in zip(self.tiles, self._job.made, strict=False):
                if tile.picture.pixmap().isNull():
                    tile.show_picture(made)

    @Slot()
    def _finished(self) -> None:
        self._show_pictures()
        self.shown.emit()
        self._go_on()

    @Slot(object)
    def _explain(self, error: VigtoolError | OSError) -> None:
        self.told.setText(sentence_for(error).what)
        self.told.show()
        self._go_on()

    def _tell(self, found: Preview, names: Mapping[PersonId, str]) -> None:
        clear(self._sign)
        ready = found.may_leave
        self._sign.addWidget(drawing("circle-check" if ready else "shield-check", colours().given if ready else ""))
        length = spoken_seconds(found.seconds)
        lines = list(dict.fromkeys(line for one in found.refusals for line in refusal_lines(one, names)))
        if ready:
            told = tr("It can leave: everyone who has to has agreed.")
        elif found.refusals:
            told = tr("It stays in the vault for now.")
        else:
            told = tr("Somebody who is to be covered is still open.")
        self.verdict.setText(f"{told}  {length}" if found.seconds else told)
        self.told.setText(" ".join(lines))
        self.told.setVisible(bool(lines))

    def _words(self, glimpse: Glimpse) -> str:
        return "\n".join([self._told(glimpse.piece), *map(_short, glimpse.words)])

    def _told(self, piece: Piece) -> str:
        if isinstance(piece, Card):
            return _with_length(tr("Card"), piece.seconds)
        if isinstance(piece, Held):
            return _with_length(tr("Stands still"), piece.seconds) if piece.seconds else tr("Picture")
        seconds = seconds_of(Rendition((piece,)), self._times(piece.film))
        speeds = {Fraction(1): tr("Film"), Fraction(1, 2): tr("Half speed"), Fraction(1, 4): tr("A quarter speed")}
        return _with_length(speeds[piece.speed], seconds)


def _read(data: bytes) -> QPixmap:
    found = QPixmap()
    found.loadFromData(data)
    return found


def _unbroken(words: str) -> str:
    """A number stays with its unit on one line."""
    return re.sub(r"(?<=\d) (?=\w)", "\N{NO-BREAK SPACE}", words)


def _short(words: str) -> str:
    """Words on a picture, as far as there is room below it."""
    one = " ".join(words.split())
    return one if len(one) <= MOST_LETTERS else one[: MOST_LETTERS - 1] + "…"


def _with_length(what: str, seconds: Fraction) -> str:
    return f"{what}  {spoken_seconds(seconds)}"
