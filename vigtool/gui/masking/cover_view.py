"""The picture on which boxes are drawn, moved and sized, by hand or by the arrow keys; or as it will look, covered.

A drag is one edit; so are the arrows pressed one after the other. Boxes are kept in the film's own pixels, the picture
on the screen may be a smaller rendering of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from vigtool.domain.masking import Box
from vigtool.engine.film_answers import Picture
from vigtool.gui.masking.box_painting import HANDLE, draw_chosen, draw_focus, draw_other
from vigtool.gui.masking.boxes import Hold, Point, Size, drawn, hold_at, offered, pulled
from vigtool.gui.playing.look import Look
from vigtool.gui.playing.picture_view import PictureView, image_over
from vigtool.gui.shared.accessible_roles import spoken_as
from vigtool.media.masking.covering import cover

PAUSE_MS: Final = 600
"""Arrows that follow each other faster are one edit."""
STEPS: Final = 100
"""An arrow goes one of so many parts of the picture's width."""
REACH: Final = HANDLE + 4
"""Pixels of the screen from which an edge is taken hold of."""
MAGNET: Final = 4
"""Pixels of the screen from which an edge of the picture attracts."""
ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
FAR_EDGES: Final[Hold] = (1, 1)
"""With Shift the arrows move the right and the lower edge."""
SHAPES: Final = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (0, 0): Qt.CursorShape.SizeAllCursor,
    None: Qt.CursorShape.CrossCursor,
}


@dataclass(frozen=True, slots=True)
class _Drag:
    """A hand at work: where it began, on which box (None: a new one is drawn) and what it holds of it."""

    begin: Point
    box: Box | None
    hold: Hold


