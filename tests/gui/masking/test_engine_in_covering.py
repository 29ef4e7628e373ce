"""Covering somebody with a real engine: they are followed through the film, and what was followed lets a clip leave."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.masking.figure_film import draw_walk
from tests.gui.masking.test_bench import go
from tests.media.masking.moving_figure import FloatBox, overlap
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.masking import Box
from vigtool.engine.tasks import run_task
from vigtool.gui.masking.dialog import MaskingDialog
from vigtool.gui.masking.keys import Deed
from vigtool.services.errors import NotCovered
from vigtool.services.masking import boxes_to_cover, demand_covered, uncovered_of
from vigtool.services.recordings import frame_times

FRAMES = range(5, 30)


@pytest.fixture
def walk(tmp_path: Path) -> tuple[Path, list[FloatBox]]:
    path = tmp_path / "walk.mp4"
    return path, draw_walk(path, 40)


@pytest.fixture
def film(family: Family, walk: tuple[Path, list[FloatBox]]) -> RecordingId:
    return family.film(walk[0]).id


@pytest.fixture
def dialog(qtbot: QtBot, family: Family, film: RecordingId, real_engine: None) -> MaskingDialog:  # noqa: ARG001 - no double
    family.ws.run_task = run_task
    times = frame_times(family.ws, film)
    made = MaskingDialog(family.ws, film, times.span(FRAMES.start, FRAMES.stop))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.bench.view.frame == FRAMES.start, timeout=60_000)
    return made


def test_somebody_is_followed_and_the_rest_is_closed_by_hand(
    qtbot: QtBot, dialog: MaskingDialog, family: Family, film: RecordingId, walk: tuple[Path, list[FloatBox]]
) -> None:
    ws, child, bench, truth = family.ws, family.child.id, dialog.bench, walk[1]
    assert bench.view.film_size == (320, 180)
    go(bench, qtbot, 15)
    left, top, right, bottom = map(round, truth[15])
    bench.work.put_box(15, Box(left, top, right, bottom))
    with pytest.raises(NotCovered):
        demand_covered(ws, film, FRAMES, [child])
    bench.do(Deed.FOLLOW)
    qtbot.waitUntil(lambda: not bench.job.running, timeout=60_000)
    assert bench.history.undo_button.accessibleName() == "Undo: followed both ways"
    boxes = boxes_to_cover(ws, film, FRAMES, [child])
    assert len(boxes) > 10
    for n, (box,) in boxes.items():
        assert overlap((box.left, box.top, box.right, box.bottom), truth[n]) > 0.5
    while bench.work.left:
        assert bench.work.left == uncovered_of(ws, film, FRAMES, [child])
        bench.left.look_button.click()
        qtbot.waitUntil(lambda: bench.here == bench.player.frame)
        bench.do(Deed.BRIDGE)
    demand_covered(ws, film, FRAMES, [child])
    dialog.close()
