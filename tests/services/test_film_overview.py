"""The overview of a film: kept, taken up where it stopped, made anew when lost, and never beyond consent."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.media.drawn_films import draw_film
from tests.services.casework import PASSPHRASE, Family, Stopping, bare_film
from vigtool.domain.errors import Cancelled
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Act, Purposes
from vigtool.engine.errors import EngineCrashed
from vigtool.engine.film_source import FilmSource
from vigtool.engine.serving.task_table import BACKGROUND, TASKS
from vigtool.engine.task_names import FILMSTRIP, WAVEFORM, TaskName
from vigtool.engine.tasks import TaskRunner
from vigtool.media.errors import BadFilmstrip, BadWaveform
from vigtool.media.filmstrip import planned_frames
from vigtool.media.filmstrip_bytes import Filmstrip, StripPicture, pack_filmstrip, unpack_filmstrip
from vigtool.media.waveform_bytes import Waveform, pack_waveform, unpack_waveform
from vigtool.services.consents import permit
from vigtool.services.film_overview import COARSE, FilmOverview, OverviewPart
from vigtool.services.importing import import_film
from vigtool.services.opening import open_workspace
from vigtool.services.recordings import frame_index
from vigtool.services.viewing import view
from vigtool.services.workspace import Workspace


@dataclass(slots=True)
class InProcess:
    """Runs the engine's tasks in this process; ends like a crashed engine before part ``dies_at`` of each run."""

    ws: Workspace
    dies_at: int | None = None
    runs: list[TaskName] = field(default_factory=list)

    def __call__(
        self, source: FilmSource, task: TaskName, argument: bytes = b"", progress: Progress = ignore_progress
    ) -> Iterator[bytes]:
        self.runs.append(task)
        with bare_film(self.ws, RecordingId(source.recording)) as file:
            for number, part in enumerate(TASKS[task](file, argument, progress)):
                if number == self.dies_at:
                    raise EngineCrashed(signal=11)
                yield part


@pytest.fixture
def film(family: Family, tmp_path: Path) -> RecordingId:
    """60 frames of 0.9 s: pictures at entry points and between them, and sound in more than one part."""
    draw_film(tmp_path / "film.mp4", frames=60, width=96, height=64, ticks=range(0, 60 * 540, 540), gop=8, sound=True)
    family.answer(Purposes.GUIDANCE)
    return import_film(family.ws, tmp_path / "film.mp4", family.case.id).id


def overview(ws: Workspace, film: RecordingId, runner: TaskRunner) -> FilmOverview:
    return FilmOverview(ws.vault, permit(ws, Act.VIEW, Purposes.GUIDANCE, film), frame_index(ws, film), runner)


def build(
    ws: Workspace, film: RecordingId, progress: Progress = ignore_progress
) -> tuple[InProcess, list[OverviewPart]]:
    runner, told = InProcess(ws), list[OverviewPart]()
    overview(ws, film, runner).build(told.append, progress)
    return runner, told


def kept(ws: Workspace, film: RecordingId) -> tuple[bytes | None, bytes | None]:
    return ws.vault.derived(film, FILMSTRIP), ws.vault.derived(film, WAVEFORM)


def lose(ws: Workspace, film: RecordingId) -> None:
    for name in (FILMSTRIP, WAVEFORM):
        (ws.folder / "derived" / f"{film}.{name}.age").unlink(missing_ok=True)


def test_the_overview_is_made_once_and_then_kept(ws: Workspace, film: RecordingId) -> None:
    runner, told = build(ws, film)
    assert runner.runs[0] == FILMSTRIP, "pictures come first"
    assert WAVEFORM in runner.runs
    strip, sound = kept(ws, film)
    assert strip is not None
    assert sound is not None
    made = unpack_filmstrip(strip)
    assert made.whole
    assert [one.frame for one in made.pictures] == sorted(planned_frames(frame_index(ws, film)))
    assert unpack_waveform(sound).whole
    pictures = [picture for part in told if isinstance(part, Filmstrip) for picture in part.pictures]
    assert sorted(one.frame for one in pictures) == [one.frame for one in made.pictures]
    again, told = build(ws, film)
    assert again.runs == []
    assert any(isinstance(part, Filmstrip) and part == made for part in told)
    assert any(isinstance(part, Waveform) and part.whole for part in told)


def test_stopped_anywhere_it_goes_on_and_ends_the_same(ws: Workspace, film: RecordingId) -> None:
    build(ws, film)
    whole = kept(ws, film)
    assert whole[0] is not None
    planned, counted = unpack_filmstrip(whole[0]).planned, Stopping()
    assert planned > COARSE, "the pictures are made in two runs, the sound between them"
    lose(ws, film)
    build(ws, film, counted)
    assert kept(ws, film) == whole
    for stop in range(0, len(counted.calls), 13):
        lose(ws, film)
        with pytest.raises(Cancelled):
            build(ws, film, Stopping(stop))
        before = kept(ws, film)
        runner, _told = build(ws, film)
        assert kept(ws, film) == whole
        had = 0 if before[0] is None else len(unpack_filmstrip(before[0]).pictures)
        assert had >= min(stop - 2, COARSE), "what was made before the stop is kept"
        if before[0] == whole[0]:
            assert FILMSTRIP not in runner.runs, "what was kept is not made again"


