"""What is told once a day, and what each time."""

from datetime import UTC, datetime, timedelta

from vigtool.domain.handling import Handling, once_a_day
from vigtool.domain.identifiers import RecordingId, UserId

MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
GUIDER, COLLEAGUE, FILM = UserId("guider"), UserId("colleague"), RecordingId("film")


def done(seq: int, act: str, by: UserId = GUIDER, days: int = 0) -> Handling:
    return Handling(seq, MORNING + timedelta(days=days, minutes=seq), by, act, film=FILM)


def test_what_is_done_often_is_told_once_for_each_day_and_hand() -> None:
    told = list(
        once_a_day(
            [
                done(1, "marks"),
                done(2, "view"),
                done(3, "marks"),
                done(4, "marks", COLLEAGUE),
                done(5, "view"),
                done(6, "marks", days=1),
            ],
            ["marks"],
        )
    )
    assert [(one.seq, one.act, one.times) for one in told] == [
        (1, "marks", 2),
        (2, "view", 1),
        (4, "marks", 1),
        (5, "view", 1),
        (6, "marks", 1),
    ]
