"""The overview of a film on the strip, small pictures and the shape of the sound: kept in the vault, made when missing.

Made once, in the background, in an engine of low priority: first pictures of the whole film, then its sound, then more
pictures. What is made is put away every few seconds and when the work is stopped, so that it goes on from there.
"""

import time
from collections.abc import Callable, Generator
from contextlib import closing
from fractions import Fraction
from typing import Final, TypeAlias

import msgspec

from vigtool.domain.deciding import Permit
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Act
from vigtool.engine.errors import EngineCrashed, EngineError, EngineHung
from vigtool.engine.task_names import FILMSTRIP, WAVEFORM, TaskName
from vigtool.engine.tasks import TaskRunner, run_task
from vigtool.media.errors import BadFilmstrip, BadWaveform, MediaError, NoSound
from vigtool.media.filmstrip import plan_strip, planned_frames
from vigtool.media.filmstrip_bytes import Filmstrip, StripPicture, pack_filmstrip, unpack_filmstrip
from vigtool.media.frame_index import FrameIndex
from vigtool.media.index_bytes import pack_index
from vigtool.media.overview_tasks import FilmstripWish, WaveformWish
from vigtool.media.waveform import bins_between
from vigtool.media.waveform_bytes import Waveform, no_sound, pack_waveform, unpack_waveform
from vigtool.services.film_access import keep_pictures, kept_pictures, lend_film
from vigtool.vault import Vault
from vigtool.vault.errors import Damaged

COARSE: Final = 24
"""Pictures of the whole film that are made before anything else."""
STORE_EVERY: Final = 5.0
"""Seconds between two times of putting away what was made."""
_DEATHS: Final = 3
"""Frames at which the engine may end before the pictures are left as they are."""
_SOUND_SHARE: Final = 100
"""What the whole sound counts in progress, beside the pictures."""

OverviewPart: TypeAlias = Filmstrip | Waveform
Tell: TypeAlias = Callable[[OverviewPart], None]
"""Is given what there is to show: first what was kept, then each new part (a strip has its new pictures alone)."""


