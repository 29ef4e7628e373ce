import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.safe_xml import MOST_DEPTH, MOST_ELEMENTS, MOST_XML_BYTES, Element, read_xml

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE a [<!ENTITY l0 "lol">{LAUGHS}]><a>&l9;</a>'.encode()
DECLARED = '<?xml version="1.0" encoding="{}"?><a>ä</a>'

UNFIT = {
    "deep": (b"<a>" * (MOST_DEPTH + 1) + b"</a>" * (MOST_DEPTH + 1), Unfit.TOO_DEEP),
    "deep-and-torn": (b"<a>" * 1_000_000, Unfit.TOO_DEEP),
    "many-elements": (b"<a>" + b"<b/>" * MOST_ELEMENTS + b"</a>", Unfit.TOO_LARGE),
    "many-bytes": (b"<a>" + b" " * MOST_XML_BYTES + b"</a>", Unfit.TOO_LARGE),
    "many-attributes": (b"<a " + b" ".join(b'b%d=""' % n for n in range(1_000_000)) + b"/>", Unfit.TOO_LARGE),
    "long-attribute": (b'<a b="' + b">" * 1_000_000 + b'"/>', Unfit.TOO_LARGE),
    "empty": (b"", Unfit.NOT_THIS_FORMAT),
    "words": (b"not at all", Unfit.NOT_THIS_FORMAT),
    "torn": (b"<a>", Unfit.NOT_THIS_FORMAT),
    "crossed": (b"<a></b>", Unfit.NOT_THIS_FORMAT),
    "two": (b"<a/><a/>", Unfit.NOT_THIS_FORMAT),
    "twice": (b'<a b="" b=""/>', Unfit.NOT_THIS_FORMAT),
    "nul-as-number": (b"<a>&#0;</a>", Unfit.NOT_THIS_FORMAT),
    "control": (b"<a>\x01</a>", Unfit.NOT_THIS_FORMAT),
    "nul": (b"<a>\0</a>", Unfit.NOT_TEXT),
    "latin-1": (b"<a>\xe4</a>", Unfit.NOT_TEXT),
    "picture": (b"\x89PNG\r\n\x1a\n", Unfit.NOT_TEXT),
}


def why(data: bytes) -> Unfit:
    with pytest.raises(FileUnfit) as raised:
        read_xml(data, "sample")
    assert raised.value.format == "sample"
    return raised.value.why


def test_an_element_holds_its_attributes_line_text_and_children() -> None:
    root = read_xml(b'<a>\n <b c="1">x<d/>y</b>\n <b/></a>', "sample")
    first, second = root.all("b")
    assert (root.name, first.get("c"), first.get("e", "?"), first.line, first.text) == ("a", "1", "?", 2, "xy")
    assert (second.line, [one.name for one in root.within()]) == (3, ["a", "b", "d", "b"])


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/"> %x;]><a/>',
        b"<!-- first -->\n<!DOCTYPE a><a/>",
        b"<a>&anything;</a>",
    ],
)
def test_document_types_and_entities_are_refused(data: bytes) -> None:
    assert why(data) is Unfit.ENTITIES


def test_a_document_type_far_into_a_file_is_refused_before_its_entities_are_met() -> None:
    assert why(b"<!--" + b" " * 1_000_000 + b"-->" + BOMB) is Unfit.TOO_LARGE
    assert why(b"<!-- -->\n" * 100_000 + BOMB) is Unfit.NOT_THIS_FORMAT


def test_the_five_entities_of_xml_and_numbers_are_read() -> None:
    assert read_xml(b'<a b="&#10;&quot;">&lt;&amp;&#x1f600;</a>', "sample") == Element(
        "a", {"b": '\n"'}, 1, text="<&\U0001f600"
    )


@pytest.mark.parametrize("sort", UNFIT)
def test_what_is_no_xml_or_too_much_of_it_is_refused(sort: str) -> None:
    data, reason = UNFIT[sort]
    assert why(data) is reason


def test_as_deep_and_as_much_as_is_allowed_is_read() -> None:
    assert len(list(read_xml(b"<a>" * MOST_DEPTH + b"</a>" * MOST_DEPTH, "sample").within())) == MOST_DEPTH
    assert len(read_xml(b"<a>" + b"<b/>" * (MOST_ELEMENTS - 1) + b"</a>", "sample").children) == MOST_ELEMENTS - 1


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "utf-8"), ("utf-16", "UTF-16")],
)
def test_the_encodings_of_xml_are_read(encoding: str, declared: str) -> None:
    assert read_xml(DECLARED.format(declared).encode(encoding), "sample").text == "ä"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "ISO-8859-1"),
        ("utf-8", "UTF-16"),
        ("utf-8", "utf-7"),
        ("utf-16", "UTF-8"),
        ("iso-8859-1", "ISO-8859-1"),
        ("iso-8859-1", "UTF-8"),
        ("utf-16-le", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_other_encodings_and_wrong_declarations_are_refused(encoding: str, declared: str) -> None:
    assert why(DECLARED.format(declared).encode(encoding)) is Unfit.NOT_TEXT


def test_the_line_of_a_fault_is_told() -> None:
    with pytest.raises(FileUnfit) as raised:
        read_xml(b"<a>\n<b>\n</a>", "sample")
    assert raised.value.line == 3


@given(st.binary(max_size=200), st.sampled_from((bytes, lambda data: b"<a>" + data + b"</a>")))
def test_any_bytes_are_read_or_refused(data: bytes, wrapped: Callable[[bytes], bytes]) -> None:
    try:
        told = read_xml(wrapped(data), "sample").name
    except FileUnfit as error:
        told = str(error)
    assert re.fullmatch(r"a|sample: [a-z-]+( in line \d+)?", told)
