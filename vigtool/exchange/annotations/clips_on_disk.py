"""The exported clips of which an edit list speaks, and how they are laid out in it.

Edit lists (``.otio``, FCP7 XML) refer to the clips that were handed out, by names relative to their own folder; never
to a recording, which no other program can open.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final
from urllib.parse import quote

from vigtool.domain.identifiers import MomentId
from vigtool.exchange.annotations.errors import ClipNameUnfit
from vigtool.exchange.annotations.marked_film import Loss, MarkedFilm, MarkedMoment, MarkedTurn


@dataclass(frozen=True, slots=True)
class ClipOnDisk:
    """An exported clip beside the file that speaks of it; it shows ``[begin, end)`` of the film, in seconds.

    ``file_name`` is the file's own name without a folder, ``sha256`` (hex) that of its bytes. Raises ``ClipNameUnfit``.
    """

    moment: MomentId
    file_name: str
    sha256: str
    begin: Fraction
    end: Fraction

    def __post_init__(self) -> None:
        if self.file_name in {"", ".", ".."} or not _NOWHERE_ELSE.isdisjoint(self.file_name):
            raise ClipNameUnfit(self.moment)
        try:
            self.file_name.encode()
        except UnicodeEncodeError:
            raise ClipNameUnfit(self.moment) from None

    @property
    def url(self) -> str:
        """The relative reference (RFC 3986, 4.2): one segment, all else than unreserved characters escaped."""
        return quote(self.file_name, safe="")


_NOWHERE_ELSE: Final = frozenset("/\\\0")


@dataclass(frozen=True, slots=True)
class LaidClip:
    """A clip with its moment, and what of it can be seen in the clip."""

    clip: ClipOnDisk
    moment: MarkedMoment

    @property
    def shows_key(self) -> bool:
        """Whether the key frame is in the clip."""
        return self.clip.begin <= self.moment.key < self.clip.end

    @property
    def is_wider(self) -> bool:
        """Whether the clip shows more or less than the moment, so that the moment itself needs marking in it."""
        return (self.clip.begin, self.clip.end) != (self.moment.begin, self.moment.end)

    def part(self, begin: Fraction, end: Fraction) -> tuple[Fraction, Fraction] | None:
        """What of a stretch of the film is in the clip, in seconds from the clip's first frame."""
        inside = max(begin, self.clip.begin), min(end, self.clip.end)
        return (inside[0] - self.clip.begin, inside[1] - self.clip.begin) if inside[0] < inside[1] else None

    def turns(self) -> Iterator[tuple[MarkedTurn, tuple[Fraction, Fraction]]]:
        """The turns that are in the clip, each with its part there."""
        for turn in self.moment.turns:
            part = self.part(turn.begin, turn.end)
            if part is not None:
                yield turn, part


def laid_out(film: MarkedFilm, clips: Iterable[ClipOnDisk]) -> tuple[LaidClip, ...]:
    """The clips of a film's moments in the order of the film; a clip of another film's moment is not among them."""
    by_moment: dict[MomentId, list[ClipOnDisk]] = {}
    for clip in clips:
        by_moment.setdefault(clip.moment, []).append(clip)
    return tuple(LaidClip(clip, moment) for moment in film.moments for clip in by_moment.get(moment.id, ()))


def losses_of_layout(film: MarkedFilm, laid: Iterable[LaidClip]) -> Iterator[Loss]:
    """What an edit list over these clips cannot show: moments without a clip, and what of a moment is outside its own.

    A turn counts as lost where not the whole of it is in the clip.
    """
    clips = tuple(laid)
    shown = {one.moment.id for one in clips}
    counts = {
        "moments": sum(one.id not in shown for one in film.moments),
        "key": sum(not one.shows_key for one in clips),
        "turns": sum(_cut(one, turn) for one in clips for turn in one.moment.turns),
    }
    yield from (Loss(what, count) for what, count in counts.items() if count)


def _cut(laid: LaidClip, turn: MarkedTurn) -> bool:
    return turn.begin < laid.clip.begin or turn.end > laid.clip.end
