"""What would leave, before anything does: its pieces and length, who stands in the way, and who is not yet covered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Unpack

from vigtool.domain.cues import seconds_of
from vigtool.domain.deciding import Intent, Refusal
from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.domain.renditions import (
    PLAIN,
    CaptionsAs,
    Card,
    ClipForm,
    ClipWish,
    Held,
    Piece,
    Rendition,
    film_frames,
    joined,
    rendition_of,
)
from vigtool.engine.film_results import Still, StillWish
from vigtool.media.index_bytes import pack_index
from vigtool.services.consents import decision_now, permit
from vigtool.services.film_access import lend_film
from vigtool.services.film_work import still_of
from vigtool.services.handovers import in_picture_of, terms
from vigtool.services.marking import moment
from vigtool.services.masking import boxes_to_cover, uncovered_of, whom_to_cover
from vigtool.services.recordings import frame_index, frame_times, recording, times_of
from vigtool.services.reels import ReelOptions
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Somebody of a moment who is to be covered and is not, in these runs of the film's frames."""

    moment: MomentId
    recording: RecordingId
    person: PersonId
    gaps: tuple[range, ...]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What is looked at of a piece: a frame of its film (a card has none), and the words that are drawn on that."""

    piece: Piece
    frame: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What a clip or reel would be: its pieces, its length in seconds, and what still keeps it in the vault.

    ``glimpses`` are one for each piece of ``rendition``.
    """

    rendition: Rendition
    glimpses: tuple[Glimpse, ...]
    seconds: Fraction
    refusals: tuple[Refusal, ...]
    uncovered: tuple[Uncovered, ...]

    @property
    def may_leave(self) -> bool:
        """Whether everyone consents and everyone who is to be covered is."""
        return not self.refusals and not self.uncovered


def preview(
    ws: Workspace,
    moment_ids: Sequence[MomentId],
    purpose: Purpose,
    form: ClipForm = ClipForm.CLIP,
    **options: Unpack[ReelOptions],
) -> Preview:
    """Tell what moments would become, as ``ReelExport`` takes them; nothing is put on record.

    Consent is asked for the act by which that ``form`` leaves. Raises ``UnknownId``.
    """
    asked = terms(purpose, options, form)
    wishes = options.get("wishes") or [PLAIN] * len(moment_ids)
    made, glimpses = list[Rendition](), list[Glimpse]()
    seconds, refusals, uncovered = Fraction(0), list[Refusal](), list[Uncovered]()
    found = set[PersonId]()
    for moment_id, wish in zip(moment_ids, wishes, strict=True):
        one = moment(ws, moment_id)
        times, film = times_of(frame_index(ws, one.recording)), recording(ws, one.recording)
        part = in_picture_of(one, wish)
        seen = film.people if part is None else part
        masked = whom_to_cover(ws, film.id, asked.masked, seen)
        found |= {*film.people, *masked}
        made.append(rendition_of(one, times, wish))
        glimpses += [_glimpse(piece, made[-1]) for piece in made[-1].pieces]
        seconds += seconds_of(made[-1], times)
        decision = decision_now(ws, Intent(asked.act, purpose, film.id), part, masked=masked)
        refusals += [decision] if isinstance(decision, Refusal) else []
        open_runs = uncovered_of(ws, film.id, film_frames(one, times, wish), masked)
        uncovered += [Uncovered(one.id, film.id, who, gaps) for who, gaps in open_runs.items() if gaps]
    if moment_ids:
        uncovered += _nowhere(ws, moment_ids[0], wishes[0], [who for who in asked.masked if who not in found])
    return Preview(joined(made), tuple(glimpses), seconds, tuple(refusals), tuple(uncovered))


def _glimpse(piece: Piece, made: Rendition) -> Glimpse:
    """Of a piece of film its first frame with words, or its first; what stands with words of its own has no others."""
    if isinstance(piece, Card):
        return Glimpse(piece)
    captions = made.captions if made.captions_as is CaptionsAs.BURNT_IN else ()
    if isinstance(piece, Held):
        frame = piece.frame
        if piece.words:
            return Glimpse(piece, frame, (piece.words,))
    else:
        there = (max(one.first, piece.first) for one in captions if one.first < piece.stop and one.stop > piece.first)
        frame = min(there, default=piece.first)
    return Glimpse(piece, frame, tuple(one.words for one in captions if one.first <= frame < one.stop))


def _nowhere(ws: Workspace, first: MomentId, wish: ClipWish, people: Sequence[PersonId]) -> Iterator[Uncovered]:
    """Who is to be covered and is in none of the films keeps everything in: see ``demand_found``."""
    one = moment(ws, first)
    frames = film_frames(one, frame_times(ws, one.recording), wish)
    return (Uncovered(one.id, one.recording, who, (frames,)) for who in people)


def preview_picture(
    ws: Workspace,
    recording_id: RecordingId,
    frame: int,
    masked: Sequence[PersonId] = (),
    progress: Progress = ignore_progress,
) -> Still:
    """One frame as it would leave, as PNG, for the guider's eyes alone.

    Raises ``ConsentRefused``, ``NoSuchFrame``, ``UnknownId``, an ``EngineError``, ``Damaged``.
    """
    given = permit(ws, Act.VIEW, Purposes.GUIDANCE, recording_id)
    index = frame_index(ws, recording_id)
    boxes = boxes_to_cover(ws, recording_id, range(frame, frame + 1), masked).get(frame, ())
    pixels = tuple((box.left, box.top, box.right, box.bottom) for box in boxes)
    with lend_film(ws.vault, given, Act.VIEW, recording_id) as film:
        return still_of(ws.run_task, film, StillWish(pack_index(index), frame, boxes=pixels), progress)
