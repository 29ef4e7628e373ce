"""Prepare with a real engine: its death is hardly seen, and it ends with the consent, with the page, with the vault."""

import os
import signal
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.engine.rough_engine import children
from tests.gui.family import Family
from tests.gui.preparing.reading import shown_number
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import Purposes
from vigtool.engine.spare import end_spare
from vigtool.gui.preparing.page import PreparePage
from vigtool.services.consents import record_consent
from vigtool.services.identifying import local_now

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds child processes through /proc")


def engines() -> set[int]:
    """Process ids of the engines that this process, whichever of its threads, has started and that still run."""
    return {child for child in children() if b"vigtool.engine" in Path(f"/proc/{child}/cmdline").read_bytes()}


@pytest.fixture
def page(qtbot: QtBot, family: Family, drawn: Path, real_engine: None) -> PreparePage:  # noqa: ARG001 - no double
    made = PreparePage(family.ws, family.film(drawn).id)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitUntil(lambda: shown_number(made) == 0, timeout=60_000)
    return made


def test_killed_in_mid_play_the_film_goes_on_where_it_was(qtbot: QtBot, page: PreparePage) -> None:
    page.player.play_looped(page.material.times.span(5, 25))
    qtbot.waitUntil(lambda: page.view.frame in range(6, 25), timeout=60_000)
    restarts: list[object] = []
    page.player.restarted.connect(restarts.append)
    killed = engines()
    assert killed
    for engine in killed:
        os.kill(engine, signal.SIGKILL)
    qtbot.waitUntil(lambda: len(restarts) == 1, timeout=60_000)
    seen: list[int] = []
    page.player.shown.connect(lambda picture: seen.append(picture.frame))
    qtbot.waitUntil(lambda: len(seen) > 5, timeout=60_000)
    assert page.player.playing
    assert set(seen) <= set(range(5, 25))
    page.player.show_frame(17)
    qtbot.waitUntil(lambda: shown_number(page) == 17, timeout=60_000)
    page.close()


def test_a_withdrawn_consent_ends_the_engine_at_once(page: PreparePage, family: Family) -> None:
    page.player.play()
    end_spare()
    assert engines()
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    page.recheck_consent()
    assert engines() == set()
    assert shown_number(page) is None
    page.close()


def test_withdrawn_between_the_engines_death_and_its_restart_nothing_comes_back(
    qtbot: QtBot, page: PreparePage, family: Family
) -> None:
    page.player.play()
    end_spare()
    seen: list[int] = []
    for engine in engines():
        os.kill(engine, signal.SIGKILL)
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    page.recheck_consent()
    page.player.shown.connect(lambda picture: seen.append(picture.frame))
    qtbot.waitUntil(lambda: not [one for one in threading.enumerate() if one.name == "film"], timeout=60_000)
    end_spare()
    assert engines() == set()
    assert seen == []
    assert shown_number(page) is None
    page.close()


def test_a_consent_that_has_ended_is_noticed_when_the_engine_is_started_anew(
    qtbot: QtBot, page: PreparePage, family: Family
) -> None:
    today = family.ws.clock().date()
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.GIVEN, until=today)
    page.recheck_consent()
    page.player.play()
    family.ws.clock = lambda: local_now() + timedelta(days=2)
    end_spare()
    for engine in engines():
        os.kill(engine, signal.SIGKILL)
    qtbot.waitUntil(lambda: "consent" in page.view.accessibleDescription(), timeout=60_000)
    assert shown_number(page) is None
    assert not page.player.playing
    end_spare()
    assert engines() == set()
    page.close()


def test_behind_another_page_and_when_closed_there_is_no_engine(qtbot: QtBot, page: PreparePage) -> None:
    page.player.show_frame(12)
    qtbot.waitUntil(lambda: shown_number(page) == 12, timeout=60_000)
    page.hide()
    end_spare()
    assert engines() == set()
    page.show()
    qtbot.waitUntil(lambda: shown_number(page) == 12, timeout=60_000)
    page.close()
    end_spare()
    assert engines() == set()
