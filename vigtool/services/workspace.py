"""An open vault as the use cases see it: the journal to write to, the index to read from, and the clock.

A workspace belongs to one thread. Nothing is changed but through ``record``, so the index can never know more than the
journal, and what a caller was told is done is on the disk.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from vigtool.domain.event_subjects import case_of, consents_of, object_of
from vigtool.domain.events import ACT_NAMES, Event, RecordingImported
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.engine.tasks import TaskRunner, run_task
from vigtool.services.event_codec import decode, encode
from vigtool.services.identifying import Clock
from vigtool.services.projection import leaf_of, project
from vigtool.vault import Vault
from vigtool.vault.index import Index
from vigtool.vault.inventory import Repairs
from vigtool.vault.journal import EntryDraft, Envelope
from vigtool.vault.log import Tree


@dataclass(slots=True)
class Workspace:
    """An open vault. ``repairs`` tells what was put in order when it was opened, None when nothing was looked at.

    ``ended`` is how many guests were erased then, as their last day had passed.
    ``run_task`` is how work on a film is handed to the engine. ``log_tree`` holds the entries that
    ``services.checkpoints`` has asked for so far.
    """

    vault: Vault
    index: Index
    clock: Clock
    repairs: Repairs | None = None
    ended: int = 0
    listeners: list[Callable[[Event], None]] = field(default_factory=list)
    run_task: TaskRunner = run_task
    log_tree: Tree = field(default_factory=Tree)

    @property
    def id(self) -> str:
        """The vault's id."""
        return self.vault.id

    @property
    def folder(self) -> Path:
        """Where the vault lies."""
        return self.vault.folder

    @property
    def read_only(self) -> bool:
        """True when another program writes to the vault, or nobody may."""
        return self.vault.read_only

    def record(self, event: Event) -> Envelope:
        """Put an event on record: durable in the journal first, then in the index."""
        leaves = tuple(leaf_of(self.index, one) for one in consents_of(event))
        actor = self.vault.access.user
        draft = EntryDraft(self.clock(), ACT_NAMES[type(event)], actor, case_of(event), object_of(event), leaves)
        envelope = self.vault.journal.append(draft, encode(event))
        self._learn(event, envelope)
        for listener in self.listeners:
            listener(event)
        return envelope

    def replay(self, progress: Progress = ignore_progress) -> list[str]:
        """Fill the index from the journal; return the ids of all recordings that were ever imported."""
        imported = []
        total = self.vault.journal.count
        with self.index.bulk():
            for done, (envelope, body) in enumerate(self.vault.journal.replay()):
                if envelope.act == ACT_NAMES[RecordingImported]:
                    imported.append(envelope.object)
                if body is None:
                    self.index.log(envelope)
                else:
                    self._learn(decode(envelope.act, body), envelope)
                if done % 1000 == 0:
                    progress(done, total)
        return imported

    def close(self) -> None:
        """Let go of the vault, its keys and its index."""
        self.index.close()
        self.vault.close()

    def _learn(self, event: Event, envelope: Envelope) -> None:
        self.index.log(envelope)
        project(self.index, event, envelope)
