"""All tasks by name. A task reads a film from an open file and yields its result in parts."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, TypeAlias

from vigtool.domain.progress import Progress
from vigtool.engine.serving.film_tasks import facts, index, still
from vigtool.engine.task_names import FACTS, FILMSTRIP, INDEX, LOUDNESS, STILL, WAVEFORM, TaskName
from vigtool.media.onsets import loudness_task
from vigtool.media.overview_tasks import filmstrip_task, waveform_task

Task: TypeAlias = Callable[[BinaryIO, bytes, Progress], Iterator[bytes]]
"""Called with the film, open and seekable, the argument of ``run_task``, and what to tell how far it is."""

TASKS: Final[dict[TaskName, Task]] = {
    FACTS: facts,
    INDEX: index,
    STILL: still,
    FILMSTRIP: filmstrip_task,
    WAVEFORM: waveform_task,
    LOUDNESS: loudness_task,
}

BACKGROUND: Final[set[TaskName]] = {INDEX, FILMSTRIP, WAVEFORM}
"""Tasks that nobody waits for in front of a picture: they run when the processor has nothing better to do."""
