import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.annotations.sample_clips import clips_of
from tests.exchange.annotations.sample_films import SAMPLE
from tests.shared_material import SHARED, needs_shared
from vigtool.exchange.annotations.errors import MOST_BYTES, FileUnfit, Unfit
from vigtool.exchange.annotations.json_reading import MOST_MARKS
from vigtool.exchange.annotations.otio_reading import read_otio
from vigtool.exchange.annotations.otio_writing import write_otio


def _time(value: float, rate: float = 24) -> dict[str, object]:
    return {"OTIO_SCHEMA": "RationalTime.1", "value": value, "rate": rate}


def _range(begin: float, length: float, rate: float = 24) -> dict[str, object]:
    return {"OTIO_SCHEMA": "TimeRange.1", "start_time": _time(begin, rate), "duration": _time(length, rate)}


def _clip(**fields: object) -> dict[str, Any]:
    media = {"OTIO_SCHEMA": "ExternalReference.1", "name": "film", "target_url": "film.mov"}
    return {"OTIO_SCHEMA": "Clip.1", "name": "c", "media_reference": media} | fields


def _file(*children: object, **fields: object) -> bytes:
    track = {"OTIO_SCHEMA": "Track.1", "kind": "Video", "children": children}
    stack = {"OTIO_SCHEMA": "Stack.1", "children": [track]}
    return json.dumps({"OTIO_SCHEMA": "Timeline.1", "name": "t", "tracks": stack} | fields).encode()


@needs_shared
def test_the_edit_list_of_the_library_itself_is_read() -> None:
    found = read_otio((SHARED / "exchange" / "otio__simple_cut.otio").read_bytes())
    assert [(one.title, one.kind, one.begin, one.end) for one in found.marks] == [
        ("Clip-003", "Media-003", Fraction(0), Fraction(4, 24)),
        ("Clip-004", "Media-004", Fraction(0), Fraction(6, 24)),
        ("Clip-002", "Media-002", Fraction(2, 24), Fraction(8, 24)),
        ("Clip-001", "Media-001", Fraction(3, 24), Fraction(6, 24)),
    ]
    assert found.left_out == {}


def test_no_other_edit_list_lies_there_unread() -> None:
    assert [one.name for one in (SHARED / "exchange").glob("*.otio")] in ([], ["otio__simple_cut.otio"])


def test_times_are_those_of_the_media_from_its_first_frame() -> None:
    media = {"OTIO_SCHEMA": "ExternalReference.1", "name": "", "available_range": _range(86400, 2400)}
    marker = {"OTIO_SCHEMA": "Marker.2", "name": "smile", "comment": "both", "marked_range": _range(86448, 0)}
    clip = _clip(OTIO_SCHEMA="Clip.2", source_range=_range(86424, 48), markers=[marker])
    clip["media_references"] = {"DEFAULT_MEDIA": media}
    first, second = read_otio(_file(clip)).marks
    assert (first.begin, first.end, first.title) == (Fraction(1), Fraction(3), "c")
    assert (second.begin, second.end) == (Fraction(2), None)
    assert (second.title, second.note, second.kind) == ("smile", "both", "Marker")


@pytest.mark.parametrize(
    ("rate", "exact"),
    [
        (24, Fraction(24)),
        (29.97002997002997, Fraction(30000, 1001)),
        (23.976024, Fraction(24000, 1001)),
        (12.5, Fraction(25, 2)),
    ],
)
def test_a_rate_is_taken_for_what_it_is_meant_to_be(rate: float, exact: Fraction) -> None:
    (mark,) = read_otio(_file(_clip(source_range=_range(7, 10, rate)))).marks
    assert (mark.begin, mark.end) == (7 / exact, 17 / exact)


def test_the_first_version_of_a_marker_is_read() -> None:
    marker = {"OTIO_SCHEMA": "Marker.1", "name": "m", "range": _range(24, 24)}
    _, mark = read_otio(_file(_clip(source_range=_range(0, 48), markers=[marker]))).marks
    assert (mark.begin, mark.end) == (Fraction(1), Fraction(2))


