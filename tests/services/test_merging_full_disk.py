"""An answer that comes in while the disk fills up: all of it or nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.full_disks import needs_limits, no_file_longer_than
from tests.services.answer_loop import WAV, Loop, copied, say_all
from tests.services.casework import SetClock, Stopping
from vigtool.services.comments import CommentDesk
from vigtool.services.merging import AnswerMerging, merge_answer
from vigtool.services.verifying import verify_vault
from vigtool.vault import Vault
from vigtool.vault.errors import NoSpace


@pytest.fixture
def loop(clock: SetClock, tmp_path: Path) -> Iterator[Loop]:
    with copied(clock, tmp_path) as made:
        say_all(made)
        yield made


def test_a_disk_that_fills_between_two_sounds_keeps_neither(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    CommentDesk(loop.supervisor, loop.guest_film()).add("", sound=WAV + b"!")
    file, put, calls = loop.answer(), Vault.put_evidence, list[str]()

    def second_is_full(into: Vault, case: str, id_: str, data: bytes) -> None:
        calls.append(id_)
        if len(calls) > 1:
            raise NoSpace
        put(into, case, id_, data)

    with monkeypatch.context() as patched:
        patched.setattr(Vault, "put_evidence", second_is_full)
        with pytest.raises(NoSpace):
            merge_answer(loop.trainee, file)
    assert len(calls) == 2
    assert list((loop.trainee.folder / "evidence").glob("*")) == []
    assert merge_answer(loop.trainee, file).comments == 3


@needs_limits
@pytest.mark.parametrize("size", [0, 300, 2000])
def test_a_disk_that_is_really_full_keeps_nothing(loop: Loop, size: int) -> None:
    """At 2000 bytes a sound still has room, and the journal has none."""
    job = AnswerMerging(loop.trainee, loop.answer())
    job.run(Stopping())
    before = loop.trainee.vault.journal.count
    with no_file_longer_than(size), pytest.raises(NoSpace):
        job.finish()
    assert list((loop.trainee.folder / "evidence").glob("*")) == []
    assert loop.trainee.vault.journal.count == before
    assert job.finish().comments == 2
    assert verify_vault(loop.trainee).unclaimed == ()
