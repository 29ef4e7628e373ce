"""Edges in the hand: they go to frames, snap to what is near, show their frame, and can be given up."""

from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from tests.gui.preparing.timeline.drawn_strip import (
    ALT,
    FRAMES,
    SHIFT,
    TIMES,
    WIDTH,
    Mouse,
    marks,
    moment,
    person,
    press_escape,
    tints,
)
from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip

ONE, OTHER = moment(1, 400, 600), moment(2, 800, 1000)


class Told:
    """What the strip said."""

    def __init__(self, strip: TimelineStrip) -> None:
        self.moved: list[tuple[str, range]] = []
        self.shown: list[int] = []
        self.drafts: list[tuple[int | None, int | None]] = []
        self.turns: list[tuple[str, int, range]] = []
        self.scrubbed: list[int] = []
        self.edges: list[tuple[str, bool]] = []
        strip.edge_moved.connect(lambda name, span: self.moved.append((name, TIMES.frames_of(span))))
        strip.edge_shown.connect(self.shown.append)
        strip.draft_moved.connect(lambda first, last: self.drafts.append((first, last)))
        strip.turn_moved.connect(lambda name, at, span: self.turns.append((name, at, TIMES.frames_of(span))))
        strip.scrubbed.connect(self.scrubbed.append)
        strip.edge_picked.connect(lambda name, end: self.edges.append((name, end)))


def test_an_edge_snaps_to_the_playhead_and_shows_it(strip: TimelineStrip, mouse: Mouse) -> None:
    strip.show_marks(marks(ONE, OTHER))
    strip.show_frame(700)
    around = strip.x_of(701) - 1, strip.x_of(701) + 2, 100, 150
    told, bare = Told(strip), tints(strip, *around)
    mouse.at(ONE.id).press(strip.x_of(600))
    mouse.move(strip.x_of(701) - 4)
    assert colour.SNAP not in bare
    assert colour.SNAP in tints(strip, *around)
    mouse.release(strip.x_of(701) - 4)
    assert told.moved == [(ONE.id, range(400, 701))], "the playhead's frame is the last in it"
    assert told.shown[-1] == 700
    assert told.edges == [(ONE.id, True)]
    assert colour.SNAP not in tints(strip, *around)


def test_an_edge_snaps_to_its_neighbours_and_to_in_and_out_but_not_to_itself(
    strip: TimelineStrip, mouse: Mouse
) -> None:
    strip.show_marks(marks(ONE, OTHER))
    strip.show_draft(1300, 1399)
    for near, wanted in ((OTHER.span.start, 800), (OTHER.span.end, 1000), (1300, 1300), (1400, 1400)):
        told = Told(strip)
        mouse.at(ONE.id).drag([strip.x_of(600), strip.x_of(700), strip.x_of(near) + 5])
        assert told.moved[-1] == (ONE.id, range(400, wanted)), near
    told = Told(strip)
    mouse.at(ONE.id).drag([strip.x_of(600), strip.x_of(600) + 2.5])
    assert told.moved == [(ONE.id, range(400, 605))]


def test_alt_and_distance_leave_an_edge_alone(strip: TimelineStrip, mouse: Mouse) -> None:
    strip.show_marks(marks(ONE, OTHER))
    told = Told(strip)
    mouse.at(ONE.id).drag([strip.x_of(600), strip.x_of(808)], ALT)
    mouse.drag([strip.x_of(600), strip.x_of(808) + 4])
    assert [frames for _, frames in told.moved] == [range(400, 808), range(400, 816)]


def test_escape_gives_a_drag_up_and_the_picture_goes_back(strip: TimelineStrip, mouse: Mouse) -> None:
    strip.show_marks(marks(ONE))
    strip.show_frame(100)
    strip.edge_shown.connect(strip.show_frame)
    told, before = Told(strip), strip.place_of(ONE.id)
    mouse.at(ONE.id).press(strip.x_of(600))
    mouse.move(strip.x_of(900))
    assert strip.place_of(ONE.id) != before
    press_escape(strip)
    assert strip.place_of(ONE.id) == before
    assert told.shown[-1] == 100
    mouse.move(strip.x_of(1000))
    mouse.release(strip.x_of(1000))
    assert told.moved == []
    assert not strip.give_up()