def test_what_is_lost_or_damaged_is_made_anew(ws: Workspace, film: RecordingId) -> None:
    build(ws, film)
    whole = kept(ws, film)
    for name in (FILMSTRIP, WAVEFORM):
        sealed = ws.folder / "derived" / f"{film}.{name}.age"
        sealed.write_bytes(sealed.read_bytes()[:-1] + b"?")
        assert build(ws, film)[0].runs.count(name) >= 1
        assert kept(ws, film) == whole
        for wrong in (b"", b"something else", whole[0] if name == WAVEFORM else whole[1]):
            assert wrong is not None
            ws.vault.put_derived(film, name, wrong)
            build(ws, film)
            assert kept(ws, film) == whole


def test_the_strip_of_another_film_is_not_taken(ws: Workspace, film: RecordingId) -> None:
    build(ws, film)
    whole = kept(ws, film)
    assert whole[0] is not None
    mine = unpack_filmstrip(whole[0])
    other = bytearray(whole[0])
    other[10:14] = (mine.frames + 5).to_bytes(4, "little")
    ws.vault.put_derived(film, FILMSTRIP, bytes(other))
    build(ws, film)
    assert kept(ws, film) == whole


def test_a_vault_opened_to_look_shows_and_writes_nothing(ws: Workspace, film: RecordingId) -> None:
    before = sorted(path.name for path in (ws.folder / "derived").iterdir())
    looking = open_workspace(ws.folder, PASSPHRASE, read_only=True, clock=ws.clock)
    try:
        _runner, told = build(looking, film)
    finally:
        looking.close()
    assert any(isinstance(part, Waveform) for part in told)
    assert sorted(path.name for path in (ws.folder / "derived").iterdir()) == before


def test_after_a_withdrawal_nothing_more_is_kept(ws: Workspace, film: RecordingId) -> None:
    mine = overview(ws, film, InProcess(ws))
    mine.forget()
    with pytest.raises(Cancelled):
        mine.build(lambda _part: None, Stopping(3))
    assert kept(ws, film) == (None, None)


def test_an_engine_that_dies_costs_a_picture_not_the_rest(ws: Workspace, film: RecordingId) -> None:
    runner, told = InProcess(ws, dies_at=0), list[OverviewPart]()
    with pytest.raises(EngineCrashed):
        overview(ws, film, runner).build(told.append)
    assert runner.runs.count(FILMSTRIP) >= 2, "it is tried again beyond the frame at which it died"
    assert WAVEFORM in runner.runs, "the sound is tried all the same"
    strip = kept(ws, film)[0]
    assert strip is None or not any(one.packed for one in unpack_filmstrip(strip).pictures)


@dataclass(slots=True)
class Lying:
    """Answers one task with these parts."""

    ws: Workspace
    task: TaskName
    parts: list[bytes]

    def __call__(
        self, source: FilmSource, task: TaskName, argument: bytes = b"", progress: Progress = ignore_progress
    ) -> Iterator[bytes]:
        yield from self.parts if task == self.task else InProcess(self.ws)(source, task, argument, progress)


def test_pictures_that_were_not_planned_are_refused(ws: Workspace, film: RecordingId) -> None:
    strip = unpack_filmstrip(kept_after_building(ws, film)[0])
    stranger = next(n for n in range(strip.frames) if n not in planned_frames(frame_index(ws, film)))
    lie = pack_filmstrip(Filmstrip(strip.frames, strip.planned, (StripPicture(stranger),)))
    with pytest.raises(BadFilmstrip):
        overview(ws, film, Lying(ws, FILMSTRIP, [lie])).build(lambda _part: None)
    assert kept(ws, film)[0] is None


@pytest.mark.parametrize("lie", [{"bins": 48 * 3600}, {"first": 1}, {"bins": 0, "rate": 0, "samples": 0}], ids=str)
def test_sound_of_another_film_is_refused(ws: Workspace, film: RecordingId, lie: dict[str, int]) -> None:
    sound = unpack_waveform(kept_after_building(ws, film)[1])
    numbers = {"rate": sound.rate, "samples": sound.samples, "bins": sound.bins, "first": 0} | lie
    part = Waveform(**numbers, pairs=sound.pairs[:0])
    with pytest.raises(BadWaveform):
        overview(ws, film, Lying(ws, WAVEFORM, [pack_waveform(part)])).build(lambda _part: None)
    assert kept(ws, film)[1] is None


def kept_after_building(ws: Workspace, film: RecordingId) -> tuple[bytes, bytes]:
    build(ws, film)
    strip, sound = kept(ws, film)
    assert strip is not None
    assert sound is not None
    lose(ws, film)
    return strip, sound


def test_both_run_when_the_processor_has_nothing_better_to_do() -> None:
    assert {FILMSTRIP, WAVEFORM} <= BACKGROUND


def test_only_a_film_that_may_be_watched_has_an_overview(ws: Workspace, film: RecordingId) -> None:
    told: list[OverviewPart] = []
    view(ws, film).overview().build(told.append)
    assert any(isinstance(part, Waveform) and len(part.pairs) for part in told)
