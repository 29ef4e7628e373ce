from collections import Counter
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.annotations.elan_oracles import aligned_in, counts_in, opened_by_pympi
from tests.exchange.annotations.sample_films import FIRST, LATE, SAMPLE
from tests.shared_material import SHARED, needs_shared
from vigtool.exchange.annotations.elan_left_out import UNKNOWN
from vigtool.exchange.annotations.elan_reading import read_elan
from vigtool.exchange.annotations.elan_writing import write_elan
from vigtool.exchange.annotations.errors import MOST_BYTES, FileUnfit, Unfit
from vigtool.exchange.annotations.marked_film import FoundMark
from vigtool.exchange.errors import UnknownLanguage

TYPES = (
    '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="plain" CONTROLLED_VOCABULARY_REF="words"/>'
    '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="time" CONSTRAINTS="Time_Subdivision"/>'
    '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="even" CONSTRAINTS="Symbolic_Subdivision"/>'
    '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="one" CONSTRAINTS="Symbolic_Association"/>'
)
WORDS = (
    '<CONTROLLED_VOCABULARY CV_ID="words"><CV_ENTRY_ML CVE_ID="w1"><CVE_VALUE LANG_REF="eng">smile</CVE_VALUE>'
    '<CVE_VALUE LANG_REF="fi">hymy</CVE_VALUE><CVE_VALUE LANG_REF="swe"></CVE_VALUE></CV_ENTRY_ML>'
    "</CONTROLLED_VOCABULARY>"
)
LONG_AGO = '<TIER TIER_ID="T" LINGUISTIC_TYPE_REF="plain" PARTICIPANT="Anna">{}</TIER>'


def eaf(slots: str, tiers: str, rest: str = "", root: str = 'FORMAT="3.0"', header: str = "") -> bytes:
    """A file with time slots ``"a=100 b c=200"``, of which b has no value."""
    order = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="{id_}"' + (f' TIME_VALUE="{value}"/>' if value else "/>")
        for id_, _, value in (slot.partition("=") for slot in slots.split())
    )
    return (
        f"<ANNOTATION_DOCUMENT {root}><HEADER {header}/><TIME_ORDER>{order}</TIME_ORDER>{tiers}"
        f"{TYPES}{WORDS}{rest}</ANNOTATION_DOCUMENT>"
    ).encode()


def tier(type_: str, *annotations: str, parent: str = "", name: str = "") -> str:
    above = f'PARENT_REF="{parent}"' if parent else ""
    inner = "".join(f"<ANNOTATION>{one}</ANNOTATION>" for one in annotations)
    return f'<TIER TIER_ID="{name or type_}" LINGUISTIC_TYPE_REF="{type_}" {above}>{inner}</TIER>'


def aligned(id_: str, begin: str, end: str, more: str = "") -> str:
    return (
        f'<ALIGNABLE_ANNOTATION ANNOTATION_ID="{id_}" TIME_SLOT_REF1="{begin}" TIME_SLOT_REF2="{end}" {more}>'
        f"<ANNOTATION_VALUE>{id_}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>"
    )


def referring(id_: str, parent: str, previous: str = "") -> str:
    before = f'PREVIOUS_ANNOTATION="{previous}"' if previous else ""
    return (
        f'<REF_ANNOTATION ANNOTATION_ID="{id_}" ANNOTATION_REF="{parent}" {before}>'
        f"<ANNOTATION_VALUE>{id_}</ANNOTATION_VALUE></REF_ANNOTATION>"
    )


def times(data: bytes) -> dict[str, tuple[int, int | None]]:
    """Begin and end of the marks in milliseconds, by their words."""
    found = read_elan(data).marks
    assert list(found) == sorted(found, key=lambda one: one.begin)
    return {
        one.title: (int(one.begin * 1000), None if one.end is None else int(one.end * 1000))
        for one in read_elan(data).marks
    }


