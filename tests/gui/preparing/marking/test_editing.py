"""Split, join, nudge, remove, principles: one step each, said kindly where nothing can be done."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import FRAMES, PEOPLE, DrawnFilm, Open
from tests.gui.preparing.desk import MemoryDesk
from tests.gui.preparing.marking.packs import small_pack
from tests.gui.preparing.reading import shown_number
from vigtool.domain.identifiers import PackId
from vigtool.domain.moments import Moment, PrincipleSeen, Turn, TurnKind
from vigtool.gui.preparing.cards.timing import Timing
from vigtool.gui.preparing.edits import Step
from vigtool.gui.preparing.workbench import Workbench

Key = Qt.Key
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def marked(bench: Workbench, first: int, last: int) -> Moment:
    bench.preparation.mark_frames(first, last, first)
    moment = bench.preparation.moment
    assert moment is not None
    return moment


def timing(bench: Workbench, moment: Moment) -> Timing:
    return bench.list.cards[moment.id].details.timing


def frames(bench: Workbench) -> list[range]:
    return [bench.preparation.times.frames_of(one.span) for one in bench.preparation.marks.in_film_order()]


@pytest.fixture
def told(bench: Workbench) -> list[str]:
    words: list[str] = []
    bench.preparation.told.connect(words.append)
    return words


def test_split_at_the_playhead(bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    moment = marked(bench, 10, 30)
    bench.preparation.retitle(moment.id, "Ball")
    bench.player.show_frame(18)
    QTest.keyClick(bench, Key.Key_X)
    assert frames(bench) == [range(10, 18), range(18, 31)]
    earlier, later = bench.preparation.marks.in_film_order()
    assert (earlier.id, later.title) == (moment.id, "Ball")
    assert later.key == film.times.tick_of(18)
    assert bench.preparation.selected == later.id
    assert bench.player.frame == 18
    assert desk.steps[-1] == Step.SPLIT
    QTest.keyClick(bench, Key.Key_Z, CTRL)
    assert frames(bench) == [range(10, 31)]


def test_the_card_has_buttons_for_split_and_join(bench: Workbench) -> None:
    moment = marked(bench, 10, 30)
    bench.player.show_frame(18)
    timing(bench, moment).split_button.click()
    assert frames(bench) == [range(10, 18), range(18, 31)]
    bench.preparation.select(moment.id)
    timing(bench, moment).join_button.click()
    assert frames(bench) == [range(10, 31)]


@pytest.mark.parametrize("frame", [10, 31, 5, 50])
def test_no_split_at_an_edge_or_outside(bench: Workbench, told: list[str], frame: int) -> None:
    marked(bench, 10, 30)
    bench.player.show_frame(frame)
    QTest.keyClick(bench, Key.Key_X)
    assert frames(bench) == [range(10, 31)]
    assert told == ["Go to the frame within a moment where its second part begins."]


def test_of_overlapping_moments_the_selected_one_is_split(bench: Workbench) -> None:
    first = marked(bench, 10, 30)
    marked(bench, 15, 40)
    bench.preparation.select(first.id)
    bench.player.show_frame(20)
    QTest.keyClick(bench, Key.Key_X)
    assert frames(bench) == [range(10, 20), range(15, 41), range(20, 31)]


def test_without_a_selection_the_moment_under_the_playhead_is_split(bench: Workbench) -> None:
    marked(bench, 10, 30)
    bench.preparation.select(None)
    bench.player.show_frame(20)
    QTest.keyClick(bench, Key.Key_X)
    assert frames(bench) == [range(10, 20), range(20, 31)]


def test_join_with_the_next_loses_nothing(bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    turn = Turn(PEOPLE[0].id, TurnKind.INITIATIVE, film.times.span(42, 43), "smiles")
    seen = PrincipleSeen(PackId("other"), 7, "gone")
    later = marked(bench, 40, 50)
    bench.preparation.describe(
        later.id,
        Step.TITLE,
        lambda one: replace(one, title="Thanks", note="b", starred=True, turns=(turn,), principles=(seen,)),
    )
    first = marked(bench, 10, 20)
    bench.preparation.describe(first.id, Step.TITLE, lambda one: replace(one, title="Ball", note="a"))
    QTest.keyClick(bench, Key.Key_X, SHIFT)
    (joined,) = bench.preparation.marks
    assert joined.id == first.id == bench.preparation.selected
    assert frames(bench) == [range(10, 51)]
    assert joined.key == film.times.tick_of(10)
    assert (joined.title, joined.note, joined.starred) == ("Ball \N{MIDDLE DOT} Thanks", "a\nb", True)
    assert (joined.turns, joined.principles) == ((turn,), (seen,))
    assert desk.steps[-1] == Step.JOIN
    QTest.keyClick(bench, Key.Key_Z, CTRL)
    assert frames(bench) == [range(10, 21), range(40, 51)]


def test_the_last_moment_has_none_to_be_joined_with(bench: Workbench, desk: MemoryDesk, told: list[str]) -> None:
    marked(bench, 10, 20)
    steps = list(desk.steps)
    QTest.keyClick(bench, Key.Key_X, SHIFT)
    assert desk.steps == steps
    assert told == ["There is no moment after this one to join it with."]


@pytest.mark.parametrize(
    ("key", "held", "expected", "shown"),
    [
        (Key.Key_Comma, ALT, range(19, 31), 19),
        (Key.Key_Period, ALT, range(21, 31), 21),
        (Key.Key_Comma, CTRL, range(20, 30), 29),
        (Key.Key_Period, CTRL, range(20, 32), 31),
        (Key.Key_Comma, ALT | SHIFT, range(10, 31), 10),
        (Key.Key_Period, ALT | SHIFT, range(30, 31), 30),
        (Key.Key_Comma, CTRL | SHIFT, range(20, 21), 20),
        (Key.Key_Period, CTRL | SHIFT, range(20, 41), 40),
        (Key.Key_Semicolon, ALT | SHIFT, range(10, 31), 10),
        (Key.Key_Colon, CTRL | SHIFT, range(20, 41), 40),
    ],
)
def test_an_edge_is_nudged_and_its_frame_shown(
    qtbot: QtBot,
    bench: Workbench,
    desk: MemoryDesk,
    *,
    key: Key,
    held: Qt.KeyboardModifier,
    expected: range,
    shown: int,
) -> None:
    marked(bench, 20, 30)
    QTest.keyClick(bench, key, held)
    assert frames(bench) == [expected]
    assert desk.steps == ["mark", Step.EDGE]
    qtbot.waitUntil(lambda: shown_number(bench) == shown)


def test_an_edge_stays_in_the_film(bench: Workbench, desk: MemoryDesk) -> None:
    moment = marked(bench, 3, FRAMES - 3)
    for _ in range(2):
        QTest.keyClick(bench, Key.Key_Comma, ALT | SHIFT)
        QTest.keyClick(bench, Key.Key_Period, CTRL | SHIFT)
    assert frames(bench) == [range(FRAMES)]
    assert desk.steps == ["mark", Step.EDGE, Step.EDGE]
    assert bench.player.frame == FRAMES - 1
    bench.preparation.remove(moment.id)
    QTest.keyClick(bench, Key.Key_Comma, ALT)
    assert bench.player.frame == FRAMES - 1


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_removed_at_once_and_said_how_it_comes_back(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk, told: list[str], key: Key
) -> None:
    bench.player.show_frame(20)
    qtbot.waitUntil(lambda: shown_number(bench) == 20)
    moment = marked(bench, 20, 30)
    before = bench.view.grab().toImage()
    QTest.keyClick(bench, key)
    assert frames(bench) == []
    assert told == ["Removed. Undo brings it back."]
    assert bench.view.grab().toImage() != before
    QTest.keyClick(bench, Key.Key_Z, CTRL)
    assert bench.view.grab().toImage() == before
    assert desk.marks.get(moment.id) == moment
    bench.preparation.select(None)
    QTest.keyClick(bench, key)
    assert frames(bench) == [range(20, 31)]


def test_what_is_typed_is_kept_when_the_moment_is_removed_or_split(bench: Workbench, desk: MemoryDesk) -> None:
    moment = marked(bench, 20, 30)
    QTest.keyClick(bench, Key.Key_Return)
    field = bench.focusWidget()
    assert isinstance(field, (QLineEdit, QPlainTextEdit))
    QTest.keyClicks(field, "Ball")
    QTest.keyClick(field, Key.Key_Return)
    bench.setFocus()
    QTest.keyClick(bench, Key.Key_Delete)
    QTest.keyClick(bench, Key.Key_Z, CTRL)
    kept = desk.marks.get(moment.id)
    assert kept is not None
    assert kept.title == "Ball"


def test_a_category_is_seen_or_no_longer(bench: Workbench) -> None:
    pack = small_pack(version=2)
    bench.preparation.pack = pack
    moment = marked(bench, 20, 30)
    old, other = PrincipleSeen(pack.id, 1, "c3"), PrincipleSeen(PackId("other"), 1, "c3")
    bench.preparation.describe(moment.id, Step.PRINCIPLE, lambda one: replace(one, principles=(old, other)))

    def seen() -> tuple[PrincipleSeen, ...]:
        now = bench.preparation.moment
        return () if now is None else now.principles

    QTest.keyClick(bench, Key.Key_2)
    assert seen() == (old, other, PrincipleSeen(pack.id, 2, "c2"))
    QTest.keyClick(bench, Key.Key_3)
    assert seen() == (other, PrincipleSeen(pack.id, 2, "c2"))
    QTest.keyClick(bench, Key.Key_3)
    assert seen() == (other, PrincipleSeen(pack.id, 2, "c2"), PrincipleSeen(pack.id, 2, "c3"))
    bench.preparation.toggle_principle("c2-a")
    assert seen()[-1] == PrincipleSeen(pack.id, 2, "c2-a")
    bench.preparation.toggle_principle("not in the pack")
    assert len(seen()) == 4


def test_without_a_pack_or_a_moment_the_keys_of_principles_do_nothing(bench: Workbench, desk: MemoryDesk) -> None:
    bench.preparation.pack = None
    marked(bench, 20, 30)
    QTest.keyClick(bench, Key.Key_1)
    bench.preparation.pack = small_pack()
    bench.preparation.select(None)
    QTest.keyClick(bench, Key.Key_1)
    assert desk.steps == ["mark"]


def test_moments_may_overlap(bench: Workbench) -> None:
    marked(bench, 20, 30)
    marked(bench, 25, 28)
    marked(bench, 25, 28)
    assert frames(bench) == [range(20, 31), range(25, 29), range(25, 29)]


def test_a_read_only_vault_is_not_edited(open_bench: Open, desk: MemoryDesk, film: DrawnFilm) -> None:
    made = desk.new_moment(film.times.span(10, 20))
    desk.new_moment(film.times.span(30, 40))
    steps = list(desk.steps)
    bench = open_bench(read_only=True)
    told: list[str] = []
    bench.preparation.told.connect(told.append)
    bench.preparation.pack = small_pack()
    bench.preparation.select(made.id)
    bench.player.show_frame(15)
    keys = [(Key.Key_X, None), (Key.Key_X, SHIFT), (Key.Key_Delete, None), (Key.Key_Comma, ALT), (Key.Key_S, None)]
    for key, held in [*keys, (Key.Key_3, None), (Key.Key_Z, CTRL)]:
        QTest.keyClick(bench, key, held or Qt.KeyboardModifier.NoModifier)
    assert desk.steps == steps
    assert set(told) == {"You can look, but nothing can be changed here."}
    assert bench.preparation.past == ()
    assert bench.preparation.removed == ()


def test_marking_starring_and_naming_the_principle_take_three_presses(bench: Workbench, desk: MemoryDesk) -> None:
    bench.preparation.pack = small_pack()
    bench.player.show_frame(30)
    for key in (Key.Key_M, Key.Key_S, Key.Key_3):
        QTest.keyClick(bench, key)
    (moment,) = desk.marks
    assert moment.starred
    assert [one.item for one in moment.principles] == ["c3"]


@pytest.fixture
def one_frame() -> DrawnFilm:
    return DrawnFilm([0], 24)


class TestOneFrame:
    """A film of one frame can be marked, and nothing can be taken from it."""

    @pytest.fixture
    def film(self, one_frame: DrawnFilm) -> DrawnFilm:
        return one_frame

    def test_everything_that_can_be_done(self, bench: Workbench, desk: MemoryDesk) -> None:
        for key in (Key.Key_I, Key.Key_O, Key.Key_M, Key.Key_X, Key.Key_Space, Key.Key_M):
            QTest.keyClick(bench, key)
        for held in (ALT, CTRL, ALT | SHIFT, CTRL | SHIFT):
            QTest.keyClick(bench, Key.Key_Comma, held)
            QTest.keyClick(bench, Key.Key_Period, held)
        assert frames(bench) == [range(1), range(1)]
        QTest.keyClick(bench, Key.Key_Up)
        QTest.keyClick(bench, Key.Key_X, SHIFT)
        assert frames(bench) == [range(1)]
        assert desk.steps == ["mark", "mark", Step.JOIN]
