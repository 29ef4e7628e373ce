"""The voices of a stretch of film: left as they are, muted or pitched."""

from collections.abc import Iterable, Iterator

from vigtool.domain.masking import VoiceMask, VoiceWay
from vigtool.domain.ticks import Span


def way_in(voices: Iterable[VoiceMask], span: Span) -> VoiceWay | None:
    """What becomes of all of a span; None where nothing does. Raises ``MixedVoices`` where it is not one for all."""
    inside = sorted((_cut(one, span) for one in voices if _touch(one.span, span)), key=lambda one: one.span.start)
    if not inside:
        return None
    ways, reached = {one.way for one in inside}, span.start
    for one in inside:
        if one.span.start > reached:
            raise MixedVoices
        reached = max(reached, one.span.end)
    if reached < span.end or len(ways) > 1:
        raise MixedVoices
    return ways.pop()


class MixedVoices(ValueError):
    """Parts of a span are treated otherwise than others."""


def with_way(voices: Iterable[VoiceMask], span: Span, way: VoiceWay | None) -> tuple[VoiceMask, ...]:
    """The voice masks when all of a span is treated one way, or left as it is; what lies outside stays."""
    kept = [rest for one in voices for rest in _outside(one, span)]
    if way is not None:
        kept.append(VoiceMask(span, way))
    return tuple(sorted(kept, key=lambda one: one.span.start))


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _cut(one: VoiceMask, span: Span) -> VoiceMask:
    return VoiceMask(Span(max(one.span.start, span.start), min(one.span.end, span.end)), one.way)


def _outside(one: VoiceMask, span: Span) -> Iterator[VoiceMask]:
    for start, end in ((one.span.start, min(one.span.end, span.start)), (max(one.span.start, span.end), one.span.end)):
        if start < end:
            yield VoiceMask(Span(start, end), one.way)
