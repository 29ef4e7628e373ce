"""Manifests that were changed at random, signed by their maker: taken in and in order, or refused, nothing done."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.packages.mutations import mutated
from tests.packages.packing import Plain
from tests.packages.refusals import all_of, documents
from tests.packages.scene import Scene, acted_out
from tests.services.casework import PASSPHRASE, bare_film
from vigtool.domain.consent import Answer
from vigtool.domain.errors import VigtoolError
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.supervision import GuestOpened
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.cases import case
from vigtool.services.comments import comments_of_case
from vigtool.services.consents import consents, is_permitted
from vigtool.services.guests import days_left, guest_of, handed_moments
from vigtool.services.merging import MergeReport
from vigtool.services.opening import open_workspace
from vigtool.services.people import people
from vigtool.services.projection import EVIDENCE
from vigtool.services.recordings import frame_times, recordings
from vigtool.services.suggestions import suggestions
from vigtool.services.supervision_projection import ANSWER, COMMENT
from vigtool.services.training_group import inbox, trainees
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """When all is over, both vaults can be opened again, read whole and understood."""
    with acted_out(tmp_path_factory.mktemp("packages")) as made:
        yield made
        for ws in (made.trainee, made.supervisor):
            ws.close()
            again = open_workspace(ws.folder, PASSPHRASE, clock=made.clock)
            assert verify_vault(again).damage == ()
            assert again.index.entries()
            again.close()


KINDS = (*[Kind.HANDOVER] * 4, *[Kind.ANSWER] * 4, Kind.NOTICE, Kind.RECEIPT)


def test_a_manifest_changed_at_random(scene: Scene) -> None:
    seen = set[str]()

    @settings(max_examples=80)
    @given(st.data())
    def taken_in_or_not(data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from(KINDS))
        content = scene.content(kind)
        plain = data.draw(mutated(msgspec.json.decode(content.manifest)))
        file = scene.sealed(kind, replace(content, manifest=msgspec.json.encode(plain)).bytes())
        before, known = all_of(scene), documents(scene.reader(kind))
        try:
            taken = scene.take(kind, file)
        except VigtoolError as error:
            seen.add(type(error).__name__)
            assert all_of(scene) == before
            return
        seen.add(type(taken).__name__)
        if isinstance(taken, GuestOpened):
            demand_sound(scene.supervisor, taken, plain)
        if isinstance(taken, MergeReport):
            demand_only_added(scene.trainee, taken, known)

    taken_in_or_not()
    assert seen >= {"GuestOpened", "MergeReport", "ManifestWrong"}


def demand_only_added(ws: Workspace, merged: MergeReport, known: dict[tuple[str, str], bytes]) -> None:
    """An answer lies beside the trainee's own, changes nothing but what was said before, and can be shown."""
    after = documents(ws)
    assert {kind for (kind, _id), _body in known.items() - after.items()} <= {COMMENT}
    assert {kind for kind, _id in after.keys() - known.keys()} <= {ANSWER, COMMENT, EVIDENCE}
    films = {one.id for one in recordings(ws, merged.case)}
    assert {one.recording for one in comments_of_case(ws, merged.case)} <= films
    assert {one.moment.recording for one in suggestions(ws, merged.case)} <= films


def demand_sound(ws: Workspace, opened: GuestOpened, plain: Plain) -> None:
    """A guest is as its manifest says, for no longer than it says, and goes nowhere."""
    body, here = plain["body"], {one.id for one in people(ws, opened.case)}
    assert guest_of(ws, opened.case) == opened
    assert case(ws, opened.case).guest == opened.package == plain["id"]
    assert {one.person for one in opened.people} == here
    assert opened.expires >= ws.clock().date()
    films = recordings(ws, opened.case)
    assert [one.sha256 for one in films] == [one["sha256"] for one in plain["blobs"]]
    for film, said in zip(opened.films, body["films"], strict=True):
        with bare_film(ws, film.recording) as file:
            assert hashlib.sha256(file.read()).hexdigest() == plain["blobs"][said["blob"]]["sha256"]
        assert frame_times(ws, film.recording).frames == said["stop"] - said["first"]
        assert not is_permitted(ws, Act.PACKAGE, Purposes.SUPERVISION, film.recording)
    for moment, said in zip(opened.moments, body["moments"], strict=True):
        times = frame_times(ws, opened.films[said["film"]].recording)
        assert moment.recording == opened.films[said["film"]].recording
        assert times.frames_of(moment.span) == range(said["first"], said["stop"])
        assert times.frame_at(moment.key) == said["key"]
        assert {*(moment.people or ()), *(one.person for one in moment.turns)} <= here
    for answer in consents(ws, opened.case):
        assert answer.answer is Answer.GIVEN
        assert answer.until is not None
        assert answer.until <= opened.expires
    shown = [days_left(ws, opened), *handed_moments(ws, opened.case, revealed=True), *inbox(ws), *trainees(ws)]
    assert shown
