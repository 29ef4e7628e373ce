"""All tasks by name. A task reads a film from an open file and yields its result in parts."""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, Final, TypeAlias

from vigtool.domain.progress import Progress
from vigtool.engine.serving.film_tasks import facts, index, still
from vigtool.engine.serving.render_tasks import Opener, check, render
from vigtool.engine.serving.track_tasks import track
from vigtool.engine.task_names import (
    CHECK,
    FACTS,
    FILMSTRIP,
    INDEX,
    LOUDNESS,
    RENDER,
    SPOKEN,
    STILL,
    TRACK,
    WAVEFORM,
    TaskName,
)
from vigtool.media.onsets import loudness_task
from vigtool.media.overview_tasks import filmstrip_task, waveform_task
from vigtool.media.spoken import spoken_task

TaskOfSeveral: TypeAlias = Callable[[Sequence[Opener], bytes, Callable[[bytes], None], Progress], None]
"""Called with the films, the argument of ``run_task``, what takes each part of the result, and the progress."""

Task: TypeAlias = Callable[[BinaryIO, bytes, Progress], Iterator[bytes]]
"""Called with the film, open and seekable, the argument of ``run_task``, and what to tell how far it is."""

TASKS: Final[dict[TaskName, Task]] = {
    FACTS: facts,
    INDEX: index,
    STILL: still,
    FILMSTRIP: filmstrip_task,
    WAVEFORM: waveform_task,
    LOUDNESS: loudness_task,
    SPOKEN: spoken_task,
    TRACK: track,
}

OF_SEVERAL: Final[dict[TaskName, TaskOfSeveral]] = {RENDER: render, CHECK: check}
"""Tasks on several films at once."""

BACKGROUND: Final[set[TaskName]] = {RENDER, CHECK, INDEX, FILMSTRIP, WAVEFORM}
"""Tasks that nobody waits for in front of a picture: they run when the processor has nothing better to do."""
