"""Cards on a desk in memory, without a film: the screen only remembers which frame it shows."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import PEOPLE, DrawnFilm
from tests.gui.preparing.desk import FILM, MemoryDesk
from tests.gui.preparing.drawn_reel import DrawnProjector
from tests.gui.preparing.marking.packs import small_pack
from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.playing.thumbnails import Thumbnails
from vigtool.gui.preparing.material import Material
from vigtool.gui.preparing.moment_card import MomentCard
from vigtool.gui.preparing.moment_details import MomentDetails
from vigtool.gui.preparing.moment_list import MomentList
from vigtool.gui.preparing.moment_wiring import MomentWiring, ground_of
from vigtool.gui.preparing.preparation import Preparation

STEP = 24
"""Ticks of a frame: 40 ms."""
PACK = small_pack(version=2)


class RestingScreen:
    def __init__(self) -> None:
        self.frame = 0

    def show_frame(self, frame: int) -> None:
        self.frame = frame


class Stand:
    """The list as the workspace wires it.

    ``handed``: moments to be handed out, ``covered``: those to cover somebody in, ``supervised``: those to be
    handed over for supervision, ``given``: how often the keys came.
    """

    def __init__(self, material: Material) -> None:
        self.desk, self.times = material.desk, material.times
        self.screen = RestingScreen()
        self.preparation = Preparation(material.desk, material.times, read_only=material.read_only, pack=material.pack)
        self.thumbnails = Thumbnails(material.projector.small)
        self.list = MomentList(ground_of(material, self.screen), self.thumbnails, material.search)
        self.handed: list[MomentId] = []
        self.covered: list[MomentId] = []
        self.supervised: list[MomentId] = []
        self.given = 0
        asked = (self.handed.append, self.covered.append, self.supervised.append)
        self.wiring = MomentWiring(self.preparation, self.screen, self._give, *asked)
        self.list.asked.connect(self.wiring.do)
        self.list.left.connect(self._give)
        self.preparation.marks_changed.connect(lambda: self.list.show_marks(self.preparation.marks))
        self.preparation.selection_changed.connect(self.list.show_selection)
        self.list.show_marks(self.preparation.marks)

    def open(self, moment: Moment) -> MomentDetails:
        self.preparation.select(moment.id)
        return self.card(moment).details

    def card(self, moment: Moment) -> MomentCard:
        return self.list.cards[moment.id]

    def now(self, moment: Moment) -> Moment:
        found = self.preparation.marks.get(moment.id)
        assert found is not None
        return found

    def _give(self) -> None:
        self.given += 1


def frame_times(frames: int) -> FrameTimes:
    return DrawnFilm([n * STEP for n in range(frames)], frames * STEP).times


def a_moment(times: FrameTimes, number: int, first: int, end: int, title: str = "") -> Moment:
    return Moment(MomentId(f"m{number:011}"), FILM, times.span(first, end), times.tick_of(first), title)


Set = Callable[..., Stand]


@pytest.fixture
def set_up(qtbot: QtBot, dressed: QApplication) -> Iterator[Set]:  # noqa: ARG001 - clothes
    """Set up a list of 328 x 600 over some moments; what else the material holds can be given."""
    stands: list[Stand] = []

    def _set_up(moments: tuple[Moment, ...], frames: int = 300, **material: object) -> Stand:
        film = DrawnFilm([n * STEP for n in range(frames)], frames * STEP)
        facts: dict[str, object] = {"people": PEOPLE, "pack": PACK, **material}
        desk, projector = MemoryDesk(moments), DrawnProjector(film, film.pictures)
        whole = {"recording": FILM, "label": "", "times": film.times, "desk": desk, "projector": projector, **facts}
        stand = Stand(Material(permitted=lambda: True, **whole))  # type: ignore[arg-type]  # given by name
        stands.append(stand)
        qtbot.addWidget(stand.list)
        stand.list.resize(328, 600)
        stand.list.show()
        qtbot.waitExposed(stand.list)
        return stand

    yield _set_up
    for stand in stands:
        stand.thumbnails.end()


@pytest.fixture
def moments() -> tuple[Moment, ...]:
    """Three moments in the order in which they were marked, which is not that of the film."""
    times = frame_times(300)
    return (
        a_moment(times, 1, 100, 160, "Katsekontakti"),
        a_moment(times, 2, 20, 60, "Palloa kohti"),
        a_moment(times, 3, 200, 240),
    )


@pytest.fixture
def stand(set_up: Set, moments: tuple[Moment, ...]) -> Stand:
    return set_up(moments)
