"""How the timeline strip looks. Only what lies on the strip is drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from vigtool.domain.identifiers import MomentId
from vigtool.gui.preparing import strip_colours as colour
from vigtool.gui.preparing.time_words import clock_words
from vigtool.gui.preparing.timeline.bars import Bar
from vigtool.gui.preparing.timeline.scale import Scale

RULER: Final = 26
MARGIN: Final = 8
GAP: Final = 4
TALLEST: Final = 38
ROOM: Final = TALLEST + GAP
"""Pixels that all lanes of moments have, one above the other."""
ROUND: Final = 6
ROUND_FROM: Final = 2 * ROUND
"""Pixels that a bar must be wide to be rounded; drawing a thousand round ones would cost a frame of the screen."""
WORDS_FROM: Final = 34
"""Pixels that a bar must be wide to carry words."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where the lanes of moments lie: below the ruler, as tall as ``ROOM`` allows, at most ``TALLEST`` pixels each."""

    count: int

    def placed(self, bars: Iterable[Bar], scale: Scale) -> list[tuple[Bar, QRectF]]:
        """The bars on the strip with their rectangles, at least 3 pixels wide."""
        lane = min(ROOM / self.count, TALLEST + GAP)
        high, top = max(lane - GAP, 2.0), RULER + MARGIN
        density, begin, end, zero = scale.density, scale.begin, scale.end, scale.x(0)
        return [
            (
                bar,
                QRectF(
                    zero + bar.begin * density, top + bar.lane * lane, max((bar.end - bar.begin) * density, 3.0), high
                ),
            )
            for bar in bars
            if bar.end >= begin and bar.begin <= end
        ]


def draw_ground(painter: QPainter, scale: Scale, place: QRectF) -> None:
    """The ruler with its lines and times, and the track below it."""
    painter.fillRect(place, QColor(colour.GROUND))
    painter.fillRect(place.adjusted(0, RULER, 0, 0), QColor(colour.TRACK))
    places = 0 if scale.step() >= 1 else (1 if scale.step() >= 0.1 else 2)  # noqa: PLR2004 - a tenth of a second
    for seconds, major in scale.lines():
        x = scale.x(seconds)
        painter.setPen(QColor(colour.RULE_MAJOR if major else colour.RULE))
        painter.drawLine(QPointF(x, RULER - (9 if major else 5)), QPointF(x, RULER - 1))
        if major:
            painter.setPen(QColor(colour.RULE_WORDS))
            words = clock_words(seconds, places)
            if x + 5 + painter.fontMetrics().horizontalAdvance(words) < place.right():
                painter.drawText(QPointF(x + 5, RULER - 9), words)


def draw_frames(painter: QPainter, xs: Iterable[float], height: float) -> None:
    """A fine line where each frame begins, for a strip so close that frames can be told apart."""
    painter.setPen(QColor(colour.FRAME))
    for x in xs:
        painter.drawLine(QPointF(x, RULER), QPointF(x, height))


def draw_bars(
    painter: QPainter, placed: Iterable[tuple[Bar, QRectF]], chosen: MomentId | None, hovered: MomentId | None
) -> None:
    """The moments: rounded where there is room, the chosen one bright and last, so that nothing covers it."""
    narrow: list[QRectF] = []
    wide: list[tuple[Bar, QRectF]] = []
    last: list[tuple[Bar, QRectF]] = []
    for bar, place in placed:
        if bar.moment.id in (chosen, hovered):
            last.append((bar, place))
        elif place.width() < ROUND_FROM:
            narrow.append(place)
        else:
            wide.append((bar, place))
    _draw_narrow(painter, narrow)
    for bar, place in (*wide, *sorted(last, key=lambda one: one[0].moment.id == chosen)):
        _draw_bar(painter, bar, place, chosen=bar.moment.id == chosen, hovered=bar.moment.id == hovered)


def _draw_narrow(painter: QPainter, places: list[QRectF]) -> None:
    """Bars too narrow for round corners and words, all at once."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(QColor(colour.TRACK), 1))
    painter.setBrush(QColor(colour.BAR))
    painter.drawRects(places)
    painter.restore()


def _draw_bar(painter: QPainter, bar: Bar, place: QRectF, *, chosen: bool, hovered: bool) -> None:
    fill = colour.CHOSEN if chosen else (colour.BAR_HOVER if hovered else colour.BAR)
    painter.setPen(QPen(QColor(colour.TRACK), 1))
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(place, ROUND, ROUND)
    if place.width() >= WORDS_FROM:
        painter.setPen(QColor(colour.CHOSEN_WORDS if chosen else colour.BAR_WORDS))
        words = ("★ " if bar.moment.starred else "") + bar.moment.title
        inner = place.adjusted(9, 0, -9, 0).intersected(QRectF(0, 0, painter.viewport().width(), 1e4))
        metrics = QFontMetricsF(painter.font())
        elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
    if chosen:
        _draw_grips(painter, place)


def _draw_grips(painter: QPainter, place: QRectF) -> None:
    painter.setPen(QPen(QColor(colour.CHOSEN_WORDS), 2))
    top, bottom = place.center().y() - place.height() / 5, place.center().y() + place.height() / 5
    for x in (place.left() + 4, place.right() - 4) if place.width() > WORDS_FROM / 2 else ():
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def draw_draft(painter: QPainter, begin: float, end: float | None, height: float) -> None:
    """From in to out (pixels); an open end has its bracket only."""
    tint = QColor(colour.DRAFT)
    painter.setPen(QPen(tint, 2))
    painter.drawLine(QPointF(begin, 4), QPointF(begin, height))
    if end is not None:
        painter.drawLine(QPointF(end, 4), QPointF(end, height))
        tint.setAlphaF(0.18)
        painter.fillRect(QRectF(begin, RULER, end - begin, height - RULER), tint)


def draw_playhead(painter: QPainter, x: float, height: float) -> None:
    """Where the film is: a line with a grip on the ruler."""
    painter.setPen(QPen(QColor(colour.PLAYHEAD), 1.5))
    painter.drawLine(QPointF(x, 8), QPointF(x, height))
    painter.setBrush(QColor(colour.PLAYHEAD))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(
        QPolygonF([QPointF(x - 6, 2), QPointF(x + 6, 2), QPointF(x + 6, 9), QPointF(x, 15), QPointF(x - 6, 9)])
    )


def ruler_font(base: QFont) -> QFont:
    """The small font of the strip."""
    font = QFont(base)
    font.setPointSizeF(9)
    return font