def test_what_is_not_understood_is_counted() -> None:
    warp = {"OTIO_SCHEMA": "LinearTimeWarp.1", "name": "", "time_scalar": 2}
    title = _clip(media_reference={"OTIO_SCHEMA": "GeneratorReference.1", "name": "bars"}, source_range=_range(0, 9))
    found = read_otio(
        _file(
            _clip(source_range=_range(0, 48), effects=[warp]),
            {"OTIO_SCHEMA": "Transition.1", "name": ""},
            {"OTIO_SCHEMA": "Gap.1", "source_range": _range(0, 24), "markers": [{"OTIO_SCHEMA": "Marker.2"}]},
            _clip(),
            title,
        )
    )
    assert len(found.marks) == 1
    assert found.left_out == {"Clip": 1, "GeneratorReference": 1, "LinearTimeWarp": 1, "Marker": 1, "Transition": 1}


def test_clips_in_a_stack_in_a_track_are_found() -> None:
    inner = {"OTIO_SCHEMA": "Stack.1", "children": [_clip(source_range=_range(24, 24))]}
    assert read_otio(_file(inner)).marks[0].begin == 1


def _moved(document: dict[str, Any], begin: object) -> bytes:
    document["tracks"]["children"][0]["children"][0]["metadata"]["vigtool"]["begin"] = begin
    return json.dumps(document).encode()


@pytest.mark.parametrize("begin", ["1/0", "-3", "9" * 5000, "1e9", "nan", 7, None, ["1"], "\u0661"])
def test_a_place_in_the_film_that_is_none_is_passed_over(begin: object) -> None:
    document = json.loads(write_otio(SAMPLE, clips_of(SAMPLE)[:1]))
    assert read_otio(_moved(document, begin)).marks[0].begin == 0


def _with_range(**fields: object) -> bytes:
    return _file(_clip(source_range=_range(0, 24) | fields))


