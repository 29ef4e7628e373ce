"""What is on the stage is the exact frame: a coming one is marked, and so is a film that fails."""

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import DrawnFilm
from tests.gui.preparing.drawn_reel import DrawnProjector
from tests.gui.preparing.reading import comes_to_show, number_on
from tests.gui.preparing.test_playing import ToldSound
from tests.gui.reviewing.round import Round
from tests.gui.reviewing.stage.conftest import FIRST, KEY, LAST
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import Purposes
from vigtool.engine.film_answers import Restarted
from vigtool.gui.playing.player import Player
from vigtool.gui.reviewing.review import Review
from vigtool.gui.reviewing.stage.moment_player import MomentPlayer
from vigtool.gui.reviewing.stage.stage_film import StageFilm
from vigtool.gui.reviewing.stage.stage_keys import StageDeed
from vigtool.gui.reviewing.stage.stage_window import StageWindow
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.media.errors import UnreachableFrame
from vigtool.services.consents import record_consent
from vigtool.services.identifying import local_now
from vigtool.services.viewing import Screening


@pytest.fixture
def sound() -> ToldSound:
    return ToldSound()


@pytest.fixture
def film(review: Review) -> DrawnFilm:
    """Drawn pictures in the times of the film of the review, from a reel that does what a test says."""
    review.next()
    assert review.screening is not None
    times = review.screening.times
    review.blank()
    made = DrawnFilm(times.ticks, times.end_tick)
    made.times = times
    return made


@pytest.fixture
def stage(
    review: Review, film: DrawnFilm, sound: ToldSound, settings: PreferenceFile, qtbot: QtBot
) -> Iterator[StageWindow]:
    def open_film(screening: Screening) -> StageFilm:
        projector = DrawnProjector(film, film.pictures)
        return StageFilm(screening.recording.id, Player(film.times, projector.open, sound), projector)

    made = StageWindow(review, settings, player=MomentPlayer(open_film))
    made.show_on(QGuiApplication.primaryScreen())
    qtbot.waitExposed(made)
    review.before()
    review.show(review.moments[0].id)
    qtbot.waitUntil(comes_to_show(made.picture, KEY))
    yield made
    made.leave()
    made.deleteLater()


def marked_as_coming(stage: StageWindow) -> bool:
    with_mark = stage.picture.grab().toImage()
    stage.picture.show_coming(coming=False)
    without = stage.picture.grab().toImage()
    stage.picture.show_coming(coming=True)
    return with_mark != without


def test_until_the_exact_frame_is_there_it_is_marked_as_coming_and_no_other_takes_its_place(
    stage: StageWindow, review: Review, film: DrawnFilm, qtbot: QtBot
) -> None:
    told: list[bool] = []
    stage.player.coming.connect(told.append)
    film.reel.wait(waits=True)
    review.next()
    film.reel.say(film.reel.picture(KEY + 8, preview_of=KEY + 9))
    film.reel.say(film.reel.picture(LAST + 1))
    qtbot.waitUntil(lambda: True in told)
    assert number_on(stage.picture) == KEY, "neither a nearly right one nor one beside the moment"
    assert marked_as_coming(stage)
    film.reel.wait(waits=False)
    qtbot.waitUntil(comes_to_show(stage.picture, KEY + 9))
    assert told[-1] is False
    assert film.reel.held == 1, "what is not shown is given back"


def test_nothing_but_frames_of_the_moment_is_ever_asked_for(stage: StageWindow, film: DrawnFilm, qtbot: QtBot) -> None:
    for _ in range(9):
        stage.player.step(1)
    stage.play()
    qtbot.waitUntil(lambda: not stage.player.playing)
    qtbot.waitUntil(comes_to_show(stage.picture, LAST))
    assert {one.frame for one in film.reel.wishes} <= set(range(FIRST, LAST + 1))
    assert not [one for one in film.reel.wishes if one.scrubbing], "none of them may be answered by a preview"


def test_the_sound_is_the_moments_own_at_the_speed_that_is_shown(
    stage: StageWindow, film: DrawnFilm, sound: ToldSound
) -> None:
    begin, end = (float(film.times.seconds_from_start(film.times.tick_of(at))) for at in (FIRST, LAST + 1))
    stage.player.slower()
    stage.play()
    assert sound.started[-1] == (begin, end, Fraction(1, 2), False, None)
    stage.player.slower()
    assert sound.started[-1][2] == Fraction(1, 4)
    stage.player.pause()
    assert sound.silent
    stage.player.set_looped(looped=True)
    stage.play()
    assert sound.started[-1][:4] == (begin, end, Fraction(1, 4), True)


def test_a_frame_that_cannot_be_shown_is_told_calmly(stage: StageWindow, film: DrawnFilm, qtbot: QtBot) -> None:
    film.refused[KEY + 1] = UnreachableFrame(KEY + 1)
    stage.player.step(1)
    qtbot.waitUntil(lambda: bool(stage.picture.accessibleDescription()))
    assert number_on(stage.picture) is None
    stage.player.step(-1)
    qtbot.waitUntil(comes_to_show(stage.picture, KEY))


def test_an_engine_that_died_is_hardly_seen(stage: StageWindow, film: DrawnFilm, qtbot: QtBot) -> None:
    film.reel.say(Restarted("crashed"))
    stage.player.step(1)
    qtbot.waitUntil(comes_to_show(stage.picture, KEY + 1))
    assert stage.picture.accessibleDescription() == ""


def test_what_may_not_be_shown_any_more_does_not_come_back_with_a_new_engine(
    stage: StageWindow, review: Review, cycle_round: Round, film: DrawnFilm, qtbot: QtBot
) -> None:
    ws = review.ws
    record_consent(ws, cycle_round.family.child.id, Purposes.GUIDANCE, Answer.GIVEN, until=ws.clock().date())
    assert review.current is not None
    ws.clock = lambda: local_now() + timedelta(days=2)
    film.reel.say(Restarted("crashed"))
    qtbot.waitUntil(lambda: stage.player.moment is None)
    assert number_on(stage.picture) is None
    assert film.reel.closed


@pytest.mark.parametrize("again", [False, True])
def test_a_consent_whose_last_day_has_passed_is_noticed_when_the_film_is_to_run(
    stage: StageWindow,
    review: Review,
    cycle_round: Round,
    film: DrawnFilm,
    again: bool,  # noqa: FBT001 - a parameter
) -> None:
    ws = review.ws
    record_consent(ws, cycle_round.family.child.id, Purposes.GUIDANCE, Answer.GIVEN, until=ws.clock().date())
    ws.clock = lambda: local_now() + timedelta(days=2)
    stage.do(StageDeed.AGAIN if again else StageDeed.PLAY)
    assert (stage.player.playing, number_on(stage.picture), film.reel.closed) == (False, None, True)
