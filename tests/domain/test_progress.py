"""Progress of a part is progress of the whole."""

from vigtool.domain.progress import ignore_progress, part_of


def test_parts_follow_one_another_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    for number in range(3):
        part = part_of(lambda done, total: told.append((done, total)), number, 3)
        for done in range(5):
            part(done, 4)
    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert shares[4] == 1 / 3


def test_a_part_of_nothing_is_no_part() -> None:
    told: list[int] = []
    part_of(lambda done, _total: told.append(done), 1, 2)(0, 0)
    assert told == [1000]
    ignore_progress(1, 2)