def test_a_moment_that_changes_meanwhile_is_let_go(strip: TimelineStrip, mouse: Mouse) -> None:
    strip.show_marks(marks(ONE, OTHER))
    told = Told(strip)
    mouse.at(ONE.id).press(strip.x_of(600))
    mouse.move(strip.x_of(700))
    strip.show_marks(marks(ONE))
    assert strip.give_up(), "another moment's change is none of its business"
    mouse.press(strip.x_of(600))
    mouse.move(strip.x_of(700))
    strip.show_marks(marks())
    mouse.release(strip.x_of(700))
    assert told.moved == []


def test_in_and_out_are_dragged_and_never_pass_each_other(strip: TimelineStrip, mouse: Mouse) -> None:
    strip.show_draft(500, 899)
    told = Told(strip)
    mouse.drag([strip.x_of(500), strip.x_of(640)])
    mouse.drag([strip.x_of(900), strip.x_of(1200)])
    mouse.drag([strip.x_of(900), strip.x_of(100)])
    assert told.drafts == [(640, 899), (500, 1199), (500, 500)]
    assert told.shown[-1] == 500
    mouse.press(strip.x_of(500))
    mouse.move(strip.x_of(700))
    press_escape(strip)
    mouse.release(strip.x_of(700))
    assert len(told.drafts) == 3


def test_with_shift_a_stretch_is_chosen_to_either_side(strip: TimelineStrip, mouse: Mouse) -> None:
    told = Told(strip)
    mouse.drag([strip.x_of(600), strip.x_of(800), strip.x_of(900)], SHIFT)
    mouse.drag([strip.x_of(600), strip.x_of(300)], SHIFT)
    mouse.drag([strip.x_of(FRAMES), strip.x_of(FRAMES) - 1], SHIFT)
    assert told.drafts == [(600, 899), (300, 599), (FRAMES - 2, FRAMES - 1)]
    assert told.scrubbed == []
    mouse.drag([strip.x_of(600), strip.x_of(700)])
    assert told.scrubbed


def test_who_may_only_look_drags_nothing(strip: TimelineStrip, mouse: Mouse) -> None:
    strip.show_marks(marks(ONE))
    strip.show_draft(1000, 1099)
    strip.show_selection(ONE.id)
    strip.read_only = True
    told = Told(strip)
    mouse.at(ONE.id)
    for begin in (600, 1000):
        mouse.drag([strip.x_of(begin), strip.x_of(begin + 60)])
    mouse.drag([strip.x_of(1500), strip.x_of(1600)], SHIFT)
    assert (told.moved, told.drafts) == ([], [])
    assert told.scrubbed


def pass_time(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def test_over_an_end_of_the_strip_the_film_goes_on(qtbot: QtBot, strip: TimelineStrip, mouse: Mouse) -> None:
    strip.show_marks(marks(ONE))
    strip.zoom(5, strip.x_of(500))
    told, begin = Told(strip), strip.scale.begin
    mouse.at(ONE.id).press(strip.x_of(600))
    mouse.move(WIDTH + 60)
    qtbot.waitUntil(lambda: strip.scale.end >= 110)
    assert strip.scale.begin > begin
    mouse.move(WIDTH / 2)
    rested = strip.scale
    pass_time(60)
    assert strip.scale == rested
    end = strip.frame_at(WIDTH / 2)
    mouse.release(WIDTH / 2)
    assert told.moved[0][1].start == 400
    assert abs(told.moved[0][1].stop - end) <= 1
    assert len(set(told.shown)) > 3, "the picture went along while the pointer rested"


def test_only_the_edges_of_a_picked_turn_are_taken_and_stay_in_its_moment(strip: TimelineStrip, mouse: Mouse) -> None:
    chain = moment(3, 400, 800, (1, 420, 500), (2, 520, 600))
    strip.show_people([person(1), person(2)])
    strip.show_marks(marks(chain))
    strip.show_selection(chain.id)
    told, (first, second) = Told(strip), strip.turn_places(chain.id)
    mouse.y = second.center().y()
    mouse.drag([second.right(), strip.x_of(650)])
    assert told.turns == []
    strip.show_turn(chain.id, 1)
    mouse.drag([second.right(), strip.x_of(650)])
    mouse.drag([second.right(), strip.x_of(1000)])
    mouse.drag([second.left(), strip.x_of(560)])
    mouse.drag([second.left(), strip.x_of(700)])
    ranges = [frames for _, _, frames in told.turns]
    assert ranges == [range(520, 650), range(520, 800), range(560, 600), range(599, 600)]
    assert {(name, at) for name, at, _ in told.turns} == {(chain.id, 1)}
    assert told.moved == []
    assert first.center().y() != second.center().y()
