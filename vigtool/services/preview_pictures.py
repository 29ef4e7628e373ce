"""Pictures of what would leave, for the guider's eyes alone: nothing is written, and nothing leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from vigtool.domain.deciding import Intent, Refusal
from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.progress import Progress
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.domain.renditions import Card, Held, Piece, Rendition
from vigtool.engine.film_results import StillWish
from vigtool.exchange.cards import card_png
from vigtool.media.index_bytes import pack_index
from vigtool.services.consents import decision_now, permit
from vigtool.services.film_access import lend_film
from vigtool.services.film_work import still_of
from vigtool.services.marking import moment
from vigtool.services.masking import boxes_to_cover, uncovered_of
from vigtool.services.previews import Preview, Uncovered
from vigtool.services.recordings import frame_index, frame_times, recording
from vigtool.services.workspace import Workspace

CARD_SIZE = (480, 270)
"""Pixels of the picture of a card."""


def preview_stills(
    ws: Workspace, moment_ids: Sequence[MomentId], purpose: Purpose, masked: Sequence[PersonId] = ()
) -> Preview:
    """Tell what the key frames of moments would become as stills; nothing is put on record. Raises ``UnknownId``."""
    pieces, refusals, uncovered = list[Piece](), list[Refusal](), list[Uncovered]()
    for one in (moment(ws, moment_id) for moment_id in moment_ids):
        film = recording(ws, one.recording)
        frame = frame_times(ws, film.id).frame_at(one.key)
        covered = tuple(who for who in masked if who in film.people)
        pieces.append(Held(film.id, frame, Fraction(0)))
        decision = decision_now(ws, Intent(Act.STILL, purpose, film.id), masked=covered)
        refusals += [decision] if isinstance(decision, Refusal) else []
        runs = uncovered_of(ws, film.id, range(frame, frame + 1), covered)
        uncovered += [Uncovered(one.id, film.id, who, gaps) for who, gaps in runs.items() if gaps]
    return Preview(Rendition(tuple(pieces)), Fraction(0), tuple(refusals), tuple(uncovered))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A frame and how it is asked for; boxes are pixels of the upright picture."""

    film: RecordingId
    wish: StillWish


class PreviewPictures:
    """The job of making a picture of each piece; its result are PNGs in the pieces' order.

    ``made`` grows while it runs.
    """

    def __init__(self, ws: Workspace, pieces: Sequence[Piece], masked: Sequence[PersonId] = ()) -> None:
        """Ask for the permits to look at the films. Raises ``ConsentRefused``, ``UnknownId``, ``NoSuchFrame``."""
        self._ws = ws
        self.made: list[bytes] = []
        films = dict.fromkeys(one.film for one in pieces if not isinstance(one, Card))
        self._permits = {film: permit(ws, Act.VIEW, Purposes.GUIDANCE, film) for film in films}
        packed = {film: pack_index(frame_index(ws, film)) for film in films}
        self._wanted = [one if isinstance(one, Card) else _wanted(ws, one, packed, masked) for one in pieces]

    def run(self, progress: Progress) -> None:
        """Have the pictures made. Raises an ``EngineError``, ``UnreachableFrame``, ``ReportNotMade``, ``Damaged``."""
        total = len(self._wanted)
        for done, one in enumerate(self._wanted):
            progress(done, total)
            self.made.append(self._picture(one, partial(_at, progress, done, total)))
        progress(total, total)

    def finish(self) -> list[bytes]:
        """The pictures."""
        return self.made

    def abandon(self) -> None:
        """Forget the pictures."""
        self.made = []

    def _picture(self, one: Card | _Wanted, progress: Progress) -> bytes:
        if isinstance(one, Card):
            return card_png(one.title, one.words, CARD_SIZE)
        with lend_film(self._ws.vault, self._permits[one.film], Act.VIEW, one.film) as film:
            return still_of(self._ws.run_task, film, one.wish, progress).file


def _at(progress: Progress, done: int, total: int, _done: int, _total: int) -> None:
    progress(done, total)


def _wanted(
    ws: Workspace, piece: Piece, packed: dict[RecordingId, bytes], masked: Sequence[PersonId]
) -> _Wanted | Card:
    if isinstance(piece, Card):
        return piece
    frame = piece.frame if isinstance(piece, Held) else piece.first
    boxes = boxes_to_cover(ws, piece.film, range(frame, frame + 1), masked).get(frame, ())
    pixels = tuple((box.left, box.top, box.right, box.bottom) for box in boxes)
    return _Wanted(piece.film, StillWish(packed[piece.film], frame, "jpeg", pixels))
