"""Pictures of what would leave, for the guider's eyes alone: nothing is written, and nothing leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from vigtool.domain.deciding import Intent, Refusal
from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.progress import Progress
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.domain.renditions import Card, Held, Rendition
from vigtool.engine.film_results import StillWish
from vigtool.exchange.cards import caption_png, card_png
from vigtool.media.index_bytes import pack_index
from vigtool.services.consents import decision_now, permit
from vigtool.services.film_access import lend_film
from vigtool.services.film_work import still_of
from vigtool.services.marking import moment
from vigtool.services.masking import boxes_to_cover, uncovered_of, whom_to_cover
from vigtool.services.previews import Glimpse, Preview, Uncovered
from vigtool.services.recordings import frame_index, frame_times, recording
from vigtool.services.render_plans import within
from vigtool.services.workspace import Workspace

CARD_SIZE = (480, 270)
"""Pixels of the picture of a card."""


def preview_stills(
    ws: Workspace, moment_ids: Sequence[MomentId], purpose: Purpose, masked: Sequence[PersonId] = ()
) -> Preview:
    """Tell what the key frames of moments would become as stills; nothing is put on record. Raises ``UnknownId``."""
    pieces, refusals, uncovered = list[Held](), list[Refusal](), list[Uncovered]()
    for one in (moment(ws, moment_id) for moment_id in moment_ids):
        film = recording(ws, one.recording)
        frame = frame_times(ws, film.id).frame_at(one.key)
        covered = whom_to_cover(ws, film.id, masked, film.people)
        pieces.append(Held(film.id, frame, Fraction(0)))
        decision = decision_now(ws, Intent(Act.STILL, purpose, film.id), masked=covered)
        refusals += [decision] if isinstance(decision, Refusal) else []
        shown = range(frame, frame + 1)
        runs = uncovered_of(ws, film.id, shown, covered) | {who: (shown,) for who in masked if who not in covered}
        uncovered += [Uncovered(one.id, film.id, who, gaps) for who, gaps in runs.items() if gaps]
    glimpses = tuple(Glimpse(one, one.frame) for one in pieces)
    return Preview(Rendition(tuple(pieces)), glimpses, Fraction(0), tuple(refusals), tuple(uncovered))


@dataclass(frozen=True, slots=True)
class PiecePicture:
    """A picture (PNG or JPEG), and the words on it: PNGs with alpha that lie over all of it, however large they are."""

    picture: bytes
    words: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A frame, how it is asked for, and the words on it; boxes are pixels of the upright picture."""

    film: RecordingId
    wish: StillWish
    words: tuple[str, ...]


class PreviewPictures:
    """The job of making a picture of each piece; its result are these in the pieces' order.

    ``made`` grows while it runs.
    """

    def __init__(self, ws: Workspace, glimpses: Sequence[Glimpse], masked: Sequence[PersonId] = ()) -> None:
        """Ask for the permits to look at the films. Raises ``ConsentRefused``, ``UnknownId``, ``NoSuchFrame``."""
        self._ws = ws
        self.made: list[PiecePicture] = []
        films = dict.fromkeys(one.piece.film for one in glimpses if not isinstance(one.piece, Card))
        self._permits = {film: permit(ws, Act.VIEW, Purposes.GUIDANCE, film) for film in films}
        packed = {film: pack_index(frame_index(ws, film)) for film in films}
        self._wanted = [_wanted(ws, one, packed, masked) for one in glimpses]

    def run(self, progress: Progress) -> None:
        """Have the pictures made. Raises an ``EngineError``, ``UnreachableFrame``, ``ReportNotMade``, ``Damaged``."""
        total = len(self._wanted)
        for done, one in enumerate(self._wanted):
            progress(done, total)
            self.made.append(self._picture(one, partial(_at, progress, done, total)))
        progress(total, total)

    def finish(self) -> list[PiecePicture]:
        """The pictures."""
        return self.made

    def abandon(self) -> None:
        """Forget the pictures."""
        self.made = []

    def _picture(self, one: Card | _Wanted, progress: Progress) -> PiecePicture:
        if isinstance(one, Card):
            return PiecePicture(card_png(one.title, one.words, CARD_SIZE))
        with lend_film(self._ws.vault, self._permits[one.film], Act.VIEW, one.film) as film:
            still = still_of(self._ws.run_task, film, one.wish, progress)
        size = within((still.width, still.height), CARD_SIZE)
        return PiecePicture(still.file, tuple(caption_png(words, size) for words in one.words))


def _at(progress: Progress, done: int, total: int, _done: int, _total: int) -> None:
    progress(done, total)


def _wanted(
    ws: Workspace, glimpse: Glimpse, packed: dict[RecordingId, bytes], masked: Sequence[PersonId]
) -> _Wanted | Card:
    piece, frame = glimpse.piece, glimpse.frame or 0
    if isinstance(piece, Card):
        return piece
    boxes = boxes_to_cover(ws, piece.film, range(frame, frame + 1), masked).get(frame, ())
    pixels = tuple((box.left, box.top, box.right, box.bottom) for box in boxes)
    return _Wanted(piece.film, StillWish(packed[piece.film], frame, "jpeg", pixels), glimpse.words)
