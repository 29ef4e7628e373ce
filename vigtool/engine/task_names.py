"""The names of the engine's tasks."""

from typing import Final, TypeAlias

TaskName: TypeAlias = str

FACTS: Final = "facts"
"""What the film says about itself: ``film_results.unpack_facts``."""
INDEX: Final = "index"
"""The frame index in its stored form, last; before it parts to go on from, which are the argument then
(``media.index_building.index_parts``)."""
STILL: Final = "still"
"""One frame, upright: argument ``film_results.pack_still_wish``, result ``film_results.unpack_still``."""
FILMSTRIP: Final = "filmstrip"
"""Small pictures for the strip: argument ``media.overview_tasks.FilmstripWish``, parts of ``media.filmstrip_bytes``."""
WAVEFORM: Final = "waveform"
"""The shape of the sound: argument ``media.overview_tasks.WaveformWish``, parts of ``media.waveform_bytes``."""
LOUDNESS: Final = "loudness"
"""How loud it is from millisecond to millisecond: argument ``media.onsets.LoudnessWish``, parts for
``media.onsets.unpack_loudness``."""
RENDER: Final = "render"
"""A clip or a reel of the films: argument ``render_results.pack_work``, parts ``render_results.unpack_piece``."""
CHECK: Final = "check"
"""The same held against the written file, which is lent before the films: ``render_results.unpack_checked``."""
SPOKEN: Final = "spoken"
"""A spoken comment as it is heard: parts of ``media.spoken_form``."""
TRACK: Final = "track"
"""Following somebody who is to be covered: argument ``media.masking.track_bytes.TrackWish``, parts of ``Tracked``."""

FOLLOWING: Final[frozenset[TaskName]] = frozenset({TRACK})
"""Tasks for which the engine needs OpenCV, which no other engine has imported."""
