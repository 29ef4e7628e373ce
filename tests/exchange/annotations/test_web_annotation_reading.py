import json
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.json_reading import MOST_MARKS
from vigtool.exchange.annotations.web_annotation_forms import fragment, stretch_of
from vigtool.exchange.annotations.web_annotation_reading import read_web_annotation

ANNO = "http://www.w3.org/ns/anno.jsonld"


def _annotation(target: object = "film.mp4#t=1,2", **fields: object) -> dict[str, object]:
    return {"type": "Annotation", "target": target} | fields


def _file(*items: object, **fields: object) -> bytes:
    page = {"@context": ANNO, "type": "AnnotationPage", "items": items}
    return json.dumps(page | fields).encode()


def _selected(*selectors: object) -> bytes:
    return _file(_annotation({"source": "film.mp4", "selector": list(selectors)}))


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        ("t=1,2", 1, 2),
        ("t=1.5,2.25", Fraction(3, 2), Fraction(9, 4)),
        ("t=npt:10,20", 10, 20),
        ("t=,20", 0, 20),
        ("t=10", 10, None),
        ("t=npt%3A10%2C20", 10, 20),
        ("t=0:02:00,121.5", 120, Fraction(243, 2)),
        ("t=02:00,02:01.", 120, 121),
        ("xywh=1,2,3,4&t=1,2", 1, 2),
        ("t=9,10&t=1,2", 1, 2),
    ],
)
def test_times_are_read_in_all_forms_of_normal_play_time(value: str, begin: Fraction, end: Fraction | None) -> None:
    (mark,) = read_web_annotation(_selected({"type": "FragmentSelector", "value": value})).marks
    assert (mark.begin, mark.end) == (begin, end)


@pytest.mark.parametrize("value", ["xywh=1,2,3,4", "", "t=smpte:00:00:01,", "t=clock:2009-07-26T11:19:01Z,", "track=a"])
def test_what_is_no_play_time_is_left_out(value: str) -> None:
    data = _file(_annotation(), _annotation(f"film.mp4#{value}"))
    found = read_web_annotation(data)
    assert (len(found.marks), found.left_out) == (1, {"Annotation": 1})


@given(st.integers(0, 10**13), st.integers(1, 10**10))
def test_what_is_written_as_a_fragment_is_read_as_it_was(begin: int, length: int) -> None:
    stretch = stretch_of(fragment(begin, begin + length))
    assert stretch == (Fraction(begin, 10**6), Fraction(begin + length, 10**6))


def test_one_annotation_a_list_a_page_and_a_collection_are_read() -> None:
    one = _annotation() | {"@context": ANNO}
    page = {"type": "AnnotationPage", "items": [_annotation()]}
    whole = {"@context": [ANNO, "http://example.org/more"], "type": "AnnotationCollection", "first": page}
    for document in (one, [one], page | {"@context": "https" + ANNO[4:]}, whole):
        assert len(read_web_annotation(json.dumps(document).encode()).marks) == 1


def test_pages_elsewhere_are_told_and_never_fetched() -> None:
    first = {"@context": ANNO, "type": "AnnotationCollection", "first": "http://example.org/page1"}
    assert read_web_annotation(json.dumps(first).encode()).left_out == {"first": 1}
    assert read_web_annotation(_file(_annotation(), next="http://example.org/page2")).left_out == {"next": 1}


def test_bodies_go_where_their_purpose_says() -> None:
    bodies = [
        "A bare text",
        {"type": "TextualBody", "value": "They smile", "purpose": "commenting"},
        {"type": "TextualBody", "value": "Smile", "purpose": "describing"},
        {"type": "TextualBody", "value": "joy", "purpose": "tagging"},
        {"type": "TextualBody", "value": "child", "purpose": "tagging"},
        {"type": "TextualBody", "value": "Why?", "purpose": "questioning"},
        {"source": {"type": "Person", "name": "Child 1"}, "purpose": "identifying"},
        {"id": "http://example.org/picture.png", "type": "Image"},
    ]
    found = read_web_annotation(_file(_annotation(body=bodies)))
    (mark,) = found.marks
    assert (mark.title, mark.note, mark.kind, mark.person) == ("Smile", "A bare text\nThey smile", "joy", "Child 1")
    assert found.left_out == {"body": 1, "questioning": 1, "tagging": 1}


def test_an_annotation_of_two_stretches_makes_two_marks_and_other_selectors_are_counted() -> None:
    found = read_web_annotation(
        _file(_annotation(["film.mp4#t=5", {"id": "film.mp4#t=3,4"}], bodyValue="x"), _annotation("film.mp4#t=1,2"))
    )
    assert [(one.begin, one.end, one.note) for one in found.marks] == [
        (Fraction(1), Fraction(2), ""),
        (Fraction(3), Fraction(4), "x"),
        (Fraction(5), None, "x"),
    ]
    part = {"type": "FragmentSelector", "value": "t=1,2"}
    assert read_web_annotation(_selected(part, {"type": "SvgSelector", "value": "<svg/>"})).left_out == {
        "SvgSelector": 1
    }


