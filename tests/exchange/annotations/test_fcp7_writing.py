import re
from dataclasses import replace
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import opentimelineio as otio
import pytest
from hypothesis import given

from tests.exchange.annotations.sample_clips import SPARE, clips_of
from tests.exchange.annotations.sample_films import EMPTY, FIRST, HARD_TEXT, SAMPLE, VARIABLE, marked_films
from vigtool.exchange.annotations.fcp7_writing import fcp7_losses, write_fcp7
from vigtool.exchange.annotations.marked_film import Loss, MarkedFilm


def _opened(data: bytes) -> Any:  # noqa: ANN401 - the independent reader has no types
    return otio.adapters.read_from_string(data.decode(), "fcp_xml")


def _clips(data: bytes) -> list[Any]:
    return list(_opened(data).find_clips())


def _frames(stretch: Any) -> tuple[Any, Any]:  # noqa: ANN401 - as above
    return stretch.start_time.value, stretch.end_time_exclusive().value


def test_the_library_finds_each_clip_by_its_relative_url_as_long_as_it_is() -> None:
    timeline = _opened(write_fcp7(SAMPLE, clips_of(SAMPLE, SPARE)))
    clips = list(timeline.find_clips())
    assert timeline.name == "Film 1"
    assert [one.media_reference.target_url for one in clips] == [f"clip%20{n}%20%C3%A4%231.mp4" for n in range(4)]
    assert [_frames(one.source_range) for one in clips] == [(0, 140), (0, 110), (0, 11), (0, 130)]
    assert [one.range_in_parent().start_time.value for one in clips] == [0, 140, 250, 261]
    assert {one.source_range.start_time.rate for one in clips} == {30000 / 1001}
    assert [one.name for one in clips] == [
        FIRST.title,
        HARD_TEXT.replace("\n", " "),
        "t0ach1ngt0ac",
        "After an hour",
    ]


def test_the_library_finds_the_moment_the_key_frame_and_the_turns() -> None:
    first, second, *_ = _clips(write_fcp7(SAMPLE, clips_of(SAMPLE, SPARE)))
    marks = [(one.name, _frames(one.marked_range), one.metadata["fcp_xml"]["comment"]) for one in first.markers]
    assert marks == [
        ("Moment", (5, 135), FIRST.note),
        ("Key frame", (18, 18), FIRST.note),
        ("Child 1: initiative", (5, 45), "holds up the block"),
        ("Parent 2: reception", (40, 85), "looks and smiles"),
        ("Parent 2: response", (85, 115), None),
        ("Child 1: own", (115, 135), "laughs"),
    ]
    assert second.markers[1].metadata["fcp_xml"]["comment"] == HARD_TEXT
    about = first.metadata["fcp_xml"]
    assert (about["logginginfo"]["good"], about["logginginfo"]["lognote"]) == ("TRUE", FIRST.note)
    assert about["comments"]["mastercomment1"] == FIRST.question
    assert second.metadata["fcp_xml"]["logginginfo"]["good"] == "FALSE"


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fi", "Kääntyminen kohti (own.3.turning); Tauko (own.3.pause)"),
        ("sv", "Att vända sig mot (own.3.turning); Paus (own.3.pause)"),
    ],
)
def test_principles_are_named_in_the_language(language: str, names: str) -> None:
    first, *_ = _clips(write_fcp7(SAMPLE, clips_of(SAMPLE), language))
    assert first.metadata["fcp_xml"]["comments"]["mastercomment2"] == names


@pytest.mark.parametrize(
    ("frame", "timebase", "ntsc"),
    [
        (Fraction(1, 25), "25", "FALSE"),
        (Fraction(1, 24), "24", "FALSE"),
        (Fraction(1001, 24000), "24", "TRUE"),
        (Fraction(1001, 60000), "60", "TRUE"),
        (Fraction(2, 25), "12", "FALSE"),
        (Fraction(3), "1", "FALSE"),
        (None, "60", "FALSE"),
    ],
)
def test_the_rate_is_the_films_or_the_nearest(frame: Fraction | None, timebase: str, ntsc: str) -> None:
    root = ET.fromstring(write_fcp7(replace(SAMPLE, frame=frame), clips_of(SAMPLE)))  # noqa: S314 - our own bytes
    assert {one.text for one in root.iter("timebase")} == {timebase}
    assert {one.text for one in root.iter("ntsc")} == {ntsc}


def test_times_between_frames_are_told() -> None:
    assert fcp7_losses(SAMPLE, clips_of(SAMPLE)[:3]) == (Loss("moments", 1),)
    assert fcp7_losses(SAMPLE, clips_of(SAMPLE)) == (Loss("times", 3),)
    assert fcp7_losses(VARIABLE, clips_of(VARIABLE)[1:2]) == (Loss("moments", 3), Loss("times", 4))
    assert fcp7_losses(EMPTY, ()) == ()


def test_the_document_type_is_named_and_declares_nothing() -> None:
    data = write_fcp7(SAMPLE, clips_of(SAMPLE))
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n<xmeml version="5">')
    assert b"<!ENTITY" not in data


def test_clips_follow_each_other_without_a_gap_and_fill_the_sequence() -> None:
    root = ET.fromstring(write_fcp7(SAMPLE, clips_of(SAMPLE, SPARE)))  # noqa: S314 - our own bytes
    items = list(root.iter("clipitem"))
    places = [[int(one.findtext(name, "")) for name in ("start", "end", "in", "out", "duration")] for one in items]
    assert places == [
        [0, 140, 0, 140, 140],
        [140, 250, 0, 110, 110],
        [250, 261, 0, 11, 11],
        [261, 391, 0, 130, 130],
    ]
    assert root.findtext("sequence/duration") == "391"


def test_no_id_stands_twice() -> None:
    twice = clips_of(SAMPLE) + tuple(replace(one, file_name="b.mp4") for one in clips_of(SAMPLE))
    root = ET.fromstring(write_fcp7(SAMPLE, twice))  # noqa: S314 - our own bytes
    ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids)) == 17


_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@given(marked_films())
def test_whatever_is_written_is_read_by_the_library(film: MarkedFilm) -> None:
    data = write_fcp7(film, clips_of(film))
    assert data == write_fcp7(film, clips_of(film))
    assert not _FORBIDDEN.search(data.decode())
    for clip, moment in zip(_clips(data), film.moments, strict=True):
        step = Fraction(1001, 30000)
        assert _frames(clip.source_range) == (0, (moment.end - moment.begin) / step)
        key, *turns = clip.markers
        assert key.marked_range.start_time.value == (moment.key - moment.begin) / step
        assert [_frames(one.marked_range) for one in turns] == [
            ((one.begin - moment.begin) / step, (one.end - moment.begin) / step) for one in moment.turns
        ]
