"""Clips that leave are copied where they may be, and coded anew, without a word, where the check refuses the copy."""

import hashlib
import io
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import av
import pytest

from tests.media.drawn_films import drawn_film
from tests.services.casework import Family
from vigtool.domain.cases import Recording
from vigtool.domain.purposes import Purposes
from vigtool.media.copying.sets import sets_of
from vigtool.services.clips import ClipReport, export_clip
from vigtool.services.importing import import_film
from vigtool.services.marking import mark_frames
from vigtool.services.outgoing import OutgoingFile
from vigtool.services.sealed_drafts import SealedDraft

COPIED, ANEW = 2, 1
"""Sets of parameters in a clip: of two coders, or of one."""


def imported(family: Family, folder: Path, film: bytes) -> Recording:
    family.answer(Purposes.GUIDANCE)
    family.answer(Purposes.TRAINING)
    (folder / "film.mp4").write_bytes(film)
    return import_film(family.ws, folder / "film.mp4", family.case.id)


def exported(family: Family, film: Recording, out: Path) -> ClipReport:
    moment = mark_frames(family.ws, film.id, first=10, end=40, key=20, title="Hei")
    return export_clip(family.ws, moment.id, Purposes.TRAINING, out)


def coders(clip: bytes) -> int:
    with av.open(io.BytesIO(clip), "r") as container:
        sets = sets_of(container.streams.video[0].codec_context.extradata)
    assert sets is not None
    return len(sets.sequences)


def whole() -> bytes:
    return drawn_film(width=96, height=64, sound=True).getvalue()


def damaged() -> bytes:
    """The film with a picture in the middle of the moment that begins well and ends in zeros."""
    film = bytearray(whole())
    with av.open(io.BytesIO(bytes(film)), "r") as container:
        packets = [packet for packet in container.demux(video=0) if packet.size > 0]
    hit = max(packets[26:34], key=lambda packet: packet.size)
    assert hit.pos is not None
    film[hit.pos + 30 : hit.pos + hit.size] = bytes(hit.size - 30)
    return bytes(film)


@pytest.mark.parametrize(("film", "made_by"), [(whole, COPIED), (damaged, ANEW)])
def test_a_clip_is_copied_unless_the_copy_is_refused(
    family: Family, tmp_path: Path, film: Callable[[], bytes], made_by: int
) -> None:
    report = exported(family, imported(family, tmp_path, film()), tmp_path / "clip.mp4")
    assert report.check.frames == 30
    assert coders(report.clip.read_bytes()) == made_by


def test_a_sealed_draft_can_be_begun_anew_after_it_was_lent(tmp_path: Path) -> None:
    with closing(SealedDraft(tmp_path / "copy.age", tmp_path / "vault")) as draft:
        draft.put(0, memoryview(b"a first, longer film"))
        draft.lend().file.close()
        draft.empty()
        draft.put(0, memoryview(b"another film"))
        draft.lend().file.close()
        assert b"".join(draft.blocks()) == b"another film"
        assert (draft.size, draft.sha256) == (12, hashlib.sha256(b"another film").hexdigest())


def test_an_outgoing_file_can_be_begun_anew(tmp_path: Path) -> None:
    with closing(OutgoingFile(tmp_path / "clip.mp4", None)) as outgoing:
        outgoing.put(0, b"a first, longer film")
        outgoing.empty()
        outgoing.put(0, b"another film")
        outgoing.publish()
    assert (tmp_path / "clip.mp4").read_bytes() == b"another film"


def test_a_sealed_draft_takes_the_same_memory_however_long_the_film_is(tmp_path: Path) -> None:
    block = memoryview(bytes(range(256)) * 4096)
    with closing(SealedDraft(tmp_path / "copy.age", tmp_path / "vault")) as draft:
        tracemalloc.start()
        try:
            for place in range(48):
                draft.put(place * len(block), block)
            draft.put(0, memoryview(b"head"))  # as the writer of an MP4 does at its end
            draft.lend().file.close()
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert draft.size == 48 * len(block)
        assert peak < draft.size / 4
        assert next(draft.blocks())[:8] == b"head\x04\x05\x06\x07"
