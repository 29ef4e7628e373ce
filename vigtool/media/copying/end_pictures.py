"""The pictures at the ends of a copied clip, coded anew so that they fit to those of the film.

Their samples are the film's own, with its colours, in its profile and level; only their parameter sets have a number of
their own. So a player sees no seam, and one header serves both.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from av import VideoFrame
from av.codec.context import Flags, ThreadType
from av.container import OutputContainer
from av.video.frame import PictureType
from av.video.stream import VideoStream

from vigtool.media.ahead import made_ahead, pictures_ahead
from vigtool.media.clip_picture import own_copy
from vigtool.media.clip_timing import ClipTiming
from vigtool.media.colour_tags import colour_of
from vigtool.media.copying.coded_units import is_instant_refresh, packet_of, picture_units, units_of
from vigtool.media.copying.plan import CopyPlan
from vigtool.media.copying.sets import PROFILES, Sets, joined, sets_of
from vigtool.media.errors import UnreachableFrame
from vigtool.media.film import Film
from vigtool.media.frame import Frame

if TYPE_CHECKING:
    from av.packet import Packet

_X264: Final = {"preset": "superfast", "crf": "18", "bf": "0", "forced-idr": "1"}
"""Of a few pictures it does not matter that they are a third larger than with the preset of whole clips."""
_LIMITED, _FULL = 1, 2
_NUMBERED: Final = "keyint=48:min-keyint=1:annexb=0:sps-id={number}:level={level}"
_FRUGAL: Final = ":rc-lookahead=2:sync-lookahead=0:sliced-threads=1"
"""A few pictures need no looking ahead; at 4K it would take 400 MB."""


@dataclass(frozen=True, slots=True)
class CodedPicture:
    """Frame ``n`` of the film as a packet of MP4; decoding may begin at ``key``."""

    n: int
    data: bytes
    key: bool


class EndPictures:
    """The coder of the ends, and the clip's stream of pictures, whose header is made from both coders' sets."""

    def __init__(self, container: OutputContainer, film: Film, plan: CopyPlan, timing: ClipTiming) -> None:
        """Add the stream to ``container``. Raise as ``Film.frame`` does."""
        self._film, self._plan, self._timing = film, plan, timing
        self._clock = Fraction(1, timing.timescale)
        self.stream = self._stream(container, film.frame(plan.frames.start))
        context = self.stream.codec_context
        context.open()
        own = sets_of(context.extradata) if any(plan.ends) else None
        self._sets = own
        context.extradata = joined(plan.sets, own)

    def coded(self) -> Iterator[CodedPicture]:
        """Yield the pictures of both ends; they come late, and those of one end with those of the other.

        Raise as ``Film.frame`` does.
        """
        if self._sets is None:
            return
        context = self.stream.codec_context
        with made_ahead(self._pictures, pictures_ahead((self.stream.width, self.stream.height))) as ahead:
            for picture in ahead:
                yield from self._made(context.encode(picture), self._sets)
        yield from self._made(context.encode(None), self._sets)

    def _pictures(self) -> Iterator[VideoFrame]:
        times, first = (*self._timing.starts, self._timing.end), self._plan.frames.start
        for end in self._plan.ends:
            for n in end:
                picture = own_copy(self._film.frame(n).native)
                start, stop = times[n - first : n - first + 2]
                picture.pts, picture.duration, picture.time_base = start, stop - start, self._clock
                picture.pict_type = PictureType.I if n == end.start else PictureType.NONE
                yield picture

    def _made(self, packets: "Iterable[Packet[VideoStream]]", sets: Sets) -> Iterator[CodedPicture]:
        for packet in packets:
            units = picture_units(units_of(bytes(packet), sets.length_bytes) or (), sets.all)
            if units is None:
                raise UnreachableFrame(n=self._frame_at(packet.pts))
            yield CodedPicture(self._frame_at(packet.pts), packet_of(units), is_instant_refresh(units))

    def _frame_at(self, pts: int | None) -> int:
        return self._plan.frames.start + bisect_left(self._timing.starts, pts or 0)

    def _stream(self, container: OutputContainer, first: Frame) -> VideoStream:
        sets, timing, native = self._plan.sets, self._timing, first.native
        average = (len(timing.starts) / timing.duration).limit_denominator(1001)
        numbered = _NUMBERED.format(number=self._plan.number, level=sets.level) + _FRUGAL
        options = {**_X264, "profile": PROFILES[sets.profile], "x264-params": numbered}
        stream = container.add_stream("libx264", rate=max(average, Fraction(1, 1001)), options=options)
        stream.width, stream.height, stream.pix_fmt = native.width, native.height, native.format.name
        stream.time_base = stream.codec_context.time_base = self._clock
        colour = colour_of(native)  # said even where the film does not say it: players take it from the container then
        stream.color_range, stream.colorspace = _FULL if colour.full_range else _LIMITED, colour.matrix
        stream.color_primaries, stream.color_trc = colour.primaries, colour.transfer
        stream.codec_context.flags |= Flags.frame_duration | Flags.bitexact
        stream.codec_context.thread_type = ThreadType.FRAME
        return stream
