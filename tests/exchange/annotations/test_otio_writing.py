import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import opentimelineio as otio
import pytest
from hypothesis import given

from tests.exchange.annotations.sample_clips import SPARE, clips_of
from tests.exchange.annotations.sample_films import (
    EMPTY,
    FIRST,
    FRAME,
    HARD_TEXT,
    OVERLAPPING,
    SAMPLE,
    VARIABLE,
    at,
    marked_films,
)
from vigtool.exchange.annotations.marked_film import MILLISECOND, Loss, MarkedFilm
from vigtool.exchange.annotations.otio_reading import read_otio
from vigtool.exchange.annotations.otio_writing import otio_losses, write_otio

EVEN = replace(SAMPLE, moments=SAMPLE.moments[:3])


def _opened(data: bytes) -> Any:  # noqa: ANN401 - the independent reader has no types
    return otio.adapters.read_from_string(data.decode(), "otio_json")


def _seconds(time: Any, step: Fraction) -> Fraction:  # noqa: ANN401 - as above
    assert time.rate == float(1 / step)
    assert time.value == int(time.value)
    return int(time.value) * step


def _stretch(stretch: Any, step: Fraction) -> tuple[Fraction, Fraction]:  # noqa: ANN401 - as above
    begin = _seconds(stretch.start_time, step)
    return begin, begin + _seconds(stretch.duration, step)


def test_the_library_finds_each_clip_by_its_relative_url_as_long_as_it_is() -> None:
    timeline = _opened(write_otio(EVEN, clips_of(EVEN, SPARE)))
    clips = list(timeline.find_clips())
    assert timeline.name == "Film 1"
    assert [one.media_reference.target_url for one in clips] == [f"clip%20{n}%20%C3%A4%231.mp4" for n in range(3)]
    assert [one.name for one in clips] == [FIRST.title, HARD_TEXT.replace("\n", " "), "t0ach1ngt0ac"]
    for clip, moment in zip(clips, EVEN.moments, strict=True):
        assert _stretch(clip.source_range, FRAME) == (Fraction(0), moment.end - moment.begin + 2 * SPARE)
        assert clip.available_range() == clip.source_range
        assert clip.metadata["vigtool"]["moment"] == moment.id
        assert Fraction(clip.metadata["vigtool"]["begin"]) == moment.begin - SPARE
    assert clips[0].range_in_parent().end_time_exclusive() == clips[1].range_in_parent().start_time


def test_the_library_finds_key_frames_and_turns() -> None:
    first, second, _ = _opened(write_otio(EVEN, clips_of(EVEN))).find_clips()
    marks = [(one.name, one.color, _stretch(one.marked_range, FRAME), one.comment) for one in first.markers]
    assert marks == [
        ("Key frame", "RED", (at(13), at(14)), FIRST.note),
        ("Child 1: initiative", "GREEN", (at(0), at(40)), "holds up the block"),
        ("Parent 2: reception", "GREEN", (at(35), at(80)), "looks and smiles"),
        ("Parent 2: response", "GREEN", (at(80), at(110)), ""),
        ("Child 1: own", "GREEN", (at(110), at(130)), "laughs"),
    ]
    assert second.markers[1].comment == HARD_TEXT
    about = first.metadata["vigtool"]
    assert (about["question"], about["starred"], about["note"]) == (FIRST.question, True, FIRST.note)
    assert [one["id"] for one in about["principles"]] == ["own.3.turning", "own.3.pause"]
    assert about["principles"][0]["name"]["fi"] == "Kääntyminen kohti"


def test_a_moment_in_a_longer_clip_is_marked_in_it() -> None:
    first = next(iter(_opened(write_otio(EVEN, clips_of(EVEN, SPARE))).find_clips()))
    assert first.markers[0].name == "Moment"
    assert _stretch(first.markers[0].marked_range, FRAME) == (SPARE, SPARE + FIRST.end - FIRST.begin)


def test_frames_that_vary_are_counted_in_a_time_base_that_holds_them() -> None:
    film = replace(VARIABLE, moments=(FIRST,))
    first = next(iter(_opened(write_otio(film, clips_of(film))).find_clips()))
    step = Fraction(1, 30000)
    assert _stretch(first.source_range, step) == (Fraction(0), FIRST.end - FIRST.begin)
    assert otio_losses(film, clips_of(film)) == ()


def test_times_that_no_time_base_holds_are_rounded_and_told() -> None:
    odd = replace(FIRST, end=FIRST.end + Fraction(1, 10_000_019), turns=())
    film = replace(SAMPLE, moments=(odd,))
    first = next(iter(_opened(write_otio(film, clips_of(film))).find_clips()))
    assert _stretch(first.source_range, MILLISECOND) == (Fraction(0), Fraction(4338, 1000))
    assert Loss("times", 4) in otio_losses(film, clips_of(film))


def test_a_moment_without_a_clip_is_told() -> None:
    assert otio_losses(SAMPLE, clips_of(SAMPLE)[:1]) == (Loss("moments", 3),)
    assert otio_losses(SAMPLE, clips_of(SAMPLE)) == ()


def test_no_recording_is_named_and_nothing_leads_out_of_the_folder() -> None:
    document = json.loads(write_otio(SAMPLE, clips_of(SAMPLE)))
    urls = [one["media_reference"]["target_url"] for one in document["tracks"]["children"][0]["children"]]
    assert len(urls) == 4
    assert not any(sign in url for url in urls for sign in "/:\\")


def test_an_empty_film_is_an_empty_timeline() -> None:
    assert list(_opened(write_otio(EMPTY, ())).find_clips()) == []


@given(marked_films())
def test_whatever_is_written_is_read_back_by_the_library_and_by_us(film: MarkedFilm) -> None:
    spare = min((SPARE, *(one.begin for one in film.moments)))
    data = write_otio(film, clips_of(film, spare))
    found = read_otio(data)
    assert sorted((one.begin, one.end, one.key) for one in found.marks if one.kind == "clip") == sorted(
        (one.begin, one.end, one.key) for one in film.moments
    )
    turns = [turn for moment in film.moments for turn in moment.turns]
    assert sorted((one.begin, one.end, one.kind) for one in found.marks if one.kind != "clip") == sorted(
        (one.begin, one.end, one.kind) for one in turns
    )
    again = otio.adapters.write_to_string(_opened(data), "otio_json").encode()
    assert read_otio(again) == found
    assert found.left_out == {}


def test_overlapping_moments_keep_their_own_times() -> None:
    film = replace(SAMPLE, moments=(FIRST, OVERLAPPING))
    begins = [one.begin for one in read_otio(write_otio(film, clips_of(film))).marks if one.kind == "clip"]
    assert begins == [at(120), at(200)]


@pytest.mark.parametrize("film", [SAMPLE, EMPTY, VARIABLE])
def test_the_same_film_gives_the_same_bytes(film: MarkedFilm) -> None:
    assert write_otio(film, clips_of(film)) == write_otio(replace(film), clips_of(film))
