"""What a package would be, before any of it is made: how large, and who is still open in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.renditions import ClipWish, film_frames
from vigtool.services.handovers import in_picture_of
from vigtool.services.marking import moment
from vigtool.services.masking import uncovered_of, whom_to_cover
from vigtool.services.previews import Uncovered
from vigtool.services.recordings import frame_times, recording
from vigtool.services.render_plans import Size
from vigtool.services.workspace import Workspace

BITS_A_PIXEL: Final = Fraction(1, 10)
"""Of film that is made anew in a smaller size, as a rule of thumb; a quiet picture takes less."""
_BITS: Final = 8


@dataclass(frozen=True, slots=True)
class Portion:
    """Frames of one film that would be in the package, and the moment for which (the first, of a whole film)."""

    moment: Moment
    frames: range
    seen: tuple[PersonId, ...]
    is_whole: bool

    @property
    def recording(self) -> RecordingId:
        """The film."""
        return self.moment.recording


@dataclass(frozen=True, slots=True)
class PackageOutlook:
    """About how many bytes the package has, and who is to be covered and is not yet."""

    size: int
    uncovered: tuple[Uncovered, ...]


def package_outlook(
    ws: Workspace,
    moment_ids: Sequence[MomentId],
    wish: ClipWish | None,
    masked: Sequence[PersonId] = (),
    most: Size | None = None,
) -> PackageOutlook:
    """Look at the moments as clips after a ``wish``, or with None at their whole films, no larger than ``most`` pixels.

    Raises ``UnknownId``.
    """
    found = list(portions(ws, moment_ids, wish))
    size = sum((_bytes(ws, one, most) for one in found), Fraction(0))
    return PackageOutlook(round(size), tuple(_uncovered(ws, found, masked)))


def portions(ws: Workspace, moment_ids: Sequence[MomentId], wish: ClipWish | None) -> Iterator[Portion]:
    """What would be in it, in the order of the moments; a whole film once. Raises ``UnknownId``."""
    films = set[RecordingId]()
    for one in (moment(ws, each) for each in dict.fromkeys(moment_ids)):
        film, times = recording(ws, one.recording), frame_times(ws, one.recording)
        if wish is not None:
            part = in_picture_of(one, wish)
            seen = film.people if part is None else part
            yield Portion(one, film_frames(one, times, wish), tuple(seen), is_whole=False)
        elif one.recording not in films:
            films.add(one.recording)
            yield Portion(one, range(times.frames), film.people, is_whole=True)


def _bytes(ws: Workspace, portion: Portion, most: Size | None) -> Fraction:
    """Its share of the original, or less where it is made smaller."""
    film = recording(ws, portion.recording)
    share = Fraction(film.size * len(portion.frames), film.frames)
    if most is None:
        return share
    return min(share, len(portion.frames) * most[0] * most[1] * BITS_A_PIXEL / _BITS)


def _uncovered(ws: Workspace, found: Sequence[Portion], masked: Sequence[PersonId]) -> Iterator[Uncovered]:
    there = set[PersonId]()
    for one in found:
        covered = whom_to_cover(ws, one.recording, masked, one.seen)
        there |= {*recording(ws, one.recording).people, *covered}
        for who, gaps in uncovered_of(ws, one.recording, one.frames, covered).items():
            if gaps:
                yield Uncovered(one.moment.id, one.recording, who, gaps)
    for who in masked if found else ():
        if who not in there:  # as ``demand_found`` has it: nobody would know whether they are covered
            yield Uncovered(found[0].moment.id, found[0].recording, who, (found[0].frames,))