def unfit(data: bytes) -> Unfit:
    with pytest.raises(FileUnfit) as raised:
        read_elan(data)
    return raised.value.why


ROOT = tier("plain", aligned("r", "a", "z"))


OTHERS: dict[str, tuple[int, dict[str, int]]] = {
    "pympi__sample_3.0": (8778, {"EXT_REF": 12, "LANG_REF": 4, "LICENSE": 1, "LINKED_FILE_DESCRIPTOR": 2}),
    "child__example": (712, {"CVE_REF": 54, "EXT_REF": 4}),
    "poio__turkish": (340, {"EXT_REF": 4}),
    "speach__test": (43, {}),
    "speach__blank": (0, {}),
    "own__writer_prototype": (3, {}),
}


@needs_shared
@pytest.mark.parametrize("name", OTHERS)
def test_files_of_others_are_read(name: str) -> None:
    found = read_elan((SHARED / "exchange" / f"{name}.eaf").read_bytes())
    assert (len(found.marks), found.left_out) == OTHERS[name]


@needs_shared
def test_no_file_of_others_is_forgotten() -> None:
    assert {path.stem for path in (SHARED / "exchange").glob("*.eaf")} == set(OTHERS)


@needs_shared
@pytest.mark.parametrize("name", ["child__basic.etf", "child__basic.pfsx"])
def test_templates_and_preferences_are_another_format(name: str) -> None:
    assert unfit((SHARED / "exchange" / name).read_bytes()) is Unfit.NOT_THIS_FORMAT


@needs_shared
@pytest.mark.parametrize("name", OTHERS)
def test_pympi_finds_the_same(name: str, tmp_path: Path) -> None:
    data = (SHARED / "exchange" / f"{name}.eaf").read_bytes()
    opened = opened_by_pympi(data, tmp_path)
    marks = read_elan(data).marks
    ours = Counter(
        (one.kind, int(one.begin * 1000), int((one.begin if one.end is None else one.end) * 1000), one.title)
        for one in marks
    )
    assert not aligned_in(opened) - ours
    assert Counter(one.kind for one in marks) == +counts_in(opened)


@needs_shared
def test_every_part_of_a_divided_annotation_lies_in_it() -> None:
    marks = read_elan((SHARED / "exchange" / "pympi__sample_3.0.eaf").read_bytes()).marks
    whole = sorted((one.begin, one.end) for one in marks if one.kind == "text")
    for kind in ("words-timesub", "words-symsub"):
        parts = sorted((one.begin, one.end) for one in marks if one.kind == kind)
        assert len(parts) > len(whole)
        assert {one[0] for one in whole} <= {one[0] for one in parts}
        assert {one[1] for one in whole} <= {one[1] for one in parts}
        assert all(first[1] is not None and first[1] <= second[0] for first, second in pairwise(parts))


def test_a_mark_says_its_tier_and_person() -> None:
    data = eaf("a=40 b=80", LONG_AGO.format(f"<ANNOTATION>{aligned('x', 'a', 'b')}</ANNOTATION>"))
    assert read_elan(data).marks == (FoundMark(Fraction(1, 25), Fraction(2, 25), "x", kind="T", person="Anna"),)


def test_slots_without_value_share_the_time_evenly_in_whole_milliseconds() -> None:
    parts = tier("time", aligned("x", "a", "b"), aligned("y", "b", "c"), aligned("z", "c", "z"), parent="plain")
    assert times(eaf("a=100 b c z=200", ROOT + parts)) == {
        "r": (100, 200),
        "x": (100, 133),
        "y": (133, 166),
        "z": (166, 200),
    }


def test_parts_of_parts_share_the_time_of_their_parent() -> None:
    parts = tier("time", aligned("x", "a", "b"), aligned("y", "b", "z"), parent="plain")
    finer = tier("time", aligned("u", "a", "c"), aligned("v", "c", "b"), parent="time", name="finer")
    assert times(eaf("a=0 b c z=100", finer + parts + ROOT)) == {
        "r": (0, 100),
        "x": (0, 50),
        "y": (50, 100),
        "u": (0, 25),
        "v": (25, 50),
    }


