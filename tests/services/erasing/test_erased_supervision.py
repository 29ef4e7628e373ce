"""Erasing one person of a case that was in supervision: what was said of that person alone goes, the rest stays."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.casework import Family, SetClock
from tests.services.erasing.targets import REASON, in_memory, of_child, opened
from tests.services.supervising import Trainee, trainee_of
from vigtool.domain.comments import Comment, Feedback
from vigtool.domain.identifiers import CommentId, EvidenceId, MomentId, PackageId
from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.domain.supervision import AnswerMerged
from vigtool.services.erasing import erase
from vigtool.services.lookups import find, select
from vigtool.services.marking import moments
from vigtool.services.package_making import PackageReport, make_package
from vigtool.services.recordings import frame_times
from vigtool.services.spoken_comments import keep_sound
from vigtool.services.supervision_projection import ANSWER, COMMENT, PACKAGE
from vigtool.services.verifying import verify_vault


@pytest.fixture
def trainee(family: Family, clock: SetClock, tmp_path: Path) -> Iterator[Trainee]:
    with trainee_of(family, clock, tmp_path) as made:
        yield made


OF_CHILD, OF_BOTH = "Xylofonimainen", "Yhteispeliinne"
STRENGTHS = "Zamponjatasolla"
ANSWERED = PackageId("answer000000")


class Supervised:
    """A package of a trainee's moments of which the second shows the child only, and the answer to it."""

    def __init__(self, trainee: Trainee, chosen: Sequence[int]) -> None:
        self.trainee, self.ws = trainee, trainee.ws
        child, film = trainee.family.child.id, trainee.film.id
        trainee.edit(replace(trainee.moments[1], title=OF_CHILD).with_people([child]))
        times = frame_times(self.ws, film)
        turns = (
            Turn(child, TurnKind.INITIATIVE, times.span(2, 4), OF_CHILD),
            Turn(trainee.family.parent.id, TurnKind.RECEPTION, times.span(4, 6), OF_BOTH),
        )
        self.alone = Moment(
            MomentId("aaaaaaaaaaaa"), film, times.span(1, 4), times.tick_of(1), OF_CHILD, people=(child,)
        )
        self.both = Moment(MomentId("bbbbbbbbbbbb"), film, times.span(2, 8), times.tick_of(2), OF_BOTH, turns=turns)
        self.sounds = [
            keep_sound(self.ws, trainee.family.case.id, b"RIFF\0\0\0\0WAVE" + word.encode())
            for word in (OF_CHILD, OF_BOTH)
        ]
        self.report = self._made([trainee.moments[one].id for one in chosen])
        self._answer()

    def _made(self, chosen: Sequence[MomentId]) -> PackageReport:
        trainee = self.trainee
        return make_package(self.ws, chosen, [trainee.contact.id], trainee.out, expires=trainee.last_day)

    def comment(self, number: int, text: str, moment: MomentId | None, sound: EvidenceId | None = None) -> Comment:
        at = None if moment else self.both.span.start
        id_ = CommentId(f"cccccccccc{number:02}")
        film, by = self.trainee.film.id, self.trainee.contact.id
        return Comment(id_, film, text, self.ws.clock(), moment=moment, tick=at, by=by, sound=sound)

    def _answer(self) -> None:
        first, second, _third = self.trainee.moments
        comments = (
            self.comment(1, OF_CHILD, second.id, self.sounds[0]),
            self.comment(2, OF_BOTH, first.id, self.sounds[1]),
            self.comment(3, OF_CHILD, self.alone.id),
            self.comment(4, OF_BOTH, self.both.id),
            self.comment(5, OF_BOTH, None),
        )
        case, made, by = self.trainee.family.case.id, self.ws.clock(), self.trainee.contact.id
        heard = (self.alone, self.both)
        said = Feedback(STRENGTHS)
        self.ws.record(AnswerMerged(case, self.report.id, ANSWERED, by, made, comments, heard, said, "", "ab" * 32))

    def comments(self) -> list[str]:
        return [str(one.id)[-2:] for one in select(self.ws.index, COMMENT, Comment)]

    def answer(self) -> AnswerMerged:
        return find(self.ws.index, ANSWER, AnswerMerged, ANSWERED)


def test_what_was_said_of_one_person_goes_and_the_rest_stays(trainee: Trainee) -> None:
    supervised = Supervised(trainee, [0, 1, 2])
    ws, case = trainee.ws, trainee.family.case.id
    assert OF_CHILD[3:].encode() in in_memory(ws)

    erase(ws, of_child(trainee.family), REASON)

    assert supervised.comments() == ["02", "04", "05"]
    answer = supervised.answer()
    assert [one.id for one in answer.moments] == [supervised.both.id]
    assert [turn.words for turn in answer.moments[0].turns] == [OF_BOTH]
    assert [str(one.id)[-2:] for one in answer.comments] == ["02", "04", "05"]
    assert answer.feedback == Feedback(STRENGTHS)
    assert trainee.moments[1].id not in {one.id for one in moments(ws, trainee.film.id)}
    assert OF_CHILD[3:].casefold().encode() not in in_memory(ws).lower()
    assert ws.vault.evidence(case, supervised.sounds[1]).endswith(OF_BOTH.encode())
    assert list(ws.folder.rglob(f"{supervised.sounds[0]}*")) == []


def test_it_stays_so_after_a_restart(trainee: Trainee) -> None:
    supervised = Supervised(trainee, [0, 1, 2])
    erase(trainee.ws, of_child(trainee.family), REASON)
    before = [(one.kind, one.id, one.body) for one in trainee.ws.index.documents(trainee.family.case.id)]

    ws = supervised.ws = opened(trainee.ws)
    try:
        assert [(one.kind, one.id, one.body) for one in ws.index.documents(trainee.family.case.id)] == before
        assert supervised.comments() == ["02", "04", "05"]
        assert verify_vault(ws).damage == ()
    finally:
        ws.close()


def test_a_feedback_on_one_person_alone_goes_with_that_person(trainee: Trainee) -> None:
    supervised = Supervised(trainee, [1])

    erase(trainee.ws, of_child(trainee.family), REASON)

    assert supervised.answer().feedback == Feedback()
    assert STRENGTHS[3:].casefold().encode() not in in_memory(trainee.ws).lower()


def test_that_packages_were_made_stays_on_record(trainee: Trainee) -> None:
    supervised = Supervised(trainee, [0, 1, 2])
    erase(trainee.ws, of_child(trainee.family), REASON)
    assert len(trainee.ws.index.select(PACKAGE, parent=supervised.report.id)) == 3
