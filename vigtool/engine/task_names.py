"""The names of the engine's tasks."""

from typing import Final, TypeAlias

TaskName: TypeAlias = str

FACTS: Final = "facts"
"""What the film says about itself: ``film_results.unpack_facts``."""
INDEX: Final = "index"
"""The frame index in its stored form: ``media.index_bytes.unpack_index``."""
STILL: Final = "still"
"""One frame, upright: argument ``film_results.pack_still_wish``, result ``film_results.unpack_still``."""
