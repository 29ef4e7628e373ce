"""Whatever is read as a manifest is one, or is refused by name; and it is never slow."""

import json
from collections.abc import Callable
from typing import Any, Final

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.sample_manifests import ABOUT, BODIES, NOTICE, RECEIPT, answer, handover, manifest
from vigtool.exchange.packages.errors import ManifestNewer, ManifestWrong
from vigtool.exchange.packages.manifest import LARGEST, Body, Kind, Manifest, read_manifest, to_bytes

KINDS: Final = dict(zip(Kind, BODIES, strict=True))
Plain = dict[str, Any]


def plain(body: Body) -> Plain:
    """A manifest as bare JSON values, in the order of its fields."""
    value: Plain = json.loads(to_bytes(manifest(body)))
    return value


def as_written(value: object) -> bytes:
    """Bare values as this program writes them."""
    return msgspec.json.encode(value)


@pytest.mark.parametrize(("kind", "body"), KINDS.items())
def test_a_manifest_comes_back_as_it_was_written(kind: Kind, body: Body) -> None:
    made = manifest(body)

    assert read_manifest(to_bytes(made)) == made
    assert made.kind is kind


@pytest.mark.parametrize("body", BODIES)
def test_every_field_has_to_be_there_and_no_other_may_be(body: Body) -> None:
    whole = plain(body)
    for holder in _objects(whole):
        for name in list(holder):
            kept = dict(holder)
            del holder[name]
            with pytest.raises(ManifestWrong):
                read_manifest(as_written(whole))
            holder.clear()
            holder.update(kept)
        holder["further"] = 1
        with pytest.raises(ManifestWrong):
            read_manifest(as_written(whole))
        del holder["further"]
    assert read_manifest(as_written(whole)) == manifest(body)


def _objects(value: object) -> list[Plain]:
    if isinstance(value, dict):
        return [value, *(found for inner in value.values() for found in _objects(inner))]
    return [found for inner in value for found in _objects(inner)] if isinstance(value, list) else []


def _handed(change: Callable[[Plain], None]) -> bytes:
    whole = plain(handover())
    change(whole)
    return as_written(whole)


LIES: Final[dict[str, Callable[[Plain], None]]] = {
    "a blob of nobody": lambda m: m["blobs"].append(m["blobs"][0]),
    "a film without a blob": lambda m: m["body"]["films"][0].update(blob=1),
    "no film": lambda m: m["body"].update(films=[], moments=[], consents=[]) or m.update(blobs=[]),
    "a moment of no film": lambda m: m["body"]["moments"][0].update(film=1),
    "a moment beyond its film": lambda m: m["body"]["moments"][0].update(stop=61),
    "an empty moment": lambda m: m["body"]["moments"][0].update(stop=10, key=10),
    "a key frame outside": lambda m: m["body"]["moments"][0].update(key=50),
    "a turn of a stranger": lambda m: m["body"]["moments"][0]["turns"][0].update(person="stranger0000"),
    "a turn without a frame": lambda m: m["body"]["moments"][0]["turns"][0].update(stop=10),
    "a turn beyond the film": lambda m: m["body"]["moments"][0]["turns"][0].update(stop=61),
    "a stranger in the picture": lambda m: m["body"]["moments"][0].update(people=["stranger0000"]),
    "a stranger's consent": lambda m: m["body"]["consents"][0].update(person="stranger0000"),
    "a moment twice": lambda m: m["body"]["moments"].append(m["body"]["moments"][0]),
    "a person twice": lambda m: m["body"]["people"].append(m["body"]["people"][0]),
    "two of one pseudonym": lambda m: m["body"]["people"][1].update(role="child"),
    "a film without a frame": lambda m: m["body"]["films"][0].update(stop=100) or m["body"].update(moments=[]),
    "a film of a negative frame": lambda m: m["body"]["films"][0].update(first=-1),
    "a handover about another": lambda m: m.update(about=ABOUT),
    "for nobody": lambda m: m.update(to=[]),
    "a name that is a path": lambda m: m.update(id="../../etc/pa"),
    "an id with a line end": lambda m: m.update(id="package00001\n"),
    "a text that steers a terminal": lambda m: m["body"].update(questions="\u001b[2J"),
    "a title without end": lambda m: m["body"]["moments"][0].update(title="a" * 1001),
    "a blob of 33 TiB": lambda m: m["blobs"][0].update(size=33 << 40),
    "a time of no place": lambda m: m.update(made_at="2026-11-02T09:30:00"),
    "a number that is a truth": lambda m: m["body"]["films"][0].update(blob=False),
    "a sender who looks like another": lambda m: m["sender"].update(name="Tr\u0430inee"),
    "another format": lambda m: m.update(format="vigtool-contact"),
    "a version of none": lambda m: m.update(version=0),
    "another kind": lambda m: m["body"].update(kind="answer"),
}


