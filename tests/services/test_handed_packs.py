"""The words of principles travel with an answer: what the supervisor coded can be read in the trainee's vault."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.exchange.sample_pack import PACK
from tests.services.answer_loop import Loop, copied
from tests.services.casework import SetClock
from tests.services.supervising import unpacked
from vigtool.domain.errors import VigtoolError
from vigtool.exchange.packages.answer import SupervisorsAnswer
from vigtool.exchange.packages.errors import ManifestWrong
from vigtool.exchange.principle_packs import to_json
from vigtool.services.errors import PackVersionTaken
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.merging import merge_answer
from vigtool.services.principles import add_pack, built_in, known_pack, seen
from vigtool.services.suggestions import suggestions
from vigtool.services.supervision_errors import PackageUntrue

CODED = PACK.seen(PACK.categories[0].id)
WORDS = to_json(PACK).decode()
OTHER = replace(PACK, id=type(PACK.id)("another"))


@pytest.fixture
def loop(clock: SetClock, tmp_path: Path) -> Iterator[Loop]:
    with copied(clock, tmp_path) as made:
        add_pack(made.supervisor, to_json(PACK))
        mine = mark_frames(made.supervisor, made.guest_film(), first=1, end=3)
        desk = MarkingDesk(made.supervisor, mine.recording)
        desk.edit("code", desk.marks.with_moment(mine.with_principle(CODED, present=True)))
        yield made


def test_what_the_supervisor_coded_can_be_read_by_the_trainee(loop: Loop) -> None:
    assert known_pack(loop.trainee, PACK.id, PACK.version) is None
    merge_answer(loop.trainee, loop.answer())
    (one,) = suggestions(loop.trainee, loop.family.case.id)
    assert one.moment.principles == (CODED,)
    words = seen(loop.trainee, CODED)
    assert words is not None
    assert words.name == PACK.categories[0].name
    loop.clock.pass_days(1)
    entries = loop.trainee.vault.journal.count
    merge_answer(loop.trainee, loop.answer())
    assert loop.trainee.vault.journal.count == entries + 1  # the pack is known: only the answer is put on record


def test_what_comes_with_the_program_does_not_travel(loop: Loop) -> None:
    pack = built_in()
    desk = MarkingDesk(loop.supervisor, loop.guest_film())
    (mine,) = desk.marks
    desk.edit("code", desk.marks.with_moment(replace(mine, principles=(pack.seen(pack.categories[0].id),))))
    body = unpacked(loop.trainee, loop.answer())[0].body
    assert isinstance(body, SupervisorsAnswer)
    assert body.packs == ()
    assert b'"packs"' not in msgspec.json.encode(body)  # as answers were before they could bring packs


REFUSED: dict[str, tuple[Callable[[dict[str, Any]], None], type[VigtoolError]]] = {
    "no pack at all": (lambda body: body.update(packs=["{}"]), PackageUntrue),
    "of which there is no principle": (lambda body: body["packs"].append(to_json(OTHER).decode()), PackageUntrue),
    "twice": (lambda body: body["packs"].append(WORDS), PackageUntrue),
    "a list of none": (lambda body: body.update(packs=[]), ManifestWrong),
    "too many": (lambda body: body.update(packs=[WORDS] * 13), ManifestWrong),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_pack_that_does_not_belong_is_refused(loop: Loop, name: str) -> None:
    change, error = REFUSED[name]
    entries = loop.trainee.vault.journal.count
    with pytest.raises(error):
        merge_answer(loop.trainee, loop.altered(lambda plain: change(plain["body"])))
    assert loop.trainee.vault.journal.count == entries


def test_a_version_never_gets_other_words(loop: Loop) -> None:
    mine = replace(PACK, name=PACK.source)
    add_pack(loop.trainee, to_json(mine))
    entries = loop.trainee.vault.journal.count
    with pytest.raises(PackVersionTaken):
        merge_answer(loop.trainee, loop.answer())
    assert loop.trainee.vault.journal.count == entries
    assert known_pack(loop.trainee, PACK.id, PACK.version) == mine
