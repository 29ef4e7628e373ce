"""Reading the whole vault and telling what is damaged; what can be made again is when asked for, nothing is deleted."""

from dataclasses import dataclass, field, replace

from vigtool.domain.deciding import Permit
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Act, Purposes
from vigtool.engine.errors import EngineError
from vigtool.media.errors import MediaError
from vigtool.services.cases import cases
from vigtool.services.consents import permit_in_force
from vigtool.services.erased_ids import erased_ids, imported_ids, kept_papers
from vigtool.services.evidence import evidence_by_case
from vigtool.services.film_overview import FilmOverview
from vigtool.services.index_making import INDEX_BEGUN, made_index
from vigtool.services.jobs import NotRun, complete
from vigtool.services.recordings import every_recording
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import Damaged, KeyDestroyed, Part


@dataclass(frozen=True, slots=True)
class VaultReport:
    """What was read and authenticated, and what is damaged. ``repaired`` films have what derives from them anew.

    ``unclaimed`` films and scans (each its part and id) lie in the vault and nothing on record names them: a crash came
    before their entry, or the journal is older than they are. That is no damage.
    """

    events: int
    recordings: int
    damage: tuple[Damaged, ...]
    repaired: tuple[RecordingId, ...] = field(default=())
    unclaimed: tuple[tuple[Part, str], ...] = field(default=())

    @property
    def repairable(self) -> tuple[RecordingId, ...]:
        """The films of which something is damaged that can be made again from the film."""
        derived = {one.id for one in self.damage if one.part is Part.DERIVED}
        films = {one.id for one in self.damage if one.part in (Part.RECORDING, Part.KEY)}
        return tuple(RecordingId(one) for one in sorted(derived - films))


class Verifying:
    """The job of reading and authenticating everything: journal, keys, films, derived files.

    With ``repair`` frame index, filmstrip and waveform are made again where they are damaged; progress then counts the
    films that are repaired after the bytes that are read. A film that may not be stored (any more) is not worked on and
    stays as it is. Raises ``VaultReadOnly`` when nothing may be written.
    """

    def __init__(self, ws: Workspace, *, repair: bool = False) -> None:
        self._ws = ws
        self._repair = repair
        self._films = len(every_recording(ws))
        self._known = imported_ids(ws)
        self._erased = erased_ids(ws)
        self._evidence = evidence_by_case(ws)
        self._unclaimed = _unclaimed(ws)
        self._given = _permits(ws) if repair else {}
        self._events = ws.vault.journal.count
        self._report: VaultReport | None = None

    def run(self, progress: Progress) -> None:
        """Read everything."""
        report = self._look(progress)
        if self._repair and report.repairable:
            repaired = [one for one in report.repairable if self._derive(one, progress)]
            after = self._look(progress)
            report = replace(after, repaired=tuple(repaired))
        self._report = report

    def finish(self) -> VaultReport:
        """Hand out what was found, but for what was erased while everything was read."""
        if self._report is None:
            raise NotRun
        erased = erased_ids(self._ws) - self._erased
        return replace(self._report, damage=tuple(one for one in self._report.damage if one.id not in erased))

    def abandon(self) -> None:
        """Nothing was changed that would have to be undone."""

    def _look(self, progress: Progress) -> VaultReport:
        damage = self._ws.vault.verify(self._known, progress, erased=self._erased, evidence=self._evidence)
        return VaultReport(self._events, self._films, tuple(damage), unclaimed=self._unclaimed)

    def _derive(self, film: RecordingId, progress: Progress) -> bool:
        """Make what can be made from a film; tell whether all of it was."""
        vault, run_task, given = self._ws.vault, self._ws.run_task, self._given.get(film)
        if given is None:
            return False
        try:
            vault.put_derived(film, INDEX_BEGUN, b"")
            index = made_index(vault, given, progress, run_task)
            FilmOverview(vault, given, index, run_task).build(lambda _part: None, progress)
        except (MediaError, EngineError, KeyDestroyed):
            return False
        return True


def _unclaimed(ws: Workspace) -> tuple[tuple[Part, str], ...]:
    found = ws.vault.inventory(imported_ids(ws), kept_papers(ws))
    films = [(Part.RECORDING, one) for one in found.unclaimed]
    return (*films, *((Part.EVIDENCE, one) for one in found.papers_alone))


def _permits(ws: Workspace) -> dict[RecordingId, Permit]:
    """The permits to store that are in force now, film by film."""
    permits = {one.id: permit_in_force(ws, Act.STORE, Purposes.GUIDANCE, one.id) for one in every_recording(ws)}
    return {film: given for film, given in permits.items() if given is not None}


def verify_vault(ws: Workspace, progress: Progress = ignore_progress, *, repair: bool = False) -> VaultReport:
    """Read everything on this thread; see ``Verifying``."""
    return complete(Verifying(ws, repair=repair), progress)


def names(ws: Workspace) -> dict[str, str]:
    """What people call that in which something may be damaged, by its id; a scan goes by the name of its case."""
    of_cases: dict[str, str] = {case.id: case.name for case in cases(ws)}
    of_papers = {paper: of_cases[case_id] for paper, case_id in evidence_by_case(ws).items()}
    return of_cases | of_papers | {film.id: film.label for film in every_recording(ws)}
