from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.history import History, Step

STATES = st.integers(0, 5)


@given(STATES, st.lists(STATES, max_size=12))
def test_all_edits_undone_give_the_first_state_and_redone_the_last(first: int, edits: list[int]) -> None:
    history = History(first)
    for state in edits:
        history = history.edited("edit", state)
    back = history
    for _ in history.past:
        back = back.undone()
    assert (back.present, back.past) == (first, ())
    for _ in history.past:
        back = back.redone()
    assert back == history


@given(STATES, st.lists(st.one_of(STATES, st.sampled_from(["undo", "redo"])), max_size=40))
def test_a_history_behaves_like_a_list_of_states_with_a_cursor(first: int, acts: list[int | str]) -> None:
    history, states, cursor = History(first), [first], 0
    for act in acts:
        if act == "undo":
            history, cursor = history.undone(), max(cursor - 1, 0)
        elif act == "redo":
            history, cursor = history.redone(), min(cursor + 1, len(states) - 1)
        elif isinstance(act, int):
            history = history.edited("edit", act)
            if act != states[cursor]:
                states, cursor = [*states[: cursor + 1], act], cursor + 1
        assert history.present == states[cursor]
        assert (len(history.past), len(history.future)) == (cursor, len(states) - 1 - cursor)


def test_an_edit_keeps_its_name_on_both_sides() -> None:
    marked = History("empty").edited("mark", "marked").edited("name", "named")
    assert [step.name for step in marked.past] == ["mark", "name"]
    undone = marked.undone()
    assert undone.future == (Step("name", "named"),)
    assert undone.redone().past[-1] == Step("name", "marked")


def test_what_cannot_be_undone_or_redone_or_changes_nothing_is_no_step() -> None:
    history = History("one")
    assert history.undone() is history
    assert history.redone() is history
    assert history.edited("same", "one") is history


def test_more_of_an_edit_is_the_same_step() -> None:
    typed = History("").edited("note", "Ka").continued("note", "Katse").continued("note", "Katse ja hymy")
    assert (typed.present, typed.past) == ("Katse ja hymy", (Step("note", ""),))
    assert typed.continued("note", "Katse ja hymy") == typed
    assert typed.undone().undone().present == ""


def test_more_of_another_edit_is_a_step_of_its_own() -> None:
    titled = History("").continued("title", "a").continued("note", "b")
    assert [step.name for step in titled.past] == ["title", "note"]


def test_more_of_an_edit_gives_up_what_could_be_redone() -> None:
    history = History("").edited("note", "a").edited("star", "b").undone()
    assert history.continued("note", "c").future == ()