@pytest.mark.parametrize("change", LIES.values(), ids=LIES)
def test_a_manifest_that_lies_is_refused(change: Callable[[Plain], None]) -> None:
    with pytest.raises(ManifestWrong):
        read_manifest(_handed(change))


def test_as_many_things_as_the_limit_says() -> None:
    def many(whole: Plain) -> None:
        whole["body"]["films"] = whole["body"]["films"] * 201

    with pytest.raises(ManifestWrong) as caught:
        read_manifest(_handed(many))

    assert caught.value.place == "$.body.films"


def test_an_answer_stands_at_one_place_and_names_each_thing_once() -> None:
    changes: list[Callable[[Plain], None]] = [
        lambda b: b["comments"][0].update(frame=3),
        lambda b: b["comments"][1].update(blob=None),
        lambda b: b["comments"][1].update(id=b["comments"][0]["id"]),
        lambda b: b["moments"].append(b["moments"][0]),
    ]
    for change in changes:
        whole = plain(answer())
        change(whole["body"])
        with pytest.raises(ManifestWrong):
            read_manifest(as_written(whole))


@pytest.mark.parametrize("body", [answer(), NOTICE, RECEIPT])
def test_what_is_no_handover_belongs_to_one(body: Body) -> None:
    whole = plain(body) | {"about": None}

    with pytest.raises(ManifestWrong):
        read_manifest(as_written(whole))


def test_a_later_version_is_told_apart() -> None:
    with pytest.raises(ManifestNewer) as caught:
        read_manifest(as_written({"format": "vigtool-manifest", "version": 2, "what": ["ever"]}))

    assert caught.value.version == 2


def test_there_is_one_form_only() -> None:
    data = to_bytes(manifest(handover()))
    twice = data.replace(b'"questions":', b'"questions":"","questions":')

    for other in (data + b"\n", b" " + data, b"\xef\xbb\xbf" + data, twice, data.replace(b"Trainee", b"Tr\\u0061inee")):
        with pytest.raises(ManifestWrong):
            read_manifest(other)


def test_what_is_not_kept_is_not_told() -> None:
    with pytest.raises(ManifestWrong) as caught:
        read_manifest(_handed(lambda m: m["body"]["people"][0].update(role="Maija Meikalainen")))

    assert caught.value.place == "$.body.people[0].role"
    assert "Maija" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_what_breaks_a_rule_is_not_written() -> None:
    made = manifest(handover())
    half = msgspec.structs.replace(handover(), questions="\ud83d")
    bad = msgspec.structs.replace(made, to=())

    for one in (bad, msgspec.structs.replace(made, body=half)):
        with pytest.raises(ManifestWrong):
            to_bytes(one)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[" * LARGEST,
        b'{"format":' * (LARGEST // 10),
        b'{"format":"vigtool-manifest","version":1,"body":' + b"[" * 1_000_000,
        b'{"format":"vigtool-manifest","version":1,"further":' + b"[" * 200_000,
        b'{"format":"vigtool-manifest","version":' + b"9" * 1_000_000 + b"}",
        b'{"format":"vigtool-manifest","version":1,"to":[' + b'"a",' * 2_000_000 + b'"a"]}',
        b'"' + b"\\u0041" * 2_000_000 + b'"',
        b" " * LARGEST,
        b" " * (LARGEST + 1),
        b"\xff\xfe",
    ],
    ids=[
        "nothing",
        "deep",
        "deep names",
        "deep inside",
        "deep and small",
        "digits",
        "many",
        "escapes",
        "blanks",
        "too large",
        "no text",
    ],
)
def test_a_hostile_text_is_refused_at_once(data: bytes) -> None:
    with pytest.raises(ManifestWrong):
        read_manifest(data)


def _taken(data: bytes) -> Manifest | None:
    """What was read, None for a refusal; any other exception fails the test."""
    try:
        return read_manifest(data)
    except (ManifestWrong, ManifestNewer):
        return None


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert _taken(data) is None


VALUES: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150)
@given(st.data(), st.sampled_from(BODIES), VALUES)
def test_anything_in_the_place_of_anything(data: st.DataObject, body: Body, value: object) -> None:
    whole = plain(body)
    holder = data.draw(st.sampled_from(_objects(whole)))
    holder[data.draw(st.sampled_from(sorted(holder)))] = value
    text = json.dumps(whole, ensure_ascii=data.draw(st.booleans()), separators=(",", ":")).encode(errors="replace")

    read = _taken(text)

    if read is not None:
        assert to_bytes(read) == text


@settings(max_examples=150)
@given(st.data(), st.sampled_from(BODIES))
def test_any_byte_changed_cut_out_or_put_in(data: st.DataObject, body: Body) -> None:
    text = to_bytes(manifest(body))
    first = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(first, len(text)))
    changed = text[:first] + data.draw(st.binary(max_size=4)) + text[stop:]

    read = _taken(changed)

    if read is not None:
        assert to_bytes(read) == changed
