"""Hearing a spoken comment: it may come from somebody else's computer, so the engine decodes it, as it does films.

It is lent to the engine as it lies in the vault, and what comes back stays in memory.
"""

import io
from fractions import Fraction

from vigtool.domain.comments import Comment
from vigtool.domain.consent import Evidence
from vigtool.domain.progress import Progress
from vigtool.domain.purposes import Act, Purposes
from vigtool.engine.errors import EngineCrashed, EngineFailed, EngineHung
from vigtool.engine.film_source import FilmSource
from vigtool.engine.task_names import SPOKEN
from vigtool.media.errors import MediaError
from vigtool.media.spoken_form import MOST_SECONDS, MOST_SPOKEN_BYTES, SAMPLE_BYTES
from vigtool.services.answer_errors import SoundTooLong, SoundUnreadable
from vigtool.services.consents import permit
from vigtool.services.jobs import NotRun
from vigtool.services.recordings import recording
from vigtool.services.spoken_comments import kept_sound
from vigtool.services.spoken_lengths import length_of
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import Damaged, Part
from vigtool.vault.lending import LentReader


class SpokenHearing:
    """A job whose result is the sound as ``media.spoken_form`` has it.

    Asks for the permit to annotate when it is set up: after a withdrawal what was said to a film is not heard.
    """

    def __init__(self, ws: Workspace, comment: Comment) -> None:
        """Raises ``UnknownId``, ``ConsentRefused``, ``Damaged``, ``KeyDestroyed``."""
        permit(ws, Act.ANNOTATE, Purposes.GUIDANCE, comment.recording)
        self._run_task = ws.run_task
        self._kept, self._source = _lent(ws, comment)
        self._sound: bytes | None = None

    def run(self, progress: Progress) -> None:
        """Decode it. Raises ``SoundUnreadable``, ``SoundTooLong``, ``EngineUnavailable``, ``Damaged``."""
        sound = bytearray()
        try:
            with self._source as source:
                for part in self._run_task(source, SPOKEN, b"", progress):
                    sound += part
                    if len(sound) > MOST_SPOKEN_BYTES:
                        raise SoundTooLong(MOST_SECONDS)
        except (MediaError, EngineCrashed, EngineFailed, EngineHung) as error:
            raise SoundUnreadable from error
        except Damaged as error:
            raise Damaged(Part.EVIDENCE, self._kept.id) from error
        if len(sound) < SAMPLE_BYTES or len(sound) % SAMPLE_BYTES:
            raise SoundUnreadable
        self._sound = bytes(sound)

    def finish(self) -> bytes:
        """The sound."""
        if self._sound is None:
            raise NotRun
        return self._sound

    def abandon(self) -> None:
        """Let go of what was decoded."""
        self._source.file.close()
        self._sound = None


def spoken_length(ws: Workspace, comment: Comment) -> Fraction | None:
    """The seconds that a spoken comment says it has; None where it does not say.

    Raises ``UnknownId``, ``Damaged``, ``KeyDestroyed``.
    """
    kept, source = _lent(ws, comment)
    with source:
        try:
            content = LentReader(source.file, kept.id, source.file_key or b"")
            return length_of(io.BufferedReader(content))
        except Damaged as error:
            raise Damaged(Part.EVIDENCE, kept.id) from error


def _lent(ws: Workspace, comment: Comment) -> tuple[Evidence, FilmSource]:
    kept = kept_sound(ws, comment)
    return kept, FilmSource.of_recording(ws.vault.lend_evidence(recording(ws, comment.recording).case, kept.id))
