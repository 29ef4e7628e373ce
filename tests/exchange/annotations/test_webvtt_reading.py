"""WebVTT read: our own, other people's, the odd and the hostile."""

from dataclasses import replace
from fractions import Fraction

import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.annotations.sample_films import FIRST, SAMPLE, marked_films
from tests.shared_material import SHARED, needs_shared
from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.json_reading import MOST_MARKS
from vigtool.exchange.annotations.marked_film import FoundMark, MarkedFilm, rounded
from vigtool.exchange.annotations.plain_text import one_line
from vigtool.exchange.annotations.webvtt_reading import MOST_TAGS, MOST_WEBVTT_BYTES, read_webvtt
from vigtool.exchange.annotations.webvtt_writing import write_webvtt_captions, write_webvtt_chapters


def _unfit(data: bytes) -> tuple[Unfit, int | None]:
    with pytest.raises(FileUnfit) as caught:
        read_webvtt(data)
    assert caught.value.format == "webvtt"
    return caught.value.why, caught.value.line


def _one(cue: str) -> FoundMark:
    (mark,) = read_webvtt(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{cue}\n".encode()).marks
    return mark


def _seconds(stamp: str) -> Fraction:
    hours, minutes, seconds = stamp.split(":")
    return (int(hours) * 60 + int(minutes)) * 60 + Fraction(seconds)


@needs_shared
@pytest.mark.parametrize(
    "name", ["vtt__sample.vtt", "vtt__comments.vtt", "vtt__metadata_headers.vtt", "wpt__cue-size-align.vtt"]
)
def test_files_of_others_are_read_as_webvtt_py_reads_them(name: str) -> None:
    data = (SHARED / "exchange" / name).read_bytes()
    marks = read_webvtt(data).marks
    theirs = webvtt.from_string(data.decode()).captions
    assert len(marks) == len(theirs) > 0
    for mark, their in zip(marks, theirs, strict=True):
        assert (mark.begin, mark.end) == (_seconds(their.start), _seconds(their.end))
        assert "\n".join(filter(None, (mark.title, mark.note))).split() == their.text.split()


@needs_shared
def test_what_is_not_understood_is_counted() -> None:
    folder = SHARED / "exchange"
    assert read_webvtt((folder / "vtt__comments.vtt").read_bytes()).left_out == {"NOTE": 2}
    assert read_webvtt((folder / "vtt__metadata_headers.vtt").read_bytes()).left_out == {"header": 2}
    assert read_webvtt((folder / "wpt__cue-size-align.vtt").read_bytes()).left_out == {
        "header": 1,
        "size": 3,
        "align": 3,
    }


@needs_shared
def test_files_of_other_kinds_are_refused() -> None:
    for path in sorted((SHARED / "exchange").iterdir()):
        if path.suffix not in {".vtt", ".md"}:
            assert _unfit(path.read_bytes())[0] in {Unfit.NOT_THIS_FORMAT, Unfit.NOT_TEXT}, path.name


@settings(max_examples=40)
@given(marked_films())
def test_chapters_come_back(film: MarkedFilm) -> None:
    found = read_webvtt(write_webvtt_chapters(film))
    wished = sorted((rounded(one.begin), one_line(one.title)) for one in film.moments)
    assert sorted((rounded(one.begin), one.title) for one in found.marks) == wished
    assert not found.left_out


@settings(max_examples=40)
@given(marked_films())
def test_captions_come_back_with_person_kind_and_words(film: MarkedFilm) -> None:
    found = read_webvtt(write_webvtt_captions(film))
    turns = [turn for one in film.moments for turn in one.turns if one_line(turn.words)]
    assert sorted((rounded(one.begin), one.kind, one.person) for one in found.marks) == sorted(
        (rounded(one.begin), one.kind.value, film.name_of(one.person)) for one in turns
    )
    ours = sorted("".join(f"{one.title}{one.note}".split()) for one in found.marks)
    assert ours == sorted("".join(one_line(turn.words).split()) for turn in turns)


def test_all_kinds_of_blocks_are_told_apart() -> None:
    text = (
        "\ufeffWEBVTT with a header\r\nKind: captions\r\n\r\nNOTE to oneself\r\nwith a line\r\n\r\n"
        "STYLE\r\n::cue { color: red }\r\n\r\nREGION\r\nid:a\r\n\r\nloose words\r\n\r\n"
        "an id\r\n01:00:00.000 --> 01:00:01.500 line:0 odd:1\r\nfirst\r\nsecond\r\nthird\r\n"
        "00:00.000 --> 00:00.000\r\na point"
    )
    found = read_webvtt(text.encode())
    assert found.marks == (
        FoundMark(Fraction(0), None, "a point"),
        FoundMark(Fraction(3600), Fraction(7203, 2), "first", "second\nthird"),
    )
    assert found.left_out == {"header": 1, "NOTE": 1, "STYLE": 1, "REGION": 1, "block": 1, "line": 1, "setting": 1}


def test_tags_are_not_text_and_escapes_are() -> None:
    found = read_webvtt(
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud.first  A &amp;\tB>x &lt;b&gt; <i>y</i> <00:01.500>z</v>\n"
        b"<v Other>w <strange tag>"
    )
    assert found.marks[0] == FoundMark(Fraction(1), Fraction(2), "x <b> y z", "w ", "loud", "A & B")
    assert found.left_out == {"<i>": 1, "<>": 2, "<v>": 1}
    assert _one("a < b") == FoundMark(Fraction(1), Fraction(2), "a ")
    assert _one("&#x1F600;&rlm;\u05d8").title == "😀\u200f\u05d8"


@pytest.mark.parametrize(
    ("times", "why"),
    [
        ("00:02.000 --> 00:01.000", Unfit.BAD_TIME),
        ("-00:01.000 --> 00:02.000", Unfit.BAD_TIME),
        ("00:01,000 --> 00:02,000", Unfit.BAD_TIME),
        ("00:61.000 --> 00:62.000", Unfit.BAD_TIME),
        ("00:01.000 -->", Unfit.BAD_TIME),
        (f"{'9' * 5000}:00:01.000 --> 00:02.000", Unfit.BAD_TIME),
        ("0\u0660:01.000 --> 00:02.000", Unfit.BAD_TIME),
    ],
)
def test_a_wrong_time_is_refused_with_its_line(times: str, why: Unfit) -> None:
    assert _unfit(f"WEBVTT\n\n00:01.000 --> 00:02.000\ngood\n\nan id\n{times}\nbad\n".encode()) == (why, 7)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Unfit.NOT_THIS_FORMAT),
        (b"WEBVTTX\n", Unfit.NOT_THIS_FORMAT),
        (b"1\n00:00:01,000 --> 00:00:02,000\nSubRip\n", Unfit.NOT_THIS_FORMAT),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', Unfit.NOT_THIS_FORMAT),
        ("WEBVTT\n\nä".encode("latin-1"), Unfit.NOT_TEXT),
        ("WEBVTT\n".encode("utf-16"), Unfit.NOT_TEXT),
        ("WEBVTT\n".encode("utf-16-le"), Unfit.NOT_TEXT),
        (b"WEBVTT\n\n\0", Unfit.NOT_TEXT),
        (b"WEBVTT\n" + b"\n" * 500_000, Unfit.TOO_LARGE),
        (b"WEBVTT\n" + b"x" * MOST_WEBVTT_BYTES, Unfit.TOO_LARGE),
    ],
    ids=["empty", "longer", "srt", "xml", "latin-1", "utf-16", "utf-16-le", "nul", "lines", "bytes"],
)
def test_what_is_no_webvtt_is_refused(data: bytes, why: Unfit) -> None:
    assert _unfit(data) == (why, None)


