"""What is to be handed out, as one order; and the jobs that do it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from vigtool.domain.identifiers import PersonId
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Purpose
from vigtool.domain.renditions import ClipWish
from vigtool.gui.exporting.forms import OF_FILM, Form, files_in, is_folder
from vigtool.gui.shared.moment_words import named
from vigtool.gui.shared.open_frames import Shown, shown_in
from vigtool.services.clips import ClipExport
from vigtool.services.family_copies import FamilyCopy
from vigtool.services.handovers import More
from vigtool.services.jobs import Job
from vigtool.services.outgoing import make_folder
from vigtool.services.recordings import frame_times
from vigtool.services.reels import ReelExport
from vigtool.services.still_cards import StillCardExport
from vigtool.services.stills import StillExport
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Order:
    """Moments in the order in which they are to be seen, and what is wished of each.

    ``target`` is a file, or a folder where several files come of it. ``to`` are people of the case, ``recipient`` is
    who else gets it, in words. ``size`` is the largest in pixels. ``passphrase`` is for what is sealed.
    """

    form: Form
    moments: tuple[Moment, ...]
    wishes: tuple[ClipWish, ...]
    purpose: Purpose
    target: Path
    to: tuple[PersonId, ...] = ()
    recipient: str = ""
    masked: tuple[PersonId, ...] = ()
    size: Size | None = None
    passphrase: str | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """One job of an order: what it makes in words, and the file or folder in which that will lie.

    ``shown`` are the parts of films that are to leave with it.
    """

    what: str
    target: Path
    job: Job[object]
    shown: tuple[Shown, ...] = ()


def jobs_of(ws: Workspace, order: Order) -> list[Ordered]:
    """Ask for the permits, and set the jobs up; either all of them, or none.

    Raises as ``ClipExport``, ``ReelExport``, ``StillExport``, ``FamilyCopy`` and ``make_folder`` do.
    """
    shown = shown_in(ws, order.moments, order.wishes)
    return [Ordered(what, target, cast("Job[object]", job), shown) for what, target, job in _made(ws, order)]


_Made = tuple[str, Path, object]


def _made(ws: Workspace, order: Order) -> Iterator[_Made]:
    more = More(to=order.to, masked=order.masked, recipient=order.recipient)
    ids, target = [one.id for one in order.moments], order.target
    match order.form:
        case Form.REEL:
            job = ReelExport(ws, ids, order.purpose, target, wishes=order.wishes, size=order.size, **more)
            yield _all_named(order.moments), target, job
        case Form.COPY | Form.SEALED:
            secret = order.passphrase if order.form is Form.SEALED else None
            copy = FamilyCopy(ws, ids, target, secret, wishes=order.wishes, size=order.size, **more)
            yield _all_named(order.moments), target, copy
        case _:
            yield from _singles(ws, order, more)


def _singles(ws: Workspace, order: Order, more: More) -> Iterator[_Made]:
    count = len(order.moments)
    files: Sequence[Path] = [order.target]
    if is_folder(order.form, count):
        files = files_in(order.target, order.form, count)
    for moment, wish, out in zip(order.moments, order.wishes, files, strict=True):
        if order.form in OF_FILM:
            job: object = ClipExport(ws, moment.id, order.purpose, out, wish=wish, size=order.size, **more)
        elif order.form is Form.CARD:
            job = StillCardExport(ws, moment.id, order.purpose, out, language(), **more)
        else:
            frame = frame_times(ws, moment.recording).frame_at(moment.key)
            job = StillExport(ws, moment.recording, frame, order.purpose, out, **more)
        yield named(moment), out, job
    if is_folder(order.form, count):
        make_folder(order.target, ws.folder)


def _all_named(moments: Sequence[Moment]) -> str:
    return "  \N{MIDDLE DOT}  ".join(named(one) for one in moments)
