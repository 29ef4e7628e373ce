from vigtool.domain.proposals import Decision, Lent


def test_the_words_are_those_that_scripts_use() -> None:
    assert [str(one) for one in Decision] == ["open", "accepted", "left"]
    assert [Lent(one) for one in ("in", "out", "key", "principles")] == list(Lent)
