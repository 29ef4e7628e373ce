"""The one door to what films show and let hear: nothing comes out of the vault without its permit.

A permit is for one act on one film; the door asks for exactly that. The frame index is no picture and no sound (it
tells when each frame begins), and has a way of its own; making it reads the film and stands on the permit to store it.
"""

from io import BufferedReader
from typing import Final

from vigtool.domain.deciding import Permit
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.purposes import Act
from vigtool.engine.film_source import FilmSource
from vigtool.engine.task_names import TaskName
from vigtool.vault import Vault
from vigtool.vault.recordings import RecordingWriter

BUFFER: Final = 65_536
"""One chunk of an age file."""


def open_film(vault: Vault, given: Permit, act: Act, recording_id: RecordingId) -> BufferedReader:
    """Open a film's bytes, on a descriptor of its own.

    Raises ``PermitMismatch``, ``Damaged``, ``KeyDestroyed``.
    """
    given.require(act, recording_id)
    return BufferedReader(vault.open_recording(recording_id), BUFFER)


def lend_film(vault: Vault, given: Permit, act: Act, recording_id: RecordingId) -> FilmSource:
    """Lend a film to an engine. Raises ``PermitMismatch``, ``Damaged``, ``KeyDestroyed``."""
    given.require(act, recording_id)
    return FilmSource.of_recording(vault.lend_recording(recording_id))


def new_film(vault: Vault, given: Permit, recording_id: RecordingId) -> RecordingWriter:
    """Begin to store a film; what was written can be lent to an engine.

    Raises ``PermitMismatch``, ``VaultReadOnly``.
    """
    given.require(Act.STORE, recording_id)
    return vault.new_recording(recording_id)


def kept_pictures(vault: Vault, given: Permit, act: Act, recording_id: RecordingId, what: TaskName) -> bytes | None:
    """The small pictures or the shape of the sound that are kept of a film, None when none are.

    Raises ``PermitMismatch``, ``Damaged``, ``KeyDestroyed``.
    """
    given.require(act, recording_id)
    return vault.derived(recording_id, what)


def keep_pictures(
    vault: Vault, given: Permit, act: Act, recording_id: RecordingId, what: TaskName, data: bytes
) -> None:
    """Keep what an engine made of a film. Raises ``PermitMismatch`` and what the vault raises."""
    given.require(act, recording_id)
    vault.put_derived(recording_id, what, data)
