"""Handing out a reel: several moments in one file, each on its own permit and with its own entry in the journal."""

from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Unpack

from vigtool.domain.deciding import Permit
from vigtool.domain.identifiers import MomentId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Purpose
from vigtool.domain.renditions import PLAIN, ClipForm, ClipWish
from vigtool.engine.messages import MOST_FILMS
from vigtool.engine.render_results import Checked
from vigtool.services.captions import captions_beside
from vigtool.services.handover_errors import NotAReel
from vigtool.services.handovers import MomentHandover, More, demand_found, terms
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import small_files
from vigtool.services.render_plans import Size
from vigtool.services.renderings import Rendered, render, verified
from vigtool.services.workspace import Workspace

MOST_MOMENTS: Final = MOST_FILMS - 1
"""Of a reel; when it is checked the engine is lent the reel as well."""


class ReelOptions(More, total=False):
    """Further: what is wanted of each moment, in their order, and the largest size of the reel in pixels."""

    wishes: Sequence[ClipWish]
    size: Size | None


@dataclass(frozen=True, slots=True)
class ReelReport:
    """A reel that was handed out: its hash, what was verified, and the entry of each moment in the journal."""

    reel: Path
    sha256: str
    check: Checked
    seqs: tuple[int, ...]
    captions: Path | None = None

    @property
    def verified(self) -> dict[str, float | int | bool | None]:
        """What was compared with the films, and how it came out; see ``verified``."""
        return verified(self.check)


class ReelExport:
    """The job of handing out moments one after another in one file; its result is the ``ReelReport``.

    ``run`` raises as ``render`` does; then nothing is left.
    """

    def __init__(
        self,
        ws: Workspace,
        moment_ids: Sequence[MomentId],
        purpose: Purpose,
        out: Path,
        **options: Unpack[ReelOptions],
    ) -> None:
        """Ask for a permit for each moment. Raises ``NotAReel``, and as ``ClipExport`` does."""
        if not 0 < len(moment_ids) <= MOST_MOMENTS:
            raise NotAReel(len(moment_ids), MOST_MOMENTS)
        self._ws, self._out, self._size = ws, out, options.get("size")
        wishes = options.get("wishes") or [PLAIN] * len(moment_ids)
        asked = terms(purpose, options, ClipForm.REEL)
        self._handovers = [MomentHandover(ws, one, asked, wish) for one, wish in zip(moment_ids, wishes, strict=True)]
        demand_found(self._handovers, asked.masked)
        self._written: Rendered | None = None

    def renew(self) -> None:
        """Ask again before the work begins, since time went by. Raises as ``finish`` does."""
        self._renewed()

    def run(self, progress: Progress) -> None:
        """Write and verify the reel."""
        self._written = render(self._ws, self._handovers, self._out, self._size, progress)

    def finish(self) -> ReelReport:
        """Put each moment on record, then give the reel its name. Raises as ``ClipExport.finish`` does."""
        if self._written is None:
            raise NotRun
        written = self._written
        with ExitStack() as stack:
            stack.enter_context(closing(written.outgoing))
            given = self._renewed()
            captions = captions_beside(self._out, self._handovers)
            stack.enter_context(small_files(captions, self._ws.folder))
            entries = [
                self._ws.record(one.event(permit, written.sha256))
                for one, permit in zip(self._handovers, given, strict=True)
            ]
            written.outgoing.publish()
        seqs = tuple(entry.seq for entry in entries)
        return ReelReport(self._out, written.sha256, written.checked, seqs, next(iter(captions), None))

    def abandon(self) -> None:
        """Leave nothing of it."""
        if self._written is not None:
            self._written.outgoing.close()

    def _renewed(self) -> list[Permit]:
        return [one.renewed() for one in self._handovers]


def export_reel(
    ws: Workspace,
    moment_ids: Sequence[MomentId],
    purpose: Purpose,
    out: Path,
    progress: Progress = ignore_progress,
    **options: Unpack[ReelOptions],
) -> ReelReport:
    """Hand out a reel on this thread; see ``ReelExport``."""
    return complete(ReelExport(ws, moment_ids, purpose, out, **options), progress)
