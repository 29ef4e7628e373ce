"""Checking a written clip by decoding it and holding it against its plan: no clip leaves the vault unverified."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO

from av.container import InputContainer

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.clip_layout import demand_layout, demand_no_words
from vigtool.media.copying.checking import check_copied
from vigtool.media.errors import ClipNotExact, MediaError
from vigtool.media.guarded_open import open_container
from vigtool.media.rendering.drawing import Drawing
from vigtool.media.rendering.fast_way import copyable
from vigtool.media.rendering.picture_checking import PictureCheck, check_pictures
from vigtool.media.rendering.plan import RenderPlan
from vigtool.media.rendering.sound_checking import SoundCheck, check_sound
from vigtool.media.rendering.sounding import ClipSound
from vigtool.media.rendering.source import Source
from vigtool.media.rendering.timing import RenderTiming, render_timing


@dataclass(frozen=True, slots=True)
class RenditionCheck:
    """What was found in a right clip: pictures, seconds, what is seen on them, and its sound (None: none)."""

    frames: int
    duration: Fraction
    pictures: PictureCheck
    sound: SoundCheck | None

    @property
    def luma_psnr(self) -> float | None:
        """The lowest luma PSNR in dB; None: identical."""
        return self.pictures.luma_psnr


def check_rendition(
    clip: BinaryIO, sources: Sequence[Source], plan: RenderPlan, progress: Progress = ignore_progress
) -> RenditionCheck:
    """Decode a clip and compare it with what its plan says of its ``sources``.

    Raise ``ClipNotExact`` at the first point that is not right, and what ``write_rendition`` raises of plan and films.
    """
    timing = render_timing(plan, [source.film.index for source in sources])
    demand_layout(clip)
    clip.seek(0)
    try:
        container = open_container(clip)
    except MediaError as error:
        raise ClipNotExact("not_readable") from error
    with container:
        demand_no_words(container)
        pictures = _checked_pictures(container, sources, plan, timing, progress)
    with ClipSound(plan, timing, sources) as wanted:
        sound = check_sound(clip, wanted)
    return RenditionCheck(len(timing.shots), timing.duration, pictures, sound)


def _checked_pictures(
    container: InputContainer, sources: Sequence[Source], plan: RenderPlan, timing: RenderTiming, progress: Progress
) -> PictureCheck:
    copied = copyable(plan, sources)
    if copied is None:
        _check_form(container)
        return check_pictures(container, Drawing(plan, [source.film for source in sources]), timing, progress)
    found = check_copied(container, *copied, timing.of_pictures, progress)
    return PictureCheck(found.luma_psnr, found.colour_difference, covered=0)


def _check_form(container: InputContainer) -> None:
    context = container.streams.video[0].codec_context
    if (context.codec.name, context.profile, context.pix_fmt) != ("h264", "High", "yuv420p"):
        raise ClipNotExact("picture_format")
    if context.sample_aspect_ratio not in {None, Fraction(1)}:
        raise ClipNotExact("not_upright")
