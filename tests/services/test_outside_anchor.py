"""The log's anchor outside outlives the case of the answer that brought it, and tells nothing of that case."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.answer_loop import Loop, handed_over, say_all
from tests.services.casework import Family, SetClock, happened
from vigtool.domain.accountability import Erasing
from vigtool.domain.supervision import LogCountersigned
from vigtool.services.checkpoints import verifier_key
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.event_codec import encode
from vigtool.services.merging import merge_answer
from vigtool.services.outside_anchor import anchor
from vigtool.services.workspace import Workspace


@pytest.fixture
def loop(family: Family, clock: SetClock, tmp_path: Path) -> Iterator[Loop]:
    with handed_over(family, clock, tmp_path) as made:
        say_all(made)
        yield made


def _kept(ws: Workspace) -> list[LogCountersigned]:
    return [event for _envelope, event in happened(ws) if isinstance(event, LogCountersigned)]


def test_the_anchor_is_there_when_its_case_is_erased(loop: Loop) -> None:
    merge_answer(loop.trainee, loop.answer())
    merge_answer(loop.trainee, loop.answer())
    before = anchor(loop.trainee)
    (kept,) = _kept(loop.trainee)
    assert kept.verifier == str(verifier_key(loop.supervisor))
    told = encode(kept).decode()
    assert not [one for one in (loop.family.case.id, loop.film.id, loop.family.child.id) if one in told]
    erase(loop.trainee, Target(Erasing.CASE, loop.family.case.id), "sovittu")
    assert before is not None
    assert anchor(loop.trainee) == before
    assert before.holds
