"""Writing a clip or a reel after its plan, as an MP4 that every player shows alike.

Pictures are decoded, covered and drawn in a thread of their own, while the coders, which have threads too, are at work
on those before. What is settled, and why, is in docs/decisions/0006-clips.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO

from av import VideoFrame

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.ahead import made_ahead, pictures_ahead
from vigtool.media.clip_sound import Reading
from vigtool.media.copying.plan import CopyPlan
from vigtool.media.copying.writing import write_copied
from vigtool.media.film import Film
from vigtool.media.rendering.drawing import Drawing
from vigtool.media.rendering.fast_way import copyable
from vigtool.media.rendering.mp4_writing import ClipForm, mp4_clip
from vigtool.media.rendering.plan import RenderPlan
from vigtool.media.rendering.sounding import ClipSound
from vigtool.media.rendering.source import Source
from vigtool.media.rendering.timing import RenderTiming, render_timing
from vigtool.media.sound import sample_at


@dataclass(frozen=True, slots=True)
class RenderFacts:
    """What was written: (width, height), pictures, seconds, and samples of sound at 48 kHz (0: no sound).

    ``copied`` is how many of the pictures are the film's own, not coded anew.
    """

    size: tuple[int, int]
    frames: int
    duration: Fraction
    sound_samples: int
    copied: int = 0


def write_rendition(
    sources: Sequence[Source], plan: RenderPlan, out: BinaryIO, progress: Progress = ignore_progress
) -> RenderFacts:
    """Write a clip to ``out``: binary, seekable, empty; it stays open. ``sources`` are the films that the plan counts.

    Raise ``BadRenderPlan``, ``NoFrames``, ``UnreachableFrame``, ``SoundNotChangeable``, what ``SoundTrack`` raises but
    ``NoSound``, and the errors of the files. What ``progress`` raises (``Cancelled``) passes through. After an error
    ``out`` holds a part that the caller removes. A clip of a ``fast`` plan may be refused by the check and yet come out
    right when it is written without.
    """
    timing = render_timing(plan, [source.film.index for source in sources])
    with ClipSound(plan, timing, sources) as sound:
        copied = copyable(plan, sources)
        if copied is not None:
            return _copy(*copied, timing, sound, out, progress)
        return _write(Drawing(plan, [source.film for source in sources]), timing, sound, out, progress)


def _copy(
    film: Film, copied: CopyPlan, timing: RenderTiming, sound: ClipSound, out: BinaryIO, progress: Progress
) -> RenderFacts:
    facts = write_copied(film, copied, timing.of_pictures, sound, out, progress)
    return RenderFacts(facts.size, facts.frames, facts.duration, facts.sound_samples, facts.copied)


def _write(drawing: Drawing, timing: RenderTiming, sound: ClipSound, out: BinaryIO, progress: Progress) -> RenderFacts:
    total = len(timing.shots)
    form = ClipForm(drawing.size, timing.timescale, total, timing.duration, sound.length)
    heard, given = Reading(sound.blocks()), 0

    def pictures() -> Iterator[VideoFrame]:
        return map(drawing.coded, timing.shots)

    with made_ahead(pictures, pictures_ahead(form.size)) as ahead, mp4_clip(out, form) as clip:
        for done, (shot, picture) in enumerate(zip(timing.shots, ahead, strict=True)):
            progress(done, total)
            clip.add_picture(picture, shot.start, shot.end - shot.start)
            until = min(sample_at(timing.seconds(shot.end)), sound.length)
            clip.add_sound(heard.take(until - given))
            given = until
    progress(total, total)
    return RenderFacts(form.size, total, form.duration, form.samples)
