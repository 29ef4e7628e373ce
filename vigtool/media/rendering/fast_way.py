"""Whether a clip can be had by copying what the film has, and so in a fraction of the time."""

from collections.abc import Sequence

from vigtool.media.copying.plan import CopyPlan, copy_plan
from vigtool.media.film import Film
from vigtool.media.picture import upright_size
from vigtool.media.rendering.plan import FilmPiece, RenderPlan
from vigtool.media.rendering.source import Source


def copyable(plan: RenderPlan, sources: Sequence[Source]) -> tuple[Film, CopyPlan] | None:
    """Return the only film of a plan and what of it is copied, None where all is coded anew.

    For the same plan and films it is always the same. Raise as ``copy_plan`` does.
    """
    piece = plan.pieces[0]
    if not plan.fast or not plan.is_plain or not isinstance(piece, FilmPiece):
        return None
    film = sources[piece.source].film
    if plan.size not in {None, upright_size(film.frame(piece.first))}:
        return None
    copied = copy_plan(film, piece.frames)
    return None if copied is None else (film, copied)