def test_many_open_tags_and_escapes_are_read_and_too_many_are_refused() -> None:
    assert _one("<" * MOST_TAGS).title == ""
    assert _one("&" * MOST_TAGS).title == "&" * MOST_TAGS
    cue = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
    assert _unfit(f"{cue}<{'&' * MOST_TAGS}".encode()) == (Unfit.TOO_LARGE, None)


def test_more_cues_than_any_film_has_are_refused() -> None:
    cue = b"\n00:01.000 --> 00:02.000\nx\n"
    assert len(read_webvtt(b"WEBVTT\n" + cue * MOST_MARKS).marks) == MOST_MARKS
    assert _unfit(b"WEBVTT\n" + cue * (MOST_MARKS + 1)) == (Unfit.TOO_LARGE, None)


@given(st.binary(max_size=200) | st.text(alphabet="WEBVTNO<>-. :\n\t01v&;", max_size=80).map(str.encode))
def test_anything_is_read_or_refused(data: bytes) -> None:
    for file in (data, b"WEBVTT\n\n" + data):
        try:
            found = read_webvtt(file)
        except FileUnfit:
            continue
        assert all(one.end is None or one.begin < one.end for one in found.marks)


def test_an_emptied_moment_is_no_cue_of_captions() -> None:
    bare = replace(FIRST, turns=())
    assert read_webvtt(write_webvtt_captions(replace(SAMPLE, moments=(bare,)))).marks == ()
