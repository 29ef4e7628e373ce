"""Making the frame index of a recording that is in the vault already, in an engine; broken off, it goes on later.

What is found so far is kept among the derived data of the recording, sealed as these are, and emptied at the end.
"""

from typing import Final

from vigtool.domain.deciding import Permit
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Act
from vigtool.engine.task_names import INDEX
from vigtool.engine.tasks import TaskRunner, run_task
from vigtool.media.errors import BadIndex
from vigtool.media.frame_index import FrameIndex
from vigtool.media.index_bytes import is_index, unpack_index
from vigtool.services.film_access import lend_film
from vigtool.vault import Vault
from vigtool.vault.errors import Damaged

FRAME_INDEX: Final = "frames"
INDEX_BEGUN: Final = "frames-begun"


def made_index(
    vault: Vault,
    given: Permit,
    progress: Progress = ignore_progress,
    runner: TaskRunner = run_task,
) -> FrameIndex:
    """Make the index of a recording's frames and keep it, unless the vault is open to look only.

    ``given`` is the permit to store the film. Raises ``PermitMismatch``, what ``build_index`` and the engine raise,
    and ``Cancelled`` from ``progress``; the next call goes on from what was found.
    """
    recording_id = given.intent.recording
    begun = _begun(vault, recording_id)
    kept = bool(begun)
    last = b""
    with lend_film(vault, given, Act.STORE, recording_id) as source:
        for last in runner(source, INDEX, begun, progress):
            if not is_index(last) and not vault.read_only:
                vault.put_derived(recording_id, INDEX_BEGUN, last)
                kept = True
    if not is_index(last):
        raise BadIndex(rule="magic")
    index = unpack_index(last)
    if not vault.read_only:
        vault.put_derived(recording_id, FRAME_INDEX, last)
        if kept:
            vault.put_derived(recording_id, INDEX_BEGUN, b"")
    return index


def _begun(vault: Vault, recording_id: RecordingId) -> bytes:
    try:
        return vault.derived(recording_id, INDEX_BEGUN) or b""
    except Damaged:
        return b""
