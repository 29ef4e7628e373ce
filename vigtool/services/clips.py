"""Handing out a clip of a moment: permitted, written, verified, put on record, and only then there under its name."""

from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Unpack

from vigtool.domain.deciding import Permit
from vigtool.domain.identifiers import MomentId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Purpose
from vigtool.domain.renditions import PLAIN, ClipWish
from vigtool.engine.render_results import Checked
from vigtool.exchange.clip_sidecar import ClipSidecar, ConsentGround, signed_bytes, to_json
from vigtool.exchange.field_types import exact_seconds
from vigtool.services.captions import captions_beside
from vigtool.services.consents import grounds
from vigtool.services.handovers import MomentHandover, More, demand_found, terms
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import small_files
from vigtool.services.projection import leaf_of
from vigtool.services.render_plans import Size
from vigtool.services.renderings import Rendered, render, verified
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ClipReport:
    """A clip that was handed out: where it and its sidecar lie, its hash, and what was verified.

    ``frames`` are the film's that it shows, ``seq`` is its entry in the journal, ``captions`` a file beside it.
    """

    clip: Path
    sidecar: Path
    sha256: str
    frames: int
    check: Checked
    seq: int
    captions: Path | None = None

    @property
    def verified(self) -> dict[str, float | int | bool | None]:
        """What was compared with the film, and how it came out; see ``verified``."""
        return verified(self.check)


class ClipOptions(More, total=False):
    """Further: ``size`` is the largest that the clip may have, in pixels."""

    wish: ClipWish
    size: Size | None


class ClipExport:
    """The job of handing out a moment as a clip; its result is the ``ClipReport``.

    ``run`` raises as ``render`` does; then nothing is left.
    """

    def __init__(
        self,
        ws: Workspace,
        moment_id: MomentId,
        purpose: Purpose,
        out: Path,
        **options: Unpack[ClipOptions],
    ) -> None:
        """Ask for the permit. ``to`` are those who get it, where that is known; a group's families have to be named.

        Raises ``ConsentRefused``, ``NotTheirFilm``, ``ViewersNotNamed``, ``NotCovered``, ``UnknownId``.
        """
        self._ws, self._out, self._size = ws, out, options.get("size")
        self._handover = MomentHandover(ws, moment_id, terms(purpose, options), options.get("wish", PLAIN))
        demand_found([self._handover], options.get("masked", ()))
        self._written: Rendered | None = None

    def renew(self) -> None:
        """Ask again before the work begins, since time went by. Raises as ``finish`` does."""
        self._handover.renewed()

    def run(self, progress: Progress) -> None:
        """Write and verify the clip."""
        self._written = render(self._ws, [self._handover], self._out, self._size, progress)

    def finish(self) -> ClipReport:
        """Put the export on record, then give the clip, its sidecar and its captions their names.

        Raises ``ConsentRefused`` when a consent was withdrawn while the clip was written, ``NotCovered`` when a mask
        was taken back, ``KeyDestroyed`` when the film was erased, and as the beginning does for recipients; then
        nothing is left.
        """
        if self._written is None:
            raise NotRun
        written, sidecar = self._written, self._out.with_name(self._out.name + ".json")
        with ExitStack() as stack:
            stack.enter_context(closing(written.outgoing))
            given = self._handover.renewed()
            captions = captions_beside(self._out, [self._handover])
            beside = {sidecar: self._signed(written, given), **captions}
            stack.enter_context(small_files(beside, self._ws.folder))
            entry = self._ws.record(self._handover.event(given, written.sha256))
            written.outgoing.publish()
        frames = len(self._handover.frames)
        found = next(iter(captions), None)
        return ClipReport(self._out, sidecar, written.sha256, frames, written.checked, entry.seq, found)

    def abandon(self) -> None:
        """Leave nothing of it."""
        if self._written is not None:
            self._written.outgoing.close()

    def _signed(self, written: Rendered, given: Permit) -> bytes:
        vault = self._ws.vault
        sidecar = ClipSidecar(
            sha256=written.sha256,
            size=written.size,
            frames=written.checked.frames,
            duration=exact_seconds(written.checked.duration),
            moment=self._handover.moment.id,
            recording=self._handover.film.id,
            purpose=given.intent.purpose,
            consents=_grounds_of(self._ws, given),
            made_at=self._ws.clock(),
            vault=vault.id,
            public_key=vault.public_key.hex(),
        )
        return to_json(sidecar, vault.sign(signed_bytes(sidecar)).value)


def _grounds_of(ws: Workspace, given: Permit) -> tuple[ConsentGround, ...]:
    leaves = {one: leaf_of(ws.index, one) for one in grounds(given)}
    return tuple(ConsentGround(one, leaf.seq, leaf.hash.hex()) for one, leaf in leaves.items())


def export_clip(
    ws: Workspace,
    moment_id: MomentId,
    purpose: Purpose,
    out: Path,
    progress: Progress = ignore_progress,
    **options: Unpack[ClipOptions],
) -> ClipReport:
    """Hand out a clip on this thread; see ``ClipExport``."""
    return complete(ClipExport(ws, moment_id, purpose, out, **options), progress)
