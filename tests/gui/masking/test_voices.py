"""The voices of a stretch: one way for all of it, and what lies outside stays as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.masking import VoiceMask, VoiceWay
from vigtool.domain.ticks import Span
from vigtool.gui.masking.voices import MixedVoices, way_in, with_way

HERE = Span(100, 200)
MUTED, PITCHED = VoiceWay.MUTED, VoiceWay.PITCHED
SPANS = st.tuples(st.integers(0, 300), st.integers(1, 120)).map(lambda one: Span(one[0], one[0] + one[1]))
VOICES = st.lists(st.builds(VoiceMask, SPANS, st.sampled_from(VoiceWay)), max_size=5)


def voices(*spans: tuple[int, int, VoiceWay]) -> list[VoiceMask]:
    return [VoiceMask(Span(start, end), way) for start, end, way in spans]


def ways_at(masks: object, tick: int) -> set[VoiceWay]:
    return {one.way for one in masks if one.span.contains(tick)}  # type: ignore[attr-defined]


def test_what_is_done_in_the_stretch_is_told() -> None:
    assert way_in([], HERE) is None
    assert way_in(voices((0, 100, MUTED), (200, 300, MUTED)), HERE) is None
    assert way_in(voices((0, 300, PITCHED)), HERE) is PITCHED
    assert way_in(voices((100, 150, MUTED), (150, 220, MUTED)), HERE) is MUTED


@pytest.mark.parametrize(
    "spans",
    [
        [(100, 199, MUTED)],
        [(101, 200, MUTED)],
        [(100, 140, MUTED), (141, 200, MUTED)],
        [(100, 150, MUTED), (150, 200, PITCHED)],
    ],
)
def test_a_stretch_of_several_ways_has_none(spans: list[tuple[int, int, VoiceWay]]) -> None:
    with pytest.raises(MixedVoices):
        way_in(voices(*spans), HERE)


@given(VOICES, SPANS, st.sampled_from((None, *VoiceWay)))
def test_only_the_stretch_is_changed(before: list[VoiceMask], span: Span, way: VoiceWay | None) -> None:
    after = with_way(before, span, way)
    assert way_in(after, span) is way
    for tick in range(430):
        if not span.contains(tick):
            assert ways_at(after, tick) == ways_at(before, tick)