def test_an_aligned_slot_between_divides_the_shares() -> None:
    parts = tier("time", *(aligned(one, *one) for one in ("ab", "bc", "cd", "dz")), parent="plain")
    assert times(eaf("a=0 b c=80 d z=100", ROOT + parts)) == {
        "r": (0, 100),
        "ab": (0, 40),
        "bc": (40, 80),
        "cd": (80, 90),
        "dz": (90, 100),
    }


def test_annotations_that_refer_have_their_parents_time_or_a_share_of_it() -> None:
    one = tier("one", referring("n", "r"), parent="plain")
    even = tier("even", referring("z", "r", "y"), referring("x", "r"), referring("y", "r", "x"), parent="plain")
    below = tier("one", referring("m", "y"), parent="even", name="below")
    assert times(eaf("a=100 z=200", below + even + one + ROOT)) == {
        "r": (100, 200),
        "n": (100, 200),
        "x": (100, 133),
        "y": (133, 166),
        "z": (166, 200),
        "m": (133, 166),
    }


def test_a_chain_under_two_annotations_shares_the_time_of_both() -> None:
    whole = tier("plain", aligned("r", "a", "b"), aligned("s", "b", "z"))
    even = tier("even", referring("x", "r"), referring("y", "s", "x"), parent="plain")
    assert times(eaf("a=0 b=20 z=100", whole + even)) == {"r": (0, 20), "s": (20, 100), "x": (0, 50), "y": (50, 100)}


def test_what_has_no_time_is_counted() -> None:
    parts = tier("plain", aligned("x", "b", "c"), aligned("y", "a", "b"), name="lost")
    found = read_elan(eaf("a=0 b c z=100", ROOT + parts + tier("one", referring("n", "x"), parent="lost")))
    assert [one.title for one in found.marks] == ["r"]
    assert found.left_out == {"TIME_SLOT": 3}


def test_a_file_without_any_time_is_refused() -> None:
    assert unfit(eaf("a z", ROOT)) is Unfit.NO_TIMES


def test_a_mark_without_length_is_a_point() -> None:
    assert times(eaf("a=7 z=7", ROOT)) == {"r": (7, None)}


@pytest.mark.parametrize(
    ("units", "end"),
    [("milliseconds", Fraction(1, 10)), ("PAL-frames", Fraction(4)), ("NTSC-frames", Fraction(1001, 300))],
)
def test_times_may_be_in_frames(units: str, end: Fraction) -> None:
    (mark,) = read_elan(eaf("a=0 z=100", ROOT, header=f'TIME_UNITS="{units}"')).marks
    assert mark.end == end


def test_values_come_out_of_the_vocabulary_in_the_language_that_is_asked_for() -> None:
    entry = tier("plain", aligned("r", "a", "z", 'CVE_REF="w1"'))
    titles = {each: read_elan(eaf("a=0 z=9", entry), each).marks[0].title for each in (None, "fi", "sv", "en")}
    assert titles == {None: "r", "fi": "hymy", "sv": "r", "en": "smile"}
    assert read_elan(eaf("a=0 z=9", entry)).left_out == {}
    with pytest.raises(UnknownLanguage):
        read_elan(eaf("a=0 z=9", entry), "no")