@spoken_as(QAccessible.Role.Graphic)
class CoverView(PictureView):
    """Shows a picture with its boxes. ``box_set`` carries the Box that the chosen person has now."""

    box_set = Signal(object)

    def __init__(self, parent: QWidget | None = None, look: Look | None = None) -> None:
        super().__init__(parent, look)
        self.editable = True
        self._chosen: Box | None = None
        self._name = ""
        self._others: Sequence[tuple[str, Box]] = ()
        self._covered = False
        self._draft: Box | None = None
        self._drag: _Drag | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.settle)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def box(self) -> Box | None:
        """The chosen person's box as it is on the screen, perhaps still in somebody's hand."""
        return self._draft or self._chosen

    @property
    def film_size(self) -> Size | None:
        """(width, height) of the picture in the film's own pixels; None while there is none."""
        picture = self.picture
        return None if picture is None else picture.upright

    def show_boxes(self, chosen: Box | None, name: str, others: Sequence[tuple[str, Box]] = ()) -> None:
        """Show where the chosen person is covered, and the others by name; what is in the hand is dropped."""
        self._pause.stop()
        self._draft = self._drag = None
        self._chosen, self._name, self._others = chosen, name, tuple(others)
        self._show_image()

    def show_covered(self, *, covered: bool) -> None:
        """Show the picture as it will look, or with its boxes."""
        self.settle()
        self._covered = covered
        self._show_image()

    def show_picture(self, picture: Picture) -> None:
        """Show a picture, covered if that is wished."""
        super().show_picture(picture)
        self._show_image()

    def offer_box(self, like: Box | None = None) -> None:
        """Put a box without drawing: like another one, or in the middle."""
        size = self.film_size
        if size is not None and self.editable:
            self.box_set.emit(like or offered(size))

    def settle(self) -> None:
        """Take over the box that the arrows have moved."""
        self._pause.stop()
        draft, self._draft = self._draft, None
        if draft is not None and draft != self._chosen:
            self.box_set.emit(draft)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows move the box, with Shift they size it; with Ctrl by single pixels."""
        way, size, box = ARROWS.get(Qt.Key(event.key())), self.film_size, self.box
        if way is None or size is None or box is None or not self._may_edit():
            super().keyPressEvent(event)
            return
        held = event.modifiers()
        step = 1 if held & Qt.KeyboardModifier.ControlModifier else max(size[0] // STEPS, 1)
        hold = FAR_EDGES if held & Qt.KeyboardModifier.ShiftModifier else (0, 0)
        self._draft = pulled(box, hold, (way[0] * step, way[1] * step), size)
        self._pause.start()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What the arrows did is done."""
        super().focusOutEvent(event)
        self.settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the box, or begin to draw one."""
        size = self.film_size
        if event.button() is not Qt.MouseButton.LeftButton or size is None or not self._may_edit():
            return
        self.settle()
        hold = self._hold(event.position())
        self._drag = _Drag(self._in_film(event.position()), None if hold is None else self._chosen, hold or (0, 0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, move or size with the hand, or show what a hand would take hold of here."""
        size, drag = self.film_size, self._drag
        if drag is None or size is None:
            self.setCursor(SHAPES[self._hold(event.position())] if self._may_edit() else Qt.CursorShape.ArrowCursor)
            return
        at = self._near_edges(self._in_film(event.position()), size)
        if drag.box is None:
            self._draft = drawn(drag.begin, at, size) if self._is_drawn(drag, at) else None
        else:
            self._draft = pulled(drag.box, drag.hold, (at[0] - drag.begin[0], at[1] - drag.begin[1]), size)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What is in the hand is put down."""
        if event.button() is Qt.MouseButton.LeftButton and self._drag is not None:
            self._drag = None
            self.settle()

    def drop(self) -> bool:
        """Give up what is in the hand; tell whether anything was."""
        held = self._draft is not None or self._drag is not None
        self._pause.stop()
        self._draft = self._drag = None
        self.update()
        return held

    def _may_edit(self) -> bool:
        return self.editable and not self._covered and bool(self._name)

    def _draw_more(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.picture is not None and not self._covered:
            for name, box in self._others:
                draw_other(painter, self._on_stage(box), name)
            if self.box is not None:
                draw_chosen(painter, self._on_stage(self.box), self._name)
        super()._draw_more(painter)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()))

    def _show_image(self) -> None:
        picture = self.picture
        if picture is None:
            self.update()
            return
        self._set_image(self._as_covered(picture) if self._covered else image_over(picture))

    def _as_covered(self, picture: Picture) -> QImage:
        """Cover a copy: the picture's own memory is the engine's."""
        pixels = np.array(picture.pixels)
        height, width = pixels.shape[:2]
        boxes = [box for _name, box in self._others] + ([] if self.box is None else [self.box])
        cover(pixels, [_scaled(box, width / picture.upright[0], height / picture.upright[1]) for box in boxes])
        view = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB32)
        return view.copy()

    def _hold(self, at: QPointF) -> Hold | None:
        """What a hand would take hold of at a place in the widget."""
        if self.box is None or self.film_size is None:
            return None
        whole = self._whole()
        return hold_at(self.box, self._in_film(at), REACH * self.film_size[0] / max(whole.width(), 1))

    def _is_drawn(self, drag: _Drag, at: Point) -> bool:
        """Whether a hand has gone far enough to have drawn anything: a click draws nothing."""
        begin, end = self._on_screen(drag.begin), self._on_screen(at)
        return (end - begin).manhattanLength() >= 2 * REACH

    def _near_edges(self, at: Point, size: Size) -> Point:
        """Let a point beside an edge of the picture be on it: a hand gets no further than the screen's last pixel."""
        near = MAGNET * size[0] / max(self._whole().width(), 1)
        x, y = (0 if one < near else end if one > end - near else one for one, end in zip(at, size, strict=True))
        return x, y

    def _whole(self) -> QRectF:
        """Where the whole picture lies in the widget, also its parts out of sight."""
        return self._logical(self._place())

    def _on_stage(self, box: Box) -> QRectF:
        return QRectF(self._on_screen((box.left, box.top)), self._on_screen((box.right, box.bottom)))

    def _on_screen(self, at: Point) -> QPointF:
        whole, size = self._whole(), self.film_size or (1, 1)
        return QPointF(whole.left() + at[0] * whole.width() / size[0], whole.top() + at[1] * whole.height() / size[1])

    def _in_film(self, at: QPointF) -> Point:
        whole, size = self._whole(), self.film_size or (1, 1)
        across, down = max(whole.width(), 1), max(whole.height(), 1)
        return (at.x() - whole.left()) * size[0] / across, (at.y() - whole.top()) * size[1] / down


def _scaled(box: Box, across: float, down: float) -> tuple[int, int, int, int]:
    """A box in a smaller rendering, grown to whole pixels."""
    left, top = int(box.left * across // 1), int(box.top * down // 1)
    return left, top, max(int(-(-box.right * across // 1)), left + 1), max(int(-(-box.bottom * down // 1)), top + 1)
