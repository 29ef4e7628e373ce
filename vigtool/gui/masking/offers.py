"""Which deeds make sense on the frame that is shown, and which of them is the next thing to do."""

from collections.abc import Mapping, Sequence

from vigtool.gui.masking.keys import Deed
from vigtool.gui.masking.runs import bridge, gap_at
from vigtool.gui.masking.work import CoverWork


def offers(work: CoverWork, gaps: Sequence[range], frame: int) -> Mapping[Deed, bool]:
    """Whether each deed makes sense; ``gaps`` are those of the chosen person."""
    if work.person is None:
        return {}
    point, gap, mask = work.point(frame), gap_at(gaps, frame), work.mask
    has_box = point is not None and point.box is not None
    return {
        Deed.BOX: not has_box,
        Deed.FOLLOW: has_box,
        Deed.ABSENT: point is None or has_box,
        Deed.ABSENT_GAP: gap is not None and len(gap) > 1,
        Deed.BRIDGE: gap is not None and mask is not None and bool(bridge(mask, work.times, gap)),
        Deed.FORGET: point is not None,
        Deed.UNCOVER: mask is not None,
    }


def next_thing(offered: Mapping[Deed, bool], gaps: Sequence[range]) -> Deed | None:
    """The deed whose button is the filled one: to follow, once there is a box to begin with."""
    return Deed.FOLLOW if offered.get(Deed.FOLLOW) and gaps else None