def test_what_is_not_understood_is_counted() -> None:
    annotated = aligned("r", "a", "z", 'CVE_REF="w9" EXT_REF="e" SVG_REF="s" LANG_REF="eng"')
    rest = (
        '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="l" LEXICON_REF="x" EXT_REF="e"/><LEXICON_REF LEX_REF_ID="x"/>'
        '<REF_LINK_SET LINK_SET_ID="s"><CROSS_REF_LINK/><GROUP_REF_LINK/><GROUP_REF_LINK/></REF_LINK_SET>'
        '<EXTERNAL_REF EXT_REF_ID="e"/><Anna/><HEADER><MEDIA_DESCRIPTOR TIME_ORIGIN="40"/><MEDIA_DESCRIPTOR/></HEADER>'
    )
    assert read_elan(eaf("a=0 z=9", tier("plain", annotated), rest)).left_out == {
        "CROSS_REF_LINK": 1,
        "CVE_REF": 1,
        "EXT_REF": 2,
        "GROUP_REF_LINK": 2,
        "LANG_REF": 1,
        "LEXICON_REF": 2,
        "SVG_REF": 1,
        "TIME_ORIGIN": 1,
        UNKNOWN: 1,
    }


@pytest.mark.parametrize(
    ("root", "reason"),
    [
        ('FORMAT="3.1"', Unfit.NEWER),
        ('FORMAT="10.0"', Unfit.NEWER),
        ('FORMAT="1.4"', Unfit.NOT_THIS_FORMAT),
        ('FORMAT="three"', Unfit.NOT_THIS_FORMAT),
        ('FORMAT="\uff13.0"', Unfit.NOT_THIS_FORMAT),
    ],
)
def test_other_versions_are_refused(root: str, reason: Unfit) -> None:
    assert unfit(eaf("a=0 z=9", ROOT, root=root)) is reason


@pytest.mark.parametrize("root", ["", 'FORMAT="2.7"', 'FORMAT="2.8"', 'VERSION="2.6"'])
def test_older_versions_are_read(root: str) -> None:
    assert times(eaf("a=0 z=9", ROOT, root=root)) == {"r": (0, 9)}


@pytest.mark.parametrize("value", ["-1", "1.5", "1e3", "x", "4294967296", "9" * 50_000, "٣", "0x10", " "])
def test_a_time_that_is_none_is_refused(value: str) -> None:
    assert unfit(eaf("a=0 z=9", ROOT).replace(b'"9"', f'"{value}"'.encode())) is Unfit.BAD_TIME


@pytest.mark.parametrize(("value", "time"), [("4294967295", 4294967295), ("+010", 10), (" 12\n", 12), ("0", None)])
def test_a_time_may_be_anything_that_the_schema_takes(value: str, time: int | None) -> None:
    assert times(eaf("a=0 z=9", ROOT).replace(b'"9"', f'"{value}"'.encode())) == {"r": (0, time)}


TORN = {
    "end before begin": (eaf("a=9 z=0", ROOT), Unfit.BAD_TIME),
    "parts of a negative time": (
        eaf("a=9 b z=0", tier("time", aligned("x", "a", "b"), aligned("y", "b", "z"))),
        Unfit.BAD_TIME,
    ),
    "no such slot": (eaf("a=9", ROOT), Unfit.NOT_THIS_FORMAT),
    "a slot twice": (eaf("a=0 z=9 a=5", ROOT), Unfit.NOT_THIS_FORMAT),
    "an annotation twice": (eaf("a=0 z=9", tier("plain", aligned("r", "a", "z") * 2)), Unfit.NOT_THIS_FORMAT),
    "no id": (eaf("a=0 z=9", tier("plain", aligned("", "a", "z"))), Unfit.NOT_THIS_FORMAT),
    "no such parent tier": (eaf("a=0 z=9", ROOT + tier("one", parent="gone")), Unfit.NOT_THIS_FORMAT),
    "tiers in a ring": (
        eaf("a=0 z=9", ROOT + tier("one", parent="even", name="one") + tier("even", parent="one", name="even")),
        Unfit.NOT_THIS_FORMAT,
    ),
    "no such parent": (eaf("a=0 z=9", ROOT + tier("one", referring("n", "gone"))), Unfit.NOT_THIS_FORMAT),
    "its own parent": (eaf("a=0 z=9", ROOT + tier("one", referring("n", "n"))), Unfit.NOT_THIS_FORMAT),
    "no such previous": (eaf("a=0 z=9", ROOT + tier("even", referring("n", "r", "gone"))), Unfit.NOT_THIS_FORMAT),
    "previous in a ring": (
        eaf("a=0 z=9", ROOT + tier("even", referring("n", "r", "m"), referring("m", "r", "n"))),
        Unfit.NOT_THIS_FORMAT,
    ),
    "two after one": (
        eaf("a=0 z=9", ROOT + tier("even", referring("l", "r"), referring("m", "r", "l"), referring("n", "r", "l"))),
        Unfit.NOT_THIS_FORMAT,
    ),
    "another root": (b"<preferences/>", Unfit.NOT_THIS_FORMAT),
    "a vocabulary": (b"<CV_RESOURCE/>", Unfit.NOT_THIS_FORMAT),
    "no header": (b"<ANNOTATION_DOCUMENT/>", Unfit.NOT_THIS_FORMAT),
    "unknown units": (eaf("a=0 z=9", ROOT, header='TIME_UNITS="hours"'), Unfit.NOT_THIS_FORMAT),
    "a document type": (b"<!DOCTYPE ANNOTATION_DOCUMENT>" + eaf("a=0 z=9", ROOT), Unfit.ENTITIES),
    "nothing": (b"", Unfit.NOT_THIS_FORMAT),
    "a hundred megabytes": (b" " * (MOST_BYTES + 1), Unfit.TOO_LARGE),
}


