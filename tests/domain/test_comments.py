"""Comments stand in threads, each in the order in which it was said."""

from datetime import UTC, datetime, timedelta

from vigtool.domain.comments import Comment, threads
from vigtool.domain.identifiers import CommentId, EvidenceId, RecordingId

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
FILM = RecordingId("film")


def said(name: str, minute: int, answers: str = "", text: str = "well seen", sound: str = "") -> Comment:
    return Comment(
        CommentId(name),
        FILM,
        text,
        NOW + timedelta(minutes=minute),
        answers=CommentId(answers) if answers else None,
        sound=EvidenceId(sound) if sound else None,
    )


def names(*comments: Comment) -> list[list[str]]:
    return [[str(one.id) for one in thread] for thread in threads(comments)]


def test_an_answer_stands_in_the_thread_of_what_it_answers_to_however_deep() -> None:
    assert names(said("c", 2, "b"), said("d", 3), said("a", 0), said("b", 1, "a")) == [["a", "b", "c"], ["d"]]


def test_comments_of_one_minute_always_stand_in_the_same_order() -> None:
    assert names(said("b", 0), said("a", 0)) == [["a"], ["b"]]


def test_an_answer_to_what_is_not_there_begins_a_thread() -> None:
    assert names(said("b", 1, "never"), said("c", 2, "b")) == [["b", "c"]]


def test_an_answer_by_a_clock_that_is_behind_stays_in_its_thread() -> None:
    assert names(said("a", 5), said("b", 3, "a"), said("c", 1, "b")) == [["c", "b", "a"]]


def test_what_was_taken_back_stands_nowhere_and_its_answers_stay() -> None:
    gone = said("a", 0, text="")
    assert gone.taken_back
    assert names(gone, said("b", 1, "a")) == [["b"]]


def test_a_spoken_comment_needs_no_words() -> None:
    assert not said("a", 0, text="", sound="s").taken_back


def test_comments_that_answer_each_other_in_a_ring_are_all_there() -> None:
    assert names(said("a", 0, "b"), said("b", 1, "a"), said("c", 2, "a")) == [["a", "b", "c"]]
