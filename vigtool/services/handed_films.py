"""Copying the films of a package straight into the vault, each read back and counted before it is believed."""

from contextlib import ExitStack, closing
from dataclasses import dataclass

from vigtool.domain.cases import Recording
from vigtool.domain.deciding import Intent, Permit, decide
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.progress import Progress, part_of
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.ticks import FrameTimes
from vigtool.engine.film_source import FilmSource
from vigtool.exchange.packages.handover import HandedFilm
from vigtool.exchange.packages.manifest import BlobFacts
from vigtool.media.errors import MediaError
from vigtool.media.index_bytes import pack_index
from vigtool.services.copying import hash_of
from vigtool.services.errors import ConsentRefused, CopyDiffers
from vigtool.services.film_access import new_film
from vigtool.services.film_work import index_of
from vigtool.services.handed_forms import GuestDraft
from vigtool.services.identifying import new_identifier
from vigtool.services.index_making import FRAME_INDEX
from vigtool.services.package_reading import Arrived
from vigtool.services.recordings import times_of
from vigtool.services.supervision_errors import PackageUntrue
from vigtool.services.workspace import Workspace
from vigtool.vault.recordings import RecordingWriter


@dataclass(frozen=True, slots=True)
class StoredFilm:
    """A film that lies in the vault and is not on record yet; it is gone unless ``sealed`` is committed."""

    card: Recording
    handed: HandedFilm
    times: FrameTimes
    sealed: RecordingWriter


class FilmStoring:
    """Takes the films of one package, in the order of its blobs; ``unfinished`` removes what was not committed."""

    def __init__(self, ws: Workspace, arrived: Arrived, draft: GuestDraft, unfinished: ExitStack) -> None:
        self._ws, self._arrived, self._draft, self._unfinished = ws, arrived, draft, unfinished

    def store(self, handed: HandedFilm, number: int, progress: Progress) -> StoredFilm:
        """Copy the film of place ``number``, read it back and index it.

        Raises ``ConsentRefused``, ``PackageUntrue``, ``CopyDiffers``, an ``EngineError``, what ``copy_blob`` raises
        and what the vault raises.
        """
        blob, film_id = self._arrived.manifest.blobs[handed.blob], RecordingId(new_identifier())
        sealed = self._unfinished.enter_context(new_film(self._ws.vault, self._permit(film_id), film_id))
        self._copy(sealed, blob, part_of(progress, 0, 2))
        times = self._indexed(film_id, sealed, number, part_of(progress, 1, 2))
        if times.frames != handed.frames:
            raise PackageUntrue(f"$.body.films[{number}].stop")
        return StoredFilm(self._card(film_id, blob, times, number), handed, times, sealed)

    def _permit(self, film_id: RecordingId) -> Permit:
        """The permit to begin with a film; the gate is asked again when its people and answers are on record."""
        draft = self._draft
        decision = decide(
            Intent(Act.STORE, Purposes.GUIDANCE, film_id), draft.people, draft.answers, draft.case.opened_at
        )
        if isinstance(decision, Permit):
            return decision
        raise ConsentRefused(decision)

    def _copy(self, sealed: RecordingWriter, blob: BlobFacts, progress: Progress) -> None:
        self._arrived.reader.copy_blob(blob.size, blob.sha256, sealed.write, progress)
        with closing(sealed.read_back()) as copy:
            if hash_of(copy) != blob.sha256:
                raise CopyDiffers

    def _indexed(self, film_id: RecordingId, sealed: RecordingWriter, number: int, progress: Progress) -> FrameTimes:
        try:
            with FilmSource.of_recording(sealed.lend()) as lent:
                index = index_of(self._ws.run_task, lent, progress)
        except MediaError:
            raise PackageUntrue(f"$.body.films[{number}].blob") from None
        self._ws.vault.put_derived(film_id, FRAME_INDEX, pack_index(index))
        return times_of(index)

    def _card(self, film_id: RecordingId, blob: BlobFacts, times: FrameTimes, number: int) -> Recording:
        draft = self._draft
        return Recording(
            id=film_id,
            case=draft.case.id,
            label=f"{draft.case.name} · {number + 1}",
            sha256=blob.sha256,
            size=blob.size,
            frames=times.frames,
            time_base=times.time_base,
            duration_ticks=times.end_tick - times.start_tick,
            people=tuple(one.id for one in draft.people),
            captured_at=None,
            imported_at=draft.case.opened_at,
        )
