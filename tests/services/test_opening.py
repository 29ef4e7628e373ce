"""What was on record is there again after a replay, all of it; a second window reads and does not write."""

from pathlib import Path

import pytest

from tests.services.casework import CASE_NAME, CHILD_NAME, PARENT_NAME, PASSPHRASE, Family, Stopping, film_file, on_disk
from vigtool.domain.consent import Answer, ConsentState
from vigtool.domain.errors import Cancelled
from vigtool.domain.identifiers import CaseId, PersonId, RecordingId
from vigtool.domain.people import Role
from vigtool.domain.purposes import STANDARD_PURPOSES, Purposes
from vigtool.services.cases import add_case, case, cases, change_case
from vigtool.services.clips import export_clip
from vigtool.services.consents import consent_grid, consents, record_consent
from vigtool.services.errors import ConsentRefused, UnknownId
from vigtool.services.importing import import_film
from vigtool.services.jobs import NotRun
from vigtool.services.marking import mark_frames, moments
from vigtool.services.opening import Creating, Opening, create_workspace, open_workspace
from vigtool.services.people import add_person, people, person
from vigtool.services.recordings import frame_times, recordings
from vigtool.services.searching import found_in_film, search_moments
from vigtool.services.session_logs import export_session_log
from vigtool.services.sessions import add_session, sessions
from vigtool.services.stills import export_still
from vigtool.services.verifying import verify_vault
from vigtool.services.viewing import view
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import VaultInUse, VaultReadOnly, WrongSecret


def _shadow(ws: Workspace) -> dict[str, object]:
    """Everything that the index answers."""
    kinds = ("case", "person", "consent", "consent-leaf", "recording", "moment", "session", "clip.exported")
    found: dict[str, object] = {kind: ws.index.select(kind) for kind in kinds}
    found["entries"] = [envelope.leaf() for envelope in ws.index.entries()]
    found["search"] = [ws.index.search(word) for word in ("hymy", "perhe", "aino", "rytm", "katse", "leikki")]
    return found


def _busy(family: Family, folder: Path) -> None:
    ws = family.ws
    film = family.film(folder)
    view(ws, film.id)
    moment = mark_frames(ws, film.id, first=3, end=9, title="Katse ja hymy")
    mark_frames(ws, film.id, first=10, end=12, title="Leikkihetki")
    with pytest.raises(ConsentRefused):
        export_clip(ws, moment.id, Purposes.FAMILY_COPY, folder / "clip.mp4")
    family.answer(Purposes.FAMILY_COPY)
    export_clip(ws, moment.id, Purposes.FAMILY_COPY, folder / "clip.mp4")
    export_still(ws, film.id, frame=4, purpose=Purposes.FAMILY_COPY, out=folder / "still.png")
    change_case(ws, family.case.id, question="Uusi kysymys")
    session = add_session(ws, family.case.id, moments=[moment.id], present=[family.parent.id], words="hyvä")
    export_session_log(ws, session.id, folder / "log", "fi")
    record_consent(ws, family.child.id, Purposes.FAMILY_COPY, Answer.WITHDRAWN)


def test_the_index_after_a_replay_is_the_index_before(family: Family, tmp_path: Path) -> None:
    _busy(family, tmp_path)
    before = _shadow(family.ws)
    assert all(before.values())
    family.ws.close()
    progress = Stopping()
    job = Opening(tmp_path / "vault", PASSPHRASE)
    job.run(progress)
    ws = job.finish()
    try:
        assert _shadow(ws) == before
        assert len(progress.calls) >= 2
        assert ws.repairs is not None
        assert (ws.repairs.shredded, ws.repairs.removed, ws.repairs.temporary) == ((), (), ())
        report = verify_vault(ws)
        assert (report.events, report.recordings, report.damage) == (ws.vault.journal.count, 1, ())
    finally:
        ws.close()


