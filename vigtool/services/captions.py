"""The words that go beside a clip in a file of their own, which players find by its name."""

from collections.abc import Sequence
from pathlib import Path

from vigtool.domain.cues import cues
from vigtool.exchange.annotations.webvtt_writing import write_webvtt_cues
from vigtool.services.handovers import MomentHandover
from vigtool.services.outgoing import beside


def captions_beside(clip: Path, handovers: Sequence[MomentHandover]) -> dict[Path, bytes]:
    """The WebVTT file that belongs beside a clip of these moments; nothing where no words go beside."""
    found = cues([(one.rendition, one.times) for one in handovers])
    if not found:
        return {}
    return {beside(clip, ".vtt"): write_webvtt_cues((one.begin, one.end, one.words) for one in found)}
