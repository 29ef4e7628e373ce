"""Ways of handing out a clip, named by what it is for: presets are data, so that an organisation can word its own."""

from dataclasses import dataclass, replace

from vigtool.domain.moments import Moment
from vigtool.domain.principles import Wording
from vigtool.domain.purposes import Purpose
from vigtool.domain.renditions import ClipWish, wish_for_review


@dataclass(frozen=True, slots=True)
class Preset:
    """One way: what it is ``purpose`` for, and what is wanted of each clip.

    ``as_in_review`` takes over how the guider wishes to show a moment: slowly, with its key frame standing. ``most`` is
    the largest size (width, height) in pixels, None for the film's own.
    """

    id: str
    name: Wording
    says: Wording
    purpose: Purpose
    wish: ClipWish
    as_in_review: bool = False
    most: tuple[int, int] | None = None

    def wish_for(self, moment: Moment) -> ClipWish:
        """What is wanted of a moment's clip."""
        if not self.as_in_review:
            return self.wish
        shown = wish_for_review(moment)
        freeze = max(self.wish.freeze, shown.freeze)
        return replace(self.wish, slow=shown.slow, slow_speed=shown.slow_speed, freeze=freeze)