def test_a_second_window_reads_and_writes_nothing(family: Family, tmp_path: Path) -> None:
    _busy(family, tmp_path)
    film, moment = recordings(family.ws)[0], moments(family.ws, recordings(family.ws)[0].id)[0]
    with pytest.raises(VaultInUse):
        open_workspace(tmp_path / "vault", PASSPHRASE)
    before = on_disk(tmp_path)
    ws = open_workspace(tmp_path / "vault", PASSPHRASE, read_only=True)
    try:
        assert _shadow(ws) == _shadow(family.ws)
        assert ws.read_only
        assert ws.repairs is None
        assert frame_times(ws, film.id).frames == 24
        source = film_file(tmp_path / "second.mp4")
        writes = (
            lambda: add_case(ws, "x"),
            lambda: change_case(ws, family.case.id, name="x"),
            lambda: add_person(ws, family.case.id, "x", Role.OTHER),
            lambda: record_consent(ws, family.child.id, Purposes.TRAINING, Answer.GIVEN),
            lambda: import_film(ws, source, family.case.id),
            lambda: view(ws, film.id),
            lambda: mark_frames(ws, film.id, first=1, end=2),
            lambda: add_session(ws, family.case.id),
            lambda: export_still(ws, film.id, frame=1, purpose=Purposes.GUIDANCE, out=tmp_path / "x.png"),
            lambda: export_clip(ws, moment.id, Purposes.GUIDANCE, tmp_path / "x.mp4"),
            lambda: export_session_log(ws, sessions(ws)[0].id, tmp_path / "x", "fi"),
        )
        for write in writes:
            with pytest.raises(VaultReadOnly):
                write()
        with pytest.raises(ConsentRefused):
            export_clip(ws, moment.id, Purposes.RESEARCH, tmp_path / "x.mp4")
        source.unlink()
    finally:
        ws.close()
    assert {name: one for name, one in on_disk(tmp_path).items() if name != "x"} == before


def test_an_opening_that_does_not_succeed_lets_go_of_the_vault(ws: Workspace, tmp_path: Path) -> None:
    add_case(ws, "Perhe")
    ws.close()
    with pytest.raises(WrongSecret):
        open_workspace(tmp_path / "vault", "another")
    job = Opening(tmp_path / "vault", PASSPHRASE)
    with pytest.raises(NotRun):
        job.finish()
    for at in (0, 1):
        with pytest.raises(Cancelled):
            Opening(tmp_path / "vault", PASSPHRASE).run(Stopping(at))
    job.run(Stopping())
    job.abandon()
    open_workspace(tmp_path / "vault", PASSPHRASE).close()


def test_the_recovery_key_opens_and_a_passphrase_is_the_same_from_every_keyboard(tmp_path: Path) -> None:
    ws, key = create_workspace(tmp_path / "vault", "sää", work_factor=1)
    ws.close()
    for secret in ("sää", "sa\u0308a\u0308", key, f" {key.lower()}\n"):
        open_workspace(tmp_path / "vault", secret).close()
    job = Creating(tmp_path / "other", "x", work_factor=1)
    with pytest.raises(NotRun):
        job.finish()
    job.run(Stopping())
    job.abandon()
    open_workspace(tmp_path / "other", "x").close()


def test_cases_people_and_the_grid(family: Family) -> None:
    ws = family.ws
    second = add_person(ws, family.case.id, "Toinen", Role.PARENT)
    assert [(one.name, one.number) for one in people(ws, family.case.id)] == [
        (CHILD_NAME, 1),
        (PARENT_NAME, 1),
        ("Toinen", 2),
    ]
    assert change_case(ws, family.case.id) == case(ws, family.case.id)
    assert [one.name for one in cases(ws)] == [CASE_NAME]
    record_consent(ws, second.id, Purposes.TRAINING, Answer.GIVEN)
    record_consent(ws, second.id, Purposes.TRAINING, Answer.REFUSED)
    grid = consent_grid(ws, family.case.id)
    assert grid[second.id, Purposes.TRAINING] is ConsentState.REFUSED
    assert grid[family.child.id, Purposes.TRAINING] is ConsentState.UNKNOWN
    assert len(grid) == 3 * len(STANDARD_PURPOSES)
    assert len(consents(ws, family.case.id)) == 2
    with pytest.raises(UnknownId):
        person(ws, PersonId("abcdefghjkmn"))
    with pytest.raises(UnknownId):
        add_person(ws, CaseId("abcdefghjkmn"), "x", Role.CHILD)


def test_finnish_compounds_are_found(family: Family, tmp_path: Path) -> None:
    ws = family.ws
    film = family.film(tmp_path)
    titles = ("Yhteinen leikkihetki", "Katsekontakti äidin kanssa", "Sää muuttuu", "Saa odottaa")
    made = {title: mark_frames(ws, film.id, first=n, end=n + 1, title=title) for n, title in enumerate(titles)}

    def found(words: str) -> list[str]:
        return [one.title for one in search_moments(ws, words, family.case.id)]

    assert found("hetki") == ["Yhteinen leikkihetki"]
    assert found("kontakt") == ["Katsekontakti äidin kanssa"]
    assert found("LEIKKI") == ["Yhteinen leikkihetki"]
    assert found("sää") == ["Sää muuttuu"]
    assert found("äiti") == []
    assert found('"hetki" OR NEAR(') == []
    assert found_in_film(ws, film.id, "hetki") == {made["Yhteinen leikkihetki"].id}
    assert found_in_film(ws, RecordingId("abcdefghjkmn"), "hetki") == frozenset()
    assert search_moments(ws, "hetki", add_case(ws, "Toinen").id) == []
