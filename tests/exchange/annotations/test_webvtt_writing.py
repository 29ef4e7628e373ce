"""WebVTT as written here, read by webvtt-py and against the rules of the format."""

import io
from dataclasses import replace
from fractions import Fraction
from html import unescape

import pytest
import webvtt
from hypothesis import given, settings

from tests.exchange.annotations.sample_films import EMPTY, FIRST, HARD_TEXT, LATE, OVERLAPPING, SAMPLE, marked_films
from vigtool.exchange.annotations.marked_film import Loss, MarkedFilm
from vigtool.exchange.annotations.webvtt_writing import (
    webvtt_captions_losses,
    webvtt_chapters_losses,
    write_webvtt_captions,
    write_webvtt_chapters,
)


def _read(data: bytes) -> webvtt.WebVTT:
    return webvtt.from_string(data.decode())


def _cues(data: bytes) -> list[tuple[str, str, str]]:
    return [(one.start, one.end, one.identifier or "") for one in _read(data).captions]


def test_chapters_are_read_by_another_reader_with_ids_times_and_titles() -> None:
    data = write_webvtt_chapters(SAMPLE)
    assert _cues(data) == [
        ("00:00:04.004", "00:00:06.673", "m0mentm0ment"),
        ("00:00:06.673", "00:00:10.010", "0ver1apping0"),
        ("00:00:10.010", "00:00:10.043", "t0ach1ngt0ac"),
        ("01:02:05.000", "01:02:09.000", "1ate1ate1ate"),
    ]
    titles = [unescape(one.raw_text) for one in _read(data).captions]
    assert titles == ["Katse ja hymy", HARD_TEXT.replace("\n", " "), "", "After an hour"]
    assert data.startswith(b"WEBVTT Film 1\n\n")


def test_captions_have_the_words_the_voice_and_the_kind() -> None:
    data = write_webvtt_captions(SAMPLE)
    first = _read(data).captions[0]
    assert first.raw_text == "<v.initiative Child 1>holds up the block</v>"
    assert (first.text, first.identifier) == ("holds up the block", "m0mentm0ment-1")
    assert [one[0] for one in _cues(data)] == ["00:00:04.004", "00:00:05.172", "00:00:07.007", "00:00:07.674"]


def test_markup_in_words_is_text() -> None:
    data = write_webvtt_captions(replace(SAMPLE, moments=(OVERLAPPING,)))
    assert b"&lt;b&gt;" in data
    assert b'\xc3\xa4iti &amp; "lapsi"' in data
    assert data.count(b"-->") == 1


def test_empty_lines_in_words_do_not_end_the_cue() -> None:
    turn = replace(FIRST.turns[0], words="\n one \n\n\r\n \t\ntwo\n")
    blank = replace(FIRST.turns[1], words=" \n\t\n")
    film = replace(SAMPLE, moments=(replace(FIRST, turns=(turn, blank)),))
    assert write_webvtt_captions(film).endswith(b"<v.initiative Child 1>one\ntwo</v>\n")
    assert [one.text for one in _read(write_webvtt_captions(film)).captions] == ["one\ntwo"]


def test_a_name_cannot_end_the_tag_or_the_header() -> None:
    person = replace(SAMPLE.people[0], name="a > b --> c\n\nd & e")
    film = replace(SAMPLE, name="x --> y\n\nz", people=(person,), moments=(FIRST,))
    data = write_webvtt_captions(film)
    assert data.startswith(b"WEBVTT x  y  z\n\n")
    assert b"<v.initiative a &gt; b --&gt; c  d &amp; e>holds" in data


def test_an_empty_film_is_a_file_without_cues() -> None:
    assert write_webvtt_chapters(EMPTY) == b"WEBVTT Film 1\n"
    assert write_webvtt_captions(replace(EMPTY, name="")) == b"WEBVTT\n"
    assert _cues(write_webvtt_chapters(EMPTY)) == []
    assert webvtt_chapters_losses(EMPTY) == ()


def test_what_is_lost_is_said() -> None:
    assert set(webvtt_chapters_losses(SAMPLE)) == {
        Loss("note", 2),
        Loss("question", 1),
        Loss("star", 1),
        Loss("key", 2),
        Loss("turns", 2),
        Loss("principles", 2),
        Loss("times", 3),
        Loss("overlaps", 1),
    }
    assert set(webvtt_captions_losses(replace(SAMPLE, moments=(FIRST, LATE)))) == {
        Loss("title", 2),
        Loss("note", 1),
        Loss("question", 1),
        Loss("star", 1),
        Loss("key", 2),
        Loss("principles", 1),
        Loss("times", 5),
        Loss("turns", 1),
    }


def test_a_moment_shorter_than_a_millisecond_still_has_a_length() -> None:
    brief = replace(LATE, end=LATE.begin + Fraction(1, 10**6), key=LATE.begin)
    assert _cues(write_webvtt_chapters(replace(SAMPLE, moments=(brief,))))[0][:2] == ("01:02:05.000", "01:02:05.001")


def _milliseconds(stamp: str) -> int:
    hours, minutes, seconds = stamp.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + int(seconds.replace(".", ""))


@settings(max_examples=40)
@given(marked_films())
def test_chapters_lie_beside_or_within_one_another(film: MarkedFilm) -> None:
    spans = [(_milliseconds(begin), _milliseconds(end)) for begin, end, _ in _cues(write_webvtt_chapters(film))]
    assert len(spans) == len(film.moments)
    assert [begin for begin, _ in spans] == sorted(begin for begin, _ in spans)
    for at, (begin, end) in enumerate(spans):
        assert begin < end
        for other_begin, other_end in spans[at + 1 :]:
            assert other_begin >= end or other_end <= end or (other_begin == begin and other_end >= end)


@settings(max_examples=40)
@given(marked_films())
def test_any_film_gives_one_line_titles_and_captions_without_an_empty_line(film: MarkedFilm) -> None:
    for data in (write_webvtt_chapters(film), write_webvtt_captions(film)):
        blocks = data.decode().removesuffix("\n").split("\n\n")
        assert len(blocks) == 1 + len(_cues(data))
        assert all("\n\n" not in one and one.count("-->") == 1 for one in blocks[1:])
        assert "\x00" not in data.decode()


@pytest.mark.parametrize("write", [write_webvtt_chapters, write_webvtt_captions])
def test_the_same_film_gives_the_same_bytes(write: object) -> None:
    assert callable(write)
    assert write(SAMPLE) == write(replace(SAMPLE))


def test_webvtt_py_reads_it_from_a_file_too() -> None:
    assert len(webvtt.from_buffer(io.StringIO(write_webvtt_chapters(SAMPLE).decode())).captions) == 4
