from tests.known_comparison import TIMES, A, B, moment
from vigtool.domain.comparing import compare
from vigtool.exchange.comparison import Side
from vigtool.wording.comparison_words import difference_words, side_name, summary_words

SUPERVISION = (Side.TRAINEE, Side.SUPERVISOR)


def test_the_known_case_in_words() -> None:
    assert summary_words(compare(A, B, TIMES), SUPERVISION) == [
        "Both noticed 7 moments.",
        "In 2 of them the first, last and key frames are the very same.",
        "In 5 of them one begins, ends or has its key frame elsewhere.",
        "In 1 both saw the same principles.",
        "In 2 the principles seen differ: something to tell one another about.",
        "The trainee alone noticed 1 moment more.",
        "The supervisor alone noticed 2 moments more.",
        "1 of these overlaps a moment of the other: one has parted what the other saw as a whole.",
    ]


def test_of_a_file_it_is_told_where_a_moment_is() -> None:
    told = summary_words(compare(A, B, TIMES), (Side.VAULT, Side.FILE))
    assert told[-3:-1] == ["1 moment more is in your vault alone.", "2 moments more are in the file alone."]
    assert {side_name(side) for side in Side} == {"Trainee", "Supervisor", "Your vault", "The file"}


def test_where_nothing_is_common_there_is_much_to_show() -> None:
    assert summary_words(compare(A[:1], B[-1:], TIMES), SUPERVISION)[0] == (
        "Each noticed moments of their own: there is much to show one another."
    )
    assert summary_words(compare([], [], TIMES), SUPERVISION) == ["Neither has marked a moment in this film yet."]


def test_no_sentence_is_told_of_nothing() -> None:
    assert summary_words(compare([moment("a", 1, 5)], [moment("b", 1, 5)], TIMES), SUPERVISION) == [
        "Both noticed 1 moment.",
        "In 1 of them the first, last and key frames are the very same.",
    ]


def test_how_the_other_differs_in_each_pair() -> None:
    told = [difference_words(pair, Side.SUPERVISOR) for pair in compare(A, B, TIMES).matched]
    assert told[:4] == [
        "It is the very same.",
        "Supervisor: begins 5 frames later, ends 5 frames later, key frame 5 frames later.",
        "Supervisor: begins 10 frames earlier, ends 20 frames later. The principles seen in it differ.",
        "The principles seen in it differ.",
    ]
    assert told[5].endswith("key frame 40 frames earlier.")
    one = compare([moment("a", 10, 20, 15)], [moment("b", 11, 19, 14)], TIMES).matched[0]
    assert difference_words(one, Side.FILE) == (
        "The file: begins 1 frame later, ends 1 frame earlier, key frame 1 frame earlier."
    )
