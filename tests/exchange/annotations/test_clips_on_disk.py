from dataclasses import replace

import pytest

from tests.exchange.annotations.sample_clips import SPARE, clips_of
from tests.exchange.annotations.sample_films import FIRST, LATE, OVERLAPPING, SAMPLE, at
from vigtool.domain.identifiers import MomentId
from vigtool.exchange.annotations.clips_on_disk import ClipOnDisk, laid_out, losses_of_layout
from vigtool.exchange.annotations.errors import ClipNameUnfit
from vigtool.exchange.annotations.marked_film import Loss

CLIP = ClipOnDisk(FIRST.id, "clip.mp4", "ab" * 32, FIRST.begin, FIRST.end)


@pytest.mark.parametrize("name", ["", ".", "..", "a/b.mp4", "..\\b.mp4", "/etc/passwd", "a\0.mp4", "\ud800.mp4"])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(ClipNameUnfit) as caught:
        replace(CLIP, file_name=name)
    assert caught.value.moment == FIRST.id


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("clip.mp4", "clip.mp4"),
        ("clip 1 ä.mp4", "clip%201%20%C3%A4.mp4"),
        ("http:x?y#z%41&.mp4", "http%3Ax%3Fy%23z%2541%26.mp4"),
    ],
)
def test_a_url_is_one_segment_beside_the_edit_list(name: str, url: str) -> None:
    assert replace(CLIP, file_name=name).url == url


def test_clips_stand_in_the_order_of_the_film_and_strange_ones_do_not() -> None:
    strange = replace(CLIP, moment=MomentId("strangestran"))
    laid = laid_out(SAMPLE, (strange, *reversed(clips_of(SAMPLE))))
    assert [one.clip.moment for one in laid] == [one.id for one in SAMPLE.moments]


def test_a_clip_of_the_moment_and_nothing_else_loses_nothing() -> None:
    assert list(losses_of_layout(SAMPLE, laid_out(SAMPLE, clips_of(SAMPLE)))) == []
    assert list(losses_of_layout(SAMPLE, laid_out(SAMPLE, clips_of(SAMPLE, SPARE)))) == []


def test_what_a_clip_does_not_show_is_told() -> None:
    short = replace(CLIP, begin=at(140), end=at(199))
    laid = laid_out(SAMPLE, (short,))
    assert set(losses_of_layout(SAMPLE, laid)) == {Loss("moments", 3), Loss("key", 1), Loss("turns", 4)}
    assert [(turn.words, part) for turn, part in laid[0].turns()] == [
        ("holds up the block", (at(0), at(20))),
        ("looks and smiles", (at(15), at(59))),
    ]


def test_two_clips_of_one_moment_are_both_there() -> None:
    clips = (replace(CLIP, file_name="a.mp4"), replace(CLIP, file_name="b.mp4"))
    assert [one.clip.file_name for one in laid_out(SAMPLE, clips)] == ["a.mp4", "b.mp4"]
    lost = losses_of_layout(SAMPLE, laid_out(SAMPLE, clips))
    assert list(lost) == [Loss("moments", len({OVERLAPPING, LATE}) + 1)]
