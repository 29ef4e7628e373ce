"""TextGrids of Praat, ELAN and others read, in their long and short forms, and what is none refused."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_material import SHARED, needs_shared
from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.json_reading import MOST_MARKS
from vigtool.exchange.annotations.marked_film import FoundMark
from vigtool.exchange.annotations.textgrid_reading import MOST_TEXTGRID_BYTES, read_textgrid

HEAD = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n'
SHORT = (
    f'{HEAD}0\n4.5\n<exists>\n2\n"IntervalTier"\n"child ""A"""\n0\n4.5\n3\n0\n1.25\n""\n'
    '1.25\n2\n"ä ""x""\nsecond line"\n2\n4.5\n"3"\n! a comment "with" 1\n"TextTier"\n""\n0\n4.5\n1\n0.1\n"point"\n'
)
MARKS = (
    FoundMark(Fraction(1, 10), None, "point"),
    FoundMark(Fraction(5, 4), Fraction(2), 'ä "x"', "second line", 'child "A"'),
    FoundMark(Fraction(2), Fraction(9, 2), "3", "", 'child "A"'),
)


def _unfit(data: bytes) -> Unfit:
    with pytest.raises(FileUnfit) as caught:
        read_textgrid(data)
    assert caught.value.format == "textgrid"
    return caught.value.why


def _tier(times: str) -> bytes:
    return f'{HEAD}0 9 <exists> 1 "IntervalTier" "t" 0 9 1 {times} "x"'.encode()


@needs_shared
@pytest.mark.parametrize(
    ("name", "count", "empty"),
    [
        ("tg__long_format.TextGrid", 152, 1),
        ("praatio__bobby_words_with_newlines_longfile_elan.TextGrid", 9, 4),
        ("praatio__all_tiers_have_the_same_name.TextGrid", 3, 6),
    ],
)
def test_files_of_others_are_read(name: str, count: int, empty: int) -> None:
    found = read_textgrid((SHARED / "exchange" / name).read_bytes())
    assert len(found.marks) == count
    assert found.left_out == {"empty intervals": empty}


@needs_shared
def test_texts_of_several_lines_and_doubled_quotes_are_read() -> None:
    path = SHARED / "exchange" / "praatio__bobby_words_with_newlines_longfile_elan.TextGrid"
    found = read_textgrid(path.read_bytes()).marks
    begin, end = Fraction("0.06469123242311078"), Fraction("0.41156462585")
    assert FoundMark(begin, end, '"""BOBBY"""', "Noun", '"word"') in found
    assert FoundMark(Fraction("0.23290458517889742"), None, "133", "p1") in found


@needs_shared
def test_files_of_other_kinds_are_refused() -> None:
    for path in sorted((SHARED / "exchange").iterdir()):
        if path.suffix != ".TextGrid":
            assert _unfit(path.read_bytes()) in {Unfit.NOT_THIS_FORMAT, Unfit.NOT_TEXT}, path.name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_short_form_is_read_in_all_encodings_of_praat(encoding: str) -> None:
    found = read_textgrid(SHORT.replace("\n", "\r\n").encode(encoding))
    assert found.marks == MARKS
    assert found.left_out == {"empty intervals": 1}


def test_a_grid_without_tiers_has_no_marks() -> None:
    assert read_textgrid(f"{HEAD}0\n1\n<absent>\n".encode()).marks == ()
    assert read_textgrid(f"{HEAD}0 1 <exists> 0".encode()).marks == ()


@pytest.mark.parametrize("times", ["2 1", "-1 1", "1 1e999999999", "1 1e-99999999", "1 1.2.3", f"1 {'9' * 5000}"])
def test_a_wrong_time_is_refused(times: str) -> None:
    assert read_textgrid(_tier("1 2")).marks == (FoundMark(Fraction(1), Fraction(2), "x", "", "t"),)
    assert _unfit(_tier(times)) is Unfit.BAD_TIME


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Unfit.NOT_THIS_FORMAT),
        (HEAD.replace("TextGrid", "Sound").encode(), Unfit.NOT_THIS_FORMAT),
        (SHORT[:-4].encode(), Unfit.NOT_THIS_FORMAT),
        (SHORT.replace("TextTier", "OtherTier").encode(), Unfit.NOT_THIS_FORMAT),
        (_tier("1"), Unfit.NOT_THIS_FORMAT),
        (f"{HEAD}0 1 <exists> -1".encode(), Unfit.NOT_THIS_FORMAT),
        (SHORT.encode("latin-1"), Unfit.NOT_TEXT),
        (b"\xff\xfe\x00", Unfit.NOT_TEXT),
        (b"\xff\xfe\x00\xd8\x00\xd8", Unfit.NOT_TEXT),
        (b"ooBinaryFile\x08TextGrid\0", Unfit.NOT_TEXT),
        (f"{HEAD}0 1 <exists> 999999999999".encode(), Unfit.TOO_LARGE),
        (b'"' * (4 * MOST_MARKS + 1), Unfit.TOO_LARGE),
        (b" " * (MOST_TEXTGRID_BYTES + 1), Unfit.TOO_LARGE),
    ],
)
def test_what_is_no_textgrid_is_refused(data: bytes, why: Unfit) -> None:
    assert _unfit(data) is why


@given(st.binary(max_size=100))
def test_anything_is_read_or_refused(data: bytes) -> None:
    for file in (data, HEAD.encode() + data, SHORT.encode() + data):
        try:
            found = read_textgrid(file)
        except FileUnfit:
            continue
        assert all(one.end is None or one.begin < one.end for one in found.marks)
