"""The tasks that write and check what leaves: films are read here and nowhere else, and the app writes the file."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import BinaryIO, cast

from vigtool.domain.progress import Progress
from vigtool.engine.render_results import Checked, pack_checked, unpack_work
from vigtool.engine.serving.file_in_parts import FileInParts
from vigtool.media.clip_checking import check_clip
from vigtool.media.clip_writing import write_clip
from vigtool.media.errors import BadRenderPlan
from vigtool.media.film import Film
from vigtool.media.index_bytes import unpack_index
from vigtool.media.rendering.plan import FilmPiece, RenderPlan, unpacked


def render(
    films: Sequence[Callable[[], BinaryIO]], argument: bytes, send: Callable[[bytes], None], progress: Progress
) -> None:
    """Write what a plan says; the file goes out in pieces (``render_results.unpack_piece``)."""
    with _opened(films, argument) as (plan, film, sound):
        out = FileInParts(send)
        write_clip(film, sound, _plain(plan), cast("BinaryIO", out), progress)
        out.finish()


def check(
    films: Sequence[Callable[[], BinaryIO]], argument: bytes, send: Callable[[bytes], None], progress: Progress
) -> None:
    """Compare a file, the first of ``films``, with what the plan makes of the others."""
    clip, *sources = films
    with closing(clip()) as file, _opened(sources, argument) as (plan, film, sound):
        found = check_clip(file, film, _plain(plan), sound, progress)
        duration = found.duration
        send(
            pack_checked(
                Checked(
                    found.frames, duration.numerator, duration.denominator, found.luma_psnr, found.sound is not None
                )
            )
        )


@contextmanager
def _opened(films: Sequence[Callable[[], BinaryIO]], argument: bytes) -> Iterator[tuple[RenderPlan, Film, BinaryIO]]:
    work = unpack_work(argument)
    with ExitStack() as stack:
        file, sound = (stack.enter_context(closing(films[0]())) for _ in range(2))
        yield unpacked(work.plan), stack.enter_context(Film(file, unpack_index(work.indexes[0]))), sound


def _plain(plan: RenderPlan) -> range:
    if not plan.is_plain or not isinstance(plan.pieces[0], FilmPiece):
        raise BadRenderPlan("not_plain")
    return plan.pieces[0].frames
