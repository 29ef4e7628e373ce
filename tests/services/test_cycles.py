"""Cycles of a case in the vault: films that belong together, their clock, and what is left of an erased one."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Final, TypeAlias

import av
import numpy as np
import pytest

from tests.media.drawn_sound import clicks
from tests.services.casework import Family, Stopping, film_file, happened
from vigtool.domain.case_edits import FilmInAnotherCycle, NotInCase
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.cycles import NotOnOneClock, Part, SyncedBy
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import RecordingViewed
from vigtool.domain.identifiers import CycleId, RecordingId
from vigtool.domain.purposes import Purposes
from vigtool.engine.errors import EngineFailed
from vigtool.media.errors import NoSound, OffsetNotClear
from vigtool.media.sound import SOUND_RATE
from vigtool.services.case_editing import bring_back, put_away
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.cycles import (
    FilmState,
    add_cycle,
    change_cycle,
    cycle,
    cycle_of_film,
    cycles,
    films_of_cycle,
    paired_films,
    put_film,
    question_of_film,
    remove_cycle,
    sync,
    sync_as_suggested,
    take_film_out,
    tick_beside,
    unsync,
)
from vigtool.services.errors import ConsentRefused, UnknownId
from vigtool.services.importing import import_film
from vigtool.services.jobs import NotRun
from vigtool.services.marking import MarkingDesk, mark_frames, moment
from vigtool.services.offsets import OffsetSearch, suggest_offset
from vigtool.services.recordings import frame_times

RATE: Final = 25
Ask: TypeAlias = Callable[[], object]


def _films(family: Family, folder: Path, count: int) -> list[Recording]:
    family.answer(Purposes.GUIDANCE)
    return [import_film(family.ws, film_file(folder / f"{n}.mp4"), family.case.id) for n in range(count)]


def _heard(family: Family, path: Path, at: list[int], seconds: int = 6, seed: int = 0) -> Recording:
    """Take in a film with noise and loud bursts from these samples on."""
    family.answer(Purposes.GUIDANCE)
    chance = np.random.default_rng(seed)
    sound = clicks(at, seconds * SOUND_RATE)[:, 0] + chance.normal(0, 0.003, seconds * SOUND_RATE).astype(np.float32)
    with av.open(path, "w") as container:
        video = container.add_stream("libx264", RATE, width=64, height=48)
        stream = container.add_stream("pcm_s16le", SOUND_RATE, layout="mono")
        for n in range(seconds * RATE):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), n % 250, np.uint8))
            frame.pts = n
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        samples = (sound * 32_000).astype(np.int16).reshape(1, -1)
        heard = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        heard.rate, heard.pts = SOUND_RATE, 0
        container.mux(stream.encode(heard))
        container.mux(stream.encode(None))
    return import_film(family.ws, path, family.case.id)


def test_a_cycle_holds_the_familys_film_and_the_film_of_the_review(family: Family, tmp_path: Path) -> None:
    home, review, other = _films(family, tmp_path, 3)
    first = add_cycle(family.ws, family.case.id, name="Spring")
    second = add_cycle(family.ws, family.case.id, question="What helps you to wait?")
    put_film(family.ws, first.id, home.id, Part.FAMILY)
    put_film(family.ws, first.id, review.id, Part.REVIEW)
    put_film(family.ws, second.id, other.id, Part.FAMILY)
    assert [one.number for one in cycles(family.ws, family.case.id)] == [1, 2]
    assert paired_films(family.ws, review.id) == [home]
    assert paired_films(family.ws, home.id) == [review]
    assert paired_films(family.ws, other.id) == []
    assert question_of_film(family.ws, home.id) == family.case.question
    assert question_of_film(family.ws, other.id) == "What helps you to wait?"


def test_a_film_is_in_one_cycle_and_in_one_of_its_own_case(family: Family, tmp_path: Path) -> None:
    (film,) = _films(family, tmp_path, 1)
    first, second = add_cycle(family.ws, family.case.id), add_cycle(family.ws, family.case.id)
    put_film(family.ws, first.id, film.id, Part.FAMILY)
    count = family.ws.vault.journal.count
    with pytest.raises(FilmInAnotherCycle):
        put_film(family.ws, second.id, film.id, Part.REVIEW)
    elsewhere = add_cycle(family.ws, add_case(family.ws, "Another").id)
    with pytest.raises(NotInCase):
        put_film(family.ws, elsewhere.id, film.id, Part.FAMILY)
    assert family.ws.vault.journal.count == count + 2
    take_film_out(family.ws, film.id)
    assert cycle_of_film(family.ws, film.id) is None
    with pytest.raises(NotInCase):
        take_film_out(family.ws, film.id)


def test_what_is_not_there_is_told(family: Family, tmp_path: Path) -> None:
    (film,) = _films(family, tmp_path, 1)
    nothing = CycleId("abcdefghjkmn")
    asked: list[Ask] = [
        lambda: cycle(family.ws, nothing),
        lambda: change_cycle(family.ws, nothing, name="x"),
        lambda: remove_cycle(family.ws, nothing),
        lambda: put_film(family.ws, nothing, film.id, Part.FAMILY),
        lambda: cycle_of_film(family.ws, RecordingId(nothing)),
        lambda: sync(family.ws, film.id, RecordingId(nothing), 0, SyncedBy.EAR),
    ]
    for ask in asked:
        with pytest.raises(UnknownId):
            ask()


def test_words_of_a_cycle_are_changed_and_found(family: Family) -> None:
    made = add_cycle(family.ws, family.case.id)
    change_cycle(family.ws, made.id, name="Summer", question="How do you take turns?")
    changed = cycle(family.ws, made.id)
    assert (changed.name, changed.question) == ("Summer", "How do you take turns?")
    assert [hit.id for hit in family.ws.index.search("take turns")] == [made.id]


def test_a_film_whose_card_is_away_or_whose_key_is_gone_keeps_its_place(family: Family, tmp_path: Path) -> None:
    home, review = _films(family, tmp_path, 2)
    made = add_cycle(family.ws, family.case.id)
    put_film(family.ws, made.id, home.id, Part.FAMILY)
    put_film(family.ws, made.id, review.id, Part.REVIEW)
    put_away(family.ws, home.id)
    family.ws.vault.shred_key(review.id)
    assert [one.state for one in films_of_cycle(family.ws, made.id)] == [FilmState.AWAY, FilmState.ERASED]
    assert paired_films(family.ws, review.id) == paired_films(family.ws, home.id) == []
    bring_back(family.ws, home.id)
    assert [one.state for one in films_of_cycle(family.ws, made.id)] == [FilmState.HERE, FilmState.ERASED]
    take_film_out(family.ws, review.id)
    assert [one.film.id for one in films_of_cycle(family.ws, made.id)] == [home.id]


def test_a_tick_of_one_camera_is_found_in_the_film_of_the_other(family: Family, tmp_path: Path) -> None:
    one, other = _films(family, tmp_path, 2)
    made = add_cycle(family.ws, family.case.id)
    put_film(family.ws, made.id, one.id, Part.FAMILY)
    put_film(family.ws, made.id, other.id, Part.FAMILY)
    times = frame_times(family.ws, one.id)
    tenth, there = times.tick_of(10), ((one.id, times), (other.id, times))
    assert tick_beside(family.ws, tenth, *there) is None
    lag = times.time_base.seconds(times.tick_of(4) - times.start_tick)
    assert (lag * 1_000_000_000).denominator == 1
    sync(family.ws, other.id, one.id, int(lag * 1_000_000_000), SyncedBy.EAR)
    assert tick_beside(family.ws, tenth, *there) == times.tick_of(6)
    assert tick_beside(family.ws, times.tick_of(3), *there) is None
    unsync(family.ws, other.id)
    assert tick_beside(family.ws, tenth, *there) is None
    with pytest.raises(NotOnOneClock):
        sync(family.ws, one.id, one.id, 0, SyncedBy.EAR)


@pytest.mark.parametrize("lag", [Fraction(-731, 1000), Fraction(2219, 1000)])
def test_the_offset_of_two_cameras_is_found_by_a_clap_and_taken_over(
    family: Family, tmp_path: Path, lag: Fraction
) -> None:
    clap = 3 * SOUND_RATE
    one = _heard(family, tmp_path / "one.mov", [clap], seed=1)
    other = _heard(family, tmp_path / "other.mov", [clap - int(lag * SOUND_RATE)], seed=2)
    made = add_cycle(family.ws, family.case.id)
    put_film(family.ws, made.id, one.id, Part.FAMILY)
    put_film(family.ws, made.id, other.id, Part.FAMILY)
    before = family.ws.vault.journal.count
    found = suggest_offset(family.ws, other.id, one.id)
    assert abs(found.lag - lag) < Fraction(1, 2 * RATE) / 10
    assert (found.film, found.other, found.onsets) == (other.id, one.id, 1)
    viewed = [event for _, event in list(happened(family.ws))[before:]]
    assert [type(one) for one in viewed] == [RecordingViewed] * 2
    assert {one.recording for one in viewed if isinstance(one, RecordingViewed)} == {one.id, other.id}
    placed = sync_as_suggested(family.ws, found).place_of(other.id)
    assert placed is not None
    assert (placed.offset_ns, placed.synced_by) == (int(found.lag * 1_000_000_000), SyncedBy.CLAP)


def test_films_that_heard_nothing_together_get_no_offset(family: Family, tmp_path: Path) -> None:
    one = _heard(family, tmp_path / "one.mov", [], seconds=2, seed=1)
    other = _heard(family, tmp_path / "other.mov", [], seconds=2, seed=2)
    with pytest.raises(OffsetNotClear):
        suggest_offset(family.ws, one.id, other.id)


def test_a_search_for_the_offset_can_be_stopped_and_needs_the_consents(family: Family, tmp_path: Path) -> None:
    one, other = _films(family, tmp_path, 2)
    with pytest.raises(Cancelled):
        suggest_offset(family.ws, one.id, other.id, Stopping(at=2))
    search = OffsetSearch(family.ws, one.id, other.id)
    with pytest.raises(NotRun):
        search.finish()
    record_consent(family.ws, family.parent.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        OffsetSearch(family.ws, one.id, other.id)


@pytest.mark.parametrize(
    "said", [b"\0", b"\0\0\x80\xbf", bytes(400_000)], ids=["half a number", "below zero", "too much"]
)
def test_an_engine_that_says_something_else_is_not_believed(family: Family, tmp_path: Path, said: bytes) -> None:
    one, other = _films(family, tmp_path, 2)
    family.ws.run_task = lambda _source, _task, _argument=b"", _progress=lambda _done, _total: None: iter([said])
    with pytest.raises(EngineFailed):
        suggest_offset(family.ws, one.id, other.id)


def test_a_moment_of_the_review_still_points_to_what_was_shown_when_that_film_is_erased(
    family: Family, tmp_path: Path
) -> None:
    home, review = _films(family, tmp_path, 2)
    made = add_cycle(family.ws, family.case.id)
    put_film(family.ws, made.id, home.id, Part.FAMILY)
    put_film(family.ws, made.id, review.id, Part.REVIEW)
    shown = mark_frames(family.ws, home.id, first=2, end=5, title="A smile")
    desk = MarkingDesk(family.ws, review.id)
    desk.edit("shows", desk.marks.with_moment(replace(desk.new_moment(shown.span), shows=shown.id)))
    family.ws.vault.shred_key(home.id)
    (pointing,) = MarkingDesk(family.ws, review.id).marks
    assert pointing.shows == shown.id
    assert moment(family.ws, shown.id) == shown


def test_a_film_without_sound_has_no_offset(family: Family, tmp_path: Path) -> None:
    (film,) = _films(family, tmp_path, 1)
    silent = tmp_path / "silent.mp4"
    with av.open(silent, "w") as container:
        video = container.add_stream("libx264", RATE, width=64, height=48)
        for n in range(5):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), n, np.uint8))
            frame.pts = n
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
    mute = import_film(family.ws, silent, family.case.id)
    with pytest.raises(NoSound):
        suggest_offset(family.ws, film.id, mute.id)