def test_a_key_frame_of_no_annotation_here_stands_alone() -> None:
    bodies = [
        {"value": "key", "purpose": "identifying"},
        {"type": "SpecificResource", "source": "urn:uuid:0", "purpose": "linking"},
    ]
    (mark,) = read_web_annotation(_file(_annotation(body=bodies))).marks
    assert (mark.begin, mark.end, mark.kind, mark.key) == (Fraction(1), None, "key", None)


def _time(value: str) -> bytes:
    return _selected({"type": "FragmentSelector", "value": value})


def _many(count: int) -> bytes:
    return json.dumps([_annotation() | {"@context": ANNO}] * count).encode()


UNFIT: dict[str, tuple[Callable[[], bytes], Unfit]] = {
    "nothing": (lambda: b"", Unfit.NOT_THIS_FORMAT),
    "XML": (lambda: b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>', Unfit.NOT_THIS_FORMAT),
    "a text": (lambda: b'"x"', Unfit.NOT_THIS_FORMAT),
    "no context": (lambda: json.dumps(_annotation()).encode(), Unfit.NOT_THIS_FORMAT),
    "another context": (lambda: _file(**{"@context": "http://schema.org"}), Unfit.NOT_THIS_FORMAT),
    "a context that is none": (lambda: _file(**{"@context": 7}), Unfit.NOT_THIS_FORMAT),
    "another type": (lambda: _file(type="Image"), Unfit.NOT_THIS_FORMAT),
    "torn": (lambda: _file(_annotation())[:-3], Unfit.NOT_THIS_FORMAT),
    "UTF-16": (lambda: _file().decode().encode("utf-16"), Unfit.NOT_TEXT),
    "Latin-1": (lambda: _file(label="@").replace(b"@", b"\xe4"), Unfit.NOT_TEXT),
    "NUL": (lambda: b"\0" * 9, Unfit.NOT_THIS_FORMAT),
    "an end before its begin": (lambda: _time("t=2,1"), Unfit.BAD_TIME),
    "no length": (lambda: _time("t=2,2"), Unfit.BAD_TIME),
    "a negative time": (lambda: _time("t=-1,2"), Unfit.BAD_TIME),
    "no time": (lambda: _time("t="), Unfit.BAD_TIME),
    "a word": (lambda: _time("t=one,two"), Unfit.BAD_TIME),
    "digits of another script": (lambda: _time("t=\u0661,\u0662"), Unfit.BAD_TIME),
    "a huge number": (lambda: _time("t=0," + "9" * 4000), Unfit.BAD_TIME),
    "seventy seconds": (lambda: _time("t=0:70,0:80"), Unfit.BAD_TIME),
    "no time anywhere": (lambda: _file(_annotation("page.html")), Unfit.NO_TIMES),
    "deep": (lambda: b'{"@context": ' + b"[" * 1_000_000, Unfit.TOO_DEEP),
    "100 MB": (lambda: b" " * (100 << 20), Unfit.TOO_LARGE),
    "millions of things": (lambda: b"[" + b"{}," * 3_000_000, Unfit.TOO_LARGE),
    "a huge fragment": (lambda: _time("t=1,2" + "&" * 5000), Unfit.NO_TIMES),
    "too many targets": (lambda: _file(_annotation(["a#t=1"] * 200_000)), Unfit.TOO_LARGE),
    "too many selectors": (lambda: _selected(*[{"type": "SvgSelector"}] * 200_000), Unfit.TOO_LARGE),
    "too many bodies": (lambda: _file(_annotation(body=["x"] * 200_000)), Unfit.TOO_LARGE),
    "too many without a time": (lambda: _file(*[{}] * 200_000), Unfit.TOO_LARGE),
    "too many in a list": (lambda: _many(200_000), Unfit.TOO_LARGE),
    "too many marks": (lambda: _file(*[_annotation()] * (MOST_MARKS + 1)), Unfit.TOO_LARGE),
}


@pytest.mark.parametrize(("make", "why"), UNFIT.values(), ids=UNFIT)
def test_a_file_that_is_unfit_is_refused_for_its_reason(make: Callable[[], bytes], why: Unfit) -> None:
    data = make()
    with pytest.raises(FileUnfit) as caught:
        read_web_annotation(data)
    assert (caught.value.format, caught.value.why) == ("web-annotation", why)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["x#t=1,2", "t=1", ANNO, "Annotation", "commenting"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "value", "purpose", "source", "selector", "id", "name", "target"]),
            inner,
            max_size=4,
        )
    ),
)


@given(st.dictionaries(st.sampled_from(["body", "target", "id", "bodyValue", "type", "first", "items"]), _VALUES))
def test_any_annotation_is_read_or_refused(fields: dict[str, object]) -> None:
    for data in (_file(_annotation() | fields), _file(**fields), _file(type="AnnotationCollection", first=fields)):
        try:
            found = read_web_annotation(data)
        except FileUnfit:
            continue
        assert all(one.end is None or 0 <= one.begin < one.end for one in found.marks)


@given(st.binary(max_size=100))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(FileUnfit):
        read_web_annotation(data)
