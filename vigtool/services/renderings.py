"""One file of film on its way out, written and checked by the engine after a plan of moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from vigtool.domain.deciding import Permit
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.progress import Progress, part_of
from vigtool.engine.film_source import FilmSource
from vigtool.engine.render_results import Checked, RenderWork
from vigtool.media.errors import ClipNotExact
from vigtool.media.index_bytes import pack_index
from vigtool.media.rendering.plan import RenderPlan, packed
from vigtool.services.clip_work import Lender, check_in_engine, write_in_engine
from vigtool.services.film_access import lend_film
from vigtool.services.film_work import facts_of
from vigtool.services.handovers import FilmPart
from vigtool.services.outgoing import OutgoingFile
from vigtool.services.render_plans import Size, draws_words, plan_for, within
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file that waits for its name, what was found in it, its hash and its size in bytes."""

    outgoing: OutgoingFile
    checked: Checked
    sha256: str
    size: int


def render(ws: Workspace, handovers: Sequence[FilmPart], out: Path, most: Size | None, progress: Progress) -> Rendered:
    """Write the moments one after another and check the file; the caller closes ``Rendered.outgoing``.

    ``most`` is the largest size in pixels. Raises ``ClipNotExact``, ``CannotWrite``, ``NoSpace``, ``TargetInVault``,
    an ``EngineError`` and what reading the films raises; then nothing is left.
    """
    outgoing = OutgoingFile(out, ws.folder)
    try:
        checked = render_into(ws, handovers, outgoing, most, progress)
        return Rendered(outgoing, checked, outgoing.sha256(), outgoing.size())
    except BaseException:
        outgoing.close()
        raise


def verified(check: Checked) -> dict[str, float | int | bool | None]:
    """A check for people and scripts: frames, seconds, decibels (None: identical), sound."""
    return {
        "frames": check.frames,
        "duration": float(check.duration),
        "times_exact": True,
        "luma_psnr": check.luma_psnr,
        "sound": check.sound,
    }


class Draft(Protocol):
    """Where a file is gathered that is still to be checked."""

    def put(self, offset: int, data: memoryview, /) -> None:
        """Write at a place."""

    def lend(self) -> FilmSource:
        """Lend what was written to an engine; the caller closes it."""

    def empty(self) -> None:
        """Begin anew: nothing was written."""


def render_into(
    ws: Workspace, handovers: Sequence[FilmPart], draft: Draft, most: Size | None, progress: Progress
) -> Checked:
    """As ``render``, to a place of the caller's."""
    return _Rendering(ws, handovers, most).written(draft, progress)


class _Rendering:
    """The films that are lent, each once, and what is to be made of them."""

    def __init__(self, ws: Workspace, handovers: Sequence[FilmPart], most: Size | None) -> None:
        self._ws, self._handovers, self._most = ws, handovers, most
        self._films: dict[RecordingId, FilmPart] = {}
        for one in handovers:
            self._films.setdefault(one.film.id, one)

    def written(self, draft: Draft, progress: Progress) -> Checked:
        progress(0, 1)
        plan = plan_for(self._handovers, self._size(progress))
        try:
            return self._made(plan, draft, progress)
        except ClipNotExact:
            if not (plan.fast and plan.is_plain):
                raise
        # what was copied of a damaged film need not look alike everywhere: coded anew it does
        draft.empty()
        return self._made(replace(plan, fast=False), draft, progress)

    def _made(self, plan: RenderPlan, draft: Draft, progress: Progress) -> Checked:
        work, films = self._work(plan), [self._lender(one.permit, film) for film, one in self._films.items()]
        write_in_engine(self._ws.run_task, films, work, draft.put, part_of(progress, 0, 2))
        return check_in_engine(self._ws.run_task, draft.lend, films, work, part_of(progress, 1, 2))

    def _work(self, plan: RenderPlan) -> RenderWork:
        places = {film: number for number, film in enumerate(self._films)}
        sources = tuple(places[one.film.id] for one in self._handovers)
        return RenderWork(packed(plan), sources, tuple(pack_index(one.index) for one in self._films.values()))

    def _size(self, progress: Progress) -> Size | None:
        """The clip's size where it has to be known: words are drawn in it, or it has a limit."""
        if self._most is None and not draws_words(self._handovers):
            return None
        first = self._handovers[0]
        with self._lender(first.permit, first.film.id)() as film:
            facts = facts_of(self._ws.run_task, film, lambda _done, _total: progress(0, 1))
        return within(facts.upright_size, self._most)

    def _lender(self, given: Permit, film: RecordingId) -> Lender:
        return lambda: lend_film(self._ws.vault, given, given.intent.act, film)
