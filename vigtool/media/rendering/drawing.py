"""The pictures of a clip: frames of film, with what covers them and what is laid over them, and cards.

What the check wants to see and what the coder gets come from here, so that they cannot drift apart.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from vigtool.media.clip_picture import clip_frame, coded, even
from vigtool.media.film import Film
from vigtool.media.frame import Frame
from vigtool.media.picture import upright_size
from vigtool.media.rendering.fitting import fitted, fitted_box, needs_enlarging
from vigtool.media.rendering.overlays import Transparency, drawn
from vigtool.media.rendering.plan import CardPiece, FilmPiece, HeldPiece, PixelBox, RenderPlan
from vigtool.media.rendering.timing import Shot

Pixels = NDArray[np.uint8]


class Drawing:
    """The pictures of a plan. Not thread-safe: it decodes the ``films``, the plan's sources."""

    def __init__(self, plan: RenderPlan, films: Sequence[Film]) -> None:
        self._plan = plan
        self._films = films
        self._transparencies: dict[int, Transparency] = {}
        self._standing: tuple[int, VideoFrame] | None = None

    @cached_property
    def size(self) -> tuple[int, int]:
        """(width, height) of the clip, both even."""
        if self._plan.size is not None:
            return even(self._plan.size)
        first = next(piece for piece in self._plan.pieces if not isinstance(piece, CardPiece))
        number = first.first if isinstance(first, FilmPiece) else first.frame
        return even(upright_size(self._films[first.source].frame(number)))

    def coded(self, shot: Shot) -> VideoFrame:
        """What the coder gets; what stands is drawn once."""
        if isinstance(self._plan.pieces[shot.piece], FilmPiece):
            return self._coded(shot)
        if self._standing is None or self._standing[0] != shot.piece:
            self._standing = shot.piece, self._coded(shot)
        return self._standing[1]

    def shown(self, shot: Shot) -> Pixels:
        """What is to be seen: BGRA, shape (height, width, 4)."""
        return self._shown(shot, self.boxes(shot))

    def uncovered(self, shot: Shot) -> Pixels:
        """As ``shown``, but with nothing covered: what must not be seen."""
        return self._shown(shot, ())

    def boxes(self, shot: Shot) -> tuple[PixelBox, ...]:
        """What is covered, in pixels of the film's upright picture."""
        piece = self._plan.pieces[shot.piece]
        if isinstance(piece, CardPiece) or shot.frame is None:
            return ()
        return self._plan.boxes_at(piece.source, shot.frame)

    def covers(self, shot: Shot) -> tuple[tuple[slice, slice], ...]:
        """The rows and columns of the clip's picture that are covered; what lies outside of it is left out."""
        boxes = self.boxes(shot)
        if not boxes:
            return ()
        own = upright_size(self._frame(shot))
        places = (fitted_box(box, own, self.size) for box in boxes)
        return tuple(one for one in places if all(side.start < side.stop for side in one))

    def quick_middle(self, shots: Sequence[Shot]) -> int:
        """Which of a piece's shots lies nearest to its middle among those that are quickly decoded, or its middle."""
        piece = self._plan.pieces[shots[0].piece]
        middle = len(shots) // 2
        if not isinstance(piece, FilmPiece):
            return middle
        inner = self._films[piece.source].index.key[piece.first + 1 : piece.stop - 1]
        entries = np.flatnonzero(inner) + 1
        return int(entries[np.argmin(np.abs(entries - middle))]) if len(entries) else middle

    def _coded(self, shot: Shot) -> VideoFrame:
        piece = self._plan.pieces[shot.piece]
        if isinstance(piece, CardPiece) or self.boxes(shot) or self._laid_over(shot):
            return coded(self.shown(shot))
        frame = self._frame(shot)
        return coded(self.shown(shot)) if needs_enlarging(frame, self.size) else clip_frame(frame, self.size)

    def _shown(self, shot: Shot, boxes: tuple[PixelBox, ...]) -> Pixels:
        piece = self._plan.pieces[shot.piece]
        if isinstance(piece, CardPiece):
            return drawn(self._plan.pictures[piece.picture], self.size)
        picture = fitted(self._frame(shot), self.size, boxes)
        over = self._laid_over(shot)
        if over:
            picture = picture.copy()
        for number in over:
            self._transparency(number).lay_over(picture)
        return picture

    def _frame(self, shot: Shot) -> Frame:
        piece = self._plan.pieces[shot.piece]
        if isinstance(piece, CardPiece) or shot.frame is None:
            raise TypeError(piece)
        return self._films[piece.source].frame(shot.frame)

    def _laid_over(self, shot: Shot) -> tuple[int, ...]:
        """Places of the pictures that are laid over a shot."""
        piece = self._plan.pieces[shot.piece]
        if isinstance(piece, CardPiece) or shot.frame is None:
            return ()
        if isinstance(piece, HeldPiece) and piece.overlay is not None:
            return (piece.overlay,)
        return self._plan.overlays_at(piece.source, shot.frame)

    def _transparency(self, number: int) -> Transparency:
        if number not in self._transparencies:
            self._transparencies[number] = Transparency(drawn(self._plan.pictures[number], self.size))
        return self._transparencies[number]