UNFIT: dict[str, tuple[Callable[[], bytes], Unfit]] = {
    "nothing": (lambda: b"", Unfit.NOT_THIS_FORMAT),
    "XML": (lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>', Unfit.NOT_THIS_FORMAT),
    "a list": (lambda: b"[]", Unfit.NOT_THIS_FORMAT),
    "other JSON": (lambda: b'{"name": "x"}', Unfit.NOT_THIS_FORMAT),
    "another schema": (lambda: b'{"OTIO_SCHEMA": "Box.1"}', Unfit.NOT_THIS_FORMAT),
    "a schema without version": (lambda: b'{"OTIO_SCHEMA": "Timeline"}', Unfit.NOT_THIS_FORMAT),
    "a version that is none": (lambda: b'{"OTIO_SCHEMA": "Timeline.x"}', Unfit.NOT_THIS_FORMAT),
    "a version of 5000 digits": (lambda: b'{"OTIO_SCHEMA": "Timeline.' + b"9" * 5000 + b'"}', Unfit.NOT_THIS_FORMAT),
    "a later version": (lambda: _file(_clip(OTIO_SCHEMA="Clip.3")), Unfit.NEWER),
    "torn": (lambda: write_otio(SAMPLE, clips_of(SAMPLE))[:-9], Unfit.NOT_THIS_FORMAT),
    "UTF-16": (lambda: _file().decode().encode("utf-16"), Unfit.NOT_TEXT),
    "Latin-1": (lambda: _file(name="@").replace(b"@", b"\xe4"), Unfit.NOT_TEXT),
    "NUL": (lambda: b"\0" * 100, Unfit.NOT_THIS_FORMAT),
    "half a pair": (lambda: b'{"OTIO_SCHEMA": "Timeline.1", "name": "\\ud800"}', Unfit.NOT_THIS_FORMAT),
    "not a number": (lambda: _file().replace(b'"t"', b"NaN"), Unfit.NOT_THIS_FORMAT),
    "beyond a double": (
        lambda: _with_range(duration=_time(1)).replace(b'"value": 1,', b'"value": 1e999,'),
        Unfit.NOT_THIS_FORMAT,
    ),
    "no rate": (lambda: _with_range(duration=_time(1, 0)), Unfit.BAD_TIME),
    "a negative rate": (lambda: _with_range(duration=_time(1, -24)), Unfit.BAD_TIME),
    "a huge rate": (lambda: _with_range(duration=_time(1, 1e300)), Unfit.BAD_TIME),
    "a tiny rate": (lambda: _with_range(duration=_time(1, 1e-300)), Unfit.BAD_TIME),
    "a huge time": (lambda: _with_range(start_time=_time(1e300)), Unfit.BAD_TIME),
    "before the first frame": (lambda: _with_range(start_time=_time(-1)), Unfit.BAD_TIME),
    "an end before its begin": (lambda: _with_range(duration=_time(-1)), Unfit.BAD_TIME),
    "clips without times": (lambda: _file(_clip()), Unfit.NO_TIMES),
    "deep lists": (lambda: b'{"OTIO_SCHEMA": "Timeline.1", "x": ' + b"[" * 1_000_000, Unfit.TOO_DEEP),
    "deep items": (lambda: b'{"OTIO_SCHEMA": "Timeline.1", "tracks": ' * 100_000, Unfit.TOO_DEEP),
    "100 MB": (lambda: b" " * (100 << 20), Unfit.TOO_LARGE),
    "one byte too many": (lambda: _file() + b" " * (MOST_BYTES + 1 - len(_file())), Unfit.TOO_LARGE),
    "millions of things": (lambda: b"[" + b"{}," * 3_000_000, Unfit.TOO_LARGE),
    "too many gaps": (lambda: _file(*[{"OTIO_SCHEMA": "Gap.1"}] * (2 * MOST_MARKS)), Unfit.TOO_LARGE),
    "too many markers": (
        lambda: _file(_clip(markers=[{"OTIO_SCHEMA": "Marker.2"}] * (2 * MOST_MARKS))),
        Unfit.TOO_LARGE,
    ),
    "too many effects": (lambda: _file(_clip(effects=[{"OTIO_SCHEMA": "A.1"}] * (2 * MOST_MARKS))), Unfit.TOO_LARGE),
    "too many marks": (lambda: _many(MOST_MARKS + 1), Unfit.TOO_LARGE),
}


def _many(count: int) -> bytes:
    clip = json.dumps(_clip(source_range=_range(0, 1))).encode()
    return _file("@").replace(b'"@"', b",".join([clip] * count))


@pytest.mark.parametrize(("make", "why"), UNFIT.values(), ids=UNFIT)
def test_a_file_that_is_unfit_is_refused_for_its_reason(make: Callable[[], bytes], why: Unfit) -> None:
    data = make()
    with pytest.raises(FileUnfit) as caught:
        read_otio(data)
    assert (caught.value.format, caught.value.why) == ("otio", why)


def test_a_byte_order_mark_and_signs_of_any_script_are_no_hindrance() -> None:
    name = "טוב 😀 \u202e"
    data = b"\xef\xbb\xbf" + _file(_clip(name=name, source_range=_range(0, 24)))
    assert read_otio(data).marks[0].title == name


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(FileUnfit):
        read_otio(data)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(
    st.dictionaries(st.sampled_from(["source_range", "markers", "effects", "metadata", "media_reference"]), _VALUES),
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_any_clip_is_read_or_refused(fields: dict[str, object], value: float, rate: float) -> None:
    data = _file(_clip(**({"source_range": _range(value, 1, rate)} | fields)))
    try:
        found = read_otio(data)
    except FileUnfit:
        return
    assert all(one.end is None or 0 <= one.begin < one.end for one in found.marks)
