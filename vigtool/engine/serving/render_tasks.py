"""The tasks that write and check what leaves: films are read here and nowhere else, and the app writes the file."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import BinaryIO, TypeAlias, cast

from vigtool.domain.progress import Progress
from vigtool.engine.render_results import Checked, pack_checked, unpack_work
from vigtool.engine.serving.file_in_parts import FileInParts
from vigtool.media.index_bytes import unpack_index
from vigtool.media.rendering.checking import check_rendition
from vigtool.media.rendering.plan import RenderPlan, unpacked
from vigtool.media.rendering.source import Source, film_to_render
from vigtool.media.rendering.writing import write_rendition

Opener: TypeAlias = Callable[[], BinaryIO]
"""Opens a lent film anew; whoever calls it closes the file."""


def render(films: Sequence[Opener], argument: bytes, send: Callable[[bytes], None], progress: Progress) -> None:
    """Write what a plan says; the file goes out in pieces (``render_results.unpack_piece``)."""
    with _opened(films, argument) as (plan, sources):
        out = FileInParts(send)
        write_rendition(sources, plan, cast("BinaryIO", out), progress)
        out.finish()


def check(films: Sequence[Opener], argument: bytes, send: Callable[[bytes], None], progress: Progress) -> None:
    """Compare a file, the first of ``films``, with what the plan makes of the others."""
    with closing(films[0]()) as clip, _opened(films[1:], argument) as (plan, sources):
        found = check_rendition(clip, sources, plan, progress)
    length, sound = found.duration, found.sound is not None
    send(pack_checked(Checked(found.frames, length.numerator, length.denominator, found.luma_psnr, sound)))


@contextmanager
def _opened(films: Sequence[Opener], argument: bytes) -> Iterator[tuple[RenderPlan, list[Source]]]:
    """The plan and its sources; several sources of one film share its pictures, and each has its own sound."""
    work = unpack_work(argument)
    with ExitStack() as stack:
        opened = [
            stack.enter_context(film_to_render(stack.enter_context(closing(film())), unpack_index(index)))
            for film, index in zip(films, work.indexes, strict=True)
        ]
        yield unpacked(work.plan), [Source(opened[n], stack.enter_context(closing(films[n]()))) for n in work.sources]