@pytest.mark.parametrize("sort", TORN)
def test_what_is_torn_or_hostile_is_refused(sort: str) -> None:
    data, reason = TORN[sort]
    assert unfit(data) is reason


def test_slots_in_a_ring_have_no_time() -> None:
    ring = tier("time", aligned("x", "a", "b"), aligned("y", "b", "c"), aligned("z", "c", "b"))
    found = read_elan(eaf("a=0 b c z=9", ROOT + ring))
    assert [one.title for one in found.marks] == ["r"]
    assert found.left_out == {"TIME_SLOT": 3}


def test_the_line_of_a_fault_is_told() -> None:
    with pytest.raises(FileUnfit) as raised:
        read_elan(eaf("a=0 z=-9", ROOT).replace(b"<TIME_SLOT", b"\n<TIME_SLOT"))
    assert raised.value.line == 3


def test_a_second_key_frame_or_note_stays_a_mark() -> None:
    written = write_elan(SAMPLE)
    doubled = written.replace(
        b'TIER_ID="Questions" LINGUISTIC_TYPE_REF="vigtool question"', b'TIER_ID="Q" LINGUISTIC_TYPE_REF="vigtool note"'
    )
    found = read_elan(doubled).marks
    assert [one.note for one in found if one.title == FIRST.title] == [FIRST.note]
    assert [one.title for one in found if one.kind == "Q"] == [FIRST.question]


def test_only_the_first_key_frame_of_a_moment_joins_it() -> None:
    whole = tier("vigtool moment", aligned("m", "a", "z"))
    keys = tier("vigtool key frame", aligned("j", "b", "c"), aligned("k", "c", "z"), parent="vigtool moment")
    found = read_elan(eaf("a=0 b=10 c=20 z=100", whole + keys)).marks
    assert [(one.title, one.key) for one in found] == [("m", Fraction(1, 100)), ("k", None)]


def test_a_key_frame_outside_every_moment_stays_a_mark() -> None:
    moved = (
        write_elan(SAMPLE).replace(b'TIME_VALUE="3726000"', b'TIME_VALUE="3729000"').replace(b'"3726033"', b'"3729033"')
    )
    found = read_elan(moved).marks
    assert [one.key for one in found if one.title == LATE.title] == [None]
    assert [one.begin for one in found if one.kind == "Key frames"] == [3729]


@settings(deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    written = bytearray(write_elan(SAMPLE))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(written) - 1))
        written[place : place + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=5))
    try:
        told = len(read_elan(bytes(written)).marks)
    except FileUnfit as error:
        told = len(error.why)
    assert told > 0