class FilmOverview:
    """The filmstrip and the waveform of one film. One thread at a time; ``build`` may be called again when it ended."""

    def __init__(self, vault: Vault, given: Permit, index: FrameIndex, runner: TaskRunner = run_task) -> None:
        """``given`` is the permit to view the film, or to store it, when what was lost is made again.

        Raises ``PermitMismatch``.
        """
        self._vault = vault
        self._given = given
        self._act = Act.STORE if given.intent.act is Act.STORE else Act.VIEW
        self._recording = given.intent.recording
        given.require(self._act, self._recording)
        self._index = index
        self._runner = runner
        self._keeping = not vault.read_only
        self._stored = time.monotonic()
        self._strip = Filmstrip(index.frames, plan_strip(index).count)
        self._sound: Waveform | None = None
        self._loaded = False

    def forget(self) -> None:
        """Put nothing away from now on: the film may no longer be watched. From any thread."""
        self._keeping = False

    def build(self, tell: Tell, progress: Progress = ignore_progress) -> None:
        """Tell what is kept, then make and tell what is missing, and keep it.

        Raises ``Cancelled`` from ``progress`` at once, after keeping what is made; what the film or its engine lacks
        (``MediaError``, ``EngineError``) after the rest is done; and what the vault raises.
        """
        self._load(tell)
        failed: MediaError | EngineError | None = None
        for work in (self._make_coarse, self._make_sound, self._make_rest):
            try:
                work(tell, progress)
            except (MediaError, EngineError) as error:
                failed = failed or error
        if failed is not None:
            raise failed

    def _load(self, tell: Tell) -> None:
        if not self._loaded:
            self._strip, self._sound = self._kept_strip() or self._strip, self._kept_sound()
            self._loaded = True
        tell(self._strip)
        if self._sound is not None:
            tell(self._sound)

    def _kept_strip(self) -> Filmstrip | None:
        """What is kept, if it is the strip of this very film by the present plan."""
        try:
            sealed = kept_pictures(self._vault, self._given, self._act, self._recording, FILMSTRIP)
            kept = None if sealed is None else unpack_filmstrip(sealed)
        except (Damaged, BadFilmstrip):
            return None
        mine = kept is not None and {one.frame for one in kept.pictures} <= set(planned_frames(self._index))
        return kept if kept is not None and mine and self._fits(kept) else None

    def _kept_sound(self) -> Waveform | None:
        try:
            sealed = kept_pictures(self._vault, self._given, self._act, self._recording, WAVEFORM)
            kept = None if sealed is None else unpack_waveform(sealed)
        except (Damaged, BadWaveform):
            return None
        if kept is None or kept.silent:
            return kept
        start, end = self._times()
        return kept if kept.first == 0 and kept.bins == bins_between(start, end, kept.rate, kept.samples) else None

    def _fits(self, strip: Filmstrip) -> bool:
        return (strip.frames, strip.planned) == (self._strip.frames, self._strip.planned)

    def _make_coarse(self, tell: Tell, progress: Progress) -> None:
        self._make_pictures(max(COARSE - len(self._strip.pictures), 0), tell, progress)

    def _make_rest(self, tell: Tell, progress: Progress) -> None:
        self._make_pictures(self._strip.planned, tell, progress)

    def _make_pictures(self, most: int, tell: Tell, progress: Progress) -> None:
        """Make pictures; a frame at which the engine ends stays without one."""
        target = min(len(self._strip.pictures) + most, self._strip.planned)
        for death in range(1, _DEATHS + 1):
            if len(self._strip.pictures) >= target:
                return
            try:
                self._run_strip(target - len(self._strip.pictures), tell, progress)
            except (EngineCrashed, EngineHung):
                had = self._had()
                culprit = next((frame for frame in planned_frames(self._index) if frame not in had), None)
                if death == _DEATHS or culprit is None:
                    raise
                self._strip = self._strip.joined([StripPicture(culprit)])
            else:
                return

    def _run_strip(self, most: int, tell: Tell, progress: Progress) -> None:
        wish = FilmstripWish(pack_index(self._index), sorted(self._had()), most)
        planned = set(planned_frames(self._index))

        def take(data: bytes) -> None:
            part = unpack_filmstrip(data)
            if not self._fits(part) or not planned.issuperset(one.frame for one in part.pictures):
                raise BadFilmstrip(rule="another film")
            self._strip = self._strip.joined(part.pictures)
            tell(part)

        self._run(FILMSTRIP, msgspec.msgpack.encode(wish), take, progress)

    def _had(self) -> set[int]:
        return {one.frame for one in self._strip.pictures}

    def _make_sound(self, tell: Tell, progress: Progress) -> None:
        if self._sound is not None and self._sound.whole:
            return
        start, end = self._times()
        done = 0 if self._sound is None else len(self._sound.pairs)
        wish = WaveformWish(start.as_integer_ratio(), end.as_integer_ratio(), done)

        def take(data: bytes) -> None:
            part = unpack_waveform(data)
            if part.silent or part.bins != bins_between(start, end, part.rate, part.samples):
                raise BadWaveform(rule="another film")
            if self._sound is None and part.first:
                raise BadWaveform(rule="following part")
            self._sound = part if self._sound is None else self._sound.joined(part)
            tell(part)

        try:
            self._run(WAVEFORM, msgspec.msgpack.encode(wish), take, progress)
        except NoSound:
            self._sound = no_sound()
            self._store(WAVEFORM)
            tell(self._sound)

    def _run(self, task: TaskName, argument: bytes, take: Callable[[bytes], None], progress: Progress) -> None:
        """Run a task and keep what it made, whatever ends it."""
        before = self._strip, self._sound
        try:
            with closing(self._parts(task, argument, progress)) as parts:
                for data in parts:
                    take(data)
                    if time.monotonic() - self._stored >= STORE_EVERY:
                        self._store(task)
        finally:
            if (self._strip, self._sound) != before:
                self._store(task)
        self._report(progress)

    def _parts(self, task: TaskName, argument: bytes, progress: Progress) -> Generator[bytes, None, None]:
        with lend_film(self._vault, self._given, self._act, self._recording) as source:
            yield from self._runner(source, task, argument, lambda _done, _total: self._report(progress))

    def _report(self, progress: Progress) -> None:
        sound = self._sound
        share = 0 if sound is None else _SOUND_SHARE * len(sound.pairs) // sound.bins if sound.bins else _SOUND_SHARE
        progress(len(self._strip.pictures) + share, self._strip.planned + _SOUND_SHARE)

    def _store(self, task: TaskName) -> None:
        self._stored = time.monotonic()
        if not self._keeping:
            return
        if task == FILMSTRIP:
            self._keep(task, pack_filmstrip(self._strip))
        elif self._sound is not None:
            self._keep(task, pack_waveform(self._sound))

    def _keep(self, task: TaskName, data: bytes) -> None:
        keep_pictures(self._vault, self._given, self._act, self._recording, task, data)

    def _times(self) -> tuple[Fraction, Fraction]:
        return self._index.seconds(0), self._index.seconds(self._index.frames)
